"""Whose consent is asked again after a change? Everyone's whose choice would mean more; nobody else's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.core.check import check_bytes
from camket.policy.core.compare import find_consents_to_renew
from camket.policy.core.compile import compile_policy
from camket.policy.data import Channel, Ground, Label, Policy, Purpose
from tools.spoil_policies import read_base


def read() -> Policy:
    reading, _ = check_bytes(read_base())
    assert reading is not None
    return compile_policy(reading)


BASE = read()
CONSENTS = ["promotion", "greeting", "measuring"]


def with_purpose(policy: Policy, name: str, **changes: object) -> Policy:
    purpose = dataclasses.replace(policy.purposes[name], **changes)  # type: ignore[arg-type]
    return dataclasses.replace(policy, purposes={**policy.purposes, name: purpose})


def with_recipient(policy: Policy, name: str, **keys: object) -> Policy:
    recipients = policy.rules["recipients"]
    assert isinstance(recipients, dict)
    recipient = {
        "purposes": [],
        "data": [],
        "kind": "partner",
        "country": "VN",
        **recipients.get(name, {}),
        **keys,
    }
    return dataclasses.replace(policy, rules={**policy.rules, "recipients": {**recipients, name: recipient}})


def with_clause(policy: Policy, anchor: str, text: str) -> Policy:
    clauses = tuple(dataclasses.replace(c, vi=text) if c.anchor == anchor else c for c in policy.clauses)
    return dataclasses.replace(policy, clauses=clauses)


WIDER: dict[str, Callable[[Policy, Purpose], Policy]] = {
    "a field more": lambda p, c: with_purpose(p, c.name, data=c.data | {"phone"}),
    "a channel more": lambda p, c: with_purpose(p, c.name, channels=c.channels | {Channel.ZALO}),
    "another question": lambda p, c: with_purpose(p, c.name, ask=Label("Một câu hỏi khác?", "Another?")),
    "another consequence": lambda p, c: with_purpose(
        p, c.name, if_yes=Label("Mỗi ngày một thư.", "A mail a day.")
    ),
    "a clause reworded": lambda p, c: with_clause(p, c.keeps[0], "Một lời khác."),
    "a clause that is no longer kept": lambda p, c: with_purpose(p, c.name, keeps=("0",)),
    "a recipient more": lambda p, c: with_recipient(p, "news-house", purposes=[c.name]),
}

NARROWER: dict[str, Callable[[Policy, Purpose], Policy]] = {
    "nothing": lambda p, _: p,
    "a field less": lambda p, c: with_purpose(p, c.name, data=frozenset(sorted(c.data)[1:])),
    "no channel": lambda p, c: with_purpose(p, c.name, channels=frozenset()),
    "nobody inside": lambda p, c: with_purpose(p, c.name, roles=frozenset()),
    "white space in the question": lambda p, c: with_purpose(
        p, c.name, ask=dataclasses.replace(c.ask or Label("?"), vi=f" {(c.ask or Label('?')).vi}  ")
    ),
    "a recipient for other purposes": lambda p, _: with_recipient(p, "news-house", purposes=["care"]),
    "another clause reworded": lambda p, _: with_clause(p, "5.3", "Một lời khác."),
}

names = st.sampled_from(CONSENTS)


@pytest.mark.parametrize("kind", WIDER)
def test_each_kind_of_widening_asks_exactly_those_it_concerns(kind: str) -> None:
    new = WIDER[kind](BASE, BASE.purposes["greeting"])
    assert find_consents_to_renew(BASE, new) == frozenset({"greeting"})


@settings(deadline=None, max_examples=150)
@given(names, st.lists(st.sampled_from(sorted(NARROWER)), max_size=4))
def test_no_widening_asks_nobody(name: str, kinds: list[str]) -> None:
    new = BASE
    for kind in kinds:
        new = NARROWER[kind](new, new.purposes[name])
    assert find_consents_to_renew(BASE, new) == frozenset()


@settings(deadline=None, max_examples=150)
@given(names, st.sampled_from(sorted(WIDER)), st.lists(st.sampled_from(sorted(NARROWER)), max_size=3))
def test_a_widening_asks_whatever_else_became_less(name: str, wider: str, kinds: list[str]) -> None:
    old = BASE
    new = BASE
    for kind in kinds:
        if not (kind == "no channel" and wider == "a channel more"):
            new = NARROWER[kind](new, new.purposes[name])
    new = WIDER[wider](new, new.purposes[name])
    assert name in find_consents_to_renew(old, new)


def test_a_recipient_that_gets_more_or_moves_abroad_asks_again() -> None:
    old = with_recipient(BASE, "news-house", purposes=["promotion"], data=["email"])
    more = with_recipient(BASE, "news-house", purposes=["promotion"], data=["email", "full_name"])
    abroad = with_recipient(BASE, "news-house", purposes=["promotion"], data=["email"], country="SG")
    assert find_consents_to_renew(old, more) == {"promotion"}
    assert find_consents_to_renew(old, abroad) == {"promotion"}
    assert find_consents_to_renew(more, old) == frozenset()


def test_looking_at_single_persons_asks_again() -> None:
    assert find_consents_to_renew(BASE, with_purpose(BASE, "measuring", aggregate_only=False)) == {
        "measuring"
    }


def test_a_first_translation_asks_nobody() -> None:
    old = with_purpose(BASE, "promotion", ask=Label("Nhận tin ưu đãi qua thư?"))
    assert find_consents_to_renew(old, BASE) == frozenset()


def test_a_purpose_that_is_new_or_did_not_rest_on_consent_is_not_asked_again() -> None:
    before = with_purpose(BASE, "promotion", ground=Ground.CONTRACT, data=frozenset({"email"}))
    without = dataclasses.replace(BASE, purposes={k: v for k, v in BASE.purposes.items() if k != "promotion"})
    assert find_consents_to_renew(before, BASE) == frozenset()
    assert find_consents_to_renew(without, BASE) == frozenset()
