"""Does what was sealed come back, with its origin, field by field, for many customers at once?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.policy.data import FieldType, Source
from camket.vault import api
from camket.vault.core.names import NOTES_ID
from camket.vault.data import HeldValue, OpenedValue, Sealing
from camket.vault.errors import VaultLocked
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring")]
LATER = kit.NOW + timedelta(days=3)


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_a_value_comes_back_with_its_origin() -> None:
    customer = make_id()
    told = kit.value(kit.PHONE, "+84900000001", source=Source.OTHER, source_name="Chị Mai ở chi nhánh cũ")
    api.seal_many(sealings=[Sealing(customer, (told,))], now=kit.NOW)
    assert api.open_many(customers=[customer], fields=[kit.PHONE]) == {
        customer: {"phone": OpenedValue("+84900000001", Source.OTHER, "Chị Mai ở chi nhánh cũ", kit.NOW, 1)}
    }


@pytest.mark.parametrize("cipher", ["gcm", "gcm-siv"])
def test_many_customers_with_two_classes(settings: Any, cipher: str) -> None:
    settings.CAMKET_FIELD_CIPHER = cipher
    wanted = {make_id(): {"full_name": f"Trần Thị {n}", "birthday": "--03-02"} for n in range(50)}
    api.seal_many(sealings=[kit.sealing(c, **texts) for c, texts in wanted.items()], now=kit.NOW)
    found = api.open_many(customers=list(wanted), fields=list(kit.FIELDS.values()))
    assert {c: {n: v.value for n, v in values.items()} for c, values in found.items()} == wanted
    assert (rows("vault_key"), rows("vault_record")) == (100, 100)


def test_both_ciphers_live_in_one_record(settings: Any) -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    settings.CAMKET_FIELD_CIPHER = "gcm-siv"
    kit.seal(customer, email="dao@shop.example")
    assert kit.opened(customer) == {"phone": "+84900000001", "email": "dao@shop.example"}


def test_who_holds_nothing_is_left_out() -> None:
    held, empty = make_id(), make_id()
    kit.seal(held, phone="+84900000001")
    assert api.open_many(customers=[held, empty], fields=[kit.EMAIL]) == {}
    assert api.describe_many(customers=[empty]) == {}


def test_a_correction_replaces_one_value_and_its_origin_only() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001", address="1 Phố Mẫu, Hà Nội")
    kit.seal(customer, now=LATER, phone="+84900000002")
    found = api.open_many(customers=[customer], fields=[kit.PHONE, kit.ADDRESS])[customer]
    assert (found["phone"].value, found["phone"].at) == ("+84900000002", LATER)
    assert (found["address"].value, found["address"].at) == ("1 Phố Mẫu, Hà Nội", kit.NOW)


def test_a_new_class_is_added_beside_the_old() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")
    kit.seal(customer, hobby="câu cá")
    assert kit.opened(customer) == {"phone": "+84900000001", "hobby": "câu cá"}
    assert rows("vault_key") == 2


def test_a_field_that_changed_class_is_held_once() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001", address="1 Phố Mẫu")
    moved = kit.field("phone", FieldType.PHONE, retention_class=2)
    api.seal_many(sealings=[Sealing(customer, (kit.value(moved, "+84900000002"),))], now=LATER)
    held = {h.field: h.retention_class for h in api.describe_many(customers=[customer])[customer]}
    assert held == {"address": 1, "phone": 2}
    assert kit.opened(customer)["phone"] == "+84900000002"
    assert api.search(index="phone", term="+84900000001") == []  # type: ignore[arg-type]


def test_of_two_values_in_one_call_the_later_stands() -> None:
    customer = make_id()
    api.seal_many(
        sealings=[kit.sealing(customer, phone="+84900000001"), kit.sealing(customer, phone="+84900000002")],
        now=kit.NOW,
    )
    assert kit.opened(customer) == {"phone": "+84900000002"}


def test_describing_needs_no_key(ring: Any) -> None:
    customer = make_id()
    told = kit.value(kit.HOBBY, "câu cá", source=Source.STAFF, source_name="anh Nam")
    api.seal_many(sealings=[Sealing(customer, (told,))], now=kit.NOW)
    (ring / "root.key").unlink()
    (ring / "ring.json").unlink()
    assert api.describe_many(customers=[customer]) == {
        customer: (HeldValue("hobby", FieldType.TEXT, 2, Source.STAFF, True, kit.NOW, 1),)
    }
    with pytest.raises(VaultLocked):
        kit.opened(customer)


def test_notes_go_when_no_value_names_them_any_more() -> None:
    customer = make_id()
    told = kit.value(kit.PHONE, "+84900000001", source=Source.OTHER, source_name="anh Nam")
    api.seal_many(sealings=[Sealing(customer, (told,))], now=kit.NOW)
    kit.seal(customer, phone="+84900000001", email="dao@shop.example")
    found = api.open_many(customers=[customer], fields=[kit.PHONE, kit.EMAIL])[customer]
    assert {v.source_name for v in found.values()} == {""}
    assert NOTES_ID not in stored_fields()


def test_a_note_shared_by_values_goes_with_the_last_of_them() -> None:
    customer = make_id()
    told = [
        kit.value(field, text, source=Source.OTHER, source_name="anh Nam")
        for field, text in ((kit.PHONE, "+84900000001"), (kit.EMAIL, "dao@shop.example"))
    ]
    api.seal_many(sealings=[Sealing(customer, tuple(told))], now=kit.NOW)
    api.remove_fields(customers=[customer], fields=[kit.PHONE], now=kit.NOW)
    found = api.open_many(customers=[customer], fields=[kit.EMAIL])[customer]
    assert found["email"].source_name == "anh Nam"
    kit.seal(customer, email="dao@shop.example")
    assert NOTES_ID not in stored_fields()


def stored_fields() -> dict[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM vault_record")
        return msgspec.msgpack.decode(bytes(cursor.fetchone()[0]), type=dict[int, bytes])


def test_nothing_to_write_writes_nothing() -> None:
    api.seal_many(sealings=[], now=kit.NOW)
    api.seal_many(sealings=[Sealing(make_id(), ())], now=kit.NOW)
    assert rows("vault_key") == 0


def test_a_failed_import_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokens can't be written: keys and records of the same call are not there either."""
    from camket.vault import store

    def fail(tokens: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(store, "insert_tokens", fail)
    with pytest.raises(RuntimeError):
        kit.seal(make_id(), phone="+84900000001")
    assert (rows("vault_key"), rows("vault_record")) == (0, 0)
