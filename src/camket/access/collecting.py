"""How do values come in? Decided by the policy, made proper, sealed, and told to the ledger in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.core.entries import tell, tell_many
from camket.access.core.intake import Intake, decide_intake
from camket.access.data import (
    COLLECTION,
    Actor,
    Collected,
    Decision,
    NewCustomer,
    Question,
)
from camket.access.errors import AccessRefused, ValuesRefused
from camket.kernel.clock import VIETNAM
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.people.data import CustomerKind
from camket.policy import api as policy
from camket.policy.data import Edition, Source
from camket.values.api import normalise
from camket.values.errors import ValueRefused
from camket.vault import api as vault
from camket.vault.data import SealedValue, Sealing


def normalise_all(*, raw: Mapping[str, object], edition: Edition, now: datetime) -> dict[str, str]:
    """Every value in its one written form. Raises ValuesRefused naming each field that can't be taken."""
    proper: dict[str, str] = {}
    why: dict[str, str] = {}
    for name, value in raw.items():
        field = edition.policy.fields[name]
        try:
            proper[name] = normalise(type=field.type, raw=value, today=now.astimezone(VIETNAM).date())
        except ValueRefused as refused:
            why[name] = str(refused.params["why"])
        else:
            if field.choices and proper[name] not in field.choices:
                why[name] = "not_a_choice"
    if why:
        raise ValuesRefused(why)
    return proper


def collect(
    *,
    actor: Actor,
    kind: CustomerKind,
    values: Mapping[str, object],
    purposes: frozenset[str],
    source: Source,
    source_name: str,
    now: datetime,
) -> Collected:
    """Take in a new customer. Raises AccessRefused (recorded) or ValuesRefused (nothing recorded)."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    with transaction.atomic(durable=True):
        edition = policy.current_edition(now=now)
        intake = Intake(kind.value, frozenset(given), purposes, source, source_name, is_new=True)
        decision = decide_intake(policy=edition.policy, actor=actor, intake=intake)
        question = Question(COLLECTION, intake.fields, actor.roles)
        if decision.allowed:
            proper = normalise_all(raw=given, edition=edition, now=now)
            (customer,) = people.register_customers(kinds=[kind], now=now)
            sealing = seal(customer.id, proper, edition, source, source_name)
            vault.seal_many(sealings=[sealing], now=now)
        refs = [customer.ref] if decision.allowed else []
        act = Event.ACCESS_VALUE_COLLECTED if decision.allowed else Event.ACCESS_FIELD_REFUSED
        entry = tell(
            act=act, actor=actor, refs=refs, question=question, decision=decision, edition=edition, now=now
        )
        ledger.append(entry=entry)
    if not decision.allowed:
        raise AccessRefused(decision, purpose=COLLECTION)
    return Collected(customer.id, customer.ref, tuple(sorted(proper)), UUID(hex=entry.id))


def seal(
    customer: UUID, values: Mapping[str, str], edition: Edition, source: Source, source_name: str
) -> Sealing:
    fields = edition.policy.fields
    return Sealing(
        customer,
        tuple(
            SealedValue(fields[name], value, source, source_name, edition.number)
            for name, value in values.items()
        ),
    )


def collect_many(
    *,
    actor: Actor,
    customers: Sequence[NewCustomer],
    purposes: frozenset[str],
    source: Source,
    source_name: str,
    now: datetime,
) -> list[Collected]:
    """Take in many customers whose values are in their proper form already; joins the caller's transaction.

    Every set of fields is decided once. Raises AccessRefused at the first that is not let in: an importer
    asks `may_collect` for each row before.
    """
    edition = policy.current_edition(now=now)
    for kind, fields in {(one.kind, frozenset(one.values)) for one in customers}:
        intake = Intake(kind.value, fields, purposes, source, source_name, is_new=True)
        decision = decide_intake(policy=edition.policy, actor=actor, intake=intake)
        if not decision.allowed:
            raise AccessRefused(decision, purpose=COLLECTION)
    registered = people.register_customers(kinds=[one.kind for one in customers], now=now)
    vault.seal_many(
        sealings=[
            seal(row.id, one.values, edition, source, source_name)
            for row, one in zip(registered, customers, strict=True)
        ],
        now=now,
    )
    every = frozenset(name for one in customers for name in one.values)
    entries = tell_many(
        act=Event.ACCESS_VALUE_COLLECTED,
        actor=actor,
        refs=[row.ref for row in registered],
        question=Question(COLLECTION, every, actor.roles),
        decision=decision,
        edition=edition,
        now=now,
    )
    ledger.append_all(entries=entries)
    return [
        Collected(row.id, row.ref, tuple(one.values), UUID(hex=entries[index // 1000].id))
        for index, (row, one) in enumerate(zip(registered, customers, strict=True))
    ]


def complete_many(
    *,
    actor: Actor,
    values: Mapping[UUID, Mapping[str, str]],
    purposes: frozenset[str],
    source: Source,
    source_name: str,
    now: datetime,
) -> int:
    """Add what is not held yet about known customers, values in their proper form; how many customers got something.

    What is held stays as it is. Joins the caller's transaction. Raises AccessRefused as `collect_many` does.
    """
    edition = policy.current_edition(now=now)
    held = vault.describe_many(customers=list(values))
    missing = {
        customer: {
            name: value
            for name, value in given.items()
            if name not in {one.field for one in held.get(customer, ())}
        }
        for customer, given in values.items()
    }
    missing = {customer: given for customer, given in missing.items() if given}
    every = frozenset(name for given in missing.values() for name in given)
    if not every:
        return 0
    decision = _decide_completion(actor, missing, purposes, source, source_name, edition)
    vault.seal_many(
        sealings=[seal(customer, given, edition, source, source_name) for customer, given in missing.items()],
        now=now,
    )
    entries = tell_many(
        act=Event.ACCESS_VALUE_COLLECTED,
        actor=actor,
        refs=list(people.refs_of(customers=list(missing)).values()),
        question=Question(COLLECTION, every, actor.roles),
        decision=decision,
        edition=edition,
        now=now,
    )
    ledger.append_all(entries=entries)
    return len(missing)


def _decide_completion(
    actor: Actor,
    missing: Mapping[UUID, Mapping[str, str]],
    purposes: frozenset[str],
    source: Source,
    source_name: str,
    edition: Edition,
) -> Decision:
    kinds = {customer.id: customer.kind for customer in people.list_by_id(customers=list(missing))}
    for kind, fields in {(kinds[customer], frozenset(given)) for customer, given in missing.items()}:
        intake = Intake(kind.value, fields, purposes, source, source_name, is_new=False)
        decision = decide_intake(policy=edition.policy, actor=actor, intake=intake)
        if not decision.allowed:
            raise AccessRefused(decision, purpose=COLLECTION)
    return decision


def may_collect(
    *,
    actor: Actor,
    kind: CustomerKind,
    fields: frozenset[str],
    purposes: frozenset[str],
    source: Source,
    source_name: str,
    is_new: bool,
    now: datetime,
) -> Decision:
    """Whether `collect` would let these fields in. Asks only: nothing is recorded, nothing is opened."""
    intake = Intake(kind.value, fields, purposes, source, source_name, is_new)
    return decide_intake(policy=policy.current_edition(now=now).policy, actor=actor, intake=intake)
