"""Which texts may stand in an entry? Only names, codes and numbers of fixed shape: no place for free text.

* Every string is checked by its pattern when an entry is made, and again when it is read.
* A refusal names the field, never the value: the value may be what must not be recorded.
* A name with nine digits or more could be a phone number and is refused whatever its pattern says.
* A lower-case word can't be told from a name by its shape: callers pass words of the adopted policy only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from camket.kernel.errors import CamketError


class LedgerError(CamketError):
    """Base of every refusal of the ledger."""

    code: ClassVar[str] = "ledger.error"


class EntryRefused(LedgerError):
    """A value does not have the shape its place in an entry allows. Params: field. Never the value."""

    code: ClassVar[str] = "ledger.entry_refused"


HEX32 = re.compile(r"[0-9a-f]{32}")
HEX64 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
ANCHOR = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
CODE = re.compile(r"[a-z][a-z0-9_-]{0,63}(\.[a-z][a-z0-9_-]{0,63}){0,3}")
EDITION = re.compile(r"[1-9][0-9]{0,5}@[0-9a-f]{12}")
ACTOR = re.compile(r"(staff|customer|api):[0-9a-f]{32}|system:[a-z][a-z0-9_-]{0,63}")
ORIGIN = re.compile(r"camket\.local/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/log[1-9][0-9]{0,3}")

MOST_REFS = 1000
MOST_NAMES = 256
MOST_MILLIS = 253_402_300_799_999  # the end of the year 9999
MOST_COUNT = 99_999_999  # eight digits: a subscriber number of nine does not fit
_NINE_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){9}")


def _looks_like_phone(text: str) -> bool:
    return len(text) >= 9 and _NINE_DIGITS.match(text) is not None


def need_text(field: str, text: object, pattern: re.Pattern[str], *, empty: bool = False) -> None:
    """Raise `EntryRefused` unless the text has the shape."""
    if empty and text == "":
        return
    if type(text) is not str or not pattern.fullmatch(text):
        raise EntryRefused(field=field)
    if pattern in (NAME, ANCHOR, CODE) and _looks_like_phone(text):
        raise EntryRefused(field=field)


def need_actor(field: str, text: object) -> None:
    """Raise `EntryRefused` unless the text is an actor: staff, customer or api and a hex id, or system and a name."""
    need_text(field, text, ACTOR)
    kind, _, name = str(text).partition(":")
    if kind == "system" and _looks_like_phone(name):
        raise EntryRefused(field=field)


def need_texts(field: str, texts: Sequence[object], pattern: re.Pattern[str], most: int) -> None:
    """Raise `EntryRefused` unless it is a tuple of at most `most` such texts."""
    if type(texts) is not tuple or len(texts) > most:
        raise EntryRefused(field=field)
    for text in texts:
        need_text(field, text, pattern)


def need_number(field: str, number: object, most: int) -> None:
    """Raise `EntryRefused` unless it is a whole number from 0 to `most`."""
    if type(number) is not int or not 0 <= number <= most:
        raise EntryRefused(field=field)


def need(field: str, value: object, test: Callable[[object], bool]) -> None:
    """Raise `EntryRefused` unless the test holds."""
    if not test(value):
        raise EntryRefused(field=field)
