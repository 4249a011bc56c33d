"""Do the files keep the house's measures and manners?"""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [
    file
    for top in ("src", "tests", "tools", "benchmarks")
    for file in sorted((ROOT / top).rglob("*.py"))
    if "migrations" not in file.parts
]
TEXT = [
    file
    for file in sorted(ROOT.rglob("*"))
    if file.is_file()
    and file.suffix
    in {".py", ".md", ".toml", ".txt", ".yaml", ".json", ".jsonl", ".html", ".css", ".sh", ".cfg", ""}
    and not {".git", ".venv", "node_modules", "data", "screenshots"} & set(file.relative_to(ROOT).parts)
    and not any(
        part.startswith(".") and part not in {".ci", ".importlinter"} for part in file.relative_to(ROOT).parts
    )
    and "vendor" not in file.parts
]
LONGEST_FILE = 300
LONGEST_FUNCTION = 60
MANNERS = re.compile(r"(Manager|Helper|Utils?)$")
MACHINE = re.compile(
    "|".join(
        [
            "/" + r"(tmp|work|root|farm)/",
            r"https?://[a-z.-]*(py" + "pi|python" + "hosted|npm" + r"js)[a-z.]*",
            "TO" + "DO|FIX" + "ME",
        ]
    )
)


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", [f for f in PYTHON if f.parts[len(ROOT.parts)] == "src"], ids=name_of)
def test_a_source_file_is_short_and_says_what_it_answers(file: Path) -> None:
    source = file.read_text("utf-8")
    tree = ast.parse(source)
    assert len(source.splitlines()) <= LONGEST_FILE
    assert not source.strip() or ast.get_docstring(tree), "no docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
        if isinstance(node, ast.ClassDef):
            assert not MANNERS.search(node.name), node.name


def test_the_files_are_found() -> None:
    assert len(PYTHON) > 50
    assert len(TEXT) > len(PYTHON)


def test_no_path_of_a_machine_no_registry_no_left_over_note() -> None:
    found = [
        f"{name_of(file)}:{number}"
        for file in TEXT
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


def test_every_text_is_composed() -> None:
    allowed = ("tests/vectors/", "tests/rooms/values/")  # these hold decomposed text on purpose
    found = [
        name_of(file)
        for file in TEXT
        if not name_of(file).startswith(allowed)
        and not unicodedata.is_normalized("NFC", file.read_text("utf-8", "replace"))
    ]
    assert found == []


def test_the_clock_is_read_at_the_edges_only() -> None:
    edges = {"web", "cli", "jobs", "config", "embedded"}
    reading = re.compile(r"\bread_clock\(\)|datetime\.now\(|time\.time\(|timezone\.now\(")
    found = [
        name_of(file)
        for file in PYTHON
        if name_of(file).startswith("src/camket/")
        and file.relative_to(ROOT / "src/camket").parts[0] not in {*edges, "kernel"}
        and reading.search(file.read_text("utf-8"))
    ]
    assert found == []


def test_queries_stand_in_stores_only() -> None:
    allowed = re.compile(r"/(store|models)[a-z_]*\.py$")
    query = re.compile(r"\.objects\b|\bcursor\(\)")
    found = [
        name_of(file)
        for file in PYTHON
        if name_of(file).startswith("src/camket/")
        and file.relative_to(ROOT / "src/camket").parts[0] not in {"config", "embedded"}
        and not allowed.search(name_of(file))
        and query.search(file.read_text("utf-8"))
    ]
    assert found == []
