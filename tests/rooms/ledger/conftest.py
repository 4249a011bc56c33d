"""What do the ledger's database tests start from? A log just opened, its keys in a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.ledger import api
from tests.kit.ledger import DEPLOYMENT, NOW


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The folder of the signing keys; empty as yet."""
    return tmp_path / "keys"


@pytest.fixture
def log(db: None, keys: Path) -> Path:
    """Log 1 is open; the folder of its keys."""
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    return keys
