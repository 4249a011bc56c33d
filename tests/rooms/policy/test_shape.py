"""Is every complaint about the shape explained, also one the schema does not know yet?"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from camket.policy.core.shape import read_shape
from camket.policy.core.yaml_tree import read_yaml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    count: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    one: Inner | Literal["none"] = "none"
    many: list[Inner] = []


def explain(text: str) -> list[tuple[str, int, int]]:
    _, findings = read_shape(Outer, read_yaml("x", text), "x")
    return [(finding.code, finding.line, finding.column) for finding in findings]


def test_a_complaint_without_a_word_of_ours_still_has_its_place() -> None:
    assert explain("many:\n  - count: 1\n  - count: viele\n") == [("not_understood", 3, 12)]


def test_the_branches_of_a_union_give_one_finding() -> None:
    assert explain("one: nobody\n") == [("bad_value", 1, 6)]
    assert explain("one: {count: 1, cuont: 2}\n") == [("unknown_key", 1, 17)]


def test_every_complaint_is_told_at_once() -> None:
    assert [code for code, _, _ in explain("one: nobody\nmany: [{counts: 1}, x]\nmore: 1\n")] == [
        "bad_value",
        "unknown_key",
        "wrong_type_mapping",
        "unknown_key",
    ]
