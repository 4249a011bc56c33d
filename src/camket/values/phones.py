"""Which one number does this cell mean? E.164, from everything shops and spreadsheets write.

1. The common case by table: ten or eleven plain digits, "+84...", also with spaces, dots, dashes.
2. Otherwise the number is cut out of the cell (`phone_cells`), the trunk prefix, the lost zero and the old
   eleven-digit mobiles are put right, and `phonenumbers` (libphonenumber) has the last word.
3. Hotlines (1800, 1900), short numbers, and foreign premium or toll-free numbers are nobody's own.
"""

from __future__ import annotations

import re
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from camket.values.errors import ValueRefused

from .phone_cells import cut_numbers, read_cell
from .phone_plan import FIXED, MOBILE, MOVED
from .reasons import refuse

_NOBODYS: Final = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL,
        PhoneNumberType.PAGER,
    }
)
_SERVICE = re.compile(r"(?:\+?84|0)?1[89]00\d{4,6}")
_OLD_AREA_SHAPE = re.compile(r"\(?0[48]\)?[ .\-]+[2-9]\d{3}[ .\-]?\d{4}|\(0[48]\)[2-9]\d{7}")
# digits -> first digits of a number whose zero a spreadsheet took: mobiles; fixed lines and old mobiles
_ZERO_LOST = {9: "35789", 10: "12"}


def _by_table(digits: str) -> str | None:
    """E.164 of plain digits with trunk 0 or country code, if the table knows them."""
    size = len(digits)
    if digits[0] == "0":
        if (size == 10 and digits[1:4] in MOBILE) or (size == 11 and digits[1:4] in FIXED):
            return "+84" + digits[1:]
    elif digits[:2] == "84" and (
        (size == 11 and digits[2:5] in MOBILE) or (size == 12 and digits[2:5] in FIXED)
    ):
        return "+" + digits
    return None


def normalise_phone(raw: object) -> str:
    """E.164. Raises `ValueRefused` with a `why` of the phone family, or empty, not_text."""
    if type(raw) is str and raw.isascii():
        digits = raw
        if not digits.isdigit():
            digits = raw.replace(" ", "").replace(".", "").replace("-", "").removeprefix("+")
        if digits.isdigit() and (found := _by_table(digits)) and not _looks_old(raw):
            return found
    return _slowly(raw)


def _looks_old(raw: str) -> bool:
    """Whether a number is grouped like a fixed line of Hà Nội (04) or TP.HCM (08) before 2017."""
    return raw[:2] in ("04", "08", "(0") and _OLD_AREA_SHAPE.fullmatch(raw.strip()) is not None


def _slowly(raw: object) -> str:
    cell = read_cell(raw)
    if _looks_old(cell):
        refuse("phone_old_area")
    numbers = cut_numbers(cell)
    if not numbers:
        refuse("phone_none")
    found = dict.fromkeys(_settle(number) for number in numbers)
    if len(found) > 1:
        refuse("phone_several", count=len(found))
    return next(iter(found))


def split_phones(raw: object) -> list[str]:
    """The numbers of one cell as written ("0912... / 0987... (vợ)"), notes taken off; each for `normalise`.

    A cell without any number, or one that is not text, gives an empty list. Raises nothing.
    """
    try:
        return cut_numbers(read_cell(raw))
    except ValueRefused:
        return []


def _settle(number: str) -> str:
    """E.164 of one cut number: "+" and digits, or digits."""
    digits = number.removeprefix("+")
    if _SERVICE.fullmatch(number) or _is_short(digits):
        refuse("phone_service")
    if number[0] == "+" and not number.startswith("+84"):
        return _parse(number)
    national = _to_national(digits)
    return _by_table(national) or _parse(national)


def _is_short(digits: str) -> bool:
    return len(digits) in (3, 4) and digits[0] in "1589"


def _to_national(digits: str) -> str:
    """Digits with their trunk 0; old mobiles moved. Refuses what length alone shows to be wrong."""
    if digits.startswith("0084"):
        digits = digits[2:]
    if digits.startswith("84") and len(digits) > 10:
        digits = "0" + digits[2:].removeprefix("0")
    elif digits[0] in _ZERO_LOST.get(len(digits), ""):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in MOVED:
        digits = MOVED[digits[:4]] + digits[4:]
    if len(digits) < 9:
        refuse("phone_short", digits=len(digits))
    if len(digits) > 11 or (len(digits) == 11 and digits[1] == "9"):
        refuse("phone_long", digits=len(digits))
    if (len(digits) == 11 and digits[:2] in ("03", "05", "06", "07", "08")) or digits[:2] == "04":
        refuse("phone_old_area")
    return digits


def _parse(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number, "VN")
    except phonenumbers.NumberParseException:
        refuse("phone_unknown")
    if not phonenumbers.is_valid_number(parsed):
        refuse("phone_unknown")
    if phonenumbers.number_type(parsed) in _NOBODYS:
        refuse("phone_service")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
