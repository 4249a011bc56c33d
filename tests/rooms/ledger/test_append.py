"""Is an entry recorded exactly when what it describes is?"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction

from camket.kernel.ids import make_id, make_ref
from camket.ledger import api
from camket.ledger.data import encode_entry
from camket.ledger.errors import EntryMissing, LedgerUnwritable, NotInTransaction
from tests.kit.ledger import NOW, an_entry

real = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@real
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        api.append(entry=an_entry())
    with pytest.raises(NotInTransaction):
        api.append_all(entries=[])


@real
def test_it_goes_when_the_transaction_goes() -> None:
    entry = an_entry()
    with transaction.atomic():
        api.append(entry=entry)
        transaction.set_rollback(True)
    with pytest.raises(EntryMissing):
        api.read_entry(entry_id=UUID(entry.id))
    with transaction.atomic():
        api.append(entry=entry)
    assert api.read_entry(entry_id=UUID(entry.id)).leaf == encode_entry(entry)


@pytest.mark.django_db
def test_it_costs_one_statement(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        api.append(entry=an_entry(refs=[make_ref(), make_ref()]))
    with django_assert_num_queries(1):  # type: ignore[operator]
        api.append_all(entries=[an_entry() for _ in range(500)])
    with django_assert_num_queries(0):  # type: ignore[operator]
        api.append_all(entries=[])


@pytest.mark.django_db
@pytest.mark.parametrize("integrated", [False, True])
@pytest.mark.parametrize("many", [False, True])
def test_an_id_is_used_once(log: object, integrated: bool, many: bool) -> None:
    entry = an_entry(entry_id=make_id())
    api.append(entry=entry)
    if integrated:
        assert api.integrate(now=NOW) == 1
    with pytest.raises(LedgerUnwritable), transaction.atomic():
        api.append_all(entries=[entry, an_entry()] if many else [entry])
    assert api.count() == 1


@pytest.fixture
def full_disk(transactional_db: None) -> Iterator[None]:
    """The database fails as a full disk makes it fail (SQLSTATE 53100)."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON ledger_pending FOR EACH ROW EXECUTE FUNCTION no_room()"
        )
        yield
        cursor.execute("DROP FUNCTION no_room CASCADE")


def open_a_value(shared: list[str], *, swallow: bool = False) -> None:
    """What a caller does: record, then share, in one transaction."""
    with transaction.atomic():
        with contextlib.suppress(LedgerUnwritable) if swallow else contextlib.nullcontext():
            api.append(entry=an_entry())
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'a value'")
            shared += cursor.fetchone()


@real
@pytest.mark.parametrize("swallow", [False, True])
def test_a_full_disk_lets_nothing_through(full_disk: None, swallow: bool) -> None:
    shared: list[str] = []
    with pytest.raises(DatabaseError if swallow else LedgerUnwritable):
        open_a_value(shared, swallow=swallow)
    assert shared == []


@real
def test_with_room_on_the_disk_it_is_shared() -> None:
    shared: list[str] = []
    open_a_value(shared)
    assert shared == ["a value"]
