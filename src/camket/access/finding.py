"""Which customers does this phone number, address, tax code or name belong to? A search is a use, and is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.core.decide import decide, decide_without_consent
from camket.access.core.entries import tell
from camket.access.core.query import Query, read_query
from camket.access.data import SIGN_IN, Actor, ActorKind, Decision, Found, Question, Reason
from camket.access.errors import AccessRefused
from camket.consent import api as consent
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition, FieldType, Ground, Rule
from camket.vault import api as vault

MOST_FOUND = 100


def find(*, actor: Actor, text: str, purpose: str, now: datetime) -> Found:
    """Customers that match, newest first, a hundred at most. Raises AccessRefused (recorded).

    What was typed is read as an email address, phone number, tax code or name, and looked up by blind
    index; under a purpose that stands on consent only those who gave it are found.
    """
    query = read_query(text)
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        rule = edition.policy.rule_for(purpose)
        question = _question(query, purpose, actor, edition, rule)
        decision = _decide(question, edition, rule)
        matches = _search(query) if decision.allowed else []
        found = _with_consent(matches, question, edition, rule)[:MOST_FOUND]
        refs = people.refs_of(customers=found)
        entry = tell(
            act=Event.ACCESS_CUSTOMER_SEARCHED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
            actor=actor,
            refs=[refs[customer] for customer in found if customer in refs],
            question=question,
            decision=decision,
            edition=edition,
            now=now,
            count=len(found),
        )
        ledger.append(entry=entry)
    if not decision.allowed:
        raise AccessRefused(decision, purpose=purpose)
    return Found(tuple(c for c in found if c in refs), decision, UUID(hex=entry.id))


def _question(query: Query, purpose: str, actor: Actor, edition: Edition, rule: Rule | None) -> Question:
    """The fields that the search looks into: those of the typed kind that the purpose may use."""
    of_type = {name for name, field in edition.policy.fields.items() if field.type in query.types}
    usable = of_type & rule.data if rule else of_type
    return Question(purpose, frozenset(usable or of_type), actor.roles)


def _decide(question: Question, edition: Edition, rule: Rule | None) -> Decision:
    if not question.fields:
        return Decision(
            allowed=False, reason=Reason.FIELD_NOT_IN_POLICY, clauses=rule.clauses if rule else ()
        )
    return decide_without_consent(policy=edition.policy, rule=rule, question=question)


def _search(query: Query) -> list[UUID]:
    found = [customer for index, term in query.terms for customer in vault.search(index=index, term=term)]
    return sorted(dict.fromkeys(found), reverse=True)


def _with_consent(
    matches: Sequence[UUID], question: Question, edition: Edition, rule: Rule | None
) -> list[UUID]:
    if rule is None or rule.ground is not Ground.CONSENT or not matches:
        return list(matches)
    standings = consent.standings_for(customers=matches, purpose=question.purpose)
    return [
        customer
        for customer in matches
        if decide(
            policy=edition.policy, rule=rule, question=question, standings=standings.get(customer, {})
        ).allowed
    ]


def identify(*, text: str, now: datetime) -> UUID | None:
    """The customer who may sign in with this phone number or email address; None if nobody has it.

    Where several share it (a family's phone), the newest: whoever holds the phone gets the code either way.
    The match is recorded; a miss leaves an entry without a customer.
    """
    query = read_query(text)
    if not query.types & {FieldType.PHONE, FieldType.EMAIL}:
        return None
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        found = _search(query)[:1]
        refs = people.refs_of(customers=found)
        fields = frozenset(name for name, field in edition.policy.fields.items() if field.type in query.types)
        ledger.append(
            entry=tell(
                act=Event.ACCESS_CUSTOMER_FOUND,
                actor=Actor(ActorKind.SYSTEM, SIGN_IN),
                refs=list(refs.values()),
                question=Question(SIGN_IN, fields, frozenset()),
                decision=Decision(allowed=True, reason=Reason.CLAUSE_ALLOWS, clauses=("L91.4",)),
                edition=edition,
                now=now,
                count=len(refs),
            )
        )
    return found[0] if refs else None
