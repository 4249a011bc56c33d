"""How do entries get their place, and when is the tree signed? Integrate, publish, check, succeed.

* One sequencer at a time (advisory lock of the transaction). What is committed is taken, in id order; an entry
  whose transaction is still running is taken next time. Nothing is skipped for good: rows leave only by moving.
* Before every batch the edge of the tree is made anew from leaves and tiles and held against the head.
* A checkpoint is signed over a committed head only, and only where it continues the last one remembered
  outside the database. It is remembered there before anybody can see it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from camket.kernel.ids import make_id
from camket.ledger import keyfile, store
from camket.ledger.core.note import Signer
from camket.ledger.core.proofs import range_root
from camket.ledger.core.succession import encode_succession
from camket.ledger.core.tree import EMPTY_ROOT, HEIGHT, Edge, hash_leaves
from camket.ledger.data import LogState
from camket.ledger.errors import (
    KeyMismatch,
    LedgerDamaged,
    LedgerError,
    LogMissing,
    LogRolledBack,
    SuccessorRefused,
)
from camket_verify.proof import Unsound, read_checkpoint

BATCH = 4096
_LOG = logging.getLogger(__name__)


def integrate(now: datetime, limit: int = BATCH) -> int:
    """Give up to `limit` waiting entries their places; how many were moved (0 also where another is at it)."""
    with transaction.atomic(durable=True):
        if not store.take_lock(store.SEQUENCER_LOCK, wait=False):
            return 0
        head = store.read_head()
        ids, leaves = store.read_pending(limit)
        if not ids:
            return 0
        edge = store.read_edge(head)
        tiles = edge.extend(hash_leaves(leaves))
        store.move(head, ids, edge.root(), tiles, now)
    return len(ids)


def root_at(head: store.Head, size: int) -> bytes:
    """The root the log had at `size` entries (0 < size <= head.size)."""
    if size == head.size:
        return head.root
    return range_root(0, size, store.TileReader(head.log)) if size else EMPTY_ROOT


def _match_remembered(keys: Path, head: store.Head | None) -> None:
    found = keyfile.read_remembered(keys) if keys.is_dir() else None
    if found is None or (head is not None and found[0] < head.log):
        return
    log, note = found
    known = keyfile.open_remembered(keys, log, note)
    held = head.size if head is not None and head.log == log else 0
    if head is None or known.size > held or root_at(head, known.size) != known.root:
        raise LogRolledBack(log=log, known=known.size, held=held)


def _load_signer(keys: Path, head: store.Head) -> Signer:
    signer = keyfile.load_signer(keys, head.log)
    if signer.vkey != head.vkey:
        raise KeyMismatch(log=head.log)
    return signer


def _match_rows(head: store.Head) -> None:
    leaves, tiles = store.count_rows(head.log)
    want, size = [], head.size >> HEIGHT
    while size:
        want.append(size)
        size >>= HEIGHT
    if leaves != head.size or tiles != want:
        raise LedgerDamaged(what="rows", log=head.log)
    store.read_edge(head)


def read_state() -> LogState:
    """Where the current log stands. Raises `LogMissing`."""
    head = store.read_head()
    signed = store.find_checkpoint(head.log)
    return LogState(
        log=head.log,
        origin=head.origin,
        vkey=head.vkey,
        size=head.size,
        root=head.root,
        waiting=store.count_waiting(),
        signed=signed[0] if signed else 0,
    )


def check(keys: Path) -> LogState:
    """Is it safe to go on writing? Raises what `api.check_start` says."""
    with transaction.atomic():
        store.take_lock(store.SEQUENCER_LOCK, wait=True)
        head = store.find_head()
        if head is not None:
            _load_signer(keys, head)
            _match_rows(head)
        _match_remembered(keys, head)
        return read_state()


def publish(keys: Path, now: datetime) -> str | None:
    """Sign the committed head; the note, or None for an empty log. Raises what `check` raises."""
    with transaction.atomic(durable=True):
        store.take_lock(store.CHECKPOINT_LOCK, wait=True)
        head = store.read_head()
        latest = store.find_checkpoint(head.log)
        if latest and latest[0] == head.size:
            return latest[1]
        if not head.size:
            return None
        signer = _load_signer(keys, head)
        _match_remembered(keys, head)
        note = signer.sign_checkpoint(head.size, head.root)
        keyfile.remember(keys, head.log, note)
        store.insert_checkpoint(head.log, head.size, note, now)
    return note


def open_first(keys: Path, deployment: UUID, now: datetime) -> LogState:
    """Begin log 1 with a new key, or check the log there is. Raises what `check` raises."""
    with transaction.atomic(durable=True):
        store.take_lock(store.SEQUENCER_LOCK, wait=True)
        if store.find_head() is None:
            _match_remembered(keys, None)
            keys.mkdir(mode=0o700, parents=True, exist_ok=True)
            origin = f"camket.local/{deployment}/log1"
            signer = keyfile.make_signer(keys, 1, origin)
            if signer.origin != origin:
                raise KeyMismatch(log=1)
            store.open_log(1, origin, signer.vkey, now)
    return check(keys)


def _find_last_known(keys: Path) -> tuple[int, str]:
    """Log number and note to follow: what is remembered outside, else the database's own last checkpoint."""
    found = keyfile.read_remembered(keys) if keys.is_dir() else None
    head = store.find_head()
    own = store.find_checkpoint(head.log) if head else None
    if head and own and (found is None or found[0] < head.log):
        return head.log, own[1]
    if found is None:
        raise SuccessorRefused(why="nothing_known")
    return found


