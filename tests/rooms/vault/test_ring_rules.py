"""Which changes of the key ring are allowed, and is every wrap counted before it happens?"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from camket.vault import ringfile
from camket.vault.core import ring as rules
from camket.vault.errors import EpochInUse, VaultLocked, WrapsExhausted
from camket.vault.rootkey import FileRootKey

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROOT = FileRootKey(bytes(32))


def make() -> rules.Ring:
    return ringfile.make_ring(root=ROOT, planned=1000, now=NOW)


def test_the_newest_epoch_is_current_and_the_one_before_retired() -> None:
    ring = ringfile.with_epoch(make(), root=ROOT, now=NOW)
    assert [e.retired_at for e in ring.epochs] == [NOW, None]
    assert ring.current.epoch == 2
    assert set(ringfile.unlock_ring(ring, root=ROOT).keks) == {1, 2}


def test_wraps_are_refused_at_two_to_the_31() -> None:
    ring = rules.reserve_wraps(make(), 2**31)
    assert ring.current.wraps == 2**31
    with pytest.raises(WrapsExhausted):
        rules.reserve_wraps(ring, 1)
    fresh = ringfile.with_epoch(ring, root=ROOT, now=NOW)
    assert rules.reserve_wraps(fresh, 1).current.wraps == 1


@pytest.mark.parametrize("epoch", [2, 3])
def test_neither_current_nor_unknown_epochs_are_condemned(epoch: int) -> None:
    ring = ringfile.with_epoch(make(), root=ROOT, now=NOW)
    with pytest.raises(EpochInUse):
        rules.condemn_epoch(ring, epoch=epoch, now=NOW)


def test_destroying_takes_two_steps_and_no_key_rows() -> None:
    ring = ringfile.with_epoch(make(), root=ROOT, now=NOW)
    with pytest.raises(EpochInUse):
        rules.destroy_epoch(ring, epoch=1, key_rows=0, now=NOW)
    ring = rules.condemn_epoch(ring, epoch=1, now=NOW)
    with pytest.raises(EpochInUse):
        rules.destroy_epoch(ring, epoch=1, key_rows=1, now=NOW)
    ring = rules.destroy_epoch(ring, epoch=1, key_rows=0, now=NOW)
    assert ring.epochs[0].wrapped is None
    assert set(ringfile.unlock_ring(ring, root=ROOT).keks) == {2}
    assert ringfile.with_epoch(ring, root=ROOT, now=NOW).current.epoch == 3


def test_a_key_moved_to_another_epoch_does_not_open() -> None:
    ring = ringfile.with_epoch(make(), root=ROOT, now=NOW)
    one, two = ring.epochs
    swapped = msgspec.structs.replace(
        ring,
        epochs=(
            msgspec.structs.replace(one, wrapped=two.wrapped),
            msgspec.structs.replace(two, wrapped=one.wrapped),
        ),
    )
    with pytest.raises(VaultLocked) as refusal:
        ringfile.unlock_ring(swapped, root=ROOT)
    assert refusal.value.params["why"] == "root_key_wrong"


def test_the_newest_index_key_always_stays() -> None:
    ring = ringfile.with_index_key(make(), root=ROOT, planned=10**6, now=NOW)
    assert [(k.ver, k.bits) for k in ring.index_keys] == [(1, 9), (2, 19)]
    assert [k.ver for k in rules.drop_old_index_keys(ring, upto=9).index_keys] == [2]


@pytest.mark.parametrize("stored", [b"", b"{}", b'{"camket_ring": 2}', b"\xff\xfe", b"[]"])
def test_what_is_no_ring_is_refused(stored: bytes) -> None:
    with pytest.raises(VaultLocked) as refusal:
        rules.decode_ring(stored)
    assert refusal.value.params["why"] == "ring_unreadable"
