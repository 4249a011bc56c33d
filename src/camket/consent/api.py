"""What did each customer choose, and where does it stand? The door of the consent room.

* A choice is an event; nothing is overwritten. The last one counts, at once, at every gate.
* Withdrawing for every channel withdraws each channel that was given on its own.
* Every event has its ledger entry, written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.consent import store
from camket.consent.core.receipt import make_receipt
from camket.consent.core.standing import may_follow, standing_at
from camket.consent.data import (
    EVERY_CHANNEL,
    EVERY_PURPOSE,
    Choice,
    ChoiceEvent,
    ConsentState,
    Party,
    Shown,
    state_for,
)
from camket.consent.errors import ChoiceRefused, ReceiptMissing
from camket.kernel.ids import make_id
from camket.ledger import api as ledger
from camket.ledger.data import Entry, Event, make_entry
from camket.ledger.errors import NotYetPublished


def record_choices(*, choices: Sequence[Choice], shown: Shown, who: str, now: datetime) -> list[ChoiceEvent]:
    """Record what a customer chose; effective when the transaction ends.

    Returns the events written (a withdrawal for every channel may write several).
    Raises ChoiceRefused(why="cannot_follow") for a move that makes no sense, such as withdrawing
    what was never given; then nothing is recorded.
    """
    with transaction.atomic():
        for customer in sorted({choice.customer for choice in choices}):
            store.lock_customer(customer)
        spread = [single for choice in choices for single in _spread(choice)]
        for choice in spread:
            _refuse_nonsense(choice)
        events = [_to_event(choice, shown=shown, who=who, now=now) for choice in spread]
        ledger.append_all(
            entries=[_to_entry(choice, event) for choice, event in zip(spread, events, strict=True)]
        )
        store.insert_events(events)
    return events


def record_unknown(*, customers: Sequence[tuple[UUID, UUID]], edition: str, who: str, now: datetime) -> None:
    """Say of up to a thousand newly imported customers (id, ref) that nothing is known of their consent.

    One event each, for every purpose; one ledger entry for them all. A gate reads no standing as unknown,
    so nothing else has to be written.
    """
    entry = make_entry(
        now=now,
        act=Event.CONSENT_CHOICE_RECORDED,
        who=who,
        refs=[ref for _, ref in customers],
        edition=edition,
        reason=ConsentState.UNKNOWN.value,
        count=len(customers),
    )
    shown = Shown(hash="", language="", edition=edition)
    with transaction.atomic():
        recorded = ledger.append(entry=entry)
        store.copy_events(
            [
                ChoiceEvent(
                    id=make_id(),
                    customer=customer,
                    purpose=EVERY_PURPOSE,
                    channel=EVERY_CHANNEL,
                    state=ConsentState.UNKNOWN,
                    at=now,
                    shown=shown,
                    who=who,
                    entry=recorded,
                )
                for customer, _ in customers
            ]
        )


def _spread(choice: Choice) -> list[Choice]:
    """A withdrawal for every channel names each channel that was given on its own, too."""
    if choice.channel != EVERY_CHANNEL or choice.state is not ConsentState.WITHDRAWN:
        return [choice]
    standings = store.read_standings([choice.customer], choice.purpose).get(choice.customer, {})
    given = sorted(channel for channel, state in standings.items() if state is ConsentState.GIVEN)
    return [
        Choice(choice.customer, choice.ref, choice.purpose, channel, ConsentState.WITHDRAWN)
        for channel in given
    ] or [choice]


def _refuse_nonsense(choice: Choice) -> None:
    standings = store.read_standings([choice.customer], choice.purpose).get(choice.customer, {})
    before = state_for(standings=standings, channel=choice.channel)
    if not may_follow(before=before, after=choice.state):
        raise ChoiceRefused(why="cannot_follow", before=before.value, after=choice.state.value)


def _to_event(choice: Choice, *, shown: Shown, who: str, now: datetime) -> ChoiceEvent:
    return ChoiceEvent(
        id=make_id(),
        customer=choice.customer,
        purpose=choice.purpose,
        channel=choice.channel,
        state=choice.state,
        at=now,
        shown=shown,
        who=who,
        entry=make_id(),
    )


_ACTS = {
    ConsentState.REFUSED: Event.CONSENT_CHOICE_REFUSED,
    ConsentState.WITHDRAWN: Event.CONSENT_CHOICE_WITHDRAWN,
}


def _to_entry(choice: Choice, event: ChoiceEvent) -> Entry:
    return make_entry(
        entry_id=event.entry,
        now=event.at,
        act=_ACTS.get(choice.state, Event.CONSENT_CHOICE_RECORDED),
        who=event.who,
        refs=[choice.ref],
        purpose=choice.purpose,
        channel="" if choice.channel == EVERY_CHANNEL else choice.channel,
        edition=event.shown.edition,
        reason=choice.state.value,
        detail=event.shown.hash,
    )


def standings_for(*, customers: Sequence[UUID], purpose: str) -> dict[UUID, dict[str, ConsentState]]:
    """State by channel ("*" is every channel) now, for many customers and one purpose."""
    return store.read_standings(customers, purpose)


def standing_of(*, customer: UUID, now: datetime) -> dict[tuple[str, str], ChoiceEvent]:
    """Where all of a customer's choices stood at `now`, by (purpose, channel): any instant can be asked."""
    return standing_at(store.read_events(customer), now=now)


def history_of(*, customer: UUID) -> list[ChoiceEvent]:
    """Every choice of a customer, oldest first."""
    return store.read_events(customer)


def receipt_for(*, customer: UUID, ref: UUID, event: UUID, party: Party) -> dict[str, object]:
    """The consent receipt (ISO/IEC TS 27560 shape) of one choice, with its proof from the ledger.

    Without proof for the second or so until the entry is under a signed checkpoint.
    Raises ReceiptMissing when the choice is not this customer's.
    """
    found = store.read_event(customer, event)
    if found is None:
        raise ReceiptMissing
    try:
        proof = ledger.prove_inclusion(entry_id=found.entry)
    except NotYetPublished:
        proof = ""
    return make_receipt(event=found, ref=ref, party=party, proof=proof)


def count_choices() -> dict[tuple[str, str], int]:
    """How many choices stand in each state, by (purpose, state)."""
    return store.count_by_state()
