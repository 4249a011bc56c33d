"""Do the documents say what is so? Links, commands, the two READMEs, and a page for every room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from camket.cli.main import app

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", "node_modules", "data", "screenshots", "vendor", "vectors"}
PAGES = [
    file
    for file in sorted(ROOT.rglob("*.md"))
    if not (parts := file.relative_to(ROOT).parts)[0].startswith(".") and not LEFT_OUT & set(parts)
]
POLICIES = {file for file in PAGES if file.name in {"policy.vi.md", "policy.en.md"}}
ROOMS = {
    "ledger", "policy", "law", "people", "consent", "values", "vault", "access", "imports", "outreach", "web",
}  # fmt: skip
ON_ONE_PAGE = {"cli", "jobs", "config", "embedded"}
NO_ROOMS = {"kernel", "words", "sample"}
LONGEST = 300

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
COMMAND = re.compile(r"(?:`|^)camket ([a-z][a-z-]*)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def outside_blocks(text: str) -> str:
    return BLOCK.sub("", text)


def find_headings(text: str) -> list[str]:
    return re.findall(r"^(#+) (.+)$", outside_blocks(text), re.MULTILINE)


def name_anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(file: Path) -> None:
    for target in LINK.findall(outside_blocks(file.read_text("utf-8"))):
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        if anchor and there.suffix == ".md":
            assert anchor in [name_anchor(text) for _, text in find_headings(there.read_text("utf-8"))], (
                target
            )


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_every_command_named_exists(file: Path) -> None:
    known = typer.main.get_command(app).commands.keys()  # type: ignore[attr-defined]
    assert set(COMMAND.findall(file.read_text("utf-8"))) <= known


@pytest.mark.parametrize("file", sorted(set(PAGES) - POLICIES), ids=name_of)
def test_a_page_is_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_first_two_blocks_run_and_test(name: str) -> None:
    assert [code for _, code in BLOCK.findall(read(name))[:2]] == ["make run\n", "make test\n"]


def test_both_readmes_are_built_alike() -> None:
    english, vietnamese = read("README.md"), read("README.vi.md")
    assert BLOCK.findall(english) == BLOCK.findall(vietnamese)
    levels = [[level for level, _ in find_headings(text)] for text in (english, vietnamese)]
    assert levels[0] == levels[1]
    assert LINK.findall(english) == LINK.findall(vietnamese)


def test_the_example_rule_is_in_the_documented_policy() -> None:
    """The README's rule is word for word a part of the policy that docs/formats/policy.md shows."""
    (rule,) = [code for kind, code in BLOCK.findall(read("README.md")) if kind == "yaml"]
    section, _, body = rule.partition("\n")
    documented = read("docs/formats/policy.md")
    assert section in documented.splitlines()
    assert body in documented


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for file in PAGES:
        assert set(re.findall(r"(?:`|^)make ([a-z]+)", file.read_text("utf-8"), re.MULTILINE)) <= targets, (
            file
        )


def test_every_room_has_a_readme_and_a_page() -> None:
    packages = {folder.parent.name for folder in (ROOT / "src/camket").glob("*/__init__.py")}
    assert packages == ROOMS | ON_ONE_PAGE | NO_ROOMS
    without = [room for room in ROOMS | ON_ONE_PAGE if not (ROOT / f"src/camket/{room}/README.md").is_file()]
    assert not without
    assert {page.stem for page in (ROOT / "docs/rooms").glob("*.md")} == ROOMS | {"running"}
    for room in ROOMS:
        assert f"src/camket/{room}/README.md" in read(f"docs/rooms/{room}.md")
    for room in ON_ONE_PAGE:
        assert f"src/camket/{room}/README.md" in read("docs/rooms/running.md")


def test_every_setting_of_the_readme_is_read_somewhere() -> None:
    code = "".join(file.read_text("utf-8") for file in (ROOT / "src/camket").rglob("*.py"))
    named = set(re.findall(r"`(CAMKET_[A-Z_]+)", read("README.md"))) - {"CAMKET_KEY"}
    assert named
    assert {name for name in named if f'"{name}"' not in code} == set()
