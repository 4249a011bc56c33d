"""Who is known, by opaque id? No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class CustomerKind(StrEnum):
    """A human being, or an organisation that has contact persons."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer's opaque id, and the random `ref` by which the ledger names them until erasure."""

    id: UUID
    ref: UUID
    kind: CustomerKind
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works for the business."""

    id: UUID
    name: str
    roles: frozenset[str]
    active: bool


@dataclass(frozen=True, slots=True)
class Challenge:
    """A one-time code on its way to a customer: `code` goes out by message, `id` stays in the session."""

    id: UUID
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of another system, and the roles it acts in."""

    id: UUID
    label: str
    roles: frozenset[str]
