"""Where are the signing key and the last checkpoint kept? In files outside the database, so a restored
database can't hide that it is old.

    ledger-log1.key          the signing key, readable by its owner only (0600)
    ledger-log1.pub          the verifier's key, to be given away
    ledger-log1.checkpoint   the last checkpoint signed

* A file is written whole or not at all: temporary file, fsync, rename, fsync of the folder.
* A key that others may read is refused, not repaired: it may have been copied.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from camket.ledger.core.note import Signer, read_signer
from camket.ledger.errors import KeyUnsafe, LedgerDamaged
from camket_verify.proof import Checkpoint, Unsound, open_checkpoint

_REMEMBERED = re.compile(r"ledger-log([1-9][0-9]{0,3})\.checkpoint")


def _path(keys: Path, log: int, kind: str) -> Path:
    return keys / f"ledger-log{log}.{kind}"


def _write(path: Path, text: str, mode: int) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def load_signer(keys: Path, log: int) -> Signer:
    """The signing key of a log. Raises `KeyUnsafe`: missing, not a key, or readable by others."""
    path = _path(keys, log, "key")
    try:
        with path.open(encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & 0o077:
                raise KeyUnsafe(file=path.name, why="readable_by_others")
            return read_signer(file.read())
    except FileNotFoundError:
        raise KeyUnsafe(file=path.name, why="missing") from None
    except (Unsound, UnicodeDecodeError):
        raise KeyUnsafe(file=path.name, why="malformed") from None


def make_signer(keys: Path, log: int, origin: str) -> Signer:
    """The key of a new log: made once, found again when the first start was cut short."""
    if not _path(keys, log, "key").exists():
        signer = Signer(origin, os.urandom(32))
        _write(_path(keys, log, "key"), signer.skey + "\n", 0o600)
    signer = load_signer(keys, log)
    _write(_path(keys, log, "pub"), signer.vkey + "\n", 0o644)
    return signer


def read_remembered(keys: Path) -> tuple[int, str] | None:
    """Number of the newest log with a remembered checkpoint, and that note; None where none was ever signed."""
    found = [m for file in keys.iterdir() if (m := _REMEMBERED.fullmatch(file.name))]
    if not found:
        return None
    log = max(int(match[1]) for match in found)
    return log, _path(keys, log, "checkpoint").read_text("utf-8")


def open_remembered(keys: Path, log: int, note: str) -> Checkpoint:
    """The remembered checkpoint, its signature checked. Raises `LedgerDamaged`."""
    try:
        return open_checkpoint(note, load_signer(keys, log).vkey)
    except Unsound:
        raise LedgerDamaged(what="remembered_checkpoint", log=log) from None


def remember(keys: Path, log: int, note: str) -> None:
    """Keep the checkpoint beside the key, durable before anybody else sees it."""
    _write(_path(keys, log, "checkpoint"), note, 0o644)
