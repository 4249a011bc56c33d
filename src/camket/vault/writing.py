"""How do values get into the vault, change and leave it? Sealed in bulk, tokens always beside them.

* A customer's rows are locked before they are changed; new ones are added by COPY.
* A value whose field moved to another retention class leaves the old class when it is written to the new one.
* When an indexed value changed, all tokens of the customer are made anew, under the newest index key only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from camket.kernel.clock import to_millis
from camket.vault import store
from camket.vault.core.blind import INDEXED_TYPES, IndexKeys
from camket.vault.core.keys import FieldKey
from camket.vault.core.record import TYPES, RecordRow, open_values, read_fields, read_meta
from camket.vault.core.ring import OpenRing
from camket.vault.core.values import index_terms
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
    held: dict[UUID, list[RecordRow]] = {}
    for record in store.read_records(list(wanted), lock=True):
        held.setdefault(UUID(bytes=record.key.customer), []).append(record)
    ring = room.ring()
    fresh = {customer: values for customer, values in wanted.items() if customer not in held}
    _insert(room, ring, fresh, now=now)
    store.insert_tokens(_first_tokens(ring.index_keys[-1], fresh))
    for customer, records in held.items():
        _merge(room, ring, customer, records, wanted[customer], now=now)


def _by_class(values: Values) -> dict[int, list[SealedValue]]:
    classes: dict[int, list[SealedValue]] = {}
    for value in values.values():
        classes.setdefault(value.field.retention_class, []).append(value)
    return classes


def _insert(room: Room, ring: OpenRing, fresh: Mapping[UUID, Values], *, now: datetime) -> list[RecordRow]:
    parts = [
        (customer.bytes, klass, values)
        for customer, all_values in fresh.items()
        for klass, values in _by_class(all_values).items()
    ]
    if not parts:
        return []
    epoch, kek = room.reserve(len(parts))
    make, at = room.sealer(ring).make, to_millis(now)
    rows = [
        make(customer=customer, klass=klass, values=values, at=at, epoch=epoch, kek=kek)
        for customer, klass, values in parts
    ]
    store.insert_records(rows, now=now)
    return rows


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


def _merge(
    room: Room, ring: OpenRing, customer: UUID, records: list[RecordRow], values: Values, *, now: datetime
) -> None:
    classes = _by_class(values)
    after: list[RecordRow] = []
    for record in records:
        written = classes.pop(record.key.retention_class, [])
        moved = read_meta(record.meta).keys() & (values.keys() - {value.field.name for value in written})
        changed = _change(room, ring, record, written, moved, now=now) if written or moved else record
        after += [changed] if changed is not None else []
    rest = {value.field.name: value for group in classes.values() for value in group}
    after += _insert(room, ring, {customer: rest}, now=now) if rest else []
    if any(value.field.type in INDEXED_TYPES for value in values.values()) or _retyped(records, values):
        rebuild_tokens(room, ring, [customer], after)


def _retyped(records: Sequence[RecordRow], values: Values) -> bool:
    """Whether a value is written over one that was indexed under its former type."""
    return any(
        TYPES[origin.type] in INDEXED_TYPES
        for record in records
        for name, origin in read_meta(record.meta).items()
        if name in values
    )


def _change(
    room: Room,
    ring: OpenRing,
    record: RecordRow,
    written: Sequence[SealedValue],
    drop: Iterable[str],
    *,
    now: datetime,
) -> RecordRow | None:
    key = unlock_record(room, ring, record)
    changed = room.sealer(ring).change(record, key=key, values=written, drop=set(drop), at=to_millis(now))
    if changed is None:
        store.delete_records([record.key])
        room.cache.evict([(record.key.customer, record.key.retention_class)])
    else:
        store.update_records([changed])
    return changed


def remove(room: Room, customers: Sequence[UUID], names: frozenset[str], *, now: datetime) -> int:
    """Remove the named fields wherever they are held; how many values went. Call inside a transaction."""
    store.hold_ring()
    ring = room.ring()
    removed, after, touched = 0, [], set()
    for record in store.read_records(customers, lock=True):
        drop = names & read_meta(record.meta).keys()
        kept = _change(room, ring, record, (), drop, now=now) if drop else record
        after += [kept] if kept is not None else []
        removed += len(drop)
        if drop:
            touched.add(UUID(bytes=record.key.customer))
    rebuild_tokens(room, ring, touched, [row for row in after if UUID(bytes=row.key.customer) in touched])
    return removed


def unlock_record(room: Room, ring: OpenRing, record: RecordRow) -> FieldKey:
    """The field key of a record. Raises `KeyMissing` and what `core.keys.unlock` raises."""
    if record.key.wrapped is None:
        raise KeyMissing(retention_class=record.key.retention_class)
    return room.unlock(ring, record.key)


def terms_of(
    room: Room, ring: OpenRing, record: RecordRow, *, only: frozenset[object] | None = None
) -> set[tuple[str, str]]:
    """All (index, term) pairs of a record; no field is decrypted that is not indexed."""
    meta = read_meta(record.meta)
    wanted = INDEXED_TYPES if only is None else only
    types = {name: TYPES[origin.type] for name, origin in meta.items() if TYPES[origin.type] in wanted}
    if not types:
        return set()
    key = unlock_record(room, ring, record)
    opened = open_values(read_fields(record.fields), types, key=key, tenant=ring.tenant, row=record.key)
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
