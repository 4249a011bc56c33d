"""How are keys, records and tokens kept? The only queries of the room, all for many customers at once.

* New rows go in by COPY in PostgreSQL's binary format, packed here: one row costs well under a microsecond.
* Everything runs on Django's own connection, inside the caller's transaction, with binary parameters and results.
* Whoever writes holds the ring lock shared until the end of the transaction; whoever destroys a key needs it alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from struct import Struct
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from camket.vault.core.keys import KeyRow
from camket.vault.core.record import RecordRow
from camket.vault.data import Erased

_RING_LOCK = 0x43414D4B45545631  # "CAMKETV1"
_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_COPY_END = b"\xff\xff"
_ROWS_AT_ONCE = 64
_KEY = Struct(">h i16s ih ii iq i32s i60s iq")
_RECORD_HEAD = Struct(">h i16s ih i")
_LENGTH = Struct(">i")
_TOKEN = Struct(">h ih iq i16s")
# One index probe per wanted row, whatever the planner believes: right after an import it has no statistics yet.
_ROW = (
    "SELECT r.customer, r.class, k.ver, k.epoch, k.commitment, k.wrapped, r.fields, r.meta"
    " FROM (SELECT DISTINCT unnest(%b::uuid[]) AS customer ORDER BY 1) AS w"
    " CROSS JOIN LATERAL (SELECT * FROM vault_record r WHERE r.customer = w.customer"
    " ORDER BY r.class OFFSET 0{lock}) AS r"
    " LEFT JOIN LATERAL (SELECT * FROM vault_key k WHERE k.customer = r.customer AND k.class = r.class OFFSET 0)"
    " AS k ON true"
)
_ROW_LOCKED = _ROW.format(lock=" FOR UPDATE")
_ROW_READ = _ROW.format(lock="")

Token = tuple[int, int, bytes]  # stored index number, token, customer


def _run(query: str, *params: Any) -> psycopg.Cursor[tuple[Any, ...]]:
    connection.ensure_connection()
    cursor: psycopg.Cursor[tuple[Any, ...]] = psycopg.Cursor(connection.connection)
    return cursor.execute(query, params, binary=True)


def _copy(target: str, rows: Iterable[bytes]) -> None:
    connection.ensure_connection()
    with (
        psycopg.Cursor(connection.connection) as cursor,
        cursor.copy(f"COPY {target} FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(_COPY_HEAD)
        waiting = iter(rows)
        # In blocks, so that the server stores the first rows while the next are being sealed.
        while block := b"".join(islice(waiting, _ROWS_AT_ONCE)):
            copy.write(block)
        copy.write(_COPY_END)


def _uuid(raw: bytes) -> UUID:
    return UUID(bytes=raw)


def _places(keys: Iterable[KeyRow]) -> tuple[list[UUID], list[int]]:
    rows = list(keys)
    return [_uuid(row.customer) for row in rows], [row.retention_class for row in rows]


# ring lock ---------------------------------------------------------------------------------------


def hold_ring() -> None:
    """Until the end of this transaction nobody destroys a key of the ring."""
    _run("SELECT pg_advisory_xact_lock_shared(%s)", _RING_LOCK)


def take_ring() -> bool:
    """Whether this transaction now has the ring to itself; False when a writer is at work."""
    row = _run("SELECT pg_try_advisory_xact_lock(%s)", _RING_LOCK).fetchone()
    return bool(row and row[0])


# records -----------------------------------------------------------------------------------------


def _record(row: tuple[Any, ...]) -> RecordRow:
    customer, klass, ver, epoch, commitment, wrapped, fields, meta = row
    return RecordRow(KeyRow(customer.bytes, klass, ver, epoch, commitment, wrapped), fields, meta)


def read_records(customers: Sequence[UUID], *, lock: bool = False) -> list[RecordRow]:
    """The records of these customers; a record without its key row has None for version, epoch, commitment, key.

    * `lock`: no other writer changes or removes them before this transaction ends (in one order: no deadlocks).
    """
    if not customers:
        return []
    return [_record(row) for row in _run(_ROW_LOCKED if lock else _ROW_READ, list(customers))]


def insert_records(rows: Iterable[RecordRow], *, now: datetime) -> None:
    """Add keys and records that are not there yet; `rows` may be made while they are being stored.

    Raises `psycopg.errors.UniqueViolation`.
    """
    keys: list[KeyRow] = []
    _copy("vault_record (customer, class, fields, meta)", _packed_records(rows, keys))
    made = (now - _POSTGRES_EPOCH) // now.resolution
    columns = "customer, class, ver, epoch, commitment, wrapped, created_at"
    _copy(f"vault_key ({columns})", (_pack_key(key, made) for key in keys))


def _packed_records(rows: Iterable[RecordRow], keys: list[KeyRow]) -> Iterator[bytes]:
    for row in rows:
        keys.append(row.key)
        yield _pack_record(row)


def _pack_key(key: KeyRow, made: int) -> bytes:
    customer, klass, ver, epoch, commitment, wrapped = key
    return _KEY.pack(7, 16, customer, 2, klass, 4, ver, 8, epoch, 32, commitment, 60, wrapped, 8, made)


def _pack_record(row: RecordRow) -> bytes:
    fields, meta = row.fields, row.meta
    head = _RECORD_HEAD.pack(4, 16, row.key.customer, 2, row.key.retention_class, len(fields))
    return head + fields + _LENGTH.pack(len(meta)) + meta


def update_records(rows: Sequence[RecordRow]) -> None:
    """Replace fields and meta of records that are there."""
    customers, classes = _places(row.key for row in rows)
    _run(
        "UPDATE vault_record r SET fields = n.fields, meta = n.meta"
        " FROM unnest(%s::uuid[], %s::smallint[], %s::bytea[], %s::bytea[]) AS n(customer, class, fields, meta)"
        " WHERE r.customer = n.customer AND r.class = n.class",
        customers,
        classes,
        [row.fields for row in rows],
        [row.meta for row in rows],
    )


def delete_records(keys: Sequence[KeyRow]) -> None:
    """Remove keys and records of single classes; the customers' other classes stay."""
    customers, classes = _places(keys)
    _run(
        "WITH n AS (SELECT * FROM unnest(%s::uuid[], %s::smallint[]) AS n(customer, class)),"
        " k AS (DELETE FROM vault_key t USING n WHERE t.customer = n.customer AND t.class = n.class)"
        " DELETE FROM vault_record t USING n WHERE t.customer = n.customer AND t.class = n.class",
        customers,
        classes,
    )


