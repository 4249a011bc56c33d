"""Does code reach across rooms by a road that the import linter can't see?"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src" / "camket"
FILES = [file for file in sorted(SOURCE.rglob("*.py")) if "migrations" not in file.parts]
DYNAMIC = {"import_module", "__import__", "get_model", "import_string"}


def dynamic_imports(tree: ast.AST) -> list[str]:
    """Names of calls that import or fetch models by a string."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if name in DYNAMIC:
                names.append(name)
    return names


def test_nothing_is_imported_by_a_string() -> None:
    found = {
        str(file.relative_to(SOURCE)): dynamic_imports(ast.parse(file.read_text("utf-8"))) for file in FILES
    }
    assert {file: names for file, names in found.items() if names} == {}


def test_the_search_for_dynamic_imports_finds_one() -> None:
    assert dynamic_imports(ast.parse("apps.get_model('vault', 'Key')")) == ["get_model"]


def test_no_relation_crosses_rooms() -> None:
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("camket.")
        for field in model._meta.get_fields()
        if field.is_relation
        and field.related_model
        and field.related_model._meta.app_label != model._meta.app_label
    ]
    assert crossing == []


@pytest.mark.parametrize("room", ["vault", "ledger", "people", "consent", "policy"])
def test_raw_sql_names_tables_of_its_own_room_only(room: str) -> None:
    others = {"vault", "ledger", "people", "consent", "policy", "imports"} - {room}
    text = "\n".join(file.read_text("utf-8") for file in sorted((SOURCE / room).rglob("store*.py")))
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label in others]
    assert tables
    assert [table for table in tables if table in text] == []
