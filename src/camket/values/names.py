"""How is a name kept? As given: NFC, single spaces, its own capitals. Only what can't be a name is refused."""

from __future__ import annotations

from .plain import letters_lost, plain
from .reasons import refuse

_LIMIT = 200


def normalise_name(raw: object) -> str:
    """Raises `ValueRefused` (name_no_letter, letters_lost, and those of `plain`)."""
    name = plain(raw, limit=_LIMIT)
    if not any(map(str.isalpha, name)):
        refuse("name_no_letter")
    if letters_lost(name):
        refuse("letters_lost")
    return name
