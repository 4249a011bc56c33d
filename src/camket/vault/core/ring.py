"""What is in the key ring, and which changes are allowed? Epochs of KEKs, versions of index keys.

* Exactly one epoch is current: the newest. The others are retired and wait until no key row names them.
* An epoch is destroyed in two steps, condemned and then destroyed; its number stays and is never used again.
* A KEK may wrap 2^31 data keys; they are counted by reservation, before use, so the count never falls short.
* Every key in the ring is wrapped by the root key, bound to the deployment, its kind and its number.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from camket.vault.core.blind import MAX_VERSION, IndexKeys, make_index_keys
from camket.vault.core.ciphers import CIPHERS, GCM, Aead
from camket.vault.core.tlv import tlv, u32
from camket.vault.errors import EpochInUse, VaultLocked, WrapsExhausted

MAX_WRAPS = 2**31
TENANT_BYTES = 16


class RingEpoch(msgspec.Struct, frozen=True, kw_only=True):
    """One KEK as stored; `wrapped` is None once destroyed."""

    epoch: int
    made_at: datetime
    retired_at: datetime | None = None
    condemned_at: datetime | None = None
    destroyed_at: datetime | None = None
    wraps: int = 0
    wrapped: bytes | None


class RingIndexKey(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the index key as stored, with the token length it was made for."""

    ver: int
    bits: int
    made_at: datetime
    wrapped: bytes


class Ring(msgspec.Struct, frozen=True, kw_only=True):
    """The ring file: see docs/formats/key-ring.md."""

    camket_ring: int = 1
    tenant: bytes
    epochs: tuple[RingEpoch, ...] = ()
    index_keys: tuple[RingIndexKey, ...] = ()

    @property
    def current(self) -> RingEpoch:
        """The newest epoch. Raises `VaultLocked` when there is none."""
        if not self.epochs or self.epochs[-1].wrapped is None:
            raise VaultLocked(why="no_epoch")
        return self.epochs[-1]


def same_keys(one: Ring, other: Ring) -> bool:
    """Whether two states of the ring hold the same keys, whatever was counted or noted in between."""

    def keys(ring: Ring) -> object:
        return ring.tenant, [(e.epoch, e.wrapped) for e in ring.epochs], ring.index_keys

    return keys(one) == keys(other)


def kek_bound(tenant: bytes, epoch: int) -> bytes:
    """What a wrapped KEK is bound to: TLV("camket/ring/kek/v1", tenant, u32 epoch)."""
    return tlv(b"camket/ring/kek/v1", tenant, u32(epoch))


def ixk_bound(tenant: bytes, ver: int) -> bytes:
    """What a wrapped index key is bound to: TLV("camket/ring/ixk/v1", tenant, u32 version)."""
    return tlv(b"camket/ring/ixk/v1", tenant, u32(ver))


def encode_ring(ring: Ring) -> bytes:
    """The file's bytes: indented JSON, keys in fixed order, byte strings in base64, a line break at the end."""
    return msgspec.json.format(msgspec.json.encode(ring), indent=1) + b"\n"


def decode_ring(stored: bytes) -> Ring:
    """The ring in a file's bytes. Raises `VaultLocked(why="ring_unreadable")`."""
    try:
        ring = msgspec.json.decode(stored, type=Ring)
    except msgspec.MsgspecError:
        raise VaultLocked(why="ring_unreadable") from None
    if ring.camket_ring != 1 or len(ring.tenant) != TENANT_BYTES or not ring.index_keys:
        raise VaultLocked(why="ring_unreadable")
    return ring


def next_epoch(ring: Ring) -> int:
    """The number the next epoch gets."""
    return ring.epochs[-1].epoch + 1 if ring.epochs else 1


def add_epoch(ring: Ring, *, wrapped: bytes, now: datetime) -> Ring:
    """The ring with a new current epoch; the one before it is retired."""
    made = RingEpoch(epoch=next_epoch(ring), made_at=now, wrapped=wrapped)
    kept = ring.epochs
    if kept:
        kept = (*kept[:-1], msgspec.structs.replace(kept[-1], retired_at=now))
    return msgspec.structs.replace(ring, epochs=(*kept, made))