def succeed(keys: Path, now: datetime) -> LogState:
    """Begin log N+1, whose first leaf holds the last checkpoint known of log N, and sign it.

    Only where log N can't go on (rolled back, damaged, key lost): `SuccessorRefused` otherwise.
    """
    with transaction.atomic(durable=True):
        store.take_lock(store.SEQUENCER_LOCK, wait=True)
        store.take_lock(store.CHECKPOINT_LOCK, wait=True)
        if _is_sound(keys):
            raise SuccessorRefused(why="in_order")
        _begin_successor(keys, now)
    publish(keys, now)
    return check(keys)


def _is_sound(keys: Path) -> bool:
    try:
        check(keys)
    except LogMissing:
        raise SuccessorRefused(why="nothing_known") from None
    except LedgerError:
        return False
    return True


def _begin_successor(keys: Path, now: datetime) -> None:
    log, note = _find_last_known(keys)
    former = store.find_head()
    held = former.size if former and former.log == log else 0
    new = max(log, former.log if former else 0) + 1
    try:
        origin = read_checkpoint(note).origin.rpartition("/")[0] + f"/log{new}"
    except Unsound:
        raise SuccessorRefused(why="nothing_known") from None
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    signer = keyfile.make_signer(keys, new, origin)
    store.open_log(new, origin, signer.vkey, now)
    entry_id = make_id()
    leaf = encode_succession(now=now, entry_id=entry_id, note=note, held=held)
    row = store.insert_first(entry_id, leaf)
    edge = Edge()
    edge.extend(hash_leaves([leaf]))
    store.move(store.Head(new, origin, signer.vkey, 0, EMPTY_ROOT), [row], edge.root(), [], now)


def run(
    stop: threading.Event,
    keys: Path,
    clock: Callable[[], datetime],
    pause: float = 0.2,
    every: timedelta = timedelta(seconds=1),
) -> None:
    """Integrate and sign until `stop` is set: entries within `pause` seconds, a checkpoint within `every`.

    A lost database or a full disk is tried again; a damaged or rolled-back log ends the loop with its error.
    """
    checked, signed_at = False, datetime.min.replace(tzinfo=clock().tzinfo)
    while not stop.is_set():
        moved = 0
        try:
            if not checked:
                check(keys)
                checked = True
            now = clock()
            moved = integrate(now)
            if now - signed_at >= every:
                publish(keys, now)
                signed_at = now
        except (OperationalError, InterfaceError, OSError) as error:
            _LOG.warning("sequencer: database away or disk full, trying again (%s)", type(error).__name__)
            connection.close()
            checked = False
        if moved < BATCH:
            stop.wait(pause)
    connection.close()