def delete_customers(customers: Sequence[UUID]) -> tuple[Erased, list[tuple[bytes, int]]]:
    """Remove all rows of these customers: how many of each table, and whose keys went."""
    ids = list(customers)
    _run("SELECT FROM vault_record WHERE customer = ANY(%s) ORDER BY customer, class FOR UPDATE", ids)
    keys = _run("DELETE FROM vault_key WHERE customer = ANY(%s) RETURNING customer, class", ids).fetchall()
    records = _run("DELETE FROM vault_record WHERE customer = ANY(%s)", ids).rowcount
    tokens = _run("DELETE FROM vault_index WHERE customer = ANY(%s)", ids).rowcount
    return Erased(len(keys), records, tokens), [(customer.bytes, klass) for customer, klass in keys]


# tokens ------------------------------------------------------------------------------------------


def insert_tokens(tokens: Iterable[Token]) -> None:
    """Add tokens that are not there yet."""
    pack = _TOKEN.pack
    _copy(
        "vault_index (index, token, customer)",
        (pack(3, 2, index, 8, token, 16, customer) for index, token, customer in tokens),
    )


def replace_tokens(customers: Collection[UUID], tokens: Iterable[Token]) -> None:
    """These are now all the tokens of these customers."""
    _run(
        "DELETE FROM vault_index WHERE ctid = ANY(ARRAY(SELECT i.ctid FROM unnest(%s::uuid[]) AS w(customer)"
        " CROSS JOIN LATERAL (SELECT ctid FROM vault_index i WHERE i.customer = w.customer OFFSET 0) AS i))",
        list(customers),
    )
    insert_tokens(tokens)


