"""What are a sheet's rows, a mapping of its columns, and what became of each row? No Django, no files."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

Cell = str | int | float | bool | datetime | date | time | timedelta | None


class Use(StrEnum):
    """What a column of the sheet is taken for."""

    FIELD = "field"  # a field of the policy; several columns may share one (address in three columns)
    CODE = "code"  # the shop's own customer code
    CONSENT = "consent"  # yes or no for one purpose
    CONSENT_DATE = "consent_date"
    IGNORED = "ignored"


class Certainty(StrEnum):
    """How a column was recognised, best first."""

    LABEL = "label"  # the policy's own words
    NAME = "name"
    SYNONYM = "synonym"  # what shops usually write
    PART = "part"  # a second number, a part of a name or address
    NONE = "none"


class Aside(StrEnum):
    """Why a row is not a customer. Neither an error nor an import."""

    EMPTY = "empty"
    TOTALS = "totals"
    HEADER = "header"  # the header again, as on every printed page
    SECTION = "section"  # "Chi nhánh 2" across the sheet
    FOOTER = "footer"  # who made the list, where it was signed


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it stands in the file. `number` counts from 1, as spreadsheets show it."""

    number: int
    cells: tuple[Cell, ...]
    merged: bool = False  # a merged cell covers half of it or more


@dataclass(frozen=True, slots=True)
class Column:
    """One column and its use. `field` is the field's name, or for CONSENT the purpose's ("" not yet chosen)."""

    index: int  # from 0
    header: str
    use: Use
    field: str = ""
    certainty: Certainty = Certainty.NONE


@dataclass(frozen=True, slots=True)
class Mapping:
    """What every column is taken for, in the order of the sheet."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of the file as they are, for choosing the header row."""

    rows: tuple[SheetRow, ...]  # at most 20
    header_row: int  # guessed or chosen, from 1; 0 where the sheet has none
    headers: tuple[str, ...]
    sheets: tuple[str, ...]  # names in a workbook, else empty
    encoding: str  # of a text file, else ""
    separator: str


@dataclass(frozen=True, slots=True)
class CleanRow:
    """A row that can be written: stored forms by field name."""

    number: int
    values: dict[str, str]
    more: dict[str, tuple[str, ...]]  # further numbers of the same cell or of a second column
    code: str
    consents: dict[str, bool]  # by purpose; by header where no purpose was chosen
    consent_date: str  # ISO 8601, or ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that can't be taken. The sentence is `sentence` in the catalogue with `details`."""

    field: str
    why: str
    sentence: str
    details: dict[str, object] = with_default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that can't be written, with every reason; never with a value."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `rate` is rows a second, `left` seconds to go; `total` 0 while unknown."""

    total: int
    done: int
    written: int
    matched: int
    refused: int
    rate: float
    left: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a run is: the last row dealt with, and what became of the rows."""

    run: UUID
    row: int
    written: int
    matched: int
    refused: int
    left_out: int
    finished: bool
