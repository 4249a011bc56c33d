"""How are the ledger's rows read and written? The only file with queries.

* An append is one INSERT. Batches are moved by `ledger_move`, inside the database (migration 0002).
* Bytes come back as `bytes`; a row that should be there and is not raises `LedgerDamaged`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from camket.ledger.core.tree import WIDTH, Edge, Tile, count_edge, hash_leaves
from camket.ledger.data import StoredEntry
from camket.ledger.errors import LedgerDamaged, LedgerUnwritable, LogMissing

SEQUENCER_LOCK = 0x63616D6B_00000001  # advisory locks of this room: "camk", number
CHECKPOINT_LOCK = 0x63616D6B_00000002

_APPEND = """
INSERT INTO ledger_pending (entry_id, data, refs)
SELECT entry_id, data, refs::uuid[]
FROM unnest(%b::uuid[], %b::bytea[], %b::text[]) WITH ORDINALITY AS given(entry_id, data, refs, n)
WHERE (SELECT idx FROM ledger_leaf AS leaf WHERE leaf.entry_id = given.entry_id LIMIT 1) IS NULL
ORDER BY n
"""  # not NOT EXISTS: the planner would join, reading all leaves where their statistics are stale
_APPEND_ONE = """
INSERT INTO ledger_pending (entry_id, data, refs)
SELECT %s, %s, %s::uuid[] WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf WHERE entry_id = %s)
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A row of `ledger_head`."""

    log: int
    origin: str
    vkey: str
    size: int
    root: bytes


def _rows(query: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _row(query: str, *given: Any) -> tuple[Any, ...] | None:
    found = _rows(query, *given)
    return found[0] if found else None


def insert_pending(rows: Sequence[tuple[UUID, bytes, Sequence[UUID]]]) -> None:
    """Write entries (id, leaf, refs) in order. Raises `LedgerUnwritable`."""
    ids = [row[0] for row in rows]
    leaves = [row[1] for row in rows]
    refs = ["{" + ",".join(map(str, row[2])) + "}" for row in rows]
    try:
        with connection.cursor() as cursor:
            if len(rows) == 1:
                cursor.execute(_APPEND_ONE, (ids[0], leaves[0], refs[0], ids[0]))
            else:
                cursor.execute(_APPEND, (ids, leaves, refs))
            written = cursor.rowcount
    except DatabaseError as error:
        raise LedgerUnwritable from error
    if written != len(rows):
        raise LedgerUnwritable(why="entry_id_used")


def take_lock(number: int, *, wait: bool) -> bool:
    """Hold an advisory lock to the end of the transaction; False where another holds it and we don't wait."""
    if wait:
        _rows("SELECT pg_advisory_xact_lock(%s)", number)
        return True
    row = _row("SELECT pg_try_advisory_xact_lock(%s)", number)
    return bool(row and row[0])


def find_head(log: int | None = None) -> Head | None:
    """The head of a log, or of the current one."""
    row = _row(
        "SELECT log, origin, vkey, size, root FROM ledger_head WHERE %s::int IS NULL OR log = %s "
        "ORDER BY log DESC LIMIT 1",
        log,
        log,
    )
    return Head(row[0], row[1], row[2], row[3], bytes(row[4])) if row else None


def read_head(log: int | None = None) -> Head:
    """The head. Raises `LogMissing`."""
    head = find_head(log)
    if head is None:
        raise LogMissing
    return head


def read_edge(head: Head) -> Edge:
    """The tree's edge, made from leaves and tiles anew and held against the head. Raises `LedgerDamaged`."""
    levels: list[list[bytes]] = []
    for level, number, width in count_edge(head.size):
        hashes = _read_unfinished(head.log, level, number * WIDTH, number * WIDTH + width)
        if len(hashes) != width:
            raise LedgerDamaged(what="leaves" if level == 0 else "tiles", log=head.log)
        levels.append(hashes)
    edge = Edge(head.size, levels)
    if edge.root() != head.root:
        raise LedgerDamaged(what="root", log=head.log)
    return edge


def _read_unfinished(log: int, level: int, start: int, end: int) -> list[bytes]:
    if start == end:
        return []
    if level == 0:
        query = "SELECT data FROM ledger_leaf WHERE log = %s AND idx >= %s AND idx < %s ORDER BY idx"
        return hash_leaves(row[0] for row in _rows(query, log, start, end))
    query = (
        "SELECT root FROM ledger_tile WHERE log = %s AND number >= %s AND number < %s AND level = %s "
        "ORDER BY number"
    )
    return [bytes(row[0]) for row in _rows(query, log, start, end, level - 1)]


def count_rows(log: int) -> tuple[int, list[int]]:
    """Highest leaf index + 1, and for each level the highest full tile + 1: what a sound head implies."""
    row = _row("SELECT max(idx) FROM ledger_leaf WHERE log = %s", log)
    leaves = 0 if row is None or row[0] is None else row[0] + 1
    query = "SELECT max(number) + 1 FROM ledger_tile WHERE log = %s GROUP BY level ORDER BY level"
    return leaves, [found[0] for found in _rows(query, log)]


def read_pending(limit: int) -> tuple[list[int], list[bytes]]:
    """The oldest committed entries that wait: row ids and leaves, in id order."""
    rows = _rows("SELECT id, data FROM ledger_pending ORDER BY id LIMIT %s", limit)
    return [row[0] for row in rows], [row[1] for row in rows]


def insert_first(entry_id: UUID, leaf: bytes) -> int:
    """Put the first leaf of a new log among those that wait; its row id."""
    insert_pending([(entry_id, leaf, ())])
    row = _row("SELECT id FROM ledger_pending WHERE entry_id = %s", entry_id)
    if row is None:
        raise LedgerUnwritable
    return int(row[0])


