"""How is a made-up spreadsheet written to disk? CSV in any encoding shops use, or XLSX. Flat memory."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from .mishaps import Cell, Row, Written
from .sheets import Tally, make_header, make_rows, make_titles

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def to_windows_1258(text: str) -> str:
    """NFC text with the tone marks apart where that page has no composed letter (what its encoder needs)."""
    return "".join(_split_tone(c) for c in unicodedata.normalize("NFC", text))


def _split_tone(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in _TONES)
        return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tone
    return letter


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def _all_rows(seed: int, count: int, ugliness: float, tally: Tally) -> Iterator[Row]:
    yield from make_titles(ugliness)
    yield list(make_header(seed))
    yield from make_rows(seed, count, ugliness, tally)


def write_csv(
    path: Path,
    *,
    seed: int,
    count: int,
    ugliness: float = 0.0,
    encoding: str = "utf-8-sig",
    separator: str = ",",
) -> Written:
    """Encodings: utf-8, utf-8-sig, utf-16, cp1258. Signs a page lacks become "?"."""
    tally = Tally()
    with path.open("w", encoding=encoding, newline="", errors="replace") as file:
        writer = csv.writer(file, delimiter=separator)
        for row in _all_rows(seed, count, ugliness, tally):
            cells = [_as_text(cell) for cell in row]
            writer.writerow([to_windows_1258(c) for c in cells] if encoding == "cp1258" else cells)
    return tally.close()


def write_xlsx(path: Path, *, seed: int, count: int, ugliness: float = 0.0) -> Written:
    """One sheet; titles and section rows are merged cells, dates are dates, some phones are numbers."""
    tally = Tally()
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Khách hàng")
    for place, row in enumerate(_all_rows(seed, count, ugliness, tally)):
        if row[0] and not any(row[1:]):
            sheet.merge_range(place, 0, place, len(row) - 1, _as_text(row[0]))
            continue
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001
            elif isinstance(cell, float):
                sheet.write_number(place, column, cell)
            elif cell:
                sheet.write_string(place, column, cell)
    book.close()
    return tally.close()
