"""Which hashes prove that an entry is in the tree, or that the tree only grew? Read out of tiles.

* Inclusion: RFC 6962 §2.1.1, sibling of the leaf first. Consistency: RFC 6962 §2.1.2.
* A range of entries that is a whole subtree lies inside one tile: at most one tile is read per hash.
"""

from __future__ import annotations

from collections.abc import Callable

from camket.ledger.core.tree import HEIGHT, WIDTH, fold

ReadTile = Callable[[int, int, int], list[bytes]]
"""(level, tile number, least hashes needed) -> the hashes of that tile from its beginning."""


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def range_root(start: int, end: int, read: ReadTile) -> bytes:
    """Tree hash over entries start..end; start is a multiple of the smallest power of two >= end - start."""
    count = end - start
    if count & (count - 1):
        middle = start + _split(count)
        return fold([range_root(start, middle, read), range_root(middle, end, read)])
    level = (count.bit_length() - 1) // HEIGHT
    first, width = start >> (HEIGHT * level), count >> (HEIGHT * level)
    number, at = divmod(first, WIDTH)
    return fold(read(level, number, at + width)[at : at + width])


def prove_inclusion(index: int, size: int, read: ReadTile) -> list[bytes]:
    """The path from entry `index` to the root of the tree of `size` entries. Raises ValueError outside it."""
    if not 0 <= index < size:
        raise ValueError("no such entry in a tree of this size")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(start, middle, read))
            start = middle
    return path[::-1]


def prove_consistency(old: int, new: int, read: ReadTile) -> list[bytes]:
    """The hashes that tie the tree of `old` entries to that of `new`. Raises ValueError where old > new."""
    if not 0 <= old <= new:
        raise ValueError("a tree does not shrink")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(start, middle, read))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, read))
    return path[::-1]
