"""Which customers does this phone number, address, tax code or name belong to? A search is a use, and is recorded.

1. read what was typed; decide each search (pure);
2. look the terms of all allowed searches up by blind index, verified by opening in the vault;
3. under a purpose that stands on consent, keep those who gave it;
4. write one ledger entry for each search; only when they are on disk does an id leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.access.core.decide import decide, decide_without_consent
from camket.access.core.entries import tell
from camket.access.core.query import Query, read_query
from camket.access.data import SIGN_IN, Actor, ActorKind, Decision, Found, Question, Reason, Search
from camket.access.errors import AccessRefused
from camket.consent import api as consent
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition, FieldType, Ground
from camket.vault import api as vault
from camket.vault.data import IndexName

MOST_FOUND = 100


def answer_searches(*, searches: Sequence[Search], now: datetime) -> list[Found | AccessRefused]:
    """The answer to each search, in order: ids of customers, newest first, a hundred at most, or the refusal.

    What was typed is read as an email address, phone number, tax code or name.
    """
    queries = [read_query(search.text) for search in searches]
    edition = policy.current_edition(now=now)
    questions = [_question(q, s, edition) for q, s in zip(queries, searches, strict=True)]
    decisions = [_decide(question, edition) for question in questions]
    matches = _search([q if d.allowed else None for q, d in zip(queries, decisions, strict=True)])
    found = [_with_consent(m, q, edition)[:MOST_FOUND] for m, q in zip(matches, questions, strict=True)]
    refs = people.refs_of(customers=list({customer for some in found for customer in some}))
    entries = [
        tell(
            act=Event.ACCESS_CUSTOMER_SEARCHED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
            actor=search.actor,
            refs=[refs[customer] for customer in some if customer in refs],
            question=question,
            decision=decision,
            edition=edition,
            now=now,
            count=len(some),
        )
        for search, question, decision, some in zip(searches, questions, decisions, found, strict=True)
    ]
    ledger.record_now(entries=entries)
    return [
        Found(tuple(c for c in some if c in refs), decision, UUID(hex=entry.id))
        if decision.allowed
        else AccessRefused(decision, purpose=search.purpose)
        for search, decision, some, entry in zip(searches, decisions, found, entries, strict=True)
    ]


def _question(query: Query, search: Search, edition: Edition) -> Question:
    """The fields that the search looks into: those of the typed kind that the purpose may use."""
    rule = edition.policy.rule_for(search.purpose)
    of_type = {name for name, field in edition.policy.fields.items() if field.type in query.types}
    usable = of_type & rule.data if rule else of_type
    return Question(search.purpose, frozenset(usable or of_type), search.actor.roles)


def _decide(question: Question, edition: Edition) -> Decision:
    rule = edition.policy.rule_for(question.purpose)
    if not question.fields:
        return Decision(
            allowed=False, reason=Reason.FIELD_NOT_IN_POLICY, clauses=rule.clauses if rule else ()
        )
    return decide_without_consent(policy=edition.policy, rule=rule, question=question)


def _search(queries: Sequence[Query | None]) -> list[list[UUID]]:
    """Who matches each query, newest first; None matches nobody. One look-up for each index, however many ask."""
    wanted: dict[IndexName, set[str]] = defaultdict(set)
    for query in queries:
        for index, term in query.terms if query else ():
            wanted[index].add(term)
    known = {index: vault.match_many(index=index, terms=terms) for index, terms in wanted.items()}
    return [
        sorted({c for index, term in query.terms for c in known[index].get(term, ())}, reverse=True)
        if query
        else []
        for query in queries
    ]


def _with_consent(matches: list[UUID], question: Question, edition: Edition) -> list[UUID]:
    rule = edition.policy.rule_for(question.purpose)
    if rule is None or rule.ground is not Ground.CONSENT or not matches:
        return matches
    standings = consent.standings_for(customers=matches, purpose=question.purpose)
    policy_now = edition.policy
    return [
        customer
        for customer in matches
        if decide(
            policy=policy_now, rule=rule, question=question, standings=standings.get(customer, {})
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
    edition = policy.current_edition(now=now)
    found = _search([query])[0][:1]
    refs = people.refs_of(customers=found)
    fields = frozenset(name for name, field in edition.policy.fields.items() if field.type in query.types)
    entry = tell(
        act=Event.ACCESS_CUSTOMER_FOUND,
        actor=Actor(ActorKind.SYSTEM, SIGN_IN),
        refs=list(refs.values()),
        question=Question(SIGN_IN, fields, frozenset()),
        decision=Decision(allowed=True, reason=Reason.CLAUSE_ALLOWS, clauses=("L91.4",)),
        edition=edition,
        now=now,
        count=len(refs),
    )
    ledger.record_now(entries=[entry])
    return found[0] if refs else None
