"""Is every clause of every example kept, every rule disclosed, and the English page the Vietnamese one's twin?"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.rooms.examples.folders import NAMES, find_keeps, policy_folder, rules_of

ANCHOR = re.compile(r" \{#([0-9]+\.[0-9]+)\}$")
HEADING = re.compile(r"# \S.*|## [0-9]+\. \S.*")


def clause_lines(name: str, language: str) -> list[str]:
    text = (policy_folder(name) / f"policy.{language}.md").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def anchors_of(name: str, language: str) -> list[str]:
    found = [ANCHOR.search(line) for line in clause_lines(name, language)]
    return [match.group(1) for match in found if match]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_passage_ends_in_an_anchor_of_its_own(name: str, language: str) -> None:
    assert [line for line in clause_lines(name, language) if not ANCHOR.search(line)] == []
    assert [anchor for anchor, times in Counter(anchors_of(name, language)).items() if times > 1] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_clauses_stand_in_order_under_the_heading_of_their_number(name: str, language: str) -> None:
    section, expected = 0, 0
    for line in (policy_folder(name) / f"policy.{language}.md").read_text("utf-8").splitlines():
        if line.startswith("#"):
            assert HEADING.fullmatch(line), line
            section, expected = section + line.startswith("## "), 1
            if line.startswith("## "):
                assert line.startswith(f"## {section}. ")
        elif line:
            assert line.endswith(f" {{#{section}.{expected}}}"), line
            expected += 1


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_clauses_in_the_same_order(name: str) -> None:
    assert anchors_of(name, "vi") == anchors_of(name, "en")


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_is_kept_or_declared_a_statement(name: str) -> None:
    kept = {anchor for _, anchors in find_keeps(rules_of(name)) for anchor in anchors}
    stated = {statement["clause"] for statement in rules_of(name).get("statements", [])}
    assert kept | stated == set(anchors_of(name, "vi"))
    assert not kept & stated
