"""What does the tree look like after some more entries? The growing edge of an RFC 6962 tree, in 256-wide tiles.

* The edge holds, for every tile level, the hashes of the one tile that is not yet full.
* Level 0 hashes are leaf hashes; a tile that gets full leaves the edge, and its tree hash joins the level above.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from camket_verify.proof import fold, hash_node

WIDTH = 256
HEIGHT = 8  # a tile spans eight levels of the tree
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Tile:
    """A full tile: level, number within the level, the tree hash over it, its 256 hashes (8,192 bytes)."""

    level: int
    number: int
    root: bytes
    data: bytes


def hash_leaves(leaves: Iterable[bytes]) -> list[bytes]:
    """Leaf hashes, RFC 6962 §2.1."""
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


def count_edge(size: int) -> list[tuple[int, int, int]]:
    """The tiles that are not full in a tree of `size`: (level, tile number, hashes in it), level 0 first."""
    levels, level = [], 0
    while size >> (HEIGHT * level):
        number, width = divmod(size >> (HEIGHT * level), WIDTH)
        levels.append((level, number, width))
        level += 1
    return levels


@dataclass(slots=True)
class Edge:
    """The right-hand edge of a tree of `size` entries: `levels[L]` are the hashes of the unfinished tile."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=list)

    def extend(self, hashes: Iterable[bytes]) -> list[Tile]:
        """Add leaf hashes; returns the tiles that got full, level by level, in order."""
        done: list[Tile] = []
        rising, level = list(hashes), 0
        first = self.size
        self.size += len(rising)
        while rising:
            if level == len(self.levels):
                self.levels.append([])
            start = (first >> (HEIGHT * level)) // WIDTH
            held = self.levels[level] + rising
            full = len(held) // WIDTH
            chunks = [held[at * WIDTH : (at + 1) * WIDTH] for at in range(full)]
            tiles = [Tile(level, start + at, fold(chunk), b"".join(chunk)) for at, chunk in enumerate(chunks)]
            self.levels[level] = held[full * WIDTH :]
            done += tiles
            rising, level = [tile.root for tile in tiles], level + 1
        return done

    def root(self) -> bytes:
        """The tree hash over everything so far."""
        above: bytes | None = None
        for level in self.levels:
            parts = level if above is None else [*level, above]
            above = fold(parts) if parts else None
        return EMPTY_ROOT if above is None else above


__all__ = ["EMPTY_ROOT", "HEIGHT", "WIDTH", "Edge", "Tile", "count_edge", "fold", "hash_leaves", "hash_node"]
