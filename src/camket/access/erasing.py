"""How is a customer erased? The steps in their order, the entry, all in one transaction; the key goes with the rest.

The ledger keeps what happened, by refs; once the people room has dropped the row, no ref leads to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.core.entries import tell_many
from camket.access.core.own import right_clauses
from camket.access.data import CUSTOMER_ROLE, ERASURE, Actor, ActorKind, Decision, Erased, Question, Reason
from camket.access.errors import AccessRefused
from camket.kernel.ports import ErasureStep
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition


def erase(
    *,
    actor: Actor,
    customers: Sequence[UUID],
    steps: Sequence[ErasureStep],
    because: UUID | None,
    now: datetime,
) -> Erased:
    """Erase customers from every room in `steps`. Raises AccessRefused (recorded) before anything is touched.

    Customers may erase themselves; the system erases for a request that was carried out.
    """
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        refs = people.refs_of(customers=customers)
        decision = _decide(actor, customers, refs, edition)
        rows = (
            {step.name: step.erase(customers=customers, now=now).rows for step in steps}
            if decision.allowed
            else {}
        )
        entries = tell_many(
            act=Event.ACCESS_CUSTOMER_ERASED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
            actor=actor,
            refs=list(refs.values()),
            question=Question(ERASURE, frozenset(), actor.roles),
            decision=decision,
            edition=edition,
            now=now,
            because=because,
        )
        ledger.append_all(entries=entries)
    if not decision.allowed:
        raise AccessRefused(decision, purpose=ERASURE)
    return Erased(len(refs), rows, tuple(UUID(hex=entry.id) for entry in entries))


def _decide(actor: Actor, customers: Sequence[UUID], refs: dict[UUID, UUID], edition: Edition) -> Decision:
    clauses = right_clauses(edition.policy, "erase")
    if not refs:
        return Decision(allowed=False, reason=Reason.NO_SUCH_CUSTOMER, clauses=clauses)
    themselves = actor.kind is ActorKind.CUSTOMER and {ref.hex for ref in refs.values()} == {actor.name}
    if actor.kind is ActorKind.CUSTOMER and (not themselves or len(customers) != 1):
        return Decision(allowed=False, reason=Reason.NOT_THE_CUSTOMER, clauses=clauses)
    if actor.kind in {ActorKind.STAFF, ActorKind.API}:
        return Decision(allowed=False, reason=Reason.ROLE_NOT_NAMED, clauses=clauses)
    role = CUSTOMER_ROLE if themselves else ""
    return Decision(allowed=True, reason=Reason.CLAUSE_ALLOWS, clauses=clauses, role=role)
