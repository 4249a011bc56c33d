"""Do our roots and proofs agree with an independent implementation (pymerkle)? Every size to 300, and 10,000."""

from __future__ import annotations

from functools import cache

import pytest
from pymerkle import InmemoryTree

from camket.ledger.core.proofs import prove_consistency, prove_inclusion, range_root
from camket.ledger.core.tree import Edge, hash_leaves
from camket_verify.proof import fold, verify_consistency, verify_inclusion
from tests.kit.ledger import MemoryTiles

MOST = 300


def leaf(number: int) -> bytes:
    return b"leaf %d" % number


@cache
def oracle(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(leaf(number))
    return tree


def test_every_root_to_300() -> None:
    tree, edge = oracle(MOST), Edge()
    hashes = hash_leaves(leaf(number) for number in range(MOST))
    assert edge.root() == fold([]) == tree.get_root(0)
    for size in range(1, MOST + 1):
        edge.extend([hashes[size - 1]])
        assert edge.root() == fold(hashes[:size]) == tree.get_root(size)
        assert range_root(0, size, MemoryTiles(hashes)) == edge.root()


def test_every_inclusion_path_to_300() -> None:
    tree = oracle(MOST)
    tiles = MemoryTiles(hash_leaves(leaf(number) for number in range(MOST)))
    for size in [*range(1, 40), 63, 64, 65, 127, 128, 129, 255, 256, 257, 299, 300]:
        root = tree.get_root(size)
        for index in range(size):
            path = prove_inclusion(index, size, tiles)
            assert verify_inclusion(index, size, tiles.hashes[index], path, root)
            theirs = tree.prove_inclusion(index + 1, size).serialize()["path"]
            assert [tiles.hashes[index].hex(), *(h.hex() for h in path)] == theirs


def test_every_consistency_path_to_130() -> None:
    tree = oracle(MOST)
    tiles = MemoryTiles(hash_leaves(leaf(number) for number in range(MOST)))
    pairs = [(old, new) for new in range(1, 131) for old in range(1, new + 1)]
    for old, new in [*pairs, (1, 300), (255, 300), (256, 300), (257, 300), (299, 300)]:
        path = prove_consistency(old, new, tiles)
        assert verify_consistency(old, new, tree.get_root(old), tree.get_root(new), path)


def test_ten_thousand() -> None:
    size = 10_000
    tree, edge = oracle(size), Edge()
    hashes = hash_leaves(leaf(number) for number in range(size))
    tiles = edge.extend(hashes)
    assert edge.root() == fold(hashes) == tree.get_root()
    assert len(tiles) == size // 256
    reader = MemoryTiles(hashes)
    for index in (0, 1, 255, 256, 4095, 4096, 9983, 9984, 9999):
        path = prove_inclusion(index, size, reader)
        assert verify_inclusion(index, size, hashes[index], path, tree.get_root())
    for old in (1, 256, 4096, 9984, 9999):
        path = prove_consistency(old, size, reader)
        assert verify_consistency(old, size, tree.get_root(old), tree.get_root(), path)


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537])
def test_the_second_level_of_tiles(size: int) -> None:
    hashes = [number.to_bytes(32, "big") for number in range(size)]
    edge = Edge()
    tiles = [tile for at in range(0, size, 4096) for tile in edge.extend(hashes[at : at + 4096])]
    assert edge.root() == fold(hashes)
    assert sum(tile.level == 1 for tile in tiles) == size // 65_536
    for at in (0, size - 1):
        path = prove_inclusion(at, size, MemoryTiles(hashes))
        assert verify_inclusion(at, size, hashes[at], path, edge.root())
