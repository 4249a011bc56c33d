"""How is an address kept? As given, old three levels or new two; nothing is converted silently.

Since 1 July 2025 addresses have two levels (commune, province); older texts stay valid as written.
"""

from __future__ import annotations

import re

from .plain import as_text, letters_lost, plain
from .reasons import refuse

_LIMIT = 400
_LINES = re.compile(r"[ ,]*[\r\n]+[ ,]*")


def normalise_address(raw: object) -> str:
    """One line. Raises `ValueRefused` (address_no_letter, letters_lost, and those of `plain`)."""
    address = as_text(raw)
    if "\n" in address or "\r" in address:
        address = _LINES.sub(", ", address.strip())
    address = plain(address, limit=_LIMIT)
    if not any(map(str.isalpha, address)):
        refuse("address_no_letter")
    if letters_lost(address):
        refuse("letters_lost")
    return address
