"""What do requests and answers of the API look like? Decoding is validation: what does not fit is refused."""

from __future__ import annotations

from uuid import UUID

import msgspec

from camket.policy.data import Channel


class RevealBody(msgspec.Struct, forbid_unknown_fields=True):
    """Open these fields of one customer for this purpose."""

    customer: UUID
    fields: list[str]
    purpose: str
    channel: Channel | None = None
    because: UUID | None = None


class RevealBatchBody(msgspec.Struct, forbid_unknown_fields=True):
    """Open these fields of up to 10,000 customers for this purpose."""

    customers: list[UUID]
    fields: list[str]
    purpose: str
    channel: Channel | None = None
    because: UUID | None = None


class FindBody(msgspec.Struct, forbid_unknown_fields=True):
    """Who has this phone number, email address, tax code or name?"""

    text: str
    purpose: str


class Revealed(msgspec.Struct):
    """Values by field name, with the clauses that allow it and the ledger entry that tells of it."""

    values: dict[str, str]
    clauses: list[str]
    entry: str


class BatchRevealed(msgspec.Struct):
    """Values of those permitted, reasons of those refused, by customer."""

    permitted: dict[str, dict[str, str]]
    refused: dict[str, str]
    entries: list[str]


class Found(msgspec.Struct):
    """Customers that match, newest first."""

    customers: list[str]
    clauses: list[str]
    entry: str


class Problem(msgspec.Struct):
    """RFC 9457: what went wrong, for a program (`code`, `reason`) and for a person (`detail`)."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    reason: str = ""
    clauses: list[str] = []
