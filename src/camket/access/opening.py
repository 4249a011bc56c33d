"""Who may see which values now? Decides, records, then opens: in this order.

1. read the edition, the customers' refs, and consent where the ground is consent;
2. decide each ask (pure);
3. write one ledger entry for each decision, allowed or refused, and wait until they are on disk;
4. open exactly the fields of the asks that were allowed; a refused field is never decrypted.

The entries are the only thing written, so their statement is its own transaction: nothing is read or decrypted
before it is durable, and no round trip is spent on BEGIN and COMMIT.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from camket.access.core.decide import decide
from camket.access.core.entries import tell
from camket.access.core.own import own_rule
from camket.access.data import OWN_DATA, Actor, ActorKind, Ask, Decision, Question, Reason, Revealed, Value
from camket.access.errors import AccessRefused
from camket.consent import api as consent
from camket.consent.data import ConsentState
from camket.ledger import api as ledger
from camket.ledger.data import Entry, Event
from camket.people import api as people
from camket.policy import api as policy
from camket.policy.data import Edition, Field, Ground, Rule
from camket.vault import api as vault
from camket.vault.data import OpenedValue

NO_SUCH_CUSTOMER = Decision(allowed=False, reason=Reason.NO_SUCH_CUSTOMER)


def rule_for(edition: Edition, purpose: str) -> Rule | None:
    """The rule of a named purpose, or of the customers' own."""
    return own_rule(edition.policy) if purpose == OWN_DATA else edition.policy.rule_for(purpose)


def answer_asks(*, asks: Sequence[Ask], now: datetime) -> list[Revealed | AccessRefused]:
    """The answer to each ask, in order; refusals are answers too, and are in the ledger like the rest."""
    edition = policy.current_edition(now=now)
    refs = people.refs_of(customers=[ask.customer for ask in asks])
    decisions = _decide_all(asks, edition, refs)
    entries = [
        _tell(ask, decision, edition, refs, now) for ask, decision in zip(asks, decisions, strict=True)
    ]
    ledger.record_now(entries=entries)
    opened = _open_allowed(asks, decisions, edition)
    return [
        _answer(ask, decision, opened, UUID(hex=entry.id))
        for ask, decision, entry in zip(asks, decisions, entries, strict=True)
    ]


def _decide_all(asks: Sequence[Ask], edition: Edition, refs: dict[UUID, UUID]) -> list[Decision]:
    standings = _standings(asks, edition)
    return [
        _decide_one(ask, edition, refs, standings.get(ask.question.purpose, {}).get(ask.customer, {}))
        for ask in asks
    ]


def _decide_one(
    ask: Ask, edition: Edition, refs: dict[UUID, UUID], standings: dict[str, ConsentState]
) -> Decision:
    ref = refs.get(ask.customer)
    if ref is None:
        return NO_SUCH_CUSTOMER
    if ask.actor.kind is ActorKind.CUSTOMER and ask.actor.name != ref.hex:
        return Decision(allowed=False, reason=Reason.NOT_THE_CUSTOMER)
    rule = rule_for(edition, ask.question.purpose)
    return decide(policy=edition.policy, rule=rule, question=ask.question, standings=standings)


def _standings(asks: Sequence[Ask], edition: Edition) -> dict[str, dict[UUID, dict[str, ConsentState]]]:
    """Consent by purpose and customer, read once for each purpose whose ground is consent."""
    by_purpose: dict[str, list[UUID]] = defaultdict(list)
    for ask in asks:
        rule = rule_for(edition, ask.question.purpose)
        if rule is not None and rule.ground is Ground.CONSENT:
            by_purpose[ask.question.purpose].append(ask.customer)
    return {
        purpose: consent.standings_for(customers=customers, purpose=purpose)
        for purpose, customers in by_purpose.items()
    }


def _tell(ask: Ask, decision: Decision, edition: Edition, refs: dict[UUID, UUID], now: datetime) -> Entry:
    ref = refs.get(ask.customer)
    return tell(
        act=Event.ACCESS_FIELD_OPENED if decision.allowed else Event.ACCESS_FIELD_REFUSED,
        actor=ask.actor,
        refs=[ref] if ref else [],
        question=ask.question,
        decision=decision,
        edition=edition,
        now=now,
        because=ask.because,
    )


def list_permitted(
    *, actor: Actor, customer: UUID, fields: Sequence[str], purpose: str, now: datetime
) -> list[str]:
    """Which of these fields would open, each asked by itself. Asks only: nothing is opened, nothing recorded."""
    edition = policy.current_edition(now=now)
    questions = [Question(purpose, frozenset({field}), actor.roles) for field in fields]
    asks = [Ask(actor, customer, question) for question in questions]
    decisions = _decide_all(asks, edition, people.refs_of(customers=[customer]))
    return [field for field, decision in zip(fields, decisions, strict=True) if decision.allowed]


Opened = dict[tuple[UUID, frozenset[str]], dict[str, Value]]


def _open_allowed(asks: Sequence[Ask], decisions: Sequence[Decision], edition: Edition) -> Opened:
    """Open each set of fields for exactly the customers it was allowed for."""
    groups: dict[frozenset[str], list[UUID]] = defaultdict(list)
    for ask, decision in zip(asks, decisions, strict=True):
        if decision.allowed:
            groups[ask.question.fields].append(ask.customer)
    opened: Opened = {}
    for fields, customers in groups.items():
        for customer, values in vault.open_many(customers=customers, fields=named(edition, fields)).items():
            opened[(customer, fields)] = to_values(values)
    return opened


def named(edition: Edition, fields: Iterable[str]) -> list[Field]:
    """The policy's fields by these names."""
    return [edition.policy.fields[name] for name in fields]


def to_values(values: dict[str, OpenedValue]) -> dict[str, Value]:
    """The vault's answer in the words of this room."""
    return {
        name: Value(one.value, one.source.value, one.source_name, one.at, one.edition)
        for name, one in values.items()
    }


def _answer(ask: Ask, decision: Decision, opened: Opened, entry: UUID) -> Revealed | AccessRefused:
    if not decision.allowed:
        return AccessRefused(decision, purpose=ask.question.purpose)
    return Revealed(ask.customer, opened.get((ask.customer, ask.question.fields), {}), decision, entry)
