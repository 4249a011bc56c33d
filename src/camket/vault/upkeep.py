"""How do keys grow old and go? New epochs, re-wrapping, destruction in two steps, new index keys, the check at start.

* Re-wrapping and rebuilding work in slices; each slice is one transaction, so a killed process resumes where it was.
* A key is destroyed only in a transaction of its own, alone with the ring, when no row names it any more: a row that
  somebody is about to write is waited for, a row that was rolled back can't be lost.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.db import transaction

from camket.vault import ringfile, store
from camket.vault.core import ring as rules
from camket.vault.core.ciphers import NONCE_BYTES
from camket.vault.core.keys import KeyRow, unwrap_dek, wrap_dek
from camket.vault.core.ring import OpenRing
from camket.vault.data import EpochState
from camket.vault.errors import EpochInUse, VaultLocked
from camket.vault.room import RING_FILE, ROOT_KEY_FILE, Room
from camket.vault.rootkey import create_root_key, read_root_key
from camket.vault.writing import rebuild_tokens


def create_ring(*, folder: Path, planned: int, now: datetime, root_file: Path | None = None) -> None:
    """Writes a ring, and a root key where there is none yet. Raises `RingExists`."""
    path = root_file or folder / ROOT_KEY_FILE
    root = read_root_key(path=path) if path.exists() else create_root_key(path=path)
    ring = ringfile.make_ring(root=root, planned=planned, now=now)
    ringfile.write_new_ring(path=folder / RING_FILE, ring=ring)


def rotate(room: Room, *, now: datetime) -> int:
    """A new epoch becomes current; its number."""
    return room.edit(lambda ring: ringfile.with_epoch(ring, root=room.root, now=now)).current.epoch


def rewrap(room: Room, *, limit: int) -> int:
    """Wrap up to `limit` stale keys anew; how many are left. Call inside a transaction."""
    store.hold_ring()
    ring = room.ring()
    stale = store.lock_stale_keys(ring.epoch, limit=limit)
    if stale:
        epoch, _ = room.reserve(len(stale))
        nonces = os.urandom(NONCE_BYTES * len(stale))
        ring = room.ring()
        store.rewrap_keys(
            [
                _rewrapped(ring, row, epoch, nonces[NONCE_BYTES * i : NONCE_BYTES * (i + 1)])
                for i, row in enumerate(stale)
            ]
        )
        room.cache.evict((row.customer, row.retention_class) for row in stale)
    return store.count_stale_keys(ring.epoch)


def _rewrapped(ring: OpenRing, row: KeyRow, epoch: int, nonce: bytes) -> KeyRow:
    dek = unwrap_dek(kek=ring.kek(row.epoch), tenant=ring.tenant, row=row)
    moved = row._replace(epoch=epoch)
    wrapped = wrap_dek(dek, kek=ring.kek(epoch), tenant=ring.tenant, row=moved, nonce=nonce)
    return moved._replace(wrapped=wrapped)


def condemn(room: Room, *, epoch: int, now: datetime) -> None:
    """Step one: mark a retired epoch for destruction. Raises `EpochInUse`."""
    room.edit(lambda ring: rules.condemn_epoch(ring, epoch=epoch, now=now))


def destroy(room: Room, *, epoch: int, now: datetime) -> None:
    """Step two: its key leaves the ring. Raises `EpochInUse` (also while somebody is writing)."""
    with transaction.atomic(durable=True):
        if not store.take_ring():
            raise EpochInUse(epoch=epoch, key_rows=-1)
        rows = store.count_keys().get(epoch, 0)
        room.edit(lambda ring: rules.destroy_epoch(ring, epoch=epoch, key_rows=rows, now=now))


def list_epochs(room: Room) -> tuple[EpochState, ...]:
    """All epochs of the ring with what they still protect."""
    rows = store.count_keys()
    return tuple(
        EpochState(
            epoch=e.epoch,
            made_at=e.made_at,
            retired_at=e.retired_at,
            condemned_at=e.condemned_at,
            destroyed_at=e.destroyed_at,
            wraps=e.wraps,
            key_rows=rows.get(e.epoch, 0),
        )
        for e in ringfile.read_ring(path=room.ring_path).epochs
    )


def rotate_index_keys(room: Room, *, now: datetime) -> int:
    """A new version of the index key; tokens are written under it from now on and rebuilt by `reindex`."""
    changed = room.edit(
        lambda ring: ringfile.with_index_key(ring, root=room.root, planned=room.planned, now=now)
    )
    return changed.index_keys[-1].ver


def reindex(room: Room, *, limit: int) -> int:
    """Rebuild the tokens of up to `limit` customers; how many old tokens are left. Drops old keys at 0."""
    with transaction.atomic(durable=True):
        store.hold_ring()
        ring = room.ring()
        newest = ring.index_keys[-1].ver
        customers = store.customers_under(newest * 16, limit=limit)
        rebuild_tokens(room, ring, customers, store.read_records(customers, lock=True))
        left = store.count_tokens_under(newest * 16)
    if left == 0 and len(ring.index_keys) > 1:
        _drop_index_keys(room, newest=newest)
    return left


def _drop_index_keys(room: Room, *, newest: int) -> None:
    with transaction.atomic(durable=True):
        if store.take_ring() and store.count_tokens_under(newest * 16) == 0:
            room.edit(lambda ring: rules.drop_old_index_keys(ring, upto=newest - 1))


def check_start(room: Room) -> None:
    """Ring and database belong together. Raises `VaultLocked`, `why` saying what is wrong."""
    ring = room.ring()
    bound = store.read_tenant()
    if bound is not None and bound != ring.tenant:
        raise VaultLocked(why="other_deployment")
    for row in store.sample_keys():
        if not room.can_unlock(ring, row):
            raise VaultLocked(why="other_keys", epoch=row.epoch)
    if bound is None and store.bind_tenant(ring.tenant) != ring.tenant:
        raise VaultLocked(why="other_deployment")
