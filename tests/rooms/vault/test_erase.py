"""Is an erased customer gone: keys, ciphertexts, tokens, and the keys in memory?"""

from __future__ import annotations

import time

import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.kernel.ports import Outcome, StepReceipt
from camket.vault import api
from camket.vault.data import Erased, IndexName
from camket.vault.room import open_room
from camket.vault.steps import VaultErasure
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring")]
TABLES = ("vault_key", "vault_record", "vault_index")


def rows() -> list[int]:
    with connection.cursor() as cursor:
        counts = []
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(int(cursor.fetchone()[0]))
        return counts


def test_everything_of_this_customer_goes_and_nothing_of_others() -> None:
    gone, stays = make_id(), make_id()
    for customer in (gone, stays):
        kit.seal(customer, phone="+84900000001", hobby="câu cá")
    assert api.erase_many(customers=[gone]) == Erased(keys=2, records=2, tokens=1)
    assert kit.opened(gone) == {}
    assert kit.opened(stays) == {"phone": "+84900000001", "hobby": "câu cá"}
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [stays]
    assert rows() == [2, 2, 1]


def test_a_second_time_finds_nothing() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    step = VaultErasure()
    assert step.erase(customers=[customer], now=kit.NOW) == StepReceipt("vault", Outcome.ERASED, 3)
    assert step.erase(customers=[customer], now=kit.NOW) == StepReceipt("vault", Outcome.NOTHING_HELD, 0)


def test_the_key_leaves_memory() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    kit.opened(customer)
    assert len(open_room().cache) == 1
    api.erase_many(customers=[customer])
    assert len(open_room().cache) == 0


def test_a_key_another_process_still_remembers_opens_nothing() -> None:
    """The row is gone behind this process's back: what is in memory is never reached."""
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    kit.opened(customer)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE customer = %s", [customer])
    assert len(open_room().cache) == 1
    assert kit.opened(customer) == {}


def test_removing_fields_and_the_last_of_a_class() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001", full_name="Nguyễn Thị Đào", hobby="câu cá")
    assert api.remove_fields(customers=[customer], fields=[kit.PHONE, kit.HOBBY, kit.EMAIL], now=kit.NOW) == 2
    assert kit.opened(customer) == {"full_name": "Nguyễn Thị Đào"}
    assert api.search(index=IndexName.PHONE, term="+84900000001") == []
    assert api.search(index=IndexName.NAME, term="nguyen thi dao") == [customer]
    assert rows() == [1, 1, 2]
    assert api.remove_fields(customers=[customer], fields=[kit.FULL_NAME], now=kit.NOW) == 1
    assert rows() == [0, 0, 0]


def test_ten_thousand_go_quickly() -> None:
    customers = [make_id() for _ in range(10_000)]
    texts = {"full_name": "Nguyễn Thị Đào", "email": "dao@shop.example"}
    api.seal_many(
        sealings=[kit.sealing(c, phone=f"+8490{n:07}", **texts) for n, c in enumerate(customers)], now=kit.NOW
    )
    began = time.perf_counter()
    erased = api.erase_many(customers=customers)
    took = time.perf_counter() - began
    assert erased == Erased(keys=10_000, records=10_000, tokens=40_000)
    assert rows() == [0, 0, 0]
    assert took < 5  # the target is one second on a quiet machine; neighbours must not make this fail
