"""Every database test of the vault has a ring of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.kit import vault as kit


@pytest.fixture
def ring(settings: Any, tmp_path: Path) -> Path:
    """The keys folder of a new ring, which the settings name."""
    return kit.use_ring(settings, tmp_path)
