"""Is consent asked fairly: one question, both languages, yes and no of the same weight, refusal without a price?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rooms.examples.folders import NAMES, rules_of

LANGUAGES = ("vi", "en")
HEAVIER_AT_MOST = 1.3


def consents() -> list[Any]:
    return [
        pytest.param(purpose, id=f"{name}-{key}")
        for name in NAMES
        for key, purpose in rules_of(name)["purposes"].items()
        if purpose["ground"] == "consent"
    ]


@pytest.mark.parametrize("purpose", consents())
def test_the_question_is_one_sentence(purpose: dict[str, Any]) -> None:
    for language in LANGUAGES:
        asked = purpose["ask"][language]
        assert asked.endswith("?")
        assert not set(asked[:-1]) & set("?!;")
        assert ". " not in asked


@pytest.mark.parametrize("purpose", consents())
def test_yes_and_no_weigh_the_same(purpose: dict[str, Any]) -> None:
    for language in LANGUAGES:
        shorter, longer = sorted(len(purpose[key][language]) for key in ("if_yes", "if_no"))
        assert longer <= HEAVIER_AT_MOST * shorter


@pytest.mark.parametrize("name", NAMES)
def test_no_question_is_asked_where_consent_is_not_the_ground(name: str) -> None:
    others = [p for p in rules_of(name)["purposes"].values() if p["ground"] != "consent"]
    assert [p for p in others if {"ask", "if_yes", "if_no", "preticked"} & p.keys()] == []
