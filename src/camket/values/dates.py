"""Which day does this cell mean? ISO 8601: YYYY-MM-DD, or --MM-DD where only day and month are known.

* Vietnamese order: day, month, year. A month above 12 is refused as American order, never turned round.
* Numbers: 1-60000 are Excel's days (1900 system); 1900-2100 are a bare year, refused; 7 or 8 digits are DDMMYYYY.
* Two-digit years: the latest that is not after `today`; without `today` Excel's rule (00-29 are 20xx).
* Earliest 1900-01-01; after `today` refused.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

from .plain import as_text, plain
from .reasons import refuse

_LIMIT = 60
_EPOCH = date(1899, 12, 30)
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_VIETNAMESE = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})" + _TIME)
_SHORT = re.compile(r"(?:(\d{1,2}) ?[-/.] ?(\d{1,2}))")
_TRUNCATED = re.compile(r"--(\d{2})-(\d{2})")
_SPOKEN = re.compile(
    r"(?:ngày |sinh ngày )?(\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}|\d{2}))?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{1,8}(?:\.0)?")
_LATEST_YEAR = 2100


def normalise_date(raw: object, today: date | None = None) -> str:
    """YYYY-MM-DD or --MM-DD. Raises `ValueRefused` with a `why` of the date family or of `plain`."""
    if isinstance(raw, datetime):
        return _whole(raw.year, raw.month, raw.day, today)
    if isinstance(raw, date):
        return _whole(raw.year, raw.month, raw.day, today)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_number(raw, today)
    return _from_text(plain(as_text(raw).replace("\\", "/"), limit=_LIMIT), today)


def _from_text(text: str, today: date | None) -> str:
    text = text.lstrip("'").strip(" ,;.")
    if found := _TRUNCATED.fullmatch(text):
        return _without_year(int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(text):
        return _whole(int(found[1]), int(found[2]), int(found[3]), today)
    if found := _VIETNAMESE.fullmatch(text) or _SPOKEN.fullmatch(text) or _SHORT.fullmatch(text):
        day, month, *year = found.groups()
        if not year or year[0] is None:
            return _without_year(int(day), int(month))
        return _whole(_full_year(year[0], today), int(month), int(day), today)
    if _DIGITS.fullmatch(text):
        return _from_number(int(text.partition(".")[0]), today)
    return refuse("date_unreadable")


def _from_number(number: float, today: date | None) -> str:
    if not math.isfinite(number) or number < 0:
        refuse("date_unreadable")
    whole = int(number)
    if 1900 <= whole <= _LATEST_YEAR:
        refuse("date_year_only")
    if 1 <= whole <= 60000:
        day = _EPOCH + timedelta(days=whole + (1 if whole < 60 else 0))  # Excel counts 29/02/1900
        return _whole(day.year, day.month, day.day, today)
    if 10**6 < whole < 10**8:
        spelt = f"{whole:08d}"
        return _whole(int(spelt[4:]), int(spelt[2:4]), int(spelt[:2]), today)
    return refuse("date_unreadable")


def _full_year(year: str, today: date | None) -> int:
    if len(year) == 4:
        return int(year)
    short = int(year)
    if today is None:
        return short + (2000 if short < 30 else 1900)
    return short + (2000 if 2000 + short <= today.year else 1900)


def _without_year(day: int, month: int) -> str:
    _check_order(day, month)
    return f"--{_whole(2000, month, day, None)[5:]}"


def _check_order(day: int, month: int) -> None:
    if month > 12 >= day > 0 and month <= 31:
        refuse("date_order")


def _whole(year: int, month: int, day: int, today: date | None) -> str:
    _check_order(day, month)
    try:
        found = date(year, month, day)
    except ValueError:
        refuse("date_impossible")
    if found.year < 1900:
        refuse("date_too_early")
    if found.year > _LATEST_YEAR or (today is not None and found > today):
        refuse("date_future")
    return found.isoformat()
