"""What passes through the vault's door? Values going in with their origin, values coming out, indexes. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from camket.policy.data import Field, FieldType, Source


class IndexName(StrEnum):
    """The blind indexes. A low-entropy attribute never gets one of its own."""

    PHONE = "phone"
    EMAIL = "email"
    TAX_CODE = "tax_code"
    NAME = "name"  # the whole folded name
    NAME_TAIL = "name_tail"  # its last two syllables, folded: compound, so that surnames alone don't show


@dataclass(frozen=True, slots=True)
class SealedValue:
    """One value to be sealed: normalised already, with where it came from and the policy edition in force."""

    field: Field
    value: str
    source: Source
    source_name: str  # which other source, in words; sealed like the value, because it may name a person
    edition: int


@dataclass(frozen=True, slots=True)
class Sealing:
    """All the values to be written for one customer at one time."""

    customer: UUID
    values: tuple[SealedValue, ...]


@dataclass(frozen=True, slots=True)
class OpenedValue:
    """One value in the clear, with its origin."""

    value: str
    source: Source
    source_name: str
    at: datetime
    edition: int


@dataclass(frozen=True, slots=True)
class HeldValue:
    """That a value is held, and its origin; not the value. `noted` says that a source name is sealed beside it."""

    field: str
    type: FieldType
    retention_class: int
    source: Source
    noted: bool
    at: datetime
    edition: int


@dataclass(frozen=True, slots=True)
class EpochState:
    """One key-encryption key of the ring, without the key. `key_rows` counts what it still protects."""

    epoch: int
    made_at: datetime
    retired_at: datetime | None
    condemned_at: datetime | None
    destroyed_at: datetime | None
    wraps: int  # data keys it may have wrapped, counted upwards in reservations
    key_rows: int


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each table an erasure removed."""

    keys: int
    records: int
    tokens: int
