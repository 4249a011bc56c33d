"""Somebody steals a dump of the whole database: what of a known customer is in it, and can she be looked up?"""

from __future__ import annotations

import base64
import hashlib
import hmac
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from camket.access import api as access
from camket.access.data import OWN_DATA
from camket.access.errors import AccessRefused
from camket.consent import api as consent
from camket.imports import api as imports
from camket.people import api as people
from camket.policy.data import Source
from camket.vault.errors import VaultLocked
from tests.kit.shop import LATER, NOW, SYSTEM, Shop, staff, themselves

CANARIES = {
    "full_name": "Nguyễn Thị Hoàng Yến Oanh",
    "phone": "0912 345 987",
    "email": "hoang.yen.oanh@khach.example",
    "delivery_address": "77 hẻm Chim Hót, phường Lá Me",
}


def dump_database() -> bytes:
    """Every row of every table, values as PostgreSQL writes them and byte strings raw."""
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", ["public"])
        tables = [row[0] for row in cursor.fetchall()]
        assert {"vault_record", "ledger_pending", "people_customer", "consent_choice"} <= set(tables)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                parts += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    return b"\n".join(parts)


def spellings(value: str) -> list[bytes]:
    """The ways a value might lie about."""
    digits = value.replace(" ", "")
    plain = {value, digits, digits.lstrip("0"), "+84" + digits.lstrip("0"), value.casefold()}
    encoded = [text.encode() for text in plain]
    return [
        *encoded,
        *(base64.b64encode(one) for one in encoded),
        *(one.hex().encode() for one in encoded),
        *(hashlib.sha256(one).digest() for one in encoded),
        *(hashlib.sha256(one).hexdigest().encode() for one in encoded),
        *(hashlib.md5(one).hexdigest().encode() for one in encoded),  # noqa: S324 - what a careless program would keep
        *(hmac.digest(b"", one, "sha256")[:8] for one in encoded),
    ]


def live(shop: Shop, tmp_path: Path) -> None:
    """A day in the shop with the canary in every place a value goes through."""
    someone = shop.take_in(**CANARIES)
    me = themselves(someone.ref)
    access.reveal(
        actor=staff("shipping"), customer=someone.customer, fields=["phone"], purpose="delivery", now=LATER
    )
    access.find(actor=staff("care"), text=CANARIES["full_name"], purpose="care", now=LATER)
    with pytest.raises(AccessRefused):
        access.reveal(
            actor=staff("shipping"),
            customer=someone.customer,
            fields=[CANARIES["email"]],
            purpose="x",
            now=LATER,
        )
    access.correct(
        actor=me, customer=someone.customer, field="email", raw=CANARIES["email"], purpose=OWN_DATA, now=LATER
    )
    people.issue_code(customer=access.identify(text=CANARIES["phone"], now=LATER), now=LATER)
    consent.history_of(customer=someone.customer)
    sheet = tmp_path / "khach.csv"
    sheet.write_text(
        f"Họ tên,SĐT,Email\nx,{CANARIES['phone']},không-phải-email-{CANARIES['email']}@\n", "utf-8-sig"
    )
    imports.import_file(order=imports.Order(sheet, SYSTEM, frozenset({"care"}), Source.CUSTOMER, ""), now=NOW)
    shop.publish()


def test_no_value_is_in_the_dump_in_any_spelling(shop: Shop, tmp_path: Path) -> None:
    live(shop, tmp_path)
    dump = dump_database()
    assert shop.edition.policy.name.vi.encode() in dump  # the search itself finds what is there
    for name, value in CANARIES.items():
        found = [spelling for spelling in spellings(value) if spelling in dump]
        assert found == [], name


def test_without_the_ring_nobody_is_opened_or_found(shop: Shop, tmp_path: Path) -> None:
    live(shop, tmp_path)
    keys = Path(django_settings.CAMKET_KEYS)
    for file in keys.glob("r*"):
        file.rename(tmp_path / file.name)
    actor = staff("care")
    for text in (CANARIES["phone"], CANARIES["email"], CANARIES["full_name"]):
        with pytest.raises(VaultLocked):
            access.find(actor=actor, text=text, purpose="care", now=LATER)
    (tmp_path / "ring.json").rename(keys / "ring.json")
    (tmp_path / "root.key").rename(keys / "root.key")
    assert access.find(actor=actor, text=CANARIES["phone"], purpose="care", now=LATER).customers
