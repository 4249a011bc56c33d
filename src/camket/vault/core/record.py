"""What is in one record, and how is it made, changed and read? One row per customer and retention class.

* `fields`: msgpack map {field id: sealed field}; id 0 holds the sealed notes naming other sources.
* `meta`: msgpack map {field name: [source, at ms, edition, type, note number]}: the origin of every value, no values.
* One draw of randomness per record: the data key, the wrapping nonce, one nonce per field.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec

from camket.policy.data import FieldType, Source
from camket.vault.core.ciphers import GCM, KEY_BYTES, NONCE_BYTES, SYSTEM_RANDOM, Aead, Random
from camket.vault.core.envelope import bound_prefix, bound_suffix, header, open_field
from camket.vault.core.keys import FieldKey, KeyRow, derive, wrap_dek
from camket.vault.core.names import NOTES_ID, field_id
from camket.vault.core.padding import PADDED_TYPES, pad, unpad
from camket.vault.data import SealedValue
from camket.vault.errors import FieldNamesCollide, SealBroken

SOURCE_NUMBERS = {Source.CUSTOMER: 1, Source.STAFF: 2, Source.INTERACTION: 3, Source.OTHER: 4}
TYPE_NUMBERS = {
    FieldType.PERSON_NAME: 1,
    FieldType.ORGANISATION_NAME: 2,
    FieldType.PHONE: 3,
    FieldType.EMAIL: 4,
    FieldType.DATE: 5,
    FieldType.ADDRESS: 6,
    FieldType.TAX_CODE: 7,
    FieldType.TEXT: 8,
    FieldType.CHOICE: 9,
    FieldType.TOKEN: 10,
}
SOURCES = {number: source for source, number in SOURCE_NUMBERS.items()}
TYPES = {number: type_ for type_, number in TYPE_NUMBERS.items()}


class Origin(msgspec.Struct, array_like=True, frozen=True):
    """Where one value came from: numbers of `SOURCES` and `TYPES`, ms since 1970, edition, note (0: none)."""

    source: int
    at: int
    edition: int
    type: int
    note: int = 0


Fields = dict[int, bytes]
Meta = dict[str, Origin]

_encode = msgspec.msgpack.Encoder().encode
_fields_decoder = msgspec.msgpack.Decoder(Fields)
_meta_decoder = msgspec.msgpack.Decoder(Meta)
_notes_decoder = msgspec.msgpack.Decoder(dict[int, str])


def read_fields(stored: bytes) -> Fields:
    """The sealed fields of a row. Raises `SealBroken`."""
    try:
        return _fields_decoder.decode(stored)
    except msgspec.MsgspecError:
        raise SealBroken(part="fields") from None


@lru_cache(maxsize=1024)
def read_meta(stored: bytes) -> Meta:
    """The origins of a row; shared between callers, so not to be changed. Raises `SealBroken`."""
    try:
        return _meta_decoder.decode(stored)
    except msgspec.MsgspecError:
        raise SealBroken(part="meta") from None


class RecordRow(NamedTuple):
    """The stored form of one record: its key row, fields and meta as bytes."""

    key: KeyRow
    fields: bytes
    meta: bytes


class _Draft:
    """A record being written: its key and place, nonces still unused, contents so far."""

    __slots__ = ("_cipher", "_header", "_klass", "_nonces", "_suffix", "_tenant", "fields", "meta", "notes")

    def __init__(
        self, tenant: bytes, alg: int, key: FieldKey, customer: bytes, klass: int, nonces: Iterator[bytes]
    ) -> None:
        self._tenant, self._klass, self._nonces = tenant, klass, nonces
        self._cipher, self._header = key.cipher(alg), header(alg, key.ver)
        self._suffix = bound_suffix(key.ver, customer)
        self.fields: Fields = {}
        self.meta: Meta = {}
        self.notes: dict[int, str] = {}

    def put(self, number: int, padded: bytes) -> None:
        nonce = next(self._nonces)
        bound = bound_prefix(self._tenant, self._klass, number) + self._suffix
        self.fields[number] = self._header + nonce + self._cipher.encrypt(nonce, padded, bound)

    def put_values(self, values: Sequence[SealedValue], at: int) -> None:
        put, meta = self.put, self.meta
        for value in values:
            field, note = value.field, 0
            if value.source_name:
                note = self._note(value.source_name)
            put(field_id(field.name), pad(value.value.encode(), to_step=field.type in PADDED_TYPES))
            source, type_ = SOURCE_NUMBERS[value.source], TYPE_NUMBERS[field.type]
            meta[field.name] = Origin(source, at, value.edition, type_, note)

    def _note(self, text: str) -> int:
        for number, known in self.notes.items():
            if known == text:
                return number
        number = max(self.notes, default=0) + 1
        self.notes[number] = text
        return number

    def put_notes(self) -> None:
        used = {origin.note for origin in self.meta.values()}
        notes = {number: text for number, text in self.notes.items() if number in used}
        if notes:
            self.put(NOTES_ID, pad(_encode(notes), to_step=True))
        else:
            self.fields.pop(NOTES_ID, None)

    def row(self, key: KeyRow) -> RecordRow:
        if len(self.fields) - (NOTES_ID in self.fields) != len(self.meta):
            raise FieldNamesCollide(fields=sorted(self.meta))
        return RecordRow(key, _encode(self.fields), _encode(self.meta))


@dataclass(frozen=True, slots=True)
class Sealer:
    """Makes and changes records of one deployment, with one algorithm and one source of randomness."""

    tenant: bytes
    alg: int = GCM
    random: Random = SYSTEM_RANDOM

    def make(
        self, *, customer: bytes, klass: int, values: Sequence[SealedValue], at: int, epoch: int, kek: Aead
    ) -> RecordRow:
        """A first record with a new key, version 1, wrapped under `epoch`. `at` is ms since 1970."""
        drawn = self.random(KEY_BYTES + NONCE_BYTES * (len(values) + 2))
        dek, wrap_nonce, ver = drawn[:32], drawn[32:44], 1
        key, commitment = derive(dek, tenant=self.tenant, customer=customer, klass=klass, ver=ver)
        row = KeyRow(customer, klass, ver, epoch, commitment, b"")
        row = row._replace(wrapped=wrap_dek(dek, kek=kek, tenant=self.tenant, row=row, nonce=wrap_nonce))
        draft = _Draft(self.tenant, self.alg, FieldKey(key, ver), customer, klass, _nonces(drawn, 44))
        draft.put_values(values, at)
        if draft.notes:
            draft.put_notes()
        return draft.row(row)

    def change(
        self,
        record: RecordRow,
        *,
        key: FieldKey,
        values: Sequence[SealedValue] = (),
        drop: Collection[str] = (),
        at: int = 0,
    ) -> RecordRow | None:
        """The record with `values` written and the fields named in `drop` gone; None when nothing is left."""
        fields, meta = read_fields(record.fields), dict(read_meta(record.meta))
        notes = open_notes(fields, key=key, tenant=self.tenant, row=record.key)
        for name in drop:
            fields.pop(field_id(name), None)
            meta.pop(name, None)
        nonces = _nonces(self.random(NONCE_BYTES * (len(values) + 1)), 0)
        draft = _Draft(self.tenant, self.alg, key, record.key.customer, record.key.retention_class, nonces)
        draft.fields, draft.meta, draft.notes = fields, meta, notes
        draft.put_values(values, at)
        draft.put_notes()
        return draft.row(record.key) if meta else None


def _nonces(drawn: bytes, start: int) -> Iterator[bytes]:
    return (drawn[at : at + NONCE_BYTES] for at in range(start, len(drawn), NONCE_BYTES))


def open_notes(fields: Fields, *, key: FieldKey, tenant: bytes, row: KeyRow) -> dict[int, str]:
    """The sealed source notes of a record by number; empty when it has none."""
    if NOTES_ID not in fields:
        return {}
    bound = bound_prefix(tenant, row.retention_class, NOTES_ID) + bound_suffix(key.ver, row.customer)
    return _notes_decoder.decode(unpad(open_field(key, fields[NOTES_ID], bound)))


@lru_cache(maxsize=1024)
def _places(tenant: bytes, klass: int, names: frozenset[str]) -> tuple[tuple[str, int, bytes], ...]:
    return tuple(
        (name, field_id(name), bound_prefix(tenant, klass, field_id(name))) for name in sorted(names)
    )


def open_values(
    fields: Fields, names: frozenset[str], *, key: FieldKey, tenant: bytes, row: KeyRow
) -> dict[str, str]:
    """The values of the named fields that the record holds; no other field is decrypted."""
    suffix = bound_suffix(key.ver, row.customer)
    return {
        name: unpad(open_field(key, fields[number], prefix + suffix)).decode()
        for name, number, prefix in _places(tenant, row.retention_class, names)
        if number in fields
    }
