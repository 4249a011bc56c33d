"""Can anybody change what is in the log? Not the application's role, and the owner not by mistake either."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connections, transaction

from camket.ledger import api
from tests.kit.ledger import DEPLOYMENT, NOW, an_entry

TABLES = {
    "ledger_pending": "data = ''",
    "ledger_leaf": "data = ''",
    "ledger_ref": "idx = 9",
    "ledger_tile": "root = ''",
    "ledger_head": "size = 0",
    "ledger_checkpoint": "note = ''",
}
FORGED = {
    "ledger_leaf": "(log, idx, entry_id, data) VALUES (1, 999, gen_random_uuid(), '')",
    "ledger_ref": "(ref, log, idx) VALUES (gen_random_uuid(), 1, 0)",
    "ledger_tile": "(log, level, number, root, data) VALUES (1, 3, 0, '', '')",
    "ledger_head": "(log, origin, vkey, size, root, moved_at) VALUES (9, 'o', 'v', 0, '', now())",
}
MOVING = "SET LOCAL camket.ledger_moving = 'on'; "

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture(autouse=True)
def filled(keys: Path) -> None:
    from camket.kernel.ids import make_ref

    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    with transaction.atomic():
        api.append_all(entries=[an_entry(refs=[make_ref()]) for _ in range(300)])
    api.integrate(now=NOW)
    api.publish_checkpoint(keys=keys, now=NOW)
    with transaction.atomic():
        api.append(entry=an_entry())


def refused(role: str, statement: str) -> bool:
    try:
        with transaction.atomic(using=role), connections[role].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "42501" in str(getattr(error.__cause__, "sqlstate", ""))
    return False


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize("table", TABLES)
def test_nobody_changes_removes_or_empties(role: str, table: str) -> None:
    assert refused(role, f"UPDATE {table} SET {TABLES[table]}")
    assert refused(role, f"DELETE FROM {table}")
    assert refused(role, f"TRUNCATE {table}")


@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize("table", FORGED)
def test_nobody_writes_past_the_function(role: str, table: str) -> None:
    assert refused(role, f"INSERT INTO {table} {FORGED[table]}")


@pytest.mark.parametrize("table", FORGED)
def test_the_flag_opens_nothing_to_the_application(table: str) -> None:
    assert refused("default", f"{MOVING} INSERT INTO {table} {FORGED[table]}")
    assert refused("default", f"{MOVING} DELETE FROM ledger_pending")


@pytest.mark.parametrize(
    "change", ["size = 1", "size = size", "vkey = 'v', size = 999", "origin = 'o', size = 999"]
)
def test_a_head_moves_forward_only(change: str) -> None:
    assert refused("owner", f"{MOVING} UPDATE ledger_head SET {change}")


def test_the_application_can_not_take_the_guards_away() -> None:
    assert refused("default", "ALTER TABLE ledger_leaf DISABLE TRIGGER ALL")
    assert refused("default", "DROP TRIGGER leaf_keep ON ledger_leaf")
    assert refused("default", "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE sql AS ''")
    assert refused("default", "SET session_replication_role = replica")


def test_the_function_moves_waiting_rows_only() -> None:
    call = "SELECT ledger_move(1, {size}, {ids}, '\\x00', now(), '{{}}', '{{}}', '{{}}', '{{}}')"
    with pytest.raises(DatabaseError, match="gone"), connections["default"].cursor() as cursor:
        cursor.execute(call.format(size=300, ids="'{1,2}'::bigint[]"))
    with pytest.raises(DatabaseError, match="moved"), connections["default"].cursor() as cursor:
        cursor.execute(call.format(size=299, ids="'{301}'::bigint[]"))
    with pytest.raises(DatabaseError, match="upwards"), connections["default"].cursor() as cursor:
        cursor.execute("SELECT ledger_open_log(1, 'o', 'v', now())")
    assert api.read_state().waiting == 1


def test_a_table_in_front_of_ours_is_not_used() -> None:
    assert refused("default", "CREATE TEMP TABLE ledger_leaf (idx bigint)")
    assert refused("default", "CREATE TABLE ledger_leaf (idx bigint)")
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'ledger\\_%' AND prosecdef"
        )
        found = {name: path for name, _, path in cursor.fetchall()}
    assert found == {
        "ledger_move": ["search_path=public, pg_temp"],
        "ledger_open_log": ["search_path=public, pg_temp"],
    }
