"""How does the shop get back what could not be taken? The rows as they came, and why in one more column.

* Every cell is written as text or as the number or day it was; nothing is a formula. Text that begins with
  = + - @ (or a tab or line end before them) gets an apostrophe, which an import takes off again.
* Written row by row in flat memory.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from camket.imports.data import Cell, Problem, RowRefused, SheetRow
from camket.words import say

_ROWS = 1_048_575  # of a worksheet, without the header
_TEXT = 32_767


def neutralise(text: str) -> str:
    """Text that no spreadsheet program takes for a formula, even after it was saved as CSV."""
    return f"'{text}" if text.lstrip("\t\r\n ")[:1] in ("=", "+", "-", "@") else text


def spell_problem(problem: Problem, labels: dict[str, str], language: str) -> str:
    """ "SĐT: ...": the field's label and the sentence."""
    label = labels.get(problem.field, "")
    sentence = say(problem.sentence, language, **problem.details)
    return f"{label}: {sentence}" if label else sentence


def write_errors(
    path: Path,
    *,
    headers: Sequence[str],
    refused: Iterable[tuple[SheetRow, RowRefused]],
    labels: dict[str, str],
    language: str = "vi",
) -> int:
    """Write an XLSX of the refused rows; gives back how many. `labels`: field name -> what the user calls it."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(say("imports.errors_sheet", language))
    for column, header in enumerate([*headers, say("imports.reason_column", language)]):
        sheet.write_string(0, column, neutralise(header))
    count = 0
    for count, (row, refusal) in enumerate(islice(refused, _ROWS), 1):
        reasons = "\n".join(spell_problem(problem, labels, language) for problem in refusal.problems)
        for column, cell in enumerate(row.cells[: len(headers)]):
            _write_cell(sheet, count, column, cell, day)
        sheet.write_string(count, len(headers), reasons)
    book.close()
    return count


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and math.isfinite(cell):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell, day)
    else:
        sheet.write_string(row, column, neutralise(str(cell))[:_TEXT])
