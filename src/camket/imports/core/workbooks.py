"""Which rows stand in a workbook (XLSX, XLSM, XLSB, ODS, old XLS)? Read by calamine, its size checked first."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from camket.imports.data import SheetRow
from camket.imports.errors import SheetBroken, SheetEmpty, SheetLocked, SheetMissing, SheetTooLarge

_LIMIT_MB = 1024


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SheetBroken(row=0) from None
    if size > _LIMIT_MB << 20:
        raise SheetTooLarge(limit_mb=_LIMIT_MB)


def _load(path: Path, name: str | None) -> tuple[Any, tuple[str, ...]]:
    book = load_workbook(str(path))
    names = tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )
    if name is not None:
        if name not in names:
            raise SheetMissing(sheet=name)
        return book.get_sheet_by_name(name), names
    for candidate in names:
        sheet = book.get_sheet_by_name(candidate)
        if sheet.height:
            return sheet, names
    raise SheetEmpty


def open_workbook(
    path: Path, name: str | None, *, zipped: bool
) -> tuple[Callable[[], Iterator[SheetRow]], tuple[str, ...]]:
    """A way to the rows of one sheet (the first that is not empty) and the names of all visible ones.

    Raises `SheetBroken`, `SheetLocked`, `SheetTooLarge`, `SheetEmpty`, `SheetMissing`.
    """
    if zipped:
        _check_size(path)
    try:
        sheet, names = _load(path, name)
    except PasswordError:
        raise SheetLocked from None
    except (CalamineError, OSError, ValueError):
        raise SheetBroken(row=0) from None
    except BaseException as fault:  # the reader's own panics are no Exception
        if type(fault).__name__ == "PanicException":
            raise SheetBroken(row=0) from None
        raise
    merged = _find_wide_merges(sheet)
    return lambda: _iterate(sheet, merged), names


def _find_wide_merges(sheet: Any) -> frozenset[int]:
    """Rows (from 0) of which a merged cell covers half the width or more."""
    width = max(sheet.width, 1)
    return frozenset(
        row
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if (right - left + 1) * 2 >= width
        for row in range(top, min(bottom, top + 50) + 1)
    )


def _iterate(sheet: Any, merged: frozenset[int]) -> Iterator[SheetRow]:
    for at, cells in enumerate(sheet.iter_rows()):
        yield SheetRow(at + 1, tuple(cells), at in merged)
