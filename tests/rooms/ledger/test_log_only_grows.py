"""Is every older tree the beginning of every newer one, however the entries arrived? And is nothing else?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.ledger.core.proofs import prove_consistency, prove_inclusion
from camket.ledger.core.tree import Edge
from camket_verify.proof import fold, verify_consistency, verify_inclusion
from tests.kit.ledger import MemoryTiles

HASHES = [(number + 1).to_bytes(32, "big") for number in range(1500)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_batches_of_any_size_give_the_same_tree(batches: list[int]) -> None:
    edge, size, tiles = Edge(), 0, 0
    for wanted in batches:
        batch = min(wanted, len(HASHES) - size)
        tiles += len(edge.extend(HASHES[size : size + batch]))
        size += batch
        assert edge.size == size
        assert edge.root() == fold(HASHES[:size])
    assert tiles == size // 256


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_every_older_checkpoint_fits_every_newer(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, len(HASHES)))
    old = data.draw(st.integers(1, new))
    roots = fold(HASHES[:old]), fold(HASHES[:new])
    path = prove_consistency(old, new, MemoryTiles(HASHES))
    assert verify_consistency(old, new, *roots, path)
    if old < new:
        at = data.draw(st.integers(0, len(path) - 1))
        bad = [*path[:at], bytes(32), *path[at + 1 :]]
        assert not verify_consistency(old, new, *roots, bad)
        assert not verify_consistency(old, new, bytes(32), roots[1], path)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_an_entry_is_proved_at_its_own_place_only(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, len(HASHES)))
    index = data.draw(st.integers(0, size - 1))
    root = fold(HASHES[:size])
    path = prove_inclusion(index, size, MemoryTiles(HASHES))
    assert verify_inclusion(index, size, HASHES[index], path, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index))
    assert not verify_inclusion(other, size, HASHES[index], path, root)
    assert not verify_inclusion(index, size, HASHES[other], path, root)


def test_outside_the_tree_there_is_no_proof() -> None:
    tiles = MemoryTiles(HASHES)
    for index, size in [(5, 5), (-1, 5), (0, 0)]:
        with pytest.raises(ValueError, match="entry"):
            prove_inclusion(index, size, tiles)
    with pytest.raises(ValueError, match="shrink"):
        prove_consistency(6, 5, tiles)
