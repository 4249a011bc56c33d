"""How is a wrong value put right? By the customer, or by staff under a purpose of their role that uses the field."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.collecting import normalise_all, seal
from camket.access.core.decide import decide
from camket.access.core.entries import tell
from camket.access.core.own import own_rule, right_clauses
from camket.access.data import OWN_DATA, Actor, ActorKind, Decision, Question, Reason
from camket.access.errors import AccessRefused
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition, Source
from camket.vault import api as vault


def correct(*, actor: Actor, customer: UUID, field: str, raw: object, purpose: str, now: datetime) -> UUID:
    """Put a right value in place of a wrong one; the ledger entry's id.

    Customers correct what is theirs (purpose own-data), staff under a purpose of their role that uses the
    field. Raises AccessRefused (recorded) or ValuesRefused.
    """
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        ref = people.refs_of(customers=[customer]).get(customer)
        question = Question(purpose, frozenset({field}), actor.roles)
        decision = _decide_correction(actor, ref, question, edition)
        if decision.allowed:
            proper = normalise_all(raw={field: raw}, edition=edition, now=now)
            source = Source.CUSTOMER if actor.kind is ActorKind.CUSTOMER else Source.STAFF
            vault.seal_many(sealings=[seal(customer, proper, edition, source, "")], now=now)
        entry = tell(
            act=Event.ACCESS_VALUE_CORRECTED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
            actor=actor,
            refs=[ref] if ref else [],
            question=question,
            decision=decision,
            edition=edition,
            now=now,
        )
        ledger.append(entry=entry)
    if not decision.allowed:
        raise AccessRefused(decision, purpose=purpose)
    return UUID(hex=entry.id)


def _decide_correction(actor: Actor, ref: UUID | None, question: Question, edition: Edition) -> Decision:
    if ref is None:
        return Decision(allowed=False, reason=Reason.NO_SUCH_CUSTOMER)
    if actor.kind is ActorKind.CUSTOMER and actor.name != ref.hex:
        return Decision(allowed=False, reason=Reason.NOT_THE_CUSTOMER)
    own = question.purpose == OWN_DATA
    rule = own_rule(edition.policy) if own else edition.policy.rule_for(question.purpose)
    decision = decide(policy=edition.policy, rule=rule, question=question, standings={})
    if own and decision.allowed:
        return Decision(True, decision.reason, right_clauses(edition.policy, "correct"), decision.role)
    return decision
