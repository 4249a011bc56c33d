"""What stands in this file? Rows of a CSV or a workbook, where its header is, and its first rows to look at.

* The kind is told by the first bytes, not by the file's name.
* A text file is streamed each time its rows are asked for; a workbook is held in memory once read.
* The header row is guessed among the first twenty rows; the user may choose another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from camket.imports.data import Preview, SheetRow
from camket.imports.errors import HeaderMissing, SheetEmpty, SheetKindUnknown

from .header_row import find_header, join_header
from .texts import open_text
from .workbooks import open_workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_OURS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the rows of a file come from, and how it was read."""

    rows: Callable[[], Iterator[SheetRow]]
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. `rows()` may be called again and begins anew each time."""

    preview: Preview
    opened: Opened

    @property
    def headers(self) -> tuple[str, ...]:
        """The words above the columns; "" where a column has none."""
        return self.preview.headers

    def rows(self) -> Iterator[SheetRow]:
        """Every row below the header, in the order of the file, empty ones too."""
        return islice(self.opened.rows(), self.preview.header_row, None)


def _open(path: Path, sheet: str | None) -> Opened:
    with path.open("rb") as file:
        head = file.read(2048)
    if head.startswith((_ZIP, _OLE)):
        rows, names = open_workbook(path, sheet, zipped=head.startswith(_ZIP))
        return Opened(rows, sheets=names)
    if head.startswith(_NOT_OURS) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(
        (b"<html", b"<!doctype", b"<table", b"<?xml")
    ):
        raise SheetKindUnknown
    rows, encoding, separator = open_text(path)
    return Opened(rows, encoding=encoding, separator=separator)


def read_rows(path: Path, *, header_row: int | None = None, sheet: str | None = None) -> Sheet:
    """Open a spreadsheet. `header_row` counts from 1, 0 means the sheet has none; left out, it is guessed.

    Raises `SheetKindUnknown`, `SheetBroken`, `SheetLocked`, `SheetTooLarge`, `SheetEmpty`, `SheetMissing`,
    `HeaderMissing`.
    """
    opened = _open(path, sheet)
    first = tuple(islice(opened.rows(), _SHOWN))
    if not any(cell not in (None, "") for row in first for cell in row.cells):
        raise SheetEmpty
    if header_row is None:
        top, bottom = find_header(first)
    else:
        top = bottom = header_row
    if bottom > len(first):
        first_again = tuple(islice(opened.rows(), bottom))
        if len(first_again) < bottom:
            raise HeaderMissing(row=bottom)
        headers = join_header(first_again, top, bottom)
    else:
        headers = join_header(first, top, bottom)
    shown = Preview(first, bottom, headers, opened.sheets, opened.encoding, opened.separator)
    return Sheet(shown, opened)
