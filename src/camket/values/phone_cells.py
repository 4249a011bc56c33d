"""Where in a cell do the phone numbers stand? Undoes what spreadsheets and quick fingers do to them.

In this order: float and scientific text, `="..."` and apostrophe, the letter O, masks, then the cut:

* `/ ; , | &`, line ends, letters and brackets around words part numbers; space, dot and dash hold one together
  until it has nine digits and the next group begins anew with 0 or +.
* A stretch of fewer than seven digits beside a whole number is a note ("ext 12", "gọi sau 17h").
"""

from __future__ import annotations

import math
import re
import unicodedata

from .plain import unwrap
from .reasons import refuse

_LIMIT = 200
_SCIENTIFIC = re.compile(r"([+-]?\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})")
_FLOAT = re.compile(r"(\d{3,})[.,]0{1,2}")
_THOUSANDS = re.compile(r"\d{1,4}(?:,\d{3}){2,3}")
_WITH_LETTER_O = re.compile(r"(?<![^\W\d_])[\doO](?:[ .\-]*[\doO])*(?![^\W\d_])")
_MASKED = re.compile(r"\d[*•xX]{2,}|[*•xX]{2,}\d")
_LETTER_WITHIN = re.compile(r"\d[A-NP-Za-np-z]\d")
_TRUNK = re.compile(r"\(0\)")
_TOKEN = re.compile(r"\+?\d+|[ .\-–—()\u00a0]+|[^\d+]|\+")
_SOFT = frozenset(" .-–—()\u00a0")


def _spell_number(number: float) -> str:
    if isinstance(number, float) and not (math.isfinite(number) and number.is_integer()):
        refuse("phone_digits_lost" if math.isfinite(number) else "not_text")
    if not 0 <= number < 10**19:
        refuse("phone_long" if number > 0 else "phone_none", digits=20)
    return str(int(number))


def _spell_scientific(mantissa: str, exponent: int) -> str:
    """The digits of "9.12345678E8"; refused where the program rounded some of them away."""
    whole, _, rest = mantissa.replace(",", ".").partition(".")
    if len(rest) < exponent or exponent > 15:
        refuse("phone_digits_lost")
    return whole.lstrip("+") + rest


def read_cell(raw: object) -> str:
    """The text of a phone cell with the spreadsheet's marks taken off.

    Raises `ValueRefused` (empty, not_text, too_long, phone_digits_lost, phone_masked, phone_letters).
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _spell_number(raw)
    if not isinstance(raw, str):
        refuse("empty" if raw is None else "not_text")
    if len(raw) > _LIMIT:
        refuse("too_long", limit=_LIMIT)
    text = unwrap(unicodedata.normalize("NFKC", raw).strip()).lstrip("'’`").strip(" ,")
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    if not text:
        refuse("empty")
    return _read_text(text)


def _read_text(text: str) -> str:
    if scientific := _SCIENTIFIC.fullmatch(text):
        return _spell_scientific(scientific[1], int(scientific[2]))
    if _MASKED.search(text):
        refuse("phone_masked")
    if _LETTER_WITHIN.search(text):
        refuse("phone_letters")
    if whole := _FLOAT.fullmatch(text):
        return whole[1]
    if _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return _TRUNK.sub("", _WITH_LETTER_O.sub(_spell_zeros, text))


def _spell_zeros(run: re.Match[str]) -> str:
    return re.sub("[oO]", "0", run[0]) if re.search(r"\d", run[0]) else run[0]


def _begins_anew(token: str) -> bool:
    return token[0] in "+0" or (token.startswith("84") and len(token) >= 11)


def cut_numbers(cell: str) -> list[str]:
    """Every number of a cell: digits, with "+" where it was written; notes' small numbers left out."""
    if cell.isascii() and cell.isdigit():
        return [cell]
    found: list[str] = []
    number = ""
    for token in _TOKEN.findall(cell):
        if token[-1].isdigit():
            if number and len(number.lstrip("+")) >= 9 and _begins_anew(token):
                found.append(number)
                number = ""
            number = token if not number else number + token.lstrip("+")
        elif token[0] not in _SOFT and number:
            found.append(number)
            number = ""
    if number:
        found.append(number)
    whole = [n for n in found if len(n.lstrip("+")) >= 7]
    return whole or found[:1]
