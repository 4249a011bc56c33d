"""Is only asked what is needed, and is each field that may be left out explained?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rooms.examples.folders import NAMES, rules_of


def optional_fields(rules: dict[str, Any], form: dict[str, Any]) -> set[str]:
    purposes = rules["purposes"]
    served = form.get("purposes", [])
    asked = {field for name in (*served, *form.get("asks", [])) for field in purposes[name]["data"]}
    return asked - {field for name in served for field in purposes[name].get("requires", [])}


@pytest.mark.parametrize("name", NAMES)
def test_every_field_serves_a_purpose(name: str) -> None:
    rules = rules_of(name)
    assert set(rules["data"]) == {field for p in rules["purposes"].values() for field in p["data"]}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "supplier"])
def test_every_optional_field_of_a_form_says_what_leaving_it_out_means(name: str) -> None:
    rules = rules_of(name)
    for form in rules["collection"]["forms"].values():
        unexplained = [
            field for field in optional_fields(rules, form) if "without_it" not in rules["data"][field]
        ]
        assert unexplained == []


def test_the_supplier_writes_everything_down_by_hand() -> None:
    rules = rules_of("supplier")
    assert rules["collection"]["mode"] == "manual-only"
    assert "forms" not in rules["collection"]
    assert {source for field in rules["data"].values() for source in field["sources"]} == {"staff"}


def test_the_estate_holds_the_five_fields_its_page_names() -> None:
    assert set(rules_of("estate")["data"]) == {"full_name", "birthday", "phone", "email", "address"}


def test_members_of_the_retailer_use_their_data_on_consent_alone() -> None:
    rules = rules_of("retailer")
    register = rules["collection"]["forms"]["register"]
    assert {rules["purposes"][name]["ground"] for name in (*register["purposes"], *register["asks"])} == {
        "consent"
    }
    assert rules["purposes"]["membership"]["requires"] == ["full_name", "address", "phone", "email"]
    assert "statement_of_truth" in rules["collection"]