def find_tokens(pairs: Collection[tuple[int, int]]) -> list[tuple[int, int, UUID]]:
    """All rows with one of these (index, token) pairs, in order of customer."""
    return _run(
        "SELECT p.index, p.token, i.customer FROM unnest(%b::smallint[], %b::bigint[]) AS p(index, token)"
        " CROSS JOIN LATERAL (SELECT customer FROM vault_index i"
        " WHERE i.index = p.index AND i.token = p.token OFFSET 0) AS i ORDER BY i.customer",
        [index for index, _ in pairs],
        [token for _, token in pairs],
    ).fetchall()


def customers_under(below: int, *, limit: int) -> list[UUID]:
    """Some customers that still have tokens with a stored index number below `below`."""
    found = _run(
        "SELECT DISTINCT customer FROM (SELECT customer FROM vault_index WHERE index < %s"
        " ORDER BY index, token LIMIT %s) AS slice",
        below,
        limit,
    )
    return [customer for (customer,) in found]


def count_tokens_under(below: int) -> int:
    """How many tokens have a stored index number below `below`."""
    row = _run("SELECT count(*) FROM vault_index WHERE index < %s", below).fetchone()
    return int(row[0]) if row else 0


# keys --------------------------------------------------------------------------------------------


def _keys(cursor: psycopg.Cursor[tuple[Any, ...]]) -> list[KeyRow]:
    return [KeyRow(row[0].bytes, *row[1:]) for row in cursor]


def lock_stale_keys(epoch: int, *, limit: int) -> list[KeyRow]:
    """Up to `limit` key rows not wrapped under `epoch`, locked; rows another process has locked are passed over."""
    return _keys(
        _run(
            "SELECT customer, class, ver, epoch, commitment, wrapped FROM vault_key"
            " WHERE epoch < %s LIMIT %s FOR UPDATE SKIP LOCKED",
            epoch,
            limit,
        )
    )


def rewrap_keys(rows: Sequence[KeyRow]) -> None:
    """Replace epoch and wrapped key of these rows; nothing else of them changes."""
    customers, classes = _places(rows)
    _run(
        "UPDATE vault_key k SET epoch = n.epoch, wrapped = n.wrapped"
        " FROM unnest(%s::uuid[], %s::smallint[], %s::bigint[], %s::bytea[]) AS n(customer, class, epoch, wrapped)"
        " WHERE k.customer = n.customer AND k.class = n.class",
        customers,
        classes,
        [row.epoch for row in rows],
        [row.wrapped for row in rows],
    )


def count_stale_keys(epoch: int) -> int:
    """How many key rows are not wrapped under `epoch`."""
    row = _run("SELECT count(*) FROM vault_key WHERE epoch < %s", epoch).fetchone()
    return int(row[0]) if row else 0


def count_keys() -> dict[int, int]:
    """Key rows by epoch."""
    return dict(_run("SELECT epoch, count(*) FROM vault_key GROUP BY epoch").fetchall())


def sample_keys() -> list[KeyRow]:
    """One key row of every epoch, found by walking the epoch index (not by reading the table)."""
    return _keys(
        _run(
            "WITH RECURSIVE e(epoch) AS (SELECT min(epoch) FROM vault_key UNION ALL"
            " SELECT (SELECT min(epoch) FROM vault_key k WHERE k.epoch > e.epoch) FROM e WHERE e.epoch IS NOT NULL)"
            " SELECT s.customer, s.class, s.ver, s.epoch, s.commitment, s.wrapped FROM e"
            " CROSS JOIN LATERAL (SELECT * FROM vault_key k WHERE k.epoch = e.epoch LIMIT 1) AS s"
        )
    )


# deployment --------------------------------------------------------------------------------------


def bind_tenant(tenant: bytes) -> bytes:
    """The deployment id this database belongs to; `tenant` becomes it where there was none."""
    _run("INSERT INTO vault_deployment (id, tenant) VALUES (1, %s) ON CONFLICT DO NOTHING", tenant)
    return read_tenant() or tenant


def read_tenant() -> bytes | None:
    """The deployment id this database belongs to, if it was ever used."""
    row = _run("SELECT tenant FROM vault_deployment").fetchone()
    return bytes(row[0]) if row else None
