"""What has happened to a customer's row before it is imported? Everything seen in shops' spreadsheets.

* Harmless: the row can still be read (`spoil_gently`). Fatal: it has to be refused (`spoil_badly`).
* Again: the same customer a second time, spelt differently (`spell_again`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from .numbers import old_mobile

CODE, NAME, COMPANY, TAX, PHONE, EMAIL, BIRTHDAY, GENDER, ADDRESS, NOTE, ADS = range(11)
Cell = str | float | date | None
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: rows of customers, how many of them again, how many an import must refuse."""

    rows: int
    again: int
    refused: int
    set_aside: int  # empty rows, section rows, totals


def _phone(row: Row) -> str:
    return str(row[PHONE])


def _grouped(row: Row, sign: str) -> str:
    phone = _phone(row)
    return sign.join((phone[:4], phone[4:7], phone[7:]))


def _set(row: Row, place: int, value: Cell) -> None:
    row[place] = value


def _write_day(row: Row, form: str) -> None:
    day = row[BIRTHDAY]
    row[BIRTHDAY] = day.strftime(form) if isinstance(day, date) else None


_GENTLY: tuple[Callable[[Row, Random], None], ...] = (
    lambda row, _: _set(row, PHONE, float(_phone(row))),
    lambda row, _: _set(row, PHONE, _phone(row)[1:]),
    lambda row, _: _set(row, PHONE, f'="{_phone(row)}"'),
    lambda row, _: _set(row, PHONE, f"'{_phone(row)}"),
    lambda row, _: _set(row, PHONE, f"+84 {_phone(row)[1:]}"),
    lambda row, _: _set(row, PHONE, f"0084{_phone(row)[1:]}"),
    lambda row, _: _set(row, PHONE, _grouped(row, ".")),
    lambda row, _: _set(row, PHONE, _grouped(row, " ")),
    lambda row, _: _set(row, PHONE, _phone(row).replace("0", "O")),
    lambda row, dice: _set(
        row, PHONE, f"{_phone(row)} ({('vợ', 'chồng', 'chị Lan', 'văn phòng')[dice.randrange(4)]})"
    ),
    lambda row, dice: _set(row, PHONE, f"{_phone(row)} / 059{dice.randrange(10**7):07d}"),
    lambda row, dice: _set(row, PHONE, old_mobile(dice.randrange(10**6))),
    lambda row, _: _set(row, NAME, unicodedata.normalize("NFD", str(row[NAME] or ""))),
    lambda row, _: _set(row, NAME, f"  {row[NAME] or ''}   "),
    lambda row, _: _set(row, NAME, str(row[NAME] or "").upper()),
    lambda row, _: _set(row, NAME, str(row[NAME] or "").replace(" ", "\u00a0")),
    lambda row, _: _write_day(row, "%d-%m-%y"),
    lambda row, _: _write_day(row, "%d/%m"),
    lambda row, _: _set(row, ADDRESS, str(row[ADDRESS]).replace(", ", "\n")),
    lambda row, _: _set(row, EMAIL, str(row[EMAIL] or "").upper()),
)

_BADLY: tuple[Callable[[Row, Random], None], ...] = (
    lambda row, _: _set(row, PHONE, _phone(row)[:7]),
    lambda row, _: _set(row, PHONE, f"{_phone(row)[:4]}***{_phone(row)[-3:]}"),
    lambda row, _: _set(row, PHONE, "9.5E+08"),
    lambda row, _: _set(row, PHONE, "1900 0001"),
    lambda row, _: _set(row, BIRTHDAY, "31/02/1990"),
    lambda row, _: _set(row, BIRTHDAY, "12/25/1990"),
    lambda row, _: _set(row, TAX, "9900000019"),
    lambda row, _: _set(row, EMAIL, "lan@gmail.con"),
    lambda row, _: _set(row, NAME, "Nguyeãn Thò Ñaøo"),
    lambda row, _: _set(row, NOTE, "thẻ 4111 1111 1111 1111"),
)


def spoil_gently(row: Row, dice: Random) -> None:
    """One harmless mishap."""
    _GENTLY[dice.randrange(len(_GENTLY))](row, dice)


def spoil_badly(row: Row, dice: Random) -> None:
    """One mishap that an import has to refuse."""
    _BADLY[dice.randrange(len(_BADLY))](row, dice)


def spell_again(row: Row) -> Row:
    """The same customer again: another code, the phone in another spelling, the name without marks."""
    again = list(row)
    name = unicodedata.normalize("NFD", str(row[NAME] or ""))
    again[CODE] = f"{row[CODE]}-2"
    again[NAME] = "".join(c for c in name if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")
    again[PHONE] = f"(+84) {_grouped(row, '-')[1:]}"
    return again
