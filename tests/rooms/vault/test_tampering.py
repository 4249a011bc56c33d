"""Is whatever somebody changed in the database noticed, and named, before anything is shown?"""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.vault.core.names import field_id
from camket.vault.errors import SealBroken
from camket.vault.room import open_room
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring")]


def run(query: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0] if cursor.description else None


def fields_of(customer: UUID, klass: int = 1) -> dict[int, bytes]:
    stored = run("SELECT fields FROM vault_record WHERE customer = %s AND class = %s", customer, klass)
    return msgspec.msgpack.decode(bytes(stored), type=dict[int, bytes])


def store_fields(customer: UUID, fields: dict[int, bytes], klass: int = 1) -> None:
    packed = msgspec.msgpack.encode(fields)
    run("UPDATE vault_record SET fields = %s WHERE customer = %s AND class = %s", packed, customer, klass)


def refusal(customer: UUID) -> str:
    with pytest.raises(SealBroken) as refused:
        kit.opened(customer)
    open_room().cache.clear()
    with pytest.raises(SealBroken) as again:
        kit.opened(customer)
    assert again.value.code == refused.value.code
    return refused.value.code


@pytest.fixture
def pair() -> tuple[UUID, UUID]:
    one, two = make_id(), make_id()
    kit.seal(one, phone="+84900000001", second_phone="+84900000003", hobby="câu cá")
    kit.seal(two, phone="+84900000002", second_phone="+84900000004", hobby="đọc sách")
    kit.opened(one)
    return one, two


def test_another_customers_ciphertext(pair: tuple[UUID, UUID]) -> None:
    one, two = pair
    store_fields(one, fields_of(two))
    assert refusal(one) == "vault.field_broken"
    assert kit.opened(two)["phone"] == "+84900000002"


def test_another_fields_ciphertext(pair: tuple[UUID, UUID]) -> None:
    fields = fields_of(pair[0])
    phone, second = field_id("phone"), field_id("second_phone")
    fields[phone], fields[second] = fields[second], fields[phone]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == "vault.field_broken"


def test_another_classs_ciphertext(pair: tuple[UUID, UUID]) -> None:
    fields = fields_of(pair[0])
    fields[field_id("phone")] = fields_of(pair[0], 2)[field_id("hobby")]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == "vault.field_broken"


def test_another_customers_whole_key(pair: tuple[UUID, UUID]) -> None:
    run(
        "UPDATE vault_key k SET wrapped = o.wrapped, commitment = o.commitment FROM vault_key o"
        " WHERE k.customer = %s AND o.customer = %s AND k.class = o.class",
        *pair,
    )
    assert refusal(pair[0]) == "vault.key_broken"


def test_another_classs_whole_key(pair: tuple[UUID, UUID]) -> None:
    run(
        "UPDATE vault_key k SET wrapped = o.wrapped, commitment = o.commitment FROM vault_key o"
        " WHERE k.customer = %s AND o.customer = k.customer AND k.class = 1 AND o.class = 2",
        pair[0],
    )
    assert refusal(pair[0]) == "vault.key_broken"


def test_another_version_of_the_key(pair: tuple[UUID, UUID]) -> None:
    run("UPDATE vault_key SET ver = 2 WHERE customer = %s", pair[0])
    assert refusal(pair[0]) == "vault.key_broken"


def test_another_version_of_the_ciphertext(pair: tuple[UUID, UUID]) -> None:
    fields = fields_of(pair[0])
    old = fields[field_id("phone")]
    fields[field_id("phone")] = old[:2] + b"\x00\x02" + old[4:]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == "vault.version_mismatch"


def test_another_commitment(pair: tuple[UUID, UUID]) -> None:
    run("UPDATE vault_key SET commitment = %s WHERE customer = %s", os.urandom(32), pair[0])
    assert refusal(pair[0]) == "vault.key_broken"


@pytest.mark.parametrize(
    ("cut", "code"), [(0, "vault.truncated"), (32, "vault.truncated"), (-1, "vault.field_broken")]
)
def test_a_cut_ciphertext(pair: tuple[UUID, UUID], cut: int, code: str) -> None:
    fields = fields_of(pair[0])
    fields[field_id("phone")] = fields[field_id("phone")][:cut]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == code


def test_a_cut_key(pair: tuple[UUID, UUID]) -> None:
    run("UPDATE vault_key SET wrapped = substr(wrapped, 1, 59) WHERE customer = %s", pair[0])
    assert refusal(pair[0]) == "vault.truncated"


def test_an_unknown_algorithm(pair: tuple[UUID, UUID]) -> None:
    fields = fields_of(pair[0])
    old = fields[field_id("phone")]
    fields[field_id("phone")] = old[:1] + b"\x07" + old[2:]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == "vault.format_unknown"


def test_a_missing_key_row(pair: tuple[UUID, UUID]) -> None:
    run("DELETE FROM vault_key WHERE customer = %s", pair[0])
    assert refusal(pair[0]) == "vault.key_missing"


def test_a_value_taken_out(pair: tuple[UUID, UUID]) -> None:
    fields = fields_of(pair[0])
    del fields[field_id("phone")]
    store_fields(pair[0], fields)
    assert refusal(pair[0]) == "vault.seal_broken"


@pytest.mark.parametrize("column", ["fields", "meta"])
def test_a_row_that_is_no_record(pair: tuple[UUID, UUID], column: str) -> None:
    run(f"UPDATE vault_record SET {column} = %s WHERE customer = %s", b"\xc1\xff", pair[0])
    assert refusal(pair[0]) == "vault.seal_broken"


def test_nothing_of_a_batch_is_shown_when_one_record_is_broken(pair: tuple[UUID, UUID]) -> None:
    from camket.vault import api

    store_fields(pair[0], fields_of(pair[1]))
    with pytest.raises(SealBroken):
        api.open_many(customers=list(pair), fields=[kit.PHONE])
