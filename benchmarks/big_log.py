"""How is a log of a million entries made without a database? The same bytes that the ledger would export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from camket.ledger.core.note import Signer
from camket.ledger.core.tree import WIDTH
from camket.ledger.data import Decision, Event, encode_entry, make_entry, name_staff
from camket.ledger.export import write_notes, write_tree

_NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
_STAFF = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
_ORIGIN = "camket.local/6f0f4a60-53f5-4c19-9c3e-2f3f6f1f9a10/log1"


def write_big_log(folder: Path, count: int) -> None:
    """An export of `count` entries of usual size, signed."""
    signer = Signer(_ORIGIN, bytes(range(32)))
    root = write_tree(folder, _blocks(count))
    write_notes(folder, signer.vkey, [signer.sign_checkpoint(count, root)])


def _blocks(count: int) -> Iterator[list[bytes]]:
    """Leaves, 256 at a time; each has an id of its own."""
    entry = make_entry(
        now=_NOW,
        act=Event.ACCESS_FIELD_OPENED,
        who=name_staff(_STAFF),
        refs=[UUID(int=1)],
        role="shipping",
        purpose="delivery",
        edition="3@0123456789ab",
        clauses=("2.1",),
        fields=("full_name", "phone"),
        channel="phone",
        decision=Decision.ALLOW,
        entry_id=UUID(int=0),
    )
    leaf, blank = encode_entry(entry), UUID(int=0).hex.encode()
    for start in range(0, count, WIDTH):
        numbers = range(start, min(start + WIDTH, count))
        yield [leaf.replace(blank, f"{number:032x}".encode(), 1) for number in numbers]
