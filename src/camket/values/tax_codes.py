"""Is this a Vietnamese tax code? Organisation, branch, or a person's own number.

* 10 digits with a check digit (Circular 105/2020/TT-BTC, by `stdnum.vn.mst`); branch: the same, "-", 001 to 999.
* 12 digits since 1 July 2025: the personal identification number (Circulars 86/2024 and 90/2026/TT-BTC): no check
  digit, but a province of the 63 of birth registration or a country code, then century and sex.
* Spreadsheets lose leading zeros: 9, 11 or 12 digits become 10, 12, 13 where exactly that makes them right.
"""

from __future__ import annotations

import re

from stdnum.vn import mst

from .plain import plain
from .reasons import refuse

_LIMIT = 40
_PREFIX = re.compile(r"^(?:mst|mã số thuế|ma so thue|tax code)\s*[:.]?\s*", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", " .-–—")
_GAPS = {
    3,
    5,
    7,
    9,
    13,
    16,
    18,
    21,
    23,
    28,
    29,
    32,
    39,
    41,
    43,
    47,
    50,
    53,
    55,
    57,
    59,
    61,
    63,
    65,
    69,
    71,
    73,
    76,
    78,
}
_GAPS |= {81, 85, 88, 90}
_PROVINCES = frozenset(f"{code:03d}" for code in range(1, 97) if code not in _GAPS)  # 63 codes


def normalise_tax_code(raw: object) -> str:
    """10 digits, "10-3", or 12 digits. Raises `ValueRefused` (tax_length, tax_check_digit, tax_branch, tax_person)."""
    text = plain(raw, limit=_LIMIT).lstrip("'")
    if not text[:1].isdigit():
        text = _PREFIX.sub("", text)
    lost = isinstance(raw, int | float)
    digits = re.sub(r"\.0$", "", text).translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        refuse("tax_length")
    if len(digits) in (9, 11) or (lost and len(digits) == 12 and not _is_person(digits)):
        digits = "0" + digits
    if len(digits) == 12:
        return digits if _is_person(digits) else refuse("tax_person")
    if len(digits) not in (10, 13):
        refuse("tax_length", digits=len(digits))
    return _check_organisation(digits)


def _check_organisation(digits: str) -> str:
    if digits[10:] == "000":
        refuse("tax_branch")
    if digits[2:9] == "0000000" or digits[9] != mst.calc_check_digit(digits):
        refuse("tax_check_digit")
    return digits if len(digits) == 10 else f"{digits[:10]}-{digits[10:]}"


def _is_person(digits: str) -> bool:
    """Province or country, then 0-3 for born 1900-2099."""
    return (digits[:3] in _PROVINCES or digits[0] != "0") and digits[3] in "0123"
