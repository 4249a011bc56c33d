"""What does a sound policy come to?"""

from __future__ import annotations

from pathlib import Path

from camket.policy.data import Channel, Ground, Label, Source
from camket.policy.reading import check_folder, read_cases, read_policy


def test_the_sound_policy_has_no_findings(base_folder: Path) -> None:
    assert check_folder(base_folder) == []


def test_fields_are_class_1_when_something_firmer_than_consent_needs_them(base_folder: Path) -> None:
    fields = read_policy(base_folder).fields
    assert {name for name, field in fields.items() if field.retention_class == 2} == {"birthday", "allergy"}
    assert fields["allergy"].sensitive
    assert fields["phone"].sources == frozenset({Source.CUSTOMER})
    assert fields["email"].without_it == Label("Không có thư thì tiệm nhắn tin.", "Without it we text you.")


def test_a_form_has_the_fields_of_its_purposes_then_of_its_consents(base_folder: Path) -> None:
    form = read_policy(base_folder).forms["order"]
    assert form.fields == (
        "full_name",
        "phone",
        "delivery_address",
        "payment",
        "email",
        "allergy",
        "birthday",
    )
    assert form.required == frozenset({"full_name", "phone", "delivery_address"})
    assert form.asks == ("promotion", "greeting", "measuring")


def test_clauses_know_both_languages_their_heading_and_what_keeps_them(base_folder: Path) -> None:
    policy = read_policy(base_folder)
    clause = next(clause for clause in policy.clauses if clause.anchor == "2.1")
    assert (clause.vi, clause.en) == ("Giao đơn hàng khách đã đặt.", "To deliver what was ordered.")
    assert (clause.heading, clause.heading_en) == ("2. Tiệm dùng để làm gì", "2. What it is used for")
    assert policy.kept_by["5.1"] == ("records.order", "retention.0", "retention.1")
    assert policy.kept_by["6.3"] == ("business.contacts.0", "business.contacts.1")


def test_the_rule_of_a_purpose(base_folder: Path) -> None:
    policy = read_policy(base_folder)
    rule = policy.rule_for("delivery")
    assert rule is not None
    assert (rule.ground, rule.clauses) == (Ground.CONTRACT, ("2.1", "4.1"))
    assert rule.channels == frozenset({Channel.PHONE, Channel.SMS})
    assert policy.rule_for("resale") is None


def test_the_other_rules_are_plain_data(base_folder: Path) -> None:
    rules = read_policy(base_folder).rules
    assert rules["retention"] == [
        {"of": "order", "until": {"after": "closed", "for": "24 months"}, "then": "erase", "keeps": ["5.1"]},
        {"of": "all", "until": "erasure-request", "then": "erase", "keeps": ["5.1"]},
        {"inactive": "36 months", "notice": "30 days", "then": "erase", "keeps": ["5.2"]},
    ]
    assert "purposes" not in rules
    assert "storage" in rules


def test_cases_know_their_line(base_folder: Path) -> None:
    cases = read_cases(base_folder)
    assert [(case.line, case.allow, case.clause) for case in cases] == [
        (2, True, "2.1"),
        (9, False, "2.3"),
        (16, True, None),
    ]
    assert cases[2].consents == (("promotion", "email", "given"),)