def move(head: Head, ids: list[int], root: bytes, tiles: Sequence[Tile], now: datetime) -> int:
    """Give waiting rows their places and set the head; returns the new size."""
    row = _row(
        "SELECT ledger_move(%s, %s, %s::bigint[], %s, %s, %s::int[], %s::bigint[], %s::bytea[], %s::bytea[])",
        head.log,
        head.size,
        ids,
        root,
        now,
        [tile.level for tile in tiles],
        [tile.number for tile in tiles],
        [tile.root for tile in tiles],
        [tile.data for tile in tiles],
    )
    return int(row[0]) if row else head.size


def open_log(log: int, origin: str, vkey: str, now: datetime) -> None:
    """Begin log number `log`."""
    _rows("SELECT ledger_open_log(%s, %s, %s, %s)", log, origin, vkey, now)


def insert_checkpoint(log: int, size: int, note: str, now: datetime) -> None:
    """Keep a signed note; a second one over the same size is the same note."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_checkpoint (log, size, note, signed_at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            (log, size, note, now),
        )


def find_checkpoint(log: int) -> tuple[int, str] | None:
    """Size and note of the newest checkpoint of a log."""
    row = _row("SELECT size, note FROM ledger_checkpoint WHERE log = %s ORDER BY size DESC LIMIT 1", log)
    return (row[0], row[1]) if row else None


def read_checkpoints(log: int, most: int) -> list[tuple[int, str]]:
    """The newest checkpoints of a log, newest first."""
    query = "SELECT size, note FROM ledger_checkpoint WHERE log = %s ORDER BY size DESC LIMIT %s"
    return [(row[0], row[1]) for row in _rows(query, log, most)]


def _stored(row: tuple[Any, ...]) -> StoredEntry:
    return StoredEntry(entry_id=row[0], leaf=bytes(row[1]), log=row[2], index=row[3])


def find_entry(entry_id: UUID) -> StoredEntry | None:
    """An entry by its id, at its place or waiting."""
    row = _row(
        "SELECT entry_id, data, log, idx FROM ledger_leaf WHERE entry_id = %s UNION ALL "
        "SELECT entry_id, data, NULL, NULL FROM ledger_pending WHERE entry_id = %s LIMIT 1",
        entry_id,
        entry_id,
    )
    return _stored(row) if row else None


def read_leaves(log: int, start: int, limit: int) -> list[StoredEntry]:
    """Entries of a log from index `start` on."""
    query = (
        "SELECT entry_id, data, log, idx FROM ledger_leaf WHERE log = %s AND idx >= %s ORDER BY idx LIMIT %s"
    )
    return [_stored(row) for row in _rows(query, log, start, limit)]


def read_about(ref: UUID, limit: int) -> list[StoredEntry]:
    """Entries about a ref, newest first, those that wait before all others. One statement, so none is missed."""
    query = """
    SELECT entry_id, data, log, idx FROM (
        (SELECT entry_id, data, NULL::smallint AS log, NULL::bigint AS idx, id FROM ledger_pending
         WHERE refs @> ARRAY[%s]::uuid[] ORDER BY id DESC LIMIT %s)
        UNION ALL
        (SELECT leaf.entry_id, leaf.data, named.log, named.idx, NULL FROM
            (SELECT log, idx FROM ledger_ref WHERE ref = %s ORDER BY log DESC, idx DESC LIMIT %s) AS named
         JOIN ledger_leaf AS leaf ON leaf.log = named.log AND leaf.idx = named.idx)
    ) AS found ORDER BY id DESC NULLS LAST, log DESC, idx DESC LIMIT %s
    """
    return [_stored(row) for row in _rows(query, ref, limit, ref, limit, limit)]


def count_waiting() -> int:
    """How many entries wait for their place."""
    row = _row("SELECT count(*) FROM ledger_pending")
    return int(row[0]) if row else 0


def stream_leaves(log: int, size: int) -> Iterator[list[bytes]]:
    """The leaves below `size`, 256 at a time. Raises `LedgerDamaged` where one is missing."""
    for start in range(0, size, WIDTH):
        query = "SELECT data FROM ledger_leaf WHERE log = %s AND idx >= %s AND idx < %s ORDER BY idx"
        leaves = [bytes(row[0]) for row in _rows(query, log, start, min(start + WIDTH, size))]
        if len(leaves) != min(WIDTH, size - start):
            raise LedgerDamaged(what="leaves", log=log)
        yield leaves


@dataclass(slots=True)
class TileReader:
    """Hashes of one log by tile, each tile read once (`camket.ledger.core.proofs.ReadTile`)."""

    log: int
    _known: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)

    def __call__(self, level: int, number: int, least: int) -> list[bytes]:
        """The tile's hashes so far. Raises `LedgerDamaged` where there are fewer than `least`."""
        if (level, number) not in self._known:
            self._known[level, number] = self._read(level, number)
        hashes = self._known[level, number]
        if len(hashes) < least:
            raise LedgerDamaged(what="tiles", log=self.log)
        return hashes

    def _read(self, level: int, number: int) -> list[bytes]:
        query = "SELECT data FROM ledger_tile WHERE log = %s AND level = %s AND number = %s"
        row = _row(query, self.log, level, number)
        if row:
            data = bytes(row[0])
            return [data[at : at + 32] for at in range(0, len(data), 32)]
        return _read_unfinished(self.log, level, number * WIDTH, (number + 1) * WIDTH)
