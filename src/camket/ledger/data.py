"""What does the ledger record, and what does it answer? Entries as they are stored, and what is read back.

The bytes `encode_entry` gives are the leaf: stored, hashed and handed out as they are, never made again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from camket.kernel.clock import to_millis
from camket.kernel.ids import make_id
from camket.ledger import shape
from camket.ledger.events import Event
from camket.ledger.shape import EntryRefused

__all__ = [
    "Consistency",
    "Decision",
    "Entry",
    "Event",
    "LogState",
    "StoredEntry",
    "decode_entry",
    "encode_entry",
    "make_entry",
    "name_api",
    "name_customer",
    "name_staff",
    "name_system",
]

MOST_BYTES = 65_535  # C2SP tlog-tiles: lengths in a bundle are uint16


class Decision(StrEnum):
    """How a decision that is recorded came out."""

    NONE = ""
    ALLOW = "allow"
    REFUSE = "refuse"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that happened. Field order is the byte order of the leaf (docs/formats/ledger-entry.md)."""

    v: int
    t: int  # milliseconds since 1970-01-01T00:00Z
    id: str  # hex of this entry's UUID
    act: Event
    refs: tuple[str, ...]  # whom it is about: hex of customers' random refs
    who: str  # staff:<hex> | customer:<hex> | api:<hex> | system:<name>
    role: str
    purpose: str
    edition: str  # number@first 12 hex digits of the content hash
    clauses: tuple[str, ...]
    fields: tuple[str, ...]  # names of fields, never values
    channel: str
    dec: Decision
    reason: str
    req: str  # hex of the request or case
    det: str  # hex SHA-256 of a detail kept elsewhere
    n: int

    def __post_init__(self) -> None:
        """Refuse whatever is not a name, code or number: `EntryRefused`."""
        shape.need("v", self.v, lambda v: type(v) is int and v == 1)
        shape.need_number("t", self.t, shape.MOST_MILLIS)
        shape.need_text("id", self.id, shape.HEX32)
        shape.need("act", self.act, lambda act: isinstance(act, Event))
        shape.need_texts("refs", self.refs, shape.HEX32, shape.MOST_REFS)
        shape.need_actor("who", self.who)
        shape.need_text("role", self.role, shape.NAME, empty=True)
        shape.need_text("purpose", self.purpose, shape.NAME, empty=True)
        shape.need_text("edition", self.edition, shape.EDITION, empty=True)
        shape.need_texts("clauses", self.clauses, shape.ANCHOR, shape.MOST_NAMES)
        shape.need_texts("fields", self.fields, shape.NAME, shape.MOST_NAMES)
        shape.need_text("channel", self.channel, shape.NAME, empty=True)
        shape.need("dec", self.dec, lambda dec: isinstance(dec, Decision))
        shape.need_text("reason", self.reason, shape.CODE, empty=True)
        shape.need_text("req", self.req, shape.HEX32, empty=True)
        shape.need_text("det", self.det, shape.HEX64, empty=True)
        shape.need_number("n", self.n, shape.MOST_COUNT)


def make_entry(
    *,
    now: datetime,
    act: Event,
    who: str,
    refs: Iterable[UUID] = (),
    role: str = "",
    purpose: str = "",
    edition: str = "",
    clauses: Iterable[str] = (),
    fields: Iterable[str] = (),
    channel: str = "",
    decision: Decision = Decision.NONE,
    reason: str = "",
    request: UUID | None = None,
    detail: str = "",
    count: int = 0,
    entry_id: UUID | None = None,
) -> Entry:
    """An entry of this instant, with a new id. Raises `EntryRefused` where a value has not its shape."""
    return Entry(
        v=1,
        t=to_millis(now),
        id=(entry_id or make_id()).hex,
        act=act,
        refs=tuple(ref.hex for ref in refs),
        who=who,
        role=role,
        purpose=purpose,
        edition=edition,
        clauses=tuple(clauses),
        fields=tuple(fields),
        channel=channel,
        dec=decision,
        reason=reason,
        req=request.hex if request else "",
        det=detail,
        n=count,
    )


def name_staff(staff: UUID) -> str:
    """The actor word of a member of staff."""
    return f"staff:{staff.hex}"


def name_customer(ref: UUID) -> str:
    """The actor word of a customer, by the random ref, never the customer id."""
    return f"customer:{ref.hex}"


def name_system(name: str) -> str:
    """The actor word of a part of the program, such as "sweep"."""
    return f"system:{name}"


def name_api(key: UUID) -> str:
    """The actor word of an API key."""
    return f"api:{key.hex}"


_ENCODER = msgspec.json.Encoder()
_ENTRIES = msgspec.json.Decoder(Entry)


def encode_entry(entry: Entry) -> bytes:
    """The leaf: UTF-8 JSON in field order without spaces, at most 65,535 bytes."""
    leaf = _ENCODER.encode(entry)
    if len(leaf) > MOST_BYTES:
        raise EntryRefused(field="size")
    return leaf


def decode_entry(leaf: bytes) -> Entry:
    """Read a stored leaf. Raises `EntryRefused` where it is not an entry of this program."""
    try:
        return _ENTRIES.decode(leaf)
    except msgspec.DecodeError:
        raise EntryRefused(field="leaf") from None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry read back: its exact bytes, and its place in the tree or None while it is still waiting."""

    entry_id: UUID
    leaf: bytes
    log: int | None
    index: int | None

    @property
    def under_tree(self) -> bool:
        """Has the sequencer given it its place?"""
        return self.index is not None

    @property
    def entry(self) -> Entry:
        """The entry. Raises `EntryRefused` for a leaf of another kind (a succession)."""
        return decode_entry(self.leaf)


@dataclass(frozen=True, slots=True)
class LogState:
    """Where a log stands: its number and name, entries under the tree, root, entries waiting, size last signed."""

    log: int
    origin: str
    vkey: str
    size: int
    root: bytes
    waiting: int
    signed: int


@dataclass(frozen=True, slots=True)
class Consistency:
    """Proof that the tree of `old` entries is the beginning of that of `new` (RFC 6962 §2.1.2)."""

    old: int
    new: int
    old_root: bytes
    new_root: bytes
    path: tuple[bytes, ...]
