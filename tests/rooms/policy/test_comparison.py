"""What changed between two policies, word by word and rule by rule?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.core.check import check_bytes
from camket.policy.core.compare import compare_policies, compare_words
from camket.policy.core.compile import compile_policy
from camket.policy.data import Policy, RuleChange, WordChange


def compiled(files: dict[str, bytes], *changes: tuple[str, str, str]) -> Policy:
    changed = dict(files)
    for file, old, new in changes:
        assert old.encode() in changed[file], old
        changed[file] = changed[file].replace(old.encode(), new.encode(), 1)
    reading, findings = check_bytes(changed)
    assert reading is not None, findings
    return compile_policy(reading)


def test_nothing_changed(base: dict[str, bytes]) -> None:
    assert compare_policies(compiled(base), compiled(base)).nothing_changed


def test_a_reworded_clause_shows_the_words(base: dict[str, bytes]) -> None:
    new = compiled(base, ("policy.vi.md", "tiệm làm trong 24 giờ", "tiệm làm trong 48 giờ làm việc"))
    (reworded,) = compare_policies(compiled(base), new).reworded
    assert (reworded.anchor, reworded.language) == ("6.1", "vi")
    assert reworded.words == (
        (WordChange.SAME, "Khách xem, sửa và xóa thông tin của mình; tiệm làm trong "),
        (WordChange.REMOVED, "24"),
        (WordChange.ADDED, "48"),
        (WordChange.SAME, " giờ"),
        (WordChange.ADDED, " làm việc"),
        (WordChange.SAME, "."),
    )


def test_clauses_come_and_go(base: dict[str, bytes]) -> None:
    new = compiled(base, ("policy.vi.md", "{#8.1}", "{#8.2}"))
    comparison = compare_policies(compiled(base), new)
    assert [clause.anchor for clause in comparison.added] == ["8.2"]
    assert [clause.anchor for clause in comparison.removed] == ["8.1"]


def test_a_changed_rule_names_its_key(base: dict[str, bytes]) -> None:
    new = compiled(
        base,
        ("policy.yaml", "for: 24 months", "for: 36 months"),
    )
    assert compare_policies(compiled(base), new).rules == (
        RuleChange(
            "retention.order",
            "until",
            {"after": "closed", "for": "24 months"},
            {"after": "closed", "for": "36 months"},
        ),
    )


def test_a_rule_in_front_of_a_list_changes_only_itself(base: dict[str, bytes]) -> None:
    new = compiled(
        base,
        (
            "policy.yaml",
            "retention:\n",
            'retention:\n  - {of: email, until: purpose-ended, keeps: ["5.1"]}\n',
        ),
    )
    assert {change.rule for change in compare_policies(compiled(base), new).rules} == {"retention.email"}


def test_a_purpose_that_changed_names_before_and_after(base: dict[str, bytes]) -> None:
    new = compiled(base, ("policy.yaml", "roles: [shipping]", "roles: [shipping, care]"))
    assert compare_policies(compiled(base), new).rules == (
        RuleChange("purposes.delivery", "roles", ["shipping"], ["care", "shipping"]),
    )


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_of_words_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert "".join(text for kind, text in runs if kind is not WordChange.ADDED) == old
    assert "".join(text for kind, text in runs if kind is not WordChange.REMOVED) == new
