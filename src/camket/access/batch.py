"""Who may see the same fields of many customers? Decided for each, told to the ledger by the thousand.

Same order as for one: read, decide, record, open, commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.core.decide import decide, decide_without_consent
from camket.access.core.entries import tell_many
from camket.access.data import Actor, ActorKind, BatchRevealed, Decision, Question, Reason
from camket.access.opening import NO_SUCH_CUSTOMER, named, rule_for, to_values
from camket.consent import api as consent
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition, Ground
from camket.vault import api as vault


def reveal_batch(
    *,
    actor: Actor,
    customers: Sequence[UUID],
    question: Question,
    because: UUID | None,
    now: datetime,
) -> BatchRevealed:
    """Open the same fields of many customers; one ledger entry for each thousand with the same answer."""
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        refs = people.refs_of(customers=customers)
        by_decision = _decide_batch(actor, customers, question, edition, refs)
        entries = [
            entry
            for decision, members in by_decision.items()
            for entry in tell_many(
                act=Event.ACCESS_FIELD_OPENED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
                actor=actor,
                refs=[refs[customer] for customer in members if customer in refs],
                question=question,
                decision=decision,
                edition=edition,
                now=now,
                because=because,
            )
        ]
        ledger.append_all(entries=entries)
        allowed = [c for decision, members in by_decision.items() if decision.allowed for c in members]
        opened = vault.open_many(customers=allowed, fields=named(edition, question.fields)) if allowed else {}
    return BatchRevealed(
        permitted={customer: to_values(opened.get(customer, {})) for customer in allowed},
        refused={c: d.reason for d, members in by_decision.items() if not d.allowed for c in members},
        entries=tuple(UUID(hex=entry.id) for entry in entries),
    )


def _decide_batch(
    actor: Actor, customers: Sequence[UUID], question: Question, edition: Edition, refs: dict[UUID, UUID]
) -> dict[Decision, list[UUID]]:
    rule = rule_for(edition, question.purpose)
    common = decide_without_consent(policy=edition.policy, rule=rule, question=question)
    if actor.kind is ActorKind.CUSTOMER:
        common = Decision(allowed=False, reason=Reason.NOT_THE_CUSTOMER)
    asks_consent = common.allowed and rule is not None and rule.ground is Ground.CONSENT
    standings = consent.standings_for(customers=customers, purpose=question.purpose) if asks_consent else {}
    grouped: dict[Decision, list[UUID]] = defaultdict(list)
    for customer in dict.fromkeys(customers):
        if customer not in refs:
            grouped[NO_SUCH_CUSTOMER].append(customer)
        elif asks_consent:
            own = standings.get(customer, {})
            grouped[decide(policy=edition.policy, rule=rule, question=question, standings=own)].append(
                customer
            )
        else:
            grouped[common].append(customer)
    return dict(grouped)
