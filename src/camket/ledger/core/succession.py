"""How does a new log say which log it follows? Its first leaf holds the last checkpoint known of the other.

Needed when the database was restored from an older copy: the old log may not be signed again, because somebody
may hold a checkpoint of what was lost. The leaf shows how much was lost: `known` against `held`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from camket.kernel.clock import to_millis
from camket.ledger import shape
from camket.ledger.events import Event
from camket.ledger.shape import EntryRefused
from camket_verify.proof import Unsound, read_checkpoint


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """First leaf of log N+1. Field order is the byte order of the leaf."""

    v: int
    t: int
    id: str
    act: Event
    known: int  # entries under the last checkpoint known of the former log
    held: int  # entries of it the database still has
    note: str  # that checkpoint, the signed note as it was

    def __post_init__(self) -> None:
        """Refuse anything but a checkpoint of ours: `EntryRefused`."""
        shape.need("v", self.v, lambda v: v == 1)
        shape.need_number("t", self.t, shape.MOST_MILLIS)
        shape.need_text("id", self.id, shape.HEX32)
        shape.need("act", self.act, lambda act: act is Event.LEDGER_LOG_SUCCEEDED)
        try:
            checkpoint = read_checkpoint(self.note)
        except Unsound:
            raise EntryRefused(field="note") from None
        shape.need_text("note", checkpoint.origin, shape.ORIGIN)
        shape.need("known", self.known, lambda known: known == checkpoint.size)
        shape.need("held", self.held, lambda held: type(held) is int and held >= 0)


def encode_succession(*, now: datetime, entry_id: UUID, note: str, held: int) -> bytes:
    """The leaf's bytes. Raises `EntryRefused`."""
    try:
        known = read_checkpoint(note).size
    except Unsound:
        raise EntryRefused(field="note") from None
    leaf = Succession(
        v=1,
        t=to_millis(now),
        id=entry_id.hex,
        act=Event.LEDGER_LOG_SUCCEEDED,
        known=known,
        held=held,
        note=note,
    )
    return msgspec.json.encode(leaf)


def decode_succession(leaf: bytes) -> Succession:
    """Read it back. Raises `EntryRefused`."""
    try:
        return msgspec.json.decode(leaf, type=Succession)
    except msgspec.DecodeError:
        raise EntryRefused(field="leaf") from None
