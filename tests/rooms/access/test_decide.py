"""Which refusal comes first, and what opens the gate?"""

from __future__ import annotations

import pytest

from camket.access.core.decide import decide
from camket.access.data import Question, Reason
from camket.consent.data import ConsentState
from camket.policy.data import Channel, Ground
from tests.kit.policies import make_policy, make_purpose

DELIVERY = make_purpose("delivery")
PROMOTION = make_purpose(
    "promotion",
    ground=Ground.CONSENT,
    data=frozenset({"phone"}),
    roles=frozenset({"marketing"}),
    channels=frozenset({Channel.SMS}),
    keeps=("3.1",),
)
TOTALS = make_purpose("analytics", aggregate_only=True)
POLICY = make_policy(DELIVERY, PROMOTION, TOTALS)


def ask(purpose: str, *fields: str, role: str = "shipping", channel: Channel | None = None) -> Question:
    return Question(purpose, frozenset(fields), frozenset({role}), channel)


CASES = [
    (ask("delivery", "phone"), Reason.CLAUSE_ALLOWS),
    (ask("gossip", "phone"), Reason.NO_SUCH_PURPOSE),
    (ask("delivery", "salary"), Reason.FIELD_NOT_IN_POLICY),
    (ask("delivery", "birthday"), Reason.FIELD_NOT_IN_PURPOSE),
    (ask("delivery", "phone", role="marketing"), Reason.ROLE_NOT_NAMED),
    (ask("delivery", "phone", channel=Channel.ZALO), Reason.CHANNEL_NOT_NAMED),
    (ask("analytics", "phone"), Reason.AGGREGATE_ONLY),
    (ask("promotion", "phone", role="marketing"), Reason.CONSENT_MISSING),
]


@pytest.mark.parametrize(("question", "reason"), CASES, ids=lambda case: getattr(case, "value", ""))
def test_each_reason(question: Question, reason: Reason) -> None:
    got = decide(policy=POLICY, rule=POLICY.rule_for(question.purpose), question=question, standings={})
    assert got.reason is reason
    assert got.allowed == (reason is Reason.CLAUSE_ALLOWS)


@pytest.mark.parametrize(
    ("standings", "channel", "reason"),
    [
        ({"*": ConsentState.GIVEN}, Channel.SMS, Reason.CLAUSE_ALLOWS),
        ({"sms": ConsentState.GIVEN}, Channel.SMS, Reason.CLAUSE_ALLOWS),
        ({"sms": ConsentState.GIVEN}, None, Reason.CLAUSE_ALLOWS),
        ({"email": ConsentState.GIVEN}, Channel.SMS, Reason.CONSENT_MISSING),
        ({"email": ConsentState.GIVEN}, None, Reason.CONSENT_MISSING),
        ({"email": ConsentState.GIVEN, "sms": ConsentState.REFUSED}, None, Reason.CONSENT_REFUSED),
        ({"*": ConsentState.GIVEN, "sms": ConsentState.WITHDRAWN}, Channel.SMS, Reason.CONSENT_WITHDRAWN),
        ({"*": ConsentState.REFUSED}, Channel.SMS, Reason.CONSENT_REFUSED),
        ({"*": ConsentState.UNKNOWN}, Channel.SMS, Reason.CONSENT_MISSING),
        ({"*": ConsentState.EXPIRED}, None, Reason.CONSENT_MISSING),
    ],
)
def test_consent_by_channel(
    standings: dict[str, ConsentState], channel: Channel | None, reason: Reason
) -> None:
    question = ask("promotion", "phone", role="marketing", channel=channel)
    got = decide(policy=POLICY, rule=POLICY.rule_for("promotion"), question=question, standings=standings)
    assert got.reason is reason
    assert got.clauses == ("3.1",)


def test_a_refusal_names_the_clause_and_an_opening_the_role() -> None:
    opened = decide(
        policy=POLICY, rule=POLICY.rule_for("delivery"), question=ask("delivery", "phone"), standings={}
    )
    assert (opened.clauses, opened.role) == (("2.1",), "shipping")
