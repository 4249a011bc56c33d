"""What does a customer's record say? Opens the fields asked for and no other; describes without opening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from camket.vault import store
from camket.vault.core.keys import FieldKey
from camket.vault.core.record import (
    SOURCES,
    TYPES,
    Fields,
    Origin,
    RecordRow,
    open_notes,
    open_values,
    read_fields,
    read_meta,
)
from camket.vault.core.ring import OpenRing
from camket.vault.data import HeldValue, OpenedValue
from camket.vault.errors import SealBroken
from camket.vault.room import Room
from camket.vault.writing import unlock_record


@lru_cache(maxsize=1024)
def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def open_records(
    room: Room, customers: Sequence[UUID], names: frozenset[str]
) -> dict[UUID, dict[str, OpenedValue]]:
    """The named fields of these customers; who has none of them is left out. Raises `SealBroken`."""
    ring = room.ring()
    opened: dict[UUID, dict[str, OpenedValue]] = {}
    for record in store.read_records(customers):
        fields = read_fields(record.fields)
        meta = read_meta(record.meta)
        held = names & meta.keys()
        if held:
            values = _open(room, ring, record, fields, {name: meta[name] for name in held})
            opened.setdefault(UUID(bytes=record.key.customer), {}).update(values)
    return opened


def _open(
    room: Room, ring: OpenRing, record: RecordRow, fields: Fields, origins: Mapping[str, Origin]
) -> dict[str, OpenedValue]:
    key = unlock_record(room, ring, record)
    values = open_values(fields, origins, key=key, tenant=ring.tenant, row=record.key)
    if len(values) != len(origins):
        raise SealBroken(part="fields")
    notes = _notes(ring, record, fields, key, origins.values())
    return {
        name: OpenedValue(
            value=values[name],
            source=SOURCES[origin.source],
            source_name=notes[origin.note],
            at=_instant(origin.at),
            edition=origin.edition,
        )
        for name, origin in origins.items()
    }


def _notes(
    ring: OpenRing, record: RecordRow, fields: Fields, key: FieldKey, origins: Iterable[Origin]
) -> dict[int, str]:
    if not any(origin.note for origin in origins):
        return {0: ""}
    return {0: "", **open_notes(fields, key=key, tenant=ring.tenant, row=record.key)}


def describe_records(customers: Sequence[UUID]) -> dict[UUID, tuple[HeldValue, ...]]:
    """Which fields are held and where they came from. Needs no key."""
    described: dict[UUID, tuple[HeldValue, ...]] = {}
    for record in store.read_records(customers):
        customer = UUID(bytes=record.key.customer)
        described[customer] = described.get(customer, ()) + tuple(
            HeldValue(
                field=name,
                type=TYPES[origin.type],
                retention_class=record.key.retention_class,
                source=SOURCES[origin.source],
                noted=bool(origin.note),
                at=_instant(origin.at),
                edition=origin.edition,
            )
            for name, origin in read_meta(record.meta).items()
        )
    return described
