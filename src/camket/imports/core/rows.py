"""What of a row can be written? Every mapped cell in its stored form, or the reasons why the row can't be.

* An empty cell, "-" and "không có" are no value, not a wrong one.
* Cells that share a field are joined (name, address) or kept as further numbers (phone).
* Two numbers in one cell: the first is the value, the others stand in `more`.
* One bad cell refuses the row; all its reasons are told at once.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from camket.imports.data import Cell, CleanRow, Mapping, Problem, RowRefused, SheetRow, Use
from camket.imports.errors import FieldUnknown
from camket.kernel.errors import CamketError
from camket.policy.data import Field, FieldType

from .choices import choose, read_consent

_NOTHING = frozenset(["-", "--", "---", "—", "–", ".", "n/a", "#n/a", "na", "null", "none", "nan"])
_DENIALS = frozenset(
    ["không có", "ko có", "k có", "chưa có", "khong co", "ko co", "chua co", "không", "khong", "ko", "trống"]
)
_JOINS = {
    FieldType.PERSON_NAME: " ",
    FieldType.ORGANISATION_NAME: " ",
    FieldType.ADDRESS: ", ",
    FieldType.TEXT: "; ",
}
COLUMNS = "columns"  # stands for the row as a whole where a problem has no field


class Values(Protocol):
    """What the vault knows about values; its door, or in tests its core, is given."""

    def normalise(self, *, type: FieldType, raw: object, today: date | None = None) -> str:  # noqa: A002
        """The stored form; refuses with a `CamketError` that carries `why`."""
        ...

    def split_phones(self, raw: object) -> list[str]:
        """The numbers of a cell."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping made ready for many rows."""

    fields: tuple[tuple[Field, tuple[int, ...]], ...]
    codes: tuple[int, ...]
    consents: tuple[tuple[int, str], ...]
    consent_dates: tuple[int, ...]
    width: int
    values: Values
    today: date | None


@dataclass(slots=True)
class _Draft:
    values: dict[str, str] = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def plan_cleaning(
    mapping: Mapping, fields: Table[str, Field], values: Values, *, today: date | None = None
) -> Plan:
    """Raises `FieldUnknown` where a column is mapped to what the policy does not have."""
    by_field: dict[str, list[int]] = {}
    for column in mapping.columns:
        if column.use is Use.FIELD:
            if column.field not in fields:
                raise FieldUnknown(field=column.field)
            by_field.setdefault(column.field, []).append(column.index)
    return Plan(
        tuple((fields[name], tuple(at)) for name, at in by_field.items()),
        tuple(c.index for c in mapping.columns if c.use is Use.CODE),
        tuple((c.index, c.field or c.header) for c in mapping.columns if c.use is Use.CONSENT),
        tuple(c.index for c in mapping.columns if c.use is Use.CONSENT_DATE),
        max((c.index + 1 for c in mapping.columns), default=0),
        values,
        today,
    )


def clean_row(
    row: SheetRow, mapping: Mapping, fields: Table[str, Field], values: Values, *, today: date | None = None
) -> CleanRow | RowRefused:
    """One row by itself. For many, make the plan once: `plan_cleaning`, then `clean_planned`."""
    return clean_planned(row, plan_cleaning(mapping, fields, values, today=today))


def _cell(row: SheetRow, at: int, kind: FieldType) -> Cell:
    """The cell, or None where it says that there is nothing; "không" may be a choice."""
    cell = row.cells[at] if at < len(row.cells) else None
    if type(cell) is str:
        if not cell:
            return None
        if len(cell) < 12:
            word = cell.strip().casefold()
            if not word or word in _NOTHING or (word in _DENIALS and kind is not FieldType.CHOICE):
                return None
    return cell


def clean_planned(row: SheetRow, plan: Plan) -> CleanRow | RowRefused:
    """The row's stored forms, or every reason against it. Never raises for what stands in a cell."""
    draft = _Draft()
    if len(row.cells) > plan.width and any(cell not in (None, "") for cell in row.cells[plan.width :]):
        draft.problems.append(_ours(COLUMNS, "row_too_wide", columns=plan.width))
    for wanted, places in plan.fields:
        cells = [cell for at in places if (cell := _cell(row, at, wanted.type)) is not None]
        if cells:
            _take(wanted, cells, plan, draft)
    code = _take_one(row, plan.codes, FieldType.TEXT, "code", plan, draft)
    consents = _take_consents(row, plan, draft)
    agreed = _take_one(row, plan.consent_dates, FieldType.DATE, "consent_date", plan, draft)
    if draft.problems:
        return RowRefused(row.number, tuple(draft.problems))
    return CleanRow(row.number, draft.values, draft.more, code, consents, agreed)


def _ours(name: str, why: str, **details: object) -> Problem:
    return Problem(name, why, f"imports.why.{why}", details)


def _theirs(name: str, refusal: CamketError) -> Problem:
    """A refusal of the vault as a problem of this cell; anything that is not one goes on up."""
    details = dict(refusal.params)
    why = details.pop("why", None)
    if not isinstance(why, str):
        raise refusal
    return Problem(name, why, f"values.why.{why}", details)


def _take(wanted: Field, cells: Sequence[Cell], plan: Plan, draft: _Draft) -> None:
    if wanted.type is FieldType.PHONE:
        _take_phones(wanted.name, cells, plan, draft)
    elif wanted.type is FieldType.CHOICE and wanted.choices:
        choice = choose(cells[0], wanted)
        if choice is None:
            draft.problems.append(_ours(wanted.name, "choice_unknown"))
        else:
            draft.values[wanted.name] = choice
    else:
        raw = cells[0] if len(cells) == 1 else _JOINS.get(wanted.type, " ").join(map(_spell, cells))
        try:
            draft.values[wanted.name] = plan.values.normalise(type=wanted.type, raw=raw, today=plan.today)
        except CamketError as refusal:
            draft.problems.append(_theirs(wanted.name, refusal))


def _spell(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _take_phones(name: str, cells: Sequence[Cell], plan: Plan, draft: _Draft) -> None:
    found: dict[str, None] = {}
    for cell in cells:
        try:
            found[plan.values.normalise(type=FieldType.PHONE, raw=cell)] = None
        except CamketError as refusal:
            problem = _theirs(name, refusal)
            if problem.why != "phone_several":
                draft.problems.append(problem)
                return
            found |= dict.fromkeys(
                plan.values.normalise(type=FieldType.PHONE, raw=piece)
                for piece in plan.values.split_phones(cell)
            )
    first, *others = found
    draft.values[name] = first
    if others:
        draft.more[name] = tuple(others)


def _take_one(
    row: SheetRow, places: tuple[int, ...], kind: FieldType, name: str, plan: Plan, draft: _Draft
) -> str:
    """The first of these columns that holds something, in its stored form; "" where none does."""
    cell = next((cell for at in places if (cell := _cell(row, at, kind)) is not None), None)
    if cell is None:
        return ""
    try:
        return plan.values.normalise(type=kind, raw=cell, today=plan.today)
    except CamketError as refusal:
        draft.problems.append(_theirs(name, refusal))
        return ""


def _take_consents(row: SheetRow, plan: Plan, draft: _Draft) -> dict[str, bool]:
    """Yes and no by purpose. An empty cell is neither: consent is never read out of silence."""
    found: dict[str, bool] = {}
    for at, purpose in plan.consents:
        cell = row.cells[at] if at < len(row.cells) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        answer = read_consent(cell)
        if answer is None:
            draft.problems.append(_ours(purpose, "consent_unclear"))
        else:
            found[purpose] = answer
    return found
