"""How do values get into the vault, change and leave it? Sealed in bulk, tokens always beside them.

* A customer's rows are locked before they are changed; new ones are added by COPY.
* A value whose field moved to another retention class leaves the old class when it is written to the new one.
* When an indexed value changed, all tokens of the customer are made anew, under the newest index key only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from camket.kernel.clock import to_millis
from camket.policy.data import FieldType
from camket.values.api import index_terms
from camket.vault import store
from camket.vault.core.blind import INDEXED_TYPES, IndexKeys
from camket.vault.core.keys import FieldKey, KeyRow
from camket.vault.core.record import TYPES, RecordRow, open_values, read_fields, read_meta
from camket.vault.core.ring import OpenRing
from camket.vault.data import SealedValue, Sealing
from camket.vault.errors import KeyMissing
from camket.vault.room import Room

Values = dict[str, SealedValue]  # by field name


def gather(sealings: Iterable[Sealing]) -> dict[UUID, Values]:
    """All values by customer and field; of two values for one field the later stands."""
    gathered: dict[UUID, Values] = {}
    for sealing in sealings:
        values = gathered.setdefault(sealing.customer, {})
        for value in sealing.values:
            values[value.field.name] = value
    return {customer: values for customer, values in gathered.items() if values}


def seal(room: Room, wanted: Mapping[UUID, Values], *, now: datetime) -> None:
    """Write values of new and known customers. Call inside a transaction."""
    store.hold_ring()
    held = _by_customer(store.read_records(list(wanted), lock=True))
    ring = room.ring()
    fresh = {customer: values for customer, values in wanted.items() if customer not in held}
    if fresh:
        store.insert_records(_made(room, ring, fresh, now=now), now=now)
        store.insert_tokens(_first_tokens(ring.index_keys[-1], fresh))
    if held:
        _merge(room, ring, held, wanted, now=now)


def _by_customer(records: Iterable[RecordRow]) -> dict[UUID, list[RecordRow]]:
    held: dict[UUID, list[RecordRow]] = {}
    for record in records:
        held.setdefault(UUID(bytes=record.key.customer), []).append(record)
    return held


def _by_class(values: Values) -> dict[int, list[SealedValue]]:
    classes: dict[int, list[SealedValue]] = {}
    for value in values.values():
        classes.setdefault(value.field.retention_class, []).append(value)
    return classes


def _made(room: Room, ring: OpenRing, fresh: Mapping[UUID, Values], *, now: datetime) -> Iterator[RecordRow]:
    """New records, made one by one as they are asked for."""
    parts = [
        (customer.bytes, klass, values)
        for customer, all_values in fresh.items()
        for klass, values in _by_class(all_values).items()
    ]
    epoch, kek = room.reserve(len(parts))
    make, at = room.sealer(ring).make, to_millis(now)
    for customer, klass, values in parts:
        yield make(customer=customer, klass=klass, values=values, at=at, epoch=epoch, kek=kek)


def _first_tokens(keys: IndexKeys, fresh: Mapping[UUID, Values]) -> Iterator[store.Token]:
    token = keys.token
    for customer, values in fresh.items():
        raw = customer.bytes
        pairs = {
            token(name, term)
            for value in values.values()
            if value.field.type in INDEXED_TYPES
            for name, term in index_terms(type=value.field.type, value=value.value).items()
        }
        for index, number in pairs:
            yield index, number, raw


class _Changes:
    """What is to be written about known customers, gathered so that each table is touched once."""

    def __init__(self) -> None:
        self.updated: list[RecordRow] = []
        self.emptied: list[KeyRow] = []
        self.added: dict[UUID, Values] = {}
        self.retold: list[UUID] = []  # whose tokens are made anew
        self.after: list[RecordRow] = []  # what these customers' known records have become

    def put(self, record: RecordRow, changed: RecordRow | None) -> None:
        if changed is None:
            self.emptied.append(record.key)
            return
        self.after.append(changed)
        if changed is not record:
            self.updated.append(changed)

    def write(self, room: Room, ring: OpenRing, *, now: datetime) -> None:
        if self.updated:
            store.update_records(self.updated)
        if self.emptied:
            store.delete_records(self.emptied)
            room.cache.evict((key.customer, key.retention_class) for key in self.emptied)
        if self.added:
            added = list(_made(room, ring, self.added, now=now))
            store.insert_records(added, now=now)
            self.after += added
        if self.retold:
            retold = {customer.bytes for customer in self.retold}
            rebuild_tokens(room, ring, self.retold, [r for r in self.after if r.key.customer in retold])


def _merge(
    room: Room,
    ring: OpenRing,
    held: Mapping[UUID, list[RecordRow]],
    wanted: Mapping[UUID, Values],
    *,
    now: datetime,
) -> None:
    changes = _Changes()
    for customer, records in held.items():
        values = wanted[customer]
        classes = _by_class(values)
        if _indexed(records, values):
            changes.retold.append(customer)
        for record in records:
            written = classes.pop(record.key.retention_class, [])
            moved = read_meta(record.meta).keys() & (values.keys() - {v.field.name for v in written})
            changes.put(record, _changed(room, ring, record, written, moved, now=now))
        if classes:
            changes.added[customer] = {v.field.name: v for group in classes.values() for v in group}
    changes.write(room, ring, now=now)


def _indexed(records: Sequence[RecordRow], values: Values) -> bool:
    """Whether a value to be written is indexed, or stands over one that was."""
    before = (
        meta[name].type for r in records for meta in [read_meta(r.meta)] for name in values if name in meta
    )
    return any(value.field.type in INDEXED_TYPES for value in values.values()) or any(
        TYPES[type_] in INDEXED_TYPES for type_ in before
    )


def _changed(
    room: Room,
    ring: OpenRing,
    record: RecordRow,
    written: Sequence[SealedValue],
    drop: Collection[str],
    *,
    now: datetime,
) -> RecordRow | None:
    if not written and not drop:
        return record
    key = unlock_record(room, ring, record)
    return room.sealer(ring).change(record, key=key, values=written, drop=drop, at=to_millis(now))


def remove(room: Room, customers: Sequence[UUID], names: frozenset[str], *, now: datetime) -> int:
    """Remove the named fields wherever they are held; how many values went. Call inside a transaction."""
    store.hold_ring()
    ring = room.ring()
    changes, removed = _Changes(), 0
    for customer, records in _by_customer(store.read_records(customers, lock=True)).items():
        for record in records:
            drop = names & read_meta(record.meta).keys()
            removed += len(drop)
            changes.put(record, _changed(room, ring, record, (), drop, now=now))
        changes.retold.append(customer)
    changes.write(room, ring, now=now)
    return removed


def unlock_record(room: Room, ring: OpenRing, record: RecordRow) -> FieldKey:
    """The field key of a record. Raises `KeyMissing` and what `core.keys.unlock` raises."""
    if record.key.wrapped is None:
        raise KeyMissing(retention_class=record.key.retention_class)
    return room.unlock(ring, record.key)


def terms_of(
    room: Room, ring: OpenRing, record: RecordRow, *, only: frozenset[FieldType] = INDEXED_TYPES
) -> set[tuple[str, str]]:
    """All (index, term) pairs of a record; no field is decrypted that is not indexed."""
    meta = read_meta(record.meta)
    types = {name: TYPES[origin.type] for name, origin in meta.items() if TYPES[origin.type] in only}
    if not types:
        return set()
    key = unlock_record(room, ring, record)
    opened = open_values(
        read_fields(record.fields), frozenset(types), key=key, tenant=ring.tenant, row=record.key
    )
    return {
        pair for name, value in opened.items() for pair in index_terms(type=types[name], value=value).items()
    }


def rebuild_tokens(
    room: Room, ring: OpenRing, customers: Iterable[UUID], records: Iterable[RecordRow]
) -> None:
    """Replace the tokens of these customers by those of these records, all of theirs, under the newest key."""
    keys = ring.index_keys[-1]
    tokens = {
        (*keys.token(name, term), record.key.customer)
        for record in records
        for name, term in terms_of(room, ring, record)
    }
    store.replace_tokens(list(customers), tokens)
