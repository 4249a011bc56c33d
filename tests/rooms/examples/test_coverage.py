"""Is each of the 66 commitments of the published policies kept by an example, at a clause and a rule that exist?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rooms.examples.folders import EXAMPLES, ROOT, find_keeps, read_yaml, rules_of

COLUMNS = {
    "E": ("estate", 13),
    "S": ("supplier", 9),
    "R": ("retailer", 15),
    "A": ("agency", 17),
    "M": ("mart", 12),
}
IDS = [f"{letter}{number}" for letter, (_, count) in COLUMNS.items() for number in range(1, count + 1)]
COVERAGE: dict[str, dict[str, Any]] = read_yaml(EXAMPLES / "coverage.yaml")


def test_all_commitments_are_there_and_no_other() -> None:
    assert len(IDS) == 66
    assert list(COVERAGE) == IDS


@pytest.mark.parametrize("commitment", IDS)
def test_a_commitment_is_kept_in_the_example_of_its_column(commitment: str) -> None:
    assert COVERAGE[commitment]["example"] == COLUMNS[commitment[0]][0]


@pytest.mark.parametrize("commitment", IDS)
def test_each_clause_is_kept_by_a_rule_named_beside_it_and_each_rule_keeps_such_a_clause(
    commitment: str,
) -> None:
    entry = COVERAGE[commitment]
    keeps = dict(find_keeps(rules_of(entry["example"])))
    assert [path for path in entry["rules"] if path not in keeps] == []
    clauses = set(entry["clauses"])
    assert clauses
    assert clauses <= {anchor for path in entry["rules"] for anchor in keeps[path]}
    assert [path for path in entry["rules"] if not clauses & set(keeps[path])] == []


@pytest.mark.parametrize("commitment", IDS)
def test_a_test_that_is_named_exists(commitment: str) -> None:
    named = COVERAGE[commitment]["test"]
    if named is not None:
        path, _, function = named.partition("::")
        assert f"def {function}(" in (ROOT / path).read_text("utf-8")


def test_the_open_ended_purpose_says_what_became_of_it() -> None:
    assert "open_ended_purpose" in COVERAGE["E8"]["note"]
