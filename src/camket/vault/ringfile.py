"""Where is the key ring kept, and how does it change without ever being lost? A file beside, never in, the database.

* Mode 0600. Every change: lock, read, new file, fsync, rename over the old one, fsync of the folder.
* Several processes may change the ring; a lock file lets one through at a time.
* A reader notices a change by the file's identity (inode, time, size) and reads again.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from camket.vault.core import ring as rules
from camket.vault.core.blind import token_bits
from camket.vault.core.ciphers import KEY_BYTES, SYSTEM_RANDOM, Random
from camket.vault.core.ring import OpenRing, Ring
from camket.vault.errors import RingExists, VaultLocked
from camket.vault.rootkey import RootKey, refuse_open_file

Identity = tuple[int, int, int]


def identify(path: Path) -> Identity:
    """What tells one state of the file from the next. Raises `VaultLocked(why="ring_missing")`."""
    try:
        found = path.stat()
    except OSError:
        raise VaultLocked(why="ring_missing") from None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_ring(*, path: Path) -> Ring:
    """The ring as stored, keys still wrapped. Raises `VaultLocked`."""
    try:
        refuse_open_file(path)
        return rules.decode_ring(path.read_bytes())
    except FileNotFoundError:
        raise VaultLocked(why="ring_missing") from None
    except OSError:
        raise VaultLocked(why="ring_unreadable") from None


def unlock_ring(ring: Ring, *, root: RootKey) -> OpenRing:
    """The ring with its keys unwrapped. Raises `VaultLocked(why="root_key_wrong")`."""
    keks = {
        e.epoch: root.unwrap(wrapped=e.wrapped, bound=rules.kek_bound(ring.tenant, e.epoch))
        for e in ring.epochs
        if e.wrapped is not None
    }
    ixks = {
        k.ver: root.unwrap(wrapped=k.wrapped, bound=rules.ixk_bound(ring.tenant, k.ver))
        for k in ring.index_keys
    }
    return rules.open_ring(ring, keks=keks, ixks=ixks)


def make_ring(*, root: RootKey, planned: int, now: datetime, random: Random = SYSTEM_RANDOM) -> Ring:
    """A new ring in memory: a random deployment id, epoch 1, index key 1 for `planned` customers."""
    ring = Ring(tenant=random(rules.TENANT_BYTES))
    ring = with_epoch(ring, root=root, now=now, random=random)
    return with_index_key(ring, root=root, planned=planned, now=now, random=random)


def with_epoch(ring: Ring, *, root: RootKey, now: datetime, random: Random = SYSTEM_RANDOM) -> Ring:
    """The ring with a fresh KEK as its current epoch."""
    bound = rules.kek_bound(ring.tenant, rules.next_epoch(ring))
    return rules.add_epoch(ring, wrapped=root.wrap(plain=random(KEY_BYTES), bound=bound), now=now)


def with_index_key(
    ring: Ring, *, root: RootKey, planned: int, now: datetime, random: Random = SYSTEM_RANDOM
) -> Ring:
    """The ring with a fresh index key for `planned` customers."""
    bound = rules.ixk_bound(ring.tenant, rules.next_index_ver(ring))
    wrapped = root.wrap(plain=random(KEY_BYTES), bound=bound)
    return rules.add_index_key(ring, wrapped=wrapped, bits=token_bits(planned), now=now)


def write_new_ring(*, path: Path, ring: Ring) -> None:
    """Stores a first ring. Raises `RingExists`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(path):
        if path.exists():
            raise RingExists(file=path.name)
        _replace(path, rules.encode_ring(ring))


def edit_ring(*, path: Path, change: Callable[[Ring], Ring]) -> Ring:
    """Reads, changes and replaces the ring under the lock; returns the ring now stored."""
    with _locked(path):
        before = read_ring(path=path)
        after = change(before)
        if after != before:
            _replace(path, rules.encode_ring(after))
        return after


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