def reserve_wraps(ring: Ring, count: int) -> Ring:
    """The ring with `count` more wraps counted for the current epoch. Raises `WrapsExhausted`."""
    current = ring.current
    if current.wraps + count > MAX_WRAPS:
        raise WrapsExhausted(epoch=current.epoch, wraps=current.wraps)
    counted = msgspec.structs.replace(current, wraps=current.wraps + count)
    return msgspec.structs.replace(ring, epochs=(*ring.epochs[:-1], counted))


def condemn_epoch(ring: Ring, *, epoch: int, now: datetime) -> Ring:
    """Step one of destroying: the epoch is marked. Raises `EpochInUse` for the current or an unknown epoch."""
    found = _retired(ring, epoch)
    if found.condemned_at is not None:
        return ring
    return _with(ring, msgspec.structs.replace(found, condemned_at=now))


def destroy_epoch(ring: Ring, *, epoch: int, key_rows: int, now: datetime) -> Ring:
    """Step two: the key is gone. Raises `EpochInUse` unless condemned and named by no key row."""
    found = _retired(ring, epoch)
    if found.destroyed_at is not None:
        return ring
    if found.condemned_at is None or key_rows:
        raise EpochInUse(epoch=epoch, key_rows=key_rows)
    return _with(ring, msgspec.structs.replace(found, destroyed_at=now, wrapped=None))


def _retired(ring: Ring, epoch: int) -> RingEpoch:
    for found in ring.epochs[:-1]:
        if found.epoch == epoch:
            return found
    raise EpochInUse(epoch=epoch, key_rows=-1)


def _with(ring: Ring, changed: RingEpoch) -> Ring:
    epochs = tuple(changed if e.epoch == changed.epoch else e for e in ring.epochs)
    return msgspec.structs.replace(ring, epochs=epochs)


def next_index_ver(ring: Ring) -> int:
    """The version the next index key gets. Raises `VaultLocked` after 2,047 versions."""
    ver = ring.index_keys[-1].ver + 1 if ring.index_keys else 1
    if ver > MAX_VERSION:
        raise VaultLocked(why="index_versions_spent")
    return ver


def add_index_key(ring: Ring, *, wrapped: bytes, bits: int, now: datetime) -> Ring:
    """The ring with a new index key; the older stay until their tokens are rebuilt."""
    made = RingIndexKey(ver=next_index_ver(ring), bits=bits, made_at=now, wrapped=wrapped)
    return msgspec.structs.replace(ring, index_keys=(*ring.index_keys, made))


def drop_old_index_keys(ring: Ring, *, upto: int) -> Ring:
    """The ring without index keys of version `upto` or older; the newest always stays."""
    kept = tuple(k for k in ring.index_keys[:-1] if k.ver > upto) + ring.index_keys[-1:]
    return msgspec.structs.replace(ring, index_keys=kept)


class OpenRing:
    """The ring's keys, unlocked: a cipher per live epoch, keyed hashes per index version. Never printed."""

    __slots__ = ("epoch", "index_keys", "keks", "tenant")

    def __init__(
        self, *, tenant: bytes, epoch: int, keks: dict[int, Aead], index_keys: list[IndexKeys]
    ) -> None:
        self.tenant = tenant
        self.epoch = epoch
        self.keks = keks
        self.index_keys = index_keys

    def kek(self, epoch: int) -> Aead:
        """The KEK of an epoch. Raises `VaultLocked(why="epoch_missing")`."""
        try:
            return self.keks[epoch]
        except KeyError:
            raise VaultLocked(why="epoch_missing", epoch=epoch) from None

    def __repr__(self) -> str:
        return f"OpenRing(epoch={self.epoch})"


def open_ring(ring: Ring, *, keks: dict[int, bytes], ixks: dict[int, bytes]) -> OpenRing:
    """The ring with its keys already unwrapped: epoch to KEK, version to index key."""
    return OpenRing(
        tenant=ring.tenant,
        epoch=ring.current.epoch,
        keks={epoch: CIPHERS[GCM](key) for epoch, key in keks.items()},
        index_keys=[make_index_keys(ixks[k.ver], ver=k.ver, bits=k.bits) for k in ring.index_keys],
    )
