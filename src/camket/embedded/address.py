"""Where do clients meet the server? A Unix socket in a private folder; loopback only where no socket can be.

* Beside the cluster when the path is short enough and the file system holds sockets.
* Else in a private folder with a random name below the run-time or temporary folder.
"""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

from camket.embedded.account import can_enter, give
from camket.embedded.data import Account

LONGEST = 107  # sun_path has 108 bytes with its closing zero (unix(7))
PORT = 5432  # of the socket's name only: nothing listens on TCP


def choose_socket(*, known: str | None, beside: Path, account: Account | None) -> Path | None:
    """A folder that can hold the socket, created and private, or None when the system offers none."""
    if known is not None and _ready(Path(known), account):
        return Path(known)
    near = beside / "postgres.socket"
    if _make(near, account) and _ready(near, account):
        return near
    for parent in _runtime_folders():
        folder = Path(tempfile.mkdtemp(prefix="camket-", dir=parent))
        give(account, folder)
        if _ready(folder, account):
            return folder
        folder.rmdir()
    return None


def free_port() -> int:
    """A TCP port on loopback that nobody has at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _runtime_folders() -> list[Path]:
    first = [Path("/run")] if os.geteuid() == 0 else [Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))]
    every = [*first, Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108  mkdtemp makes the private folder
    return [folder for folder in every if os.access(folder, os.W_OK | os.X_OK)]


def _make(folder: Path, account: Account | None) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        give(account, folder)
    except OSError:
        return False
    return True


def _ready(folder: Path, account: Account | None) -> bool:
    """Short, ours alone, reachable for the account, and able to hold a socket."""
    owner = os.geteuid() if account is None else account.uid
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST or folder.is_symlink() or not folder.is_dir():
        return False
    facts = folder.stat()
    if facts.st_uid != owner or facts.st_mode & 0o077:
        return False
    return can_enter(account, folder) and _holds_sockets(folder)


def _holds_sockets(folder: Path) -> bool:
    probe = folder / ".probe"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.bind(str(probe))
    except OSError:
        return False
    probe.unlink()
    return True
