"""What do the tests of this room share? The sound policy, as files and as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.spoil_policies import VECTORS, read_base


@pytest.fixture
def base() -> dict[str, bytes]:
    """The files of the sound policy."""
    return read_base()


@pytest.fixture
def base_folder() -> Path:
    """The folder of the sound policy."""
    return VECTORS / "base"
