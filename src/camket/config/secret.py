"""Which key signs cookies and links? One made at the first start, kept in the data folder, readable by us alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from camket.config.errors import SecretUnsafe

_LEAST = 50


def read_or_make(file: Path) -> str:
    """The key, made if it is not there yet. Raises `SecretUnsafe`."""
    file.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not file.exists():
        _make(file)
    if file.stat().st_mode & 0o077 or len(key := file.read_text("ascii").strip()) < _LEAST:
        raise SecretUnsafe(file=str(file))
    return key


def _make(file: Path) -> None:
    # Written whole under another name, then linked: two processes starting at once end with one key.
    half = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(half, file)
    except FileExistsError:
        pass
    finally:
        half.unlink()
