"""Do the decision tests of every example come out as written, and do they leave no refusal of a purpose untried?"""

from __future__ import annotations

from typing import Any

import pytest

from camket.access.api import run_cases
from camket.policy.api import read_cases, read_policy
from tests.rooms.examples.folders import NAMES, policy_folder, read_yaml, rules_of

ALWAYS = {
    "clause_allows",
    "role_not_named",
    "field_not_in_purpose",
    "field_not_in_policy",
    "channel_not_named",
}
ON_CONSENT = {"consent_missing", "consent_refused", "consent_withdrawn"}
WITHOUT_CLAUSE = {"no_such_purpose", "field_not_in_policy"}


def cases_of(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = read_yaml(policy_folder(name) / "cases.yaml")["cases"]
    return cases


def reasons_wanted(purpose: dict[str, Any], fields: int) -> set[str]:
    if purpose.get("aggregate_only"):
        return {"aggregate_only"}
    wanted = ALWAYS | (ON_CONSENT if purpose["ground"] == "consent" else set())
    return wanted if len(purpose["data"]) < fields else wanted - {"field_not_in_purpose"}


@pytest.mark.parametrize("name", NAMES)
def test_the_gate_answers_as_the_cases_say(name: str) -> None:
    folder = policy_folder(name)
    cases = tuple(read_cases(folder))
    assert len(cases) >= 50
    assert run_cases(policy=read_policy(folder), cases=cases) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_purpose_is_tried_with_every_answer_it_can_give(name: str) -> None:
    rules = rules_of(name)
    for purpose, rule in rules["purposes"].items():
        tried = {case["reason"] for case in cases_of(name) if case["purpose"] == purpose}
        assert tried >= reasons_wanted(rule, len(rules["data"])), purpose


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_purpose_is_tried(name: str) -> None:
    assert "no_such_purpose" in {case["reason"] for case in cases_of(name)}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_names_a_clause_where_a_rule_decides_and_none_where_no_rule_does(name: str) -> None:
    for case in cases_of(name):
        assert ("clause" in case) is (case["reason"] not in WITHOUT_CLAUSE), case["name"]
