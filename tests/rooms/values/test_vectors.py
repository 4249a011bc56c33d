"""Does every written-down case come out as written down? One line of `tests/vectors/values/<type>.jsonl` a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from camket.policy.data import FieldType
from camket.values.api import WHY, normalise
from camket.values.errors import ValueRefused

VECTORS = Path(__file__).parents[2] / "vectors" / "values"


def read_cases() -> list[Any]:
    found = []
    for kind in FieldType:
        lines = (VECTORS / f"{kind}.jsonl").read_text("utf-8").splitlines()
        found += [pytest.param(kind, json.loads(line), id=f"{kind}-{n}") for n, line in enumerate(lines, 1)]
    return found


@pytest.mark.parametrize(("kind", "case"), read_cases())
def test_case(kind: FieldType, case: dict[str, Any]) -> None:
    if "why" in case:
        assert case["why"] in WHY
        with pytest.raises(ValueRefused) as refusal:
            normalise(type=kind, raw=case["raw"])
        assert refusal.value.params["why"] == case["why"]
        assert refusal.value.__cause__ is None
        assert str(case["raw"] or "-") not in str(refusal.value.params)
    else:
        stored = normalise(type=kind, raw=case["raw"])
        assert stored == case["expected"]
        assert normalise(type=kind, raw=stored) == stored


def test_phones_have_at_least_forty_cases() -> None:
    assert len((VECTORS / "phone.jsonl").read_text("utf-8").splitlines()) >= 40


def test_every_reason_has_a_case_or_is_shown_elsewhere() -> None:
    shown = {case.values[1].get("why") for case in read_cases()}
    assert shown >= WHY
