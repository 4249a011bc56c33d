"""Does the page name everybody outside who gets data, and every country but this one where it goes?"""

from __future__ import annotations

import re

import pytest

from tests.rooms.examples.folders import NAMES, policy_folder, rules_of

COUNTRIES = {"US": "Hoa Kỳ", "SG": "Singapore"}


@pytest.mark.parametrize("name", NAMES)
def test_a_recipient_is_named_in_a_clause_of_its_own(name: str) -> None:
    page = (policy_folder(name) / "policy.vi.md").read_text("utf-8")
    clauses = {anchor: text for text, anchor in re.findall(r"^(.+) \{#(.+)\}$", page, re.MULTILINE)}
    for key, recipient in rules_of(name)["recipients"].items():
        kept = " ".join(clauses[anchor] for anchor in recipient["keeps"]).replace('"', "").casefold()
        assert recipient["label"]["vi"].casefold() in kept, key
        if "country" in recipient:
            assert COUNTRIES[recipient["country"]].casefold() in kept


@pytest.mark.parametrize("name", NAMES)
def test_every_recipient_but_an_authority_gets_data_for_a_purpose_on_a_condition(name: str) -> None:
    for key, recipient in rules_of(name)["recipients"].items():
        if recipient["kind"] != "authority":
            assert recipient["purposes"], key
            assert recipient["needs"] in {"agreement", "consent"}, key
