"""Which of the offered answers does a cell mean? By name or label, folded; yes and no as shops write them."""

from __future__ import annotations

from functools import lru_cache

from camket.imports.data import Cell
from camket.kernel.text import fold
from camket.policy.data import Field

_YES = frozenset(
    ["co", "x", "yes", "y", "dong y", "true", "1", "ok", "da dong y", "v", "✓", "✔", "☑", "nhan", "cho phep"]
)
_NO = frozenset(
    [
        "khong",
        "ko",
        "k",
        "no",
        "n",
        "khong dong y",
        "ko dong y",
        "false",
        "0",
        "chua",
        "chua dong y",
        "tu choi",
        "khong nhan",
        "huy",
        "-",
        "✗",
        "✘",
        "☐",
    ]
)
# How shop systems write gender, for a choice that offers it under any of these names.
_SAME = (
    frozenset(["nam", "male", "m", "1", "true", "trai", "anh", "ong"]),
    frozenset(["nu", "female", "f", "0", "false", "gai", "chi", "ba"]),
    frozenset(["khac", "other", "2"]),
)


def _spell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return fold(str(cell))


@lru_cache(maxsize=256)
def _read_choices(field: Field) -> dict[str, str]:
    """Answer -> name of the choice: as the policy writes it, and folded."""
    found: dict[str, str] = {}
    for name, label in field.choices.items():
        found |= {word: name for word in (fold(label.vi), fold(label.en), fold(name)) if word}
    if {"nam", "nu"} <= found.keys() or {"male", "female"} <= found.keys():
        for same in _SAME:
            meant = next((found[word] for word in sorted(same) if word in found), None)
            if meant:
                found = {**dict.fromkeys(same, meant), **found}
    exact = {word: name for name, label in field.choices.items() for word in (label.vi, label.en) if word}
    return {**found, **exact, **{name: name for name in field.choices}}


def choose(cell: Cell, field: Field) -> str | None:
    """The name of the choice, or None where the field offers no such answer."""
    answers = _read_choices(field)
    exact = answers.get(cell) if isinstance(cell, str) else None
    return exact or answers.get(_spell(cell))


def read_consent(cell: Cell) -> bool | None:
    """Yes, no, or None where it is neither."""
    if cell == "Có":
        return True
    if cell == "Không":
        return False
    word = _spell(cell)
    if word in _YES:
        return True
    return False if word in _NO else None
