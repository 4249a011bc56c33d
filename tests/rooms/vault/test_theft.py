"""Who steals the whole database but not the ring: does he read or find anybody?"""

from __future__ import annotations

import base64
import hashlib
import hmac
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.policy.data import Source
from camket.vault import api, ringfile
from camket.vault.core.blind import INDEX_NUMBERS, make_index_keys
from camket.vault.data import IndexName, Sealing
from camket.vault.rootkey import read_root_key
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db]

CANARIES = {
    "full_name": "Đặng Kim Yến Canary",
    "phone": "+84900777123",
    "email": "canary.yen@trom.example",
    "tax_code": "0987654321",
    "address": "77 Ngõ Chim Hoàng Yến, Phường Mẫu, Hà Nội",
    "birthday": "1987-06-05",
    "hobby": "nuôi chim hoàng yến hót hay",
}
NOTE = "Bà Canary giới thiệu qua sổ tay"
TERMS = {
    IndexName.PHONE: "+84900777123",
    IndexName.EMAIL: "canary.yen@trom.example",
    IndexName.TAX_CODE: "0987654321",
    IndexName.NAME: "dang kim yen canary",
    IndexName.NAME_TAIL: "yen canary",
}


def plant() -> UUID:
    customer = make_id()
    values = tuple(
        kit.value(kit.FIELDS[name], text, source=Source.OTHER, source_name=NOTE)
        for name, text in CANARIES.items()
    )
    api.seal_many(sealings=[Sealing(customer, values)], now=kit.NOW)
    for n in range(50):
        kit.seal(make_id(), phone=f"+8490{n:07}", full_name="Lê Văn Bình")
    return customer


def dump() -> bytes:
    """Every row of every vault table, as text with hex bytes and once more as the raw bytes."""
    stolen = bytearray()
    with connection.cursor() as cursor:
        for table in ("vault_key", "vault_record", "vault_index", "vault_deployment"):
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                for cell in row:
                    stolen += bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()
                    stolen += b"\n"
    return bytes(stolen)


def disguises(text: str) -> set[bytes]:
    raw = text.encode()
    found = {raw, text.lower().encode(), text.upper().encode(), text[::-1].encode(), raw[::-1]}
    found |= {
        raw.hex().encode(),
        raw.hex().upper().encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
    }
    for shift in range(3):
        coded = base64.b64encode(b"\x00" * shift + raw).rstrip(b"=")
        found.add(coded[4 if shift else 0 : -1])
    return found


def test_the_drill_would_find_a_leak() -> None:
    """The search itself: what is planted in the clear is found in each disguise."""
    for text in (*CANARIES.values(), NOTE):
        for form in (text.encode(), text.encode().hex().encode(), base64.b64encode(text.encode())):
            assert any(disguise in b"noise" + form + b"noise" for disguise in disguises(text))


def test_no_value_is_in_the_dump(ring: Path) -> None:
    plant()
    stolen = dump()
    assert len(stolen) > 5_000
    words = {word for text in (*CANARIES.values(), NOTE) for word in [text, *text.split()] if len(word) >= 6}
    for word in words:
        for disguise in disguises(word):
            assert disguise not in stolen, word


def stored_tokens(customer: UUID) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT index, token FROM vault_index WHERE customer = %s", [customer])
        return dict(cursor.fetchall())


def guesses(term: str, tenant: bytes) -> list[bytes]:
    """What a thief would try first: unkeyed hashes, and keyed ones with everything the dump offers."""
    raw = term.encode()
    made = [hashlib.new(name, raw).digest() for name in ("md5", "sha1", "sha256", "sha512", "blake2b")]
    known = [b"", bytes(32), tenant, tenant * 2, b"camket", b"camket/ix/v1", b"password", b"secret"]
    return made + [hmac.digest(key, raw, name) for key in known for name in ("sha1", "sha256", "sha512")]


def test_a_known_value_is_not_found_without_the_ring(ring: Path) -> None:
    """A thief who knows the value and the bit length computes tokens by every key he can guess: no match.

    Tokens here have 31 bits, so that a match by chance (one in two thousand million) can't blur the answer.
    """
    [ring_file, root_file] = [ring / "ring.json", ring / "root.key"]
    ring_file.unlink()
    ring_file.with_suffix(".lock").unlink()
    api.create_ring(folder=ring, now=kit.NOW, planned=2**32)
    customer = plant()
    stored = ringfile.read_ring(path=ring_file)
    bits = stored.index_keys[0].bits
    tokens = stored_tokens(customer)
    assert set(tokens) == {16 + number for number in INDEX_NUMBERS.values()}
    for name, term in TERMS.items():
        token = tokens[16 + INDEX_NUMBERS[name]]
        for guess in guesses(term, stored.tenant):
            assert int.from_bytes(guess[:8], "big") >> (64 - bits) != token
            assert int.from_bytes(guess[:8], "little") >> (64 - bits) != token
            assert int.from_bytes(guess[:8], "big") & ((1 << bits) - 1) != token
        for ixk in (bytes(32), stored.tenant * 2, stored.index_keys[0].wrapped[12:44]):
            assert make_index_keys(ixk, ver=1, bits=bits).token(name, term)[1] != token

    keys = read_root_key(path=root_file)
    right = ringfile.unlock_ring(stored, root=keys).index_keys[0]
    assert {right.token(name, term) for name, term in TERMS.items()} == set(tokens.items())


def test_who_steals_the_index_key_too_still_shares_tokens(ring: Path) -> None:
    """Truncation: of 40,000 numbers tried against one token, strangers answer as well as the right one."""
    customer = plant()
    opened = ringfile.unlock_ring(
        ringfile.read_ring(path=ring / "ring.json"), root=read_root_key(path=ring / "root.key")
    )
    keys = opened.index_keys[0]
    _, token = keys.token("phone", TERMS[IndexName.PHONE])
    assert stored_tokens(customer)[16 + INDEX_NUMBERS[IndexName.PHONE]] == token
    strangers = [n for n in range(40_000) if keys.token("phone", f"+8490{n:07}")[1] == token]
    assert strangers


def test_equal_values_look_different(ring: Path) -> None:
    """No two ciphertexts of one value are alike, and telling types show their length in steps of 16 only."""
    one, two = make_id(), make_id()
    kit.seal(one, address="1 Phố Mẫu")
    kit.seal(two, address="1 Phố Mẫu")
    kit.seal(make_id(), address="12 Phố Mẫu")
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM vault_record")
        stored = [bytes(row[0]) for row in cursor.fetchall()]
    assert len(set(stored)) == 3
    assert {len(fields) for fields in stored} == {len(stored[0])}
