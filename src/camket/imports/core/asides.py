"""Is this row a customer at all? Empty rows, totals, repeated headers, section titles and signatures are set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from camket.imports.data import Aside, Cell, SheetRow
from camket.kernel.text import fold, squeeze

# "Tổng" is no surname, "Tống" is one: with its mark one word is enough, without it two are needed.
_TOTALS = re.compile(r"(?:grand |sub)?total\b|tổng(?!\w)|cộng\s*:?$|cộng dồn|sum\s*:?$", re.IGNORECASE)
_TOTALS_FOLDED = re.compile(r"tong (?:cong|so|tien|khach)\b")
_SECTION = re.compile(r"(?:chi nhanh|cua hang|khu vuc|nhom|co so|thang|phan|trang|page)\b")
_FOOTER = re.compile(
    r"\(?(?:nguoi lap|nguoi in|ke toan|thu quy|giam doc|chu cua hang|ky(?:,| va)? ghi|ngay in|xuat luc)\b"
)


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def _is_total(first: Cell, others: Sequence[Cell]) -> bool:
    """A totals word first, and nothing but numbers and counts behind it."""
    if not isinstance(first, str):
        return False
    word = squeeze(first)
    if not (_TOTALS.match(word) or _TOTALS_FOLDED.match(fold(word))):
        return False
    return all(
        not isinstance(cell, str) or (any(map(str.isdigit, cell)) and "@" not in cell) for cell in others
    )


def set_aside(row: SheetRow, headers: Sequence[str]) -> Aside | None:
    """Why the row is no customer, or None where it may be one."""
    filled = [cell for cell in row.cells if cell and not _is_blank(cell)]
    if not filled:
        return Aside.EMPTY
    first = filled[0]
    if len(filled) * 2 <= max(len(headers), 2):
        if _is_total(first, filled[1:]):
            return Aside.TOTALS
        if row.merged and len(filled) == 1:
            return Aside.SECTION
        if isinstance(first, str) and (aside := _read_title(fold(first), len(filled))):
            return aside
    if isinstance(first, str) and len(filled) > 1 and _repeats(row.cells, headers):
        return Aside.HEADER
    return None


def _read_title(first: str, filled: int) -> Aside | None:
    if filled <= 4 and _FOOTER.match(first):
        return Aside.FOOTER
    if filled == 1 and _SECTION.match(first):
        return Aside.SECTION
    return None


def _repeats(cells: Sequence[Cell], headers: Sequence[str]) -> bool:
    pairs = [(cell, header) for cell, header in zip(cells, headers, strict=False) if header]
    return bool(pairs) and all(
        isinstance(cell, str) and squeeze(cell) == squeeze(header) for cell, header in pairs
    )
