"""What must hold for every policy, question and choice?"""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from camket.access.core.decide import decide
from camket.access.data import Question, Reason
from camket.consent.data import EVERY_CHANNEL, ConsentState
from camket.policy.data import Policy, Purpose
from tests.kit.policies import make_policy, policies, purposes, questions, standings


@given(policies, questions, standings)
def test_nothing_is_allowed_without_a_clause(
    policy: Policy, question: Question, choices: dict[str, ConsentState]
) -> None:
    got = decide(policy=policy, rule=policy.rule_for(question.purpose), question=question, standings=choices)
    if got.allowed:
        purpose = policy.purposes[question.purpose]
        assert got.clauses == purpose.keeps != ()
        assert question.fields <= purpose.data
        assert got.role in question.roles & purpose.roles


@given(policies, questions, standings, st.sampled_from([EVERY_CHANNEL, "phone", "sms", "email"]))
def test_withdrawing_never_widens(
    policy: Policy, question: Question, choices: dict[str, ConsentState], channel: str
) -> None:
    rule = policy.rule_for(question.purpose)
    before = decide(policy=policy, rule=rule, question=question, standings=choices)
    less = choices | {channel: ConsentState.WITHDRAWN}
    after = decide(policy=policy, rule=rule, question=question, standings=less)
    assert before.allowed or not after.allowed


@given(policies, purposes, questions, standings)
def test_adding_a_purpose_leaves_the_answers_of_others_as_they_are(
    policy: Policy, more: Purpose, question: Question, choices: dict[str, ConsentState]
) -> None:
    assume(more.name not in policy.purposes)
    wider = make_policy(*policy.purposes.values(), more)
    before = decide(
        policy=policy, rule=policy.rule_for(question.purpose), question=question, standings=choices
    )
    after = decide(policy=wider, rule=wider.rule_for(question.purpose), question=question, standings=choices)
    if question.purpose == more.name:
        assert before.reason is Reason.NO_SUCH_PURPOSE
    else:
        assert after == before


@given(questions, standings)
def test_an_empty_policy_refuses_everything(question: Question, choices: dict[str, ConsentState]) -> None:
    empty = make_policy()
    got = decide(policy=empty, rule=empty.rule_for(question.purpose), question=question, standings=choices)
    assert got.reason is Reason.NO_SUCH_PURPOSE
