"""How are editions kept? The only queries of the room; rows are added and read, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition without its content."""

    number: int
    hash: str
    adopted_at: datetime
    effective_from: datetime


_LOCK = 0x706F6C69  # "poli"
_COLUMNS = "number, hash, adopted_at, effective_from"


def lock_editions() -> None:
    """One adoption at a time, until the caller's transaction ends; readers go on.

    Advisory, because the application's role may not lock a table to which it only adds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def add_edition(row: EditionRow, content: bytes) -> None:
    """Write a new row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO policy_edition (number, hash, content, adopted_at, effective_from)"
            " VALUES (%s, %s, %s, %s, %s)",
            [row.number, row.hash, content, row.adopted_at, row.effective_from],
        )


def read_current(now: datetime) -> EditionRow | None:
    """The newest edition in force at `now`."""
    return _read_one("WHERE effective_from <= %s ORDER BY number DESC LIMIT 1", now)


def read_edition(number: int) -> EditionRow | None:
    """The edition of this number."""
    return _read_one("WHERE number = %s", number)


def read_by_hash(edition_hash: str) -> EditionRow | None:
    """The edition with exactly this content."""
    return _read_one("WHERE hash = %s", edition_hash)


def read_content(number: int) -> bytes:
    """The listing of an edition's files; empty when there is no such edition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM policy_edition WHERE number = %s", [number])
        row = cursor.fetchone()
    return bytes(row[0]) if row else b""


def list_rows() -> list[EditionRow]:
    """Every edition, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM policy_edition ORDER BY number")  # noqa: S608 - a constant
        return [EditionRow(*row) for row in cursor.fetchall()]


def count_editions() -> int:
    """How many editions there are; their numbers run from 1 without a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM policy_edition")
        row = cursor.fetchone()
    return int(row[0])


def _read_one(condition: str, value: str | int | datetime) -> EditionRow | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM policy_edition {condition}", [value])  # noqa: S608 - constants
        row = cursor.fetchone()
    return EditionRow(*row) if row else None
