"""Which of the first rows is the header? The one with the most words that shops write above columns.

* A header may take two rows ("Liên hệ" above "SĐT" and "Email"): the rows are joined, the lower one wins.
* Where no row has a known word, the first row of two or more texts without a number is taken; else there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from camket.imports.data import Cell, SheetRow

from .headers import is_known


def _words(row: SheetRow) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else "" for cell in row.cells]


def _count_known(words: list[str]) -> int:
    return sum(1 for word in words if word and len(word) <= 60 and is_known(word))


def find_header(rows: Sequence[SheetRow]) -> tuple[int, int]:
    """First and last row of the header, from 1; (0, 0) where the sheet has none."""
    known = [_count_known(_words(row)) for row in rows]
    best = max(range(len(rows)), key=lambda at: known[at], default=0)
    if known and known[best]:
        return _reach(rows, known, best)
    for row in rows:
        filled = [cell for cell in row.cells if cell not in (None, "")]
        if len(filled) >= 2 and all(map(_is_word, filled)):
            return row.number, row.number
    return 0, 0


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 60 and not any(map(str.isdigit, cell)) and "@" not in cell


def _reach(rows: Sequence[SheetRow], known: list[int], best: int) -> tuple[int, int]:
    """The rows of the header around its best row: one above or below that fills its gaps with known words."""
    words = _words(rows[best])
    for other, top, bottom in ((best + 1, best, best + 1), (best - 1, best - 1, best)):
        if 0 <= other < len(rows) and known[other] and _fills_gaps(words, _words(rows[other])):
            return rows[top].number, rows[bottom].number
    return rows[best].number, rows[best].number


def _fills_gaps(words: list[str], others: list[str]) -> bool:
    """Whether the other row has a known word where this one has nothing, and no text of another kind."""
    pairs = list(zip(words, others, strict=False))
    gains = [other for word, other in pairs if other and not word]
    return any(map(is_known, gains)) and all(is_known(other) for _, other in pairs if other)


def join_header(rows: Sequence[SheetRow], top: int, bottom: int) -> tuple[str, ...]:
    """The header's words by column; numbers for the columns of a sheet without one ("1", "2", ...)."""
    if bottom == 0:
        width = max(len(row.cells) for row in rows)
        return tuple(str(number) for number in range(1, width + 1))
    lines = [[_spell(cell) for cell in row.cells] for row in rows[top - 1 : bottom]]
    width = max(map(len, lines))
    joined = [
        next((line[at] for line in reversed(lines) if at < len(line) and line[at]), "") for at in range(width)
    ]
    while joined and not joined[-1]:
        joined.pop()
    return tuple(joined)


def _spell(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())
