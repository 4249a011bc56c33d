"""Who still uses the server? Every user holds a shared lock; the system drops it when the process dies.

* `guard` serialises starting and stopping between processes.
* A lease is a shared `flock` on `postgres.lease`; the server may be stopped by whoever gets it exclusively.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_held: dict[Path, tuple[int, int]] = {}  # folder -> descriptor, how often start() was called
_here = threading.RLock()


@contextmanager
def guard(folder: Path) -> Iterator[None]:
    """Alone at starting and stopping, among threads and processes."""
    with _here:
        descriptor = _open(folder / "postgres.lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def take_lease(folder: Path) -> None:
    """Say that this process uses the server; nests."""
    descriptor, count = _held.get(folder, (-1, 0))
    if count == 0:
        descriptor = _open(folder / "postgres.lease")
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held[folder] = (descriptor, count + 1)


def drop_lease(folder: Path) -> bool:
    """Take back one use. True when this process has none left."""
    descriptor, count = _held.get(folder, (-1, 0))
    if count > 1:
        _held[folder] = (descriptor, count - 1)
        return False
    if count == 1:
        del _held[folder]
        os.close(descriptor)
    return True


def nobody_left(folder: Path) -> bool:
    """Does no process use the server? Only meaningful inside `guard`."""
    descriptor = _open(folder / "postgres.lease")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
