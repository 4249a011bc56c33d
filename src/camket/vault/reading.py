"""What does a customer's record say? Opens the fields asked for and no other; describes without opening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from camket.vault import store
from camket.vault.core.keys import FieldKey
from camket.vault.core.record import (
    SOURCES,
    TYPES,
    Fields,
    Meta,
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
        meta = read_meta(record.meta)
        if not names.isdisjoint(meta):
            opened.setdefault(UUID(bytes=record.key.customer), {}).update(
                _open(room, ring, record, meta, names)
            )
    return opened


def _open(
    room: Room, ring: OpenRing, record: RecordRow, meta: Meta, names: frozenset[str]
) -> dict[str, OpenedValue]:
    fields = read_fields(record.fields)
    key = unlock_record(room, ring, record)
    values = open_values(fields, names, key=key, tenant=ring.tenant, row=record.key)
    if values.keys() != names & meta.keys():
        raise SealBroken(part="fields")
    origins = [meta[name] for name in values]
    notes = _notes(ring, record, fields, key, origins)
    return {
        name: OpenedValue(
            value=value,
            source=SOURCES[origin.source],
            source_name=notes[origin.note],
            at=_instant(origin.at),
            edition=origin.edition,
        )
        for (name, value), origin in zip(values.items(), origins, strict=True)
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
