"""Does the page say, in both languages, the very periods and hours that the rules beside it have?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.rooms.examples.folders import NAMES, find_keeps, policy_folder, rules_of

UNITS = {
    "vi": {
        "hours": "giờ",
        "days": "ngày(?! làm việc)",
        "working days": "ngày làm việc",
        "months": "tháng",
        "years": "năm",
    },
    "en": {
        "hours": "hours?",
        "days": "days?",
        "working days": "working days?",
        "months": "months?",
        "years": "years?",
    },
}
PERIOD = re.compile(r"([0-9]+) ([a-z ]+)")
HOURS = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


def clauses_of(name: str, language: str) -> dict[str, str]:
    page = (policy_folder(name) / f"policy.{language}.md").read_text("utf-8")
    return {anchor: text for text, anchor in re.findall(r"^(.+) \{#(.+)\}$", page, re.MULTILINE)}


def find_periods(rule: Any) -> Iterator[str]:
    if isinstance(rule, dict):
        for key, value in rule.items():
            if key in {"within", "for", "inactive", "notice"}:
                yield value
            elif not (isinstance(value, dict | list) and "keeps" in str(value)):
                yield from find_periods(value)
    elif isinstance(rule, list):
        for value in rule:
            yield from find_periods(value)


def rule_at(rules: Any, path: str) -> Any:
    for step in path.split("."):
        rules = rules[int(step)] if isinstance(rules, list) else rules[step]
    return rules


def promised(name: str) -> list[tuple[str, str, list[str]]]:
    rules = rules_of(name)
    return [
        (path, period, anchors)
        for path, anchors in find_keeps(rules)
        for period in find_periods(rule_at(rules, path))
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_period_of_a_rule_stands_in_a_clause_it_keeps(name: str, language: str) -> None:
    clauses = clauses_of(name, language)
    found = promised(name)
    assert len(found) >= 10
    for path, period, anchors in found:
        match = PERIOD.fullmatch(period)
        assert match, path
        wanted = rf"\b{match.group(1)}(?: \w+)? {UNITS[language][match.group(2)]}(?!\w)"
        assert any(re.search(wanted, clauses[anchor]) for anchor in anchors), (path, period)


@pytest.mark.parametrize("name", NAMES)
def test_the_hours_of_a_contact_stand_in_its_clause(name: str) -> None:
    clauses = clauses_of(name, "vi")
    with_hours = [contact for contact in rules_of(name)["business"]["contacts"] if "hours" in contact]
    assert with_hours
    for contact in with_hours:
        match = HOURS.fullmatch(contact["hours"])
        assert match
        opens, closes = (
            f"{int(hour)} giờ" + (f" {minute}" if minute != "00" else "")
            for hour, minute in (match.group(1, 2), match.group(3, 4))
        )
        assert any(f"từ {opens} đến {closes}" in clauses[anchor] for anchor in contact["keeps"])
