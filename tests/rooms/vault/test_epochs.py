"""Do keys move to a new epoch in slices, and does the old one go only when nothing needs it?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.vault import api, ringfile
from camket.vault.core import ring as rules
from camket.vault.errors import EpochInUse, VaultLocked, WrapsExhausted
from camket.vault.room import open_room
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db]
LATER = kit.NOW + timedelta(days=29)


def people(count: int) -> dict[UUID, str]:
    made = {make_id(): f"+8490{n:07}" for n in range(count)}
    api.seal_many(sealings=[kit.sealing(c, phone=p) for c, p in made.items()], now=kit.NOW)
    return made


def phones(customers: dict[UUID, str]) -> dict[UUID, str]:
    found = api.open_many(customers=list(customers), fields=[kit.PHONE])
    return {c: values["phone"].value for c, values in found.items()}


def key_rows() -> dict[int, int]:
    return {e.epoch: e.key_rows for e in api.list_epochs()}


def stored(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


def put_back(table: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        for row in rows:
            places = ", ".join(["%s"] * len(row))
            cursor.execute(f"INSERT INTO {table} VALUES ({places}) ON CONFLICT DO NOTHING", row)


def test_rewrapping_in_slices_until_nothing_is_left(ring: Path) -> None:
    made = people(25)
    assert api.rotate(now=LATER) == 2
    assert [api.rewrap(limit=10) for _ in range(4)] == [15, 5, 0, 0]
    assert key_rows() == {1: 0, 2: 25}
    assert phones(made) == made


def test_old_and_new_open_while_it_is_going_on(ring: Path) -> None:
    made = people(10)
    api.rotate(now=LATER)
    api.rewrap(limit=4)
    later = people(3)
    assert key_rows() == {1: 6, 2: 7}
    assert phones(made | later) == made | later


def test_an_epoch_in_use_is_not_destroyed(ring: Path) -> None:
    people(2)
    api.rotate(now=LATER)
    api.condemn_epoch(epoch=1, now=LATER)
    api.rewrap(limit=1)
    with pytest.raises(EpochInUse) as refusal:
        api.destroy_epoch(epoch=1, now=LATER)
    assert refusal.value.params == {"epoch": 1, "key_rows": 1}


def test_a_backup_dies_with_its_epoch(ring: Path) -> None:
    """A customer is erased, the epoch destroyed, and the old rows come back from a copy: nothing opens."""
    [customer] = people(1)
    other = people(1)
    copies = {table: stored(table) for table in ("vault_key", "vault_record")}
    api.erase_many(customers=[customer])
    api.rotate(now=LATER)
    assert api.rewrap(limit=10) == 0
    api.condemn_epoch(epoch=1, now=LATER)
    api.destroy_epoch(epoch=1, now=LATER)
    for table, rows in copies.items():
        put_back(table, rows)
    assert phones(other) == other
    with pytest.raises(VaultLocked) as refusal:
        kit.opened(customer)
    assert refusal.value.params == {"why": "epoch_missing", "epoch": 1}
    with pytest.raises(VaultLocked):
        api.check_start()


def test_states_tell_the_story(ring: Path) -> None:
    api.rotate(now=LATER)
    api.condemn_epoch(epoch=1, now=LATER)
    api.destroy_epoch(epoch=1, now=LATER)
    api.destroy_epoch(epoch=1, now=LATER + timedelta(days=1))
    one, two = api.list_epochs()
    assert (one.retired_at, one.condemned_at, one.destroyed_at) == (LATER, LATER, LATER)
    assert (two.epoch, two.retired_at, two.made_at) == (2, None, LATER)


def test_wraps_are_counted_before_they_are_used(ring: Path) -> None:
    people(3)
    assert ringfile.read_ring(path=ring / "ring.json").current.wraps == 4096
    people(5000)
    assert ringfile.read_ring(path=ring / "ring.json").current.wraps >= 5003


def test_no_key_is_made_beyond_the_limit(ring: Path) -> None:
    open_room().edit(lambda r: rules.reserve_wraps(r, 2**31 - 1))
    with pytest.raises(WrapsExhausted):
        people(2)
    assert key_rows() == {1: 0}
    api.rotate(now=LATER)
    assert phones(made := people(2)) == made
