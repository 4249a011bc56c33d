"""How are choices kept? The only queries of the consent room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from camket.consent.data import ChoiceEvent, ConsentState, Shown
from camket.consent.models import ChoiceRow

_EVENT_COLUMNS = "id, customer, purpose, channel, state, at, shown_hash, language, edition, who, entry"
_EVENT_TYPES = ["uuid", "uuid", *["varchar"] * 3, "timestamptz", *["varchar"] * 4, "uuid"]


def _event_row(event: ChoiceEvent) -> tuple[object, ...]:
    return (
        event.id,
        event.customer,
        event.purpose,
        event.channel,
        event.state.value,
        event.at,
        event.shown.hash,
        event.shown.language,
        event.shown.edition,
        event.who,
        event.entry,
    )


def insert_events(events: Sequence[ChoiceEvent]) -> None:
    """Add events and move what stands now, inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO consent_choice ({_EVENT_COLUMNS}) VALUES (" + ",".join(["%s"] * 11) + ")",  # noqa: S608
            [_event_row(event) for event in events],
        )
        cursor.executemany(
            "INSERT INTO consent_standing (customer, purpose, channel, state, at, event) "
            "VALUES (%s,%s,%s,%s,%s,%s) ON CONFLICT (customer, purpose, channel) DO UPDATE "
            "SET state = excluded.state, at = excluded.at, event = excluded.event",
            [(e.customer, e.purpose, e.channel, e.state.value, e.at, e.id) for e in events],
        )


def copy_events(events: Sequence[ChoiceEvent]) -> None:
    """Add events that change nothing about where choices stand, with one COPY: the way of an import."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY consent_choice ({_EVENT_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(_EVENT_TYPES)
        for event in events:
            copy.write_row(_event_row(event))


def read_standings(customers: Sequence[UUID], purpose: str) -> dict[UUID, dict[str, ConsentState]]:
    """State by channel for each customer that has any, for one purpose."""
    found: dict[UUID, dict[str, ConsentState]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT customer, channel, state FROM consent_standing WHERE customer = ANY(%b) AND purpose = %s",
            [list(customers), purpose],
        )
        for customer, channel, state in cursor.fetchall():
            found[customer][channel] = ConsentState(state)
    return dict(found)


def lock_customer(customer: UUID) -> None:
    """Let one change of a customer's choices wait for another, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 27560))", [str(customer)])


def read_events(customer: UUID) -> list[ChoiceEvent]:
    """Every event of a customer, oldest first."""
    return [_to_event(row) for row in ChoiceRow.objects.filter(customer=customer).order_by("at", "id")]


def read_event(customer: UUID, event: UUID) -> ChoiceEvent | None:
    """One event, if it is this customer's."""
    row = ChoiceRow.objects.filter(customer=customer, id=event).first()
    return row and _to_event(row)


def _to_event(row: ChoiceRow) -> ChoiceEvent:
    return ChoiceEvent(
        id=row.id,
        customer=row.customer,
        purpose=row.purpose,
        channel=row.channel,
        state=ConsentState(row.state),
        at=row.at,
        shown=Shown(row.shown_hash, row.language, row.edition),
        who=row.who,
        entry=row.entry,
    )


def delete_customers(customers: Sequence[UUID]) -> int:
    """Remove events and standings; how many rows went."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM consent_standing WHERE customer = ANY(%s)", [list(customers)])
        standings = cursor.rowcount
        cursor.execute("DELETE FROM consent_choice WHERE customer = ANY(%s)", [list(customers)])
        return standings + cursor.rowcount


def count_by_state() -> dict[tuple[str, str], int]:
    """How many choices stand in each state, by (purpose, state)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT purpose, state, count(*) FROM consent_standing GROUP BY purpose, state")
        return {(purpose, state): count for purpose, state, count in cursor.fetchall()}
