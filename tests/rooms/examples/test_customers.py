"""Do the settings for made-up customers fit the policy beside them?"""

from __future__ import annotations

import pytest

from tests.rooms.examples.folders import EXAMPLES, NAMES, read_yaml, rules_of


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_the_fields_and_shares_are_of_the_consents(name: str) -> None:
    settings = read_yaml(EXAMPLES / name / "customers.yaml")
    rules = rules_of(name)
    assert set(settings) == {"seed", "count", "organisations", "columns", "filled", "consent"}
    made_elsewhere = {"interest", "payment_token"}
    assert set(rules["data"]) - made_elsewhere <= set(settings["columns"]) <= set(rules["data"])
    assert set(settings["filled"]) <= set(settings["columns"])
    asked = {key for key, purpose in rules["purposes"].items() if purpose["ground"] == "consent"}
    assert set(settings["consent"]) == asked


@pytest.mark.parametrize("name", NAMES)
def test_shares_are_shares_and_seeds_differ(name: str) -> None:
    settings = read_yaml(EXAMPLES / name / "customers.yaml")
    shares = [settings["organisations"], *settings["filled"].values(), *settings["consent"].values()]
    assert all(0 <= share <= 1 for share in shares)
    assert settings["count"] == 2000
    seeds = {read_yaml(EXAMPLES / other / "customers.yaml")["seed"] for other in NAMES}
    assert len(seeds) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_organisations_come_only_where_fields_are_theirs(name: str) -> None:
    theirs = any("organisation" in field.get("of", ["person"]) for field in rules_of(name)["data"].values())
    assert (read_yaml(EXAMPLES / name / "customers.yaml")["organisations"] > 0) is theirs
