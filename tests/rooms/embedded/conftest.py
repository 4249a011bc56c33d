"""Data folders for embedded servers: short, passable for the server's account, gone afterwards with their server."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from camket.embedded import api
from camket.embedded.data import Server


def _make() -> Path:
    parent = Path(tempfile.mkdtemp(prefix="camket-embedded-")).resolve()
    parent.chmod(0o711)
    return parent / "home"


def _remove(folder: Path) -> None:
    while api.status(folder=folder).running:
        api.stop(folder=folder)
    shutil.rmtree(folder.parent)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that does not exist yet."""
    made = _make()
    yield made
    _remove(made)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running server that tests only look at."""
    made = _make()
    with api.running(folder=made) as running:
        yield running
    _remove(made)
