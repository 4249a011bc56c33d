"""Are two field names that the vault would keep under one id refused?"""

from __future__ import annotations

from camket.policy.core.check import check_bytes
from camket.policy.core.checks.names import make_field_id

FIRST, SECOND = "fnzsba", "furuea"


def test_the_pair_really_collides() -> None:
    assert FIRST != SECOND
    assert make_field_id(FIRST) == make_field_id(SECOND)


def test_colliding_names_are_refused(base: dict[str, bytes]) -> None:
    label = "{{vi: {name}, en: {name}}}"
    field = f"  {{name}}: {{{{label: {label}, type: text, without_it: {label}, keeps: ['1.1']}}}}\n"
    rules = base["policy.yaml"].decode()
    rules = rules.replace("data:\n", "data:\n" + field.format(name=FIRST) + field.format(name=SECOND), 1)
    rules = rules.replace(
        "data: [full_name, email, birthday]", f"data: [full_name, email, birthday, {FIRST}, {SECOND}]"
    )
    _, findings = check_bytes({**base, "policy.yaml": rules.encode()})
    assert [(f.code, f.line, f.params) for f in findings] == [
        ("two_fields_same_id", 18, {"name": SECOND, "first": FIRST})
    ]
