"""What text does a cell hold, once the marks of spreadsheets and old programs are taken off?

In this order, repeated until nothing changes, so that a cleaned text is its own clean form:

1. NFC; `="..."` and the apostrophe before = + - @ are a spreadsheet's, not the customer's.
2. Text of an old Vietnamese code page is refused: stored, it could never be found again.
3. Control characters are refused, invisible formatting signs dropped.
4. Every run of white space is one space.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from camket.kernel.text import nfc, squeeze

from .cards import holds_card_number
from .legacy import is_legacy
from .reasons import refuse

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff]")
# U+200B and U+FEFF are not here: they stand between words, `squeeze` makes them a space.
_INVISIBLE = re.compile(r"[\xad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f]")
_ODD = re.compile(_CONTROL.pattern[:-1] + _INVISIBLE.pattern[1:])
# The quick look: only letters of Vietnamese and plain signs, none of the pairs VNI-Windows is made of.
_UNUSUAL = re.compile(
    "[^ -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ₫°²³]|  "
    "|[aeAE][àáãâèéúêÀÁÃÂÈÉÚÊ]|[oO][âúêÂÚÊ]|[aeouyôAEOUYÔ][ùõÙÕ]|[a-z][À-Þ]"
)
_FORMULA = re.compile(r'^=\s*"(.*)"$', re.DOTALL)
_GUARD = re.compile(r"^'+(?=[=+\-@])")
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]", re.UNICODE)


def unwrap(text: str) -> str:
    """Without `="..."` and without the apostrophe that keeps a spreadsheet from computing."""
    while text[:1] in ("=", "'"):
        bare = _GUARD.sub("", text)
        formula = _FORMULA.match(bare)
        bare = formula[1].strip() if formula else bare
        if bare == text:
            break
        text = bare
    return text


def as_text(raw: object) -> str:
    """The text of a cell of any kind: whole numbers without ".0", dates as ISO 8601.

    Raises `ValueRefused` (empty, not_text).
    """
    if isinstance(raw, str):
        return raw
    if raw is None:
        refuse("empty")
    if isinstance(raw, float) and math.isfinite(raw):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e17 else repr(raw)
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**40:
        return str(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ")
    if isinstance(raw, date):
        return raw.isoformat()
    return refuse("not_text")


def _is_usual(text: str) -> bool:
    """Whether the text is its own clean form beyond doubt: most cells, at a fifth of the cost."""
    return text != "" and text[0] not in " ='" and text[-1] != " " and _UNUSUAL.search(text) is None


def _once(text: str) -> str:
    text = unwrap(nfc(text).strip())
    if is_legacy(text):
        refuse("legacy_encoding")
    if _ODD.search(text):
        if _CONTROL.search(text):
            refuse("control_character")
        text = _INVISIBLE.sub("", text)
    return squeeze(text)


def plain(raw: object, *, limit: int) -> str:
    """The cleaned text of at most `limit` characters.

    Raises `ValueRefused` (empty, not_text, too_long, control_character, legacy_encoding, card_number).
    """
    text = as_text(raw)
    if len(text) > 4 * limit + 40:
        refuse("too_long", limit=limit)
    if not _is_usual(text):
        while (cleaned := _once(text)) != text:
            text = cleaned
    if not text:
        refuse("empty")
    if len(text) > limit:
        refuse("too_long", limit=limit)
    if len(text) > 12 and holds_card_number(text):
        refuse("card_number")
    return text


def letters_lost(text: str) -> bool:
    """Whether question marks stand inside words, where a program could not write the letter."""
    return "?" in text and _LOST.search(text) is not None
