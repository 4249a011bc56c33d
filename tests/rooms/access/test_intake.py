"""What may be taken in, from whom, for what?"""

from __future__ import annotations

import pytest

from camket.access.core.intake import Intake, decide_intake
from camket.access.data import Actor, ActorKind, Reason
from camket.policy.data import Source
from tests.kit.policies import make_policy, make_purpose

OPEN = make_policy(make_purpose("delivery"))
BY_HAND = make_policy(make_purpose("delivery"), manual_only=True)
CUSTOMER = Actor(ActorKind.CUSTOMER, "0" * 32)
SHIPPER = Actor(ActorKind.STAFF, "1" * 32, frozenset({"shipping"}))
MARKETER = Actor(ActorKind.STAFF, "2" * 32, frozenset({"marketing"}))
API = Actor(ActorKind.API, "3" * 32, frozenset({"shipping"}))


def intake(**changes: object) -> Intake:
    given: dict[str, object] = {
        "kind": "person",
        "fields": frozenset({"full_name", "phone"}),
        "purposes": frozenset({"delivery"}),
        "source": Source.CUSTOMER,
        "source_name": "",
        "is_new": True,
    }
    return Intake(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("policy", "actor", "what", "reason"),
    [
        (OPEN, CUSTOMER, intake(), Reason.CLAUSE_ALLOWS),
        (OPEN, API, intake(), Reason.CLAUSE_ALLOWS),
        (BY_HAND, CUSTOMER, intake(), Reason.MANUAL_ONLY),
        (BY_HAND, API, intake(source=Source.STAFF), Reason.MANUAL_ONLY),
        (BY_HAND, SHIPPER, intake(source=Source.STAFF), Reason.CLAUSE_ALLOWS),
        (OPEN, CUSTOMER, intake(purposes=frozenset({"gossip"})), Reason.NO_SUCH_PURPOSE),
        (OPEN, CUSTOMER, intake(purposes=frozenset()), Reason.NO_SUCH_PURPOSE),
        (OPEN, CUSTOMER, intake(fields=frozenset({"phone", "salary"})), Reason.FIELD_NOT_IN_POLICY),
        (OPEN, CUSTOMER, intake(kind="organisation"), Reason.KIND_NOT_NAMED),
        (OPEN, CUSTOMER, intake(source=Source.OTHER), Reason.SOURCE_NOT_NAMED),
        (OPEN, CUSTOMER, intake(fields=frozenset({"phone", "birthday"})), Reason.FIELD_NOT_IN_PURPOSE),
        (OPEN, MARKETER, intake(source=Source.STAFF), Reason.ROLE_NOT_NAMED),
        (OPEN, CUSTOMER, intake(fields=frozenset({"full_name"})), Reason.REQUIRED_MISSING),
        (OPEN, CUSTOMER, intake(fields=frozenset({"full_name"}), is_new=False), Reason.CLAUSE_ALLOWS),
    ],
)
def test_each_reason(policy: object, actor: Actor, what: Intake, reason: Reason) -> None:
    got = decide_intake(policy=policy, actor=actor, intake=what)  # type: ignore[arg-type]
    assert got.reason is reason
    assert got.allowed == (reason is Reason.CLAUSE_ALLOWS)


def test_the_clauses_are_those_on_collecting_and_on_the_fields() -> None:
    assert decide_intake(policy=OPEN, actor=CUSTOMER, intake=intake()).clauses == ("1", "1.1")
