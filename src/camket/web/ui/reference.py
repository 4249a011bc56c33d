"""How does a person read out an id over the phone? The end of it, in two groups of four."""

from __future__ import annotations

from uuid import UUID


def say_reference(entry: UUID) -> str:
    """ "3F9A-22C1"."""
    tail = entry.hex[-8:].upper()
    return f"{tail[:4]}-{tail[4:]}"
