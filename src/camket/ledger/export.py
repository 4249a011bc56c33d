"""How does somebody outside get the whole log? As static files in the C2SP tlog-tiles layout.

checkpoint              the newest signed note; the export holds exactly its entries
key.pub                 the verifier's key (compare it with the one you got another way)
checkpoints/<size>      older notes, so that a checker sees that the log only grew
tile/<level>/…          hash tiles        tile/entries/…   the entries
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from camket.ledger import store
from camket.ledger.core.tree import Edge, count_edge, hash_leaves
from camket.ledger.errors import ExportRefused, LedgerDamaged, NotYetPublished
from camket_verify.log import name_tile
from camket_verify.proof import Checkpoint, read_checkpoint

OLDER = 1000


def _write(folder: Path, path: str, data: bytes) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _bundle(leaves: list[bytes]) -> bytes:
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def write_tree(folder: Path, blocks: Iterable[list[bytes]]) -> bytes:
    """Write entries and tiles from leaves, 256 at a time, hashed anew; the root they give."""
    edge = Edge()
    for number, leaves in enumerate(blocks):
        _write(folder, name_tile("entries", number, len(leaves)), _bundle(leaves))
        for tile in edge.extend(hash_leaves(leaves)):
            _write(folder, name_tile(str(tile.level), tile.number), tile.data)
    for level, number, width in count_edge(edge.size):
        if width:
            _write(folder, name_tile(str(level), number, width), b"".join(edge.levels[level]))
    return edge.root()


def write_notes(folder: Path, vkey: str, notes: Iterable[str]) -> None:
    """Write the key and the signed notes, newest first; the newest is the checkpoint of the export."""
    newest, *older = notes
    for note in older:
        _write(folder, f"checkpoints/{read_checkpoint(note).size}", note.encode())
    _write(folder, "key.pub", f"{vkey}\n".encode())
    _write(folder, "checkpoint", newest.encode())


def export(folder: Path, log: int | None = None) -> Checkpoint:
    """Write a log (the current one) up to its newest checkpoint.

    Raises `ExportRefused` (folder in use), `NotYetPublished`, `LedgerDamaged`.
    """
    head = store.read_head(log)
    notes = [note for _, note in store.read_checkpoints(head.log, OLDER)]
    if not notes:
        raise NotYetPublished(size=head.size)
    if folder.exists() and any(folder.iterdir()):
        raise ExportRefused(folder=folder.name)
    checkpoint = read_checkpoint(notes[0])
    folder.mkdir(parents=True, exist_ok=True)
    if write_tree(folder, store.stream_leaves(head.log, checkpoint.size)) != checkpoint.root:
        raise LedgerDamaged(what="root", log=head.log)
    write_notes(folder, head.vkey, notes)
    return checkpoint
