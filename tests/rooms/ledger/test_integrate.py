"""Do entries get their places in order, all of them, once? And can what is about somebody be found?"""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camket.kernel.ids import make_ref
from camket.ledger import api
from camket.ledger.core.tree import hash_leaves
from camket.ledger.data import encode_entry
from camket.ledger.errors import EntryMissing, LogMissing, NotYetPublished
from camket_verify.proof import fold, open_checkpoint, open_proof, verify_consistency
from tests.kit.ledger import DEPLOYMENT, NOW, an_entry


def append_many(count: int) -> list[bytes]:
    entries = [an_entry() for _ in range(count)]
    with transaction.atomic():
        api.append_all(entries=entries)
    return [encode_entry(entry) for entry in entries]


def held() -> list[bytes]:
    return [stored.leaf for stored in api.read_entries(start=0, limit=100_000)]


@pytest.mark.django_db
def test_without_a_log_nothing_moves() -> None:
    api.append(entry=an_entry())
    with pytest.raises(LogMissing):
        api.integrate(now=NOW)


def test_in_the_order_of_writing(log: Path) -> None:
    leaves = append_many(3) + append_many(700)
    assert api.read_state().waiting == 703
    assert api.integrate(now=NOW) == 703
    assert api.integrate(now=NOW) == 0
    assert held() == leaves
    state = api.read_state()
    assert (state.size, state.waiting, state.root) == (703, 0, fold(hash_leaves(leaves)))
    assert api.count() == 703


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 300)), min_size=1, max_size=4))
def test_whatever_the_batches_the_tree_is_the_same(log: Path, steps: list[tuple[int, int]]) -> None:
    leaves = held()  # the log grows on from one example to the next
    for count, limit in steps:
        leaves += append_many(count)
        api.integrate(now=NOW, limit=limit)
    while api.integrate(now=NOW):
        pass
    assert held() == leaves
    assert api.read_state().root == fold(hash_leaves(leaves))


def test_what_is_about_somebody(log: Path) -> None:
    ref, other = make_ref(), make_ref()
    entries = [an_entry(refs=refs) for refs in ([ref], [other], [other, ref], [], [ref, ref])]
    for entry in entries[:3]:
        api.append(entry=entry)
    api.integrate(now=NOW)
    for entry in entries[3:]:
        api.append(entry=entry)
    found = api.entries_about(ref=ref, limit=10)
    assert [(stored.entry, stored.index) for stored in found] == [
        (entries[4], None),
        (entries[2], 2),
        (entries[0], 0),
    ]
    assert [stored.under_tree for stored in found] == [False, True, True]
    assert [stored.entry for stored in api.entries_about(ref=ref, limit=2)] == [entries[4], entries[2]]
    api.integrate(now=NOW)
    assert [stored.index for stored in api.entries_about(ref=ref, limit=10)] == [4, 2, 0]
    assert api.entries_about(ref=make_ref(), limit=10) == []


def test_entries_are_read_from_any_place(log: Path) -> None:
    leaves = append_many(20)
    api.integrate(now=NOW)
    assert [stored.leaf for stored in api.read_entries(start=15, limit=3)] == leaves[15:18]
    assert api.read_entries(start=20, limit=3) == []


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_every_entry_can_be_proved(log: Path, size: int) -> None:
    leaves = append_many(size)
    api.integrate(now=NOW)
    note = api.publish_checkpoint(keys=log, now=NOW)
    assert note == api.latest_checkpoint()
    vkey = api.read_state().vkey
    assert note is not None
    assert open_checkpoint(note, vkey).size == size
    for index in {0, size // 2, size - 1, min(255, size - 1), min(256, size - 1)}:
        entry_id = api.read_entries(start=index, limit=1)[0].entry_id
        proof, checkpoint = open_proof(api.prove_inclusion(entry_id=entry_id), vkey)
        assert (proof.index, proof.entry, checkpoint.size) == (index, leaves[index], size)


def test_no_proof_before_the_signature(log: Path) -> None:
    api.publish_checkpoint(keys=log, now=NOW)
    first = api.append(entry=an_entry())
    with pytest.raises(NotYetPublished):
        api.prove_inclusion(entry_id=first)
    api.integrate(now=NOW)
    with pytest.raises(NotYetPublished):
        api.prove_inclusion(entry_id=first)
    api.publish_checkpoint(keys=log, now=NOW)
    assert api.prove_inclusion(entry_id=first).startswith("c2sp.org/tlog-proof@v1\n")
    with pytest.raises(EntryMissing):
        api.prove_inclusion(entry_id=UUID(int=1))


def test_an_empty_log_is_not_signed(log: Path) -> None:
    assert api.publish_checkpoint(keys=log, now=NOW) is None
    assert api.latest_checkpoint() is None


def test_every_checkpoint_fits_the_later_ones(log: Path) -> None:
    sizes = []
    for count in (1, 254, 1, 1, 300):
        append_many(count)
        api.integrate(now=NOW)
        api.publish_checkpoint(keys=log, now=NOW)
        sizes.append(api.read_state().size)
    for old in sizes:
        for new in [size for size in sizes if size >= old]:
            found = api.prove_consistency(old=old, new=new)
            assert verify_consistency(old, new, found.old_root, found.new_root, found.path)
    with pytest.raises(NotYetPublished):
        api.prove_consistency(old=1, new=558)


def integrate_together(barrier: Barrier, moved: list[int]) -> None:
    try:
        barrier.wait()
        while api.read_state().waiting:
            moved.append(api.integrate(now=NOW, limit=7))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_sequencers_do_not_get_in_each_others_way(keys: Path) -> None:
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    leaves = append_many(600)
    barrier, moved = Barrier(2), list[int]()
    threads = [Thread(target=integrate_together, args=(barrier, moved)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(moved) == 600
    assert held() == leaves
    assert api.check_start(keys=keys).root == fold(hash_leaves(leaves))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_still_running_is_taken_next_time(keys: Path) -> None:
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    written, may_end = Barrier(2, timeout=20), Barrier(2, timeout=20)
    early, late = an_entry(), an_entry()

    def slow() -> None:
        try:
            with transaction.atomic():
                api.append(entry=early)  # has the lower row id
                written.wait()
                may_end.wait()
        finally:
            connection.close()

    thread = Thread(target=slow)
    thread.start()
    written.wait()
    with transaction.atomic():
        api.append(entry=late)
    assert api.integrate(now=NOW) == 1
    may_end.wait()
    thread.join()
    assert api.integrate(now=NOW) == 1
    assert held() == [encode_entry(late), encode_entry(early)]
    assert api.check_start(keys=keys).size == 2
