"""The ledger's door: write down what happened, give it its place, prove it, hand it out.

* `append` and `append_all` belong in the transaction of what they describe: both are durable, or neither.
* Everything else owns its transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from camket.kernel.clock import read_clock
from camket.ledger import export as exporting
from camket.ledger import sequencer, store
from camket.ledger.core import proofs
from camket.ledger.core.note import write_proof
from camket.ledger.data import Consistency, Entry, LogState, StoredEntry, encode_entry
from camket.ledger.errors import EntryMissing, NotInTransaction, NotYetPublished
from camket_verify.proof import Checkpoint


def append(*, entry: Entry) -> UUID:
    """Record one entry in the caller's transaction; its id.

    Raises `NotInTransaction`, `EntryRefused` (too large), `LedgerUnwritable`: the caller must then share nothing.
    """
    append_all(entries=[entry])
    return UUID(hex=entry.id)


def append_all(*, entries: Sequence[Entry]) -> None:
    """Record entries in this order, with one statement. Raises as `append` does."""
    if not connection.in_atomic_block:
        raise NotInTransaction
    if entries:
        _insert(entries)


def record_now(*, entries: Sequence[Entry]) -> None:
    """Record entries on their own: durable when this returns. One statement, one round trip, no transaction around.

    For what has nothing else to write, such as an opening. Raises as `append` does, and `RuntimeError` inside a
    transaction of the caller's, which could still undo it.
    """
    if connection.in_atomic_block:
        with transaction.atomic(durable=True):
            append_all(entries=entries)
    elif entries:
        _insert(entries)


def _insert(entries: Sequence[Entry]) -> None:
    store.insert_pending(
        [(UUID(hex=e.id), encode_entry(e), [UUID(hex=ref) for ref in e.refs]) for e in entries]
    )


def open_log(*, keys: Path, deployment: UUID, now: datetime) -> LogState:
    """First start: make the signing key and begin log 1. Later starts: `check_start`."""
    return sequencer.open_first(keys, deployment, now)


def check_start(*, keys: Path) -> LogState:
    """Is it safe to go on? Leaves, tiles and head agree, the key is the log's, nothing signed was lost.

    Raises `LogMissing`, `LogRolledBack`, `KeyUnsafe`, `KeyMismatch`, `LedgerDamaged`: then write nothing.
    """
    return sequencer.check(keys)


def start_successor(*, keys: Path, now: datetime) -> LogState:
    """After a restore or damage: begin log N+1, whose first leaf holds the last checkpoint known of log N.

    Raises `SuccessorRefused` where log N is in order.
    """
    return sequencer.succeed(keys, now)


def integrate(*, now: datetime, limit: int = sequencer.BATCH) -> int:
    """Give waiting entries their place under the tree; how many. 0: none waits, or another sequencer runs."""
    return sequencer.integrate(now, limit)


def run_sequencer(
    *, stop: threading.Event, keys: Path, clock: Callable[[], datetime] = read_clock, pause: float = 0.2
) -> None:
    """Integrate within 200 ms and sign within a second of growth, until `stop` is set. For a thread or process."""
    sequencer.run(stop, keys, clock, pause)


def publish_checkpoint(*, keys: Path, now: datetime) -> str | None:
    """Sign the tree as it is: the note (docs/formats/checkpoint.md), None for an empty log."""
    return sequencer.publish(keys, now)


def latest_checkpoint() -> str | None:
    """The newest signed note of the current log."""
    found = store.find_checkpoint(store.read_head().log)
    return found[1] if found else None


@transaction.atomic
def prove_inclusion(*, entry_id: UUID) -> str:
    """The `.tlog-proof` that this entry is in its log (docs/formats/log-proof.md).

    Raises `EntryMissing`; `NotYetPublished` until a checkpoint covers it (about a second).
    """
    found = store.find_entry(entry_id)
    if found is None:
        raise EntryMissing(entry=entry_id)
    latest = None if found.log is None else store.find_checkpoint(found.log)
    if found.log is None or found.index is None or latest is None or latest[0] <= found.index:
        raise NotYetPublished(entry=entry_id)
    path = proofs.prove_inclusion(found.index, latest[0], store.TileReader(found.log))
    return write_proof(found.leaf, found.index, path, latest[1])


@transaction.atomic
def prove_consistency(*, old: int, new: int, log: int | None = None) -> Consistency:
    """That the first `old` entries are unchanged in the tree of `new`. Raises `NotYetPublished` beyond the head."""
    head = store.read_head(log)
    if not 0 < old <= new <= head.size:
        raise NotYetPublished(size=new)
    path = proofs.prove_consistency(old, new, store.TileReader(head.log))
    old_root, new_root = (sequencer.root_at(head, size) for size in (old, new))
    return Consistency(old=old, new=new, old_root=old_root, new_root=new_root, path=tuple(path))


def read_entry(*, entry_id: UUID) -> StoredEntry:
    """One entry, at its place or waiting. Raises `EntryMissing`."""
    found = store.find_entry(entry_id)
    if found is None:
        raise EntryMissing(entry=entry_id)
    return found


def read_entries(*, start: int, limit: int, log: int | None = None) -> list[StoredEntry]:
    """Entries under the tree from index `start` on, in order."""
    return store.read_leaves(store.read_head(log).log, start, limit)


def entries_about(*, ref: UUID, limit: int) -> list[StoredEntry]:
    """What was recorded about a ref, newest first, over all logs, entries still waiting included."""
    return store.read_about(ref, limit)


def count() -> int:
    """Entries of the current log under the tree, and those waiting."""
    state = sequencer.read_state()
    return state.size + state.waiting


def read_state() -> LogState:
    """Where the current log stands. Raises `LogMissing`."""
    return sequencer.read_state()


def export(*, folder: Path, log: int | None = None) -> Checkpoint:
    """Write a log as static tlog-tiles files that `python -m camket_verify.log` checks; what its checkpoint says."""
    return exporting.export(folder, log)


__all__ = [
    "append",
    "append_all",
    "check_start",
    "count",
    "entries_about",
    "export",
    "integrate",
    "latest_checkpoint",
    "open_log",
    "prove_consistency",
    "prove_inclusion",
    "publish_checkpoint",
    "read_entries",
    "read_entry",
    "read_state",
    "record_now",
    "run_sequencer",
    "start_successor",
]
