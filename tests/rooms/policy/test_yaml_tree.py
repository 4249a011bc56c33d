"""Does every key and value keep its place, and is YAML that would harm refused?"""

from __future__ import annotations

import pytest

from camket.policy.core.yaml_tree import read_yaml


def test_values_and_keys_know_their_place() -> None:
    tree = read_yaml("x", "a:\n  - b: 1\n    c: {d: tệp, e: [true]}\n")
    assert tree.data == {"a": [{"b": 1, "c": {"d": "tệp", "e": [True]}}]}
    assert tree.values["a", 0, "c", "d"] == (3, 12)
    assert tree.keys["a", 0, "c", "e"] == (3, 17)
    assert tree.values["a", 0, "c", "e", 0] == (3, 21)


def test_what_is_absent_is_where_its_parent_is_named() -> None:
    tree = read_yaml("x", "a:\n  b: {c: 1}\n")
    assert tree.locate(("a", "b", "nothing", 3)) == (2, 3)
    assert tree.locate(("nothing",)) == (1, 1)


def test_the_first_of_two_keys_counts_and_keeps_its_place() -> None:
    tree = read_yaml("x", "a: {b: 1}\na: {b: 2}\nc: 3\n")
    assert tree.data == {"a": {"b": 1}, "c": 3}
    assert tree.values["a", "b"] == (1, 8)
    assert [(f.code, f.line, f.params["first"]) for f in tree.findings] == [("duplicate_key", 2, "1")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.10", 2.1),
        ('"2.10"', "2.10"),
        ("no", "no"),
        ("07:00-20:00", "07:00-20:00"),
        ("0900 000 001", "0900 000 001"),
        ("~", None),
        ("+3", 3),
        ("9" * 400, "9" * 400),
        (".", "."),
    ],
)
def test_plain_words_are_what_yaml_1_2_says(text: str, value: object) -> None:
    assert read_yaml("x", f"a: {text}\n").data == {"a": value}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [x]\nb: *a\n", "yaml_alias"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml_alias"),
        ("a: &a\n  b: *a\n", "yaml_alias"),
        ("a: !!python/object:os.system x\n", "yaml_tag"),
        ("a: " + "[" * 5000, "yaml_too_deep"),
        ("a: " + "{a: " * 5000, "yaml_too_deep"),
        ("- " * 5000, "yaml_too_deep"),
        ("a: [" + "1," * 120_000 + "]", "yaml_too_large"),
        ("{a: 1}}", "yaml_syntax"),
        ("%YAML 9.9\n---\na: 1\n", "yaml_syntax"),
        ("? {a: b}\n: c\n", "yaml_key"),
        ("a: |\n\t b\n  c\n", "yaml_tab"),
    ],
)
def test_what_would_harm_or_mislead_is_refused(text: str, code: str) -> None:
    tree = read_yaml("x", text)
    assert tree.data is None
    assert [finding.code for finding in tree.findings] == [code]
