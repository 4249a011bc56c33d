"""What is remembered between starts? Place, address and passwords, in `postgres.json`, for its owner only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from camket.embedded.data import Role
from camket.embedded.errors import FolderNotYours

FILE = "postgres.json"


@dataclass(frozen=True, slots=True)
class Record:
    """The remembered facts.

    * `data`: the cluster; relative to the folder when inside it, so that the folder may be moved.
    * `socket`: folder of the Unix socket, None for loopback.
    * `prepared`: roles and database exist.
    """

    data: str
    socket: str | None
    port: int
    passwords: dict[Role, str]
    prepared: bool


def new_record(*, data: str) -> Record:
    """A record with fresh passwords, 256 bits each."""
    return Record(
        data=data,
        socket=None,
        port=5432,
        passwords={role: secrets.token_urlsafe(32) for role in Role},
        prepared=False,
    )


def read_record(folder: Path) -> Record | None:
    """The record of this folder, None before the first start. Raises `FolderNotYours`."""
    try:
        text = (folder / FILE).read_text("utf-8")
    except FileNotFoundError:
        return None
    except PermissionError:
        raise FolderNotYours(folder=str(folder)) from None
    found = json.loads(text)
    return Record(
        data=found["data"],
        socket=found["socket"],
        port=found["port"],
        passwords={Role(name): word for name, word in found["passwords"].items()},
        prepared=found["prepared"],
    )


def write_record(folder: Path, record: Record) -> None:
    """Replace the record in one step: after a crash there is the old one or the new one."""
    half = folder / f".{FILE}.new"
    half.unlink(missing_ok=True)
    facts = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(facts, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / FILE)
