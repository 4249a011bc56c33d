"""What do tests of the ledger need again and again? Entries, leaves, a log in memory, an export made from it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from camket.ledger.core.note import Signer
from camket.ledger.core.tree import WIDTH, fold, hash_leaves
from camket.ledger.data import Decision, Entry, Event, encode_entry, make_entry, name_staff
from camket.ledger.export import write_notes, write_tree

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DEPLOYMENT = UUID("6f0f4a60-53f5-4c19-9c3e-2f3f6f1f9a10")
STAFF = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SIGNER = Signer(f"camket.local/{DEPLOYMENT}/log1", bytes(range(32)))


def an_entry(**given: Any) -> Entry:
    """A sound entry; anything may be given otherwise."""
    usual: dict[str, Any] = {
        "now": NOW,
        "act": Event.ACCESS_FIELD_OPENED,
        "who": name_staff(STAFF),
        "role": "shipping",
        "purpose": "delivery",
        "edition": "3@0123456789ab",
        "clauses": ("2.1", "4"),
        "fields": ("full_name", "phone"),
        "channel": "phone",
        "decision": Decision.ALLOW,
    }
    return make_entry(**(usual | given))


def some_leaves(count: int) -> list[bytes]:
    """That many leaves, the same every time."""
    return [encode_entry(an_entry(entry_id=UUID(int=number + 1), count=number)) for number in range(count)]


class MemoryTiles:
    """Tiles of leaf hashes in memory (`camket.ledger.core.proofs.ReadTile`), written without the room's tree."""

    def __init__(self, hashes: list[bytes]) -> None:
        self.hashes = hashes

    def __call__(self, level: int, number: int, least: int) -> list[bytes]:
        """The tile, as far as it is filled."""
        span = WIDTH**level
        starts = range(number * WIDTH * span, min((number + 1) * WIDTH * span, len(self.hashes)), span)
        tile = [fold(self.hashes[at : at + span]) for at in starts if at + span <= len(self.hashes)]
        assert len(tile) >= least
        return tile


def write_export(folder: Path, leaves: list[bytes], older: tuple[int, ...] = ()) -> Path:
    """An export of these leaves, signed by `SIGNER`, with checkpoints of older sizes."""
    root = write_tree(folder, [leaves[at : at + WIDTH] for at in range(0, len(leaves), WIDTH)])
    hashes = hash_leaves(leaves)
    notes = [SIGNER.sign_checkpoint(size, fold(hashes[:size])) for size in sorted(older, reverse=True)]
    write_notes(folder, SIGNER.vkey, [SIGNER.sign_checkpoint(len(leaves), root), *notes])
    return folder
