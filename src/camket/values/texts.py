"""How are free text, a choice and a payment token kept? Cleaned, limited, and never with a card number inside."""

from __future__ import annotations

import re

from .plain import plain
from .reasons import refuse

_TEXT_LIMIT = 4000
_CHOICE_LIMIT = 100
_TOKEN_LIMIT = 512
_TOKEN = re.compile(r"[!-~]+")


def normalise_text(raw: object) -> str:
    """At most 4,000 characters. Raises `ValueRefused` with a `why` of `plain`."""
    return plain(raw, limit=_TEXT_LIMIT)


def normalise_choice(raw: object) -> str:
    """The name of a choice; whether the policy offers it is the caller's question."""
    return plain(raw, limit=_CHOICE_LIMIT)


def normalise_token(raw: object) -> str:
    """An opaque reference of a payment provider: visible ASCII. Raises `ValueRefused` (token_signs, card_number)."""
    token = plain(raw, limit=_TOKEN_LIMIT)
    if not _TOKEN.fullmatch(token):
        refuse("token_signs")
    return token
