"""Is a table that is not whole refused when it is loaded, with its place?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from camket.law.core.load import TABLES, make_pack, read_tables
from camket.law.errors import TableBroken

FOLDER = resources.files("camket.law").joinpath("tables")
WHOLE: dict[str, Any] = {
    name: YAML(typ="safe").load(FOLDER.joinpath(f"{name}.yaml").read_text("utf-8")) for name in TABLES
}


def set_at(table: str, index: int, key: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(tables: dict[str, Any]) -> None:
        tables[table][index][key] = value

    return change


def test_the_whole_pack_is_taken() -> None:
    assert make_pack(copy.deepcopy(WHOLE)) == read_tables()


@pytest.mark.parametrize(
    "change",
    [
        set_at("kinds", 0, "cites", []),
        set_at("kinds", 0, "cites", [{"source": "L91", "at": " ", "confidence": "A"}]),
        set_at("kinds", 0, "cites", [{"source": "X1", "at": "1", "confidence": "A"}]),
        set_at("kinds", 0, "cites", [{"source": "L91", "at": "1", "confidence": "C"}]),
        set_at("kinds", 1, "code", "names"),
        set_at("kinds", 0, "label", {"vi": "Tên", "en": ""}),
        set_at("kinds", 0, "label", {"vi": "Te\u0302n", "en": "Name"}),
        set_at("kinds", 0, "extra", 1),
        set_at("deadlines", 0, "own_days", "soon"),
        set_at("elements", 0, "when", "sometimes"),
        lambda tables: tables["years"][0]["days"][0].update({"on": "2025-01-01"}),
        lambda tables: tables["years"][0]["days"][1].update({"on": "2026-01-03"}),
        lambda tables: tables["years"][0]["days"][1].update({"on": "2026-01-01"}),
        lambda tables: tables["pack"].clear(),
        lambda tables: tables["floors"].clear(),
        lambda tables: tables["sources"].pop(),
    ],
)
def test_a_broken_table_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    tables = copy.deepcopy(WHOLE)
    change(tables)
    with pytest.raises(TableBroken):
        make_pack(tables)


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableBroken) as refusal:
        read_tables(tmp_path)
    assert refusal.value.params["table"] == "pack"
    (tmp_path / "pack.yaml").write_text("a: [", "utf-8")
    with pytest.raises(TableBroken):
        read_tables(tmp_path)
