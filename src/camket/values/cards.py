"""Does this text hold a payment card number? Such a number is never stored, wherever it was typed.

* 13 to 19 digits, single or grouped by spaces, dots and dashes; issuer prefix and length must fit; Luhn must hold.
* Groups: the whole run is tried, and every stretch of groups that begins with four digits or more,
  so a card beside a phone number is found and two phone numbers are not a card.
* Prefixes: ISO/IEC 7812 ranges of the schemes used in Vietnam, and NAPAS domestic 9704.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.vn import mst

_RUN = re.compile(r"\d(?:[ .\-–_/]{0,3}\d){12,60}")
_GROUP = re.compile(r"\d+")

# (first, last prefix, lengths); prefixes of one row have the same number of digits
_ISSUERS: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (4, 4, (13, 16, 19)),
    (51, 55, (16,)),
    (2221, 2720, (16,)),
    (3528, 3589, (16, 17, 18, 19)),
    (34, 34, (15,)),
    (37, 37, (15,)),
    (36, 36, (14,)),
    (38, 39, (14,)),
    (300, 305, (14,)),
    (62, 62, (16, 17, 18, 19)),
    (6011, 6011, (16,)),
    (65, 65, (16,)),
    (9704, 9704, (16, 19)),
)


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card_number(digits: str) -> bool:
    """Whether 13 to 19 plain digits are a card number of a known issuer."""
    size = len(digits)
    return any(
        size in sizes and first <= int(digits[: len(str(first))]) <= last for first, last, sizes in _ISSUERS
    ) and passes_luhn(digits)


def _is_branch(digits: str) -> bool:
    """A branch's tax code (13 digits, 40 to 49 are provinces) is no thirteen-digit card."""
    return len(digits) == 13 and mst.is_valid(digits)


def _stretches(groups: list[str]) -> Iterator[str]:
    yield "".join(groups)
    for start, head in enumerate(groups):
        if len(head) < 4:
            continue
        taken = ""
        for group in groups[start:]:
            taken += group
            if len(taken) > 19:
                break
            yield taken


def holds_card_number(text: str) -> bool:
    """Whether any stretch of digits in the text is a card number."""
    for run in _RUN.finditer(text):
        plain = "".join(str(int(c)) if c.isdecimal() else c for c in run[0])
        if any(
            13 <= len(s) <= 19 and is_card_number(s) and not _is_branch(s)
            for s in _stretches(_GROUP.findall(plain))
        ):
            return True
    return False
