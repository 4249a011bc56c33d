"""Is a field that was not asked for ever decrypted?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from camket.kernel.ids import make_id
from camket.vault import api
from camket.vault.core.ciphers import CIPHERS, GCM
from camket.vault.data import IndexName
from camket.vault.room import open_room
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring")]


class WatchedCipher:
    """AES-GCM that remembers what it gave out."""

    seen: list[bytes] = []

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes:
        return self._cipher.encrypt(nonce, data, associated_data)

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes:
        plain = self._cipher.decrypt(nonce, data, associated_data)
        self.seen.append(plain.rstrip(b"\x00")[:-1])
        return plain


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    monkeypatch.setitem(CIPHERS, GCM, WatchedCipher)
    WatchedCipher.seen = []
    yield WatchedCipher.seen
    open_room().cache.clear()


ALL = {"full_name": "Nguyễn Thị Đào", "phone": "+84900000001", "email": "dao@shop.example", "hobby": "câu cá"}


def texts(seen: list[bytes]) -> list[str]:
    known = {value.encode(): value for value in ALL.values()}
    return sorted(known[plain] for plain in seen if plain in known)


def test_only_what_was_asked_for(seen: list[bytes]) -> None:
    customer = make_id()
    kit.seal(customer, **ALL)
    assert texts(seen) == []
    assert kit.opened(customer, kit.PHONE) == {"phone": "+84900000001"}
    assert texts(seen) == ["+84900000001"]


def test_a_class_nothing_is_asked_of_is_not_even_unlocked(seen: list[bytes]) -> None:
    customer = make_id()
    kit.seal(customer, **ALL)
    seen.clear()
    kit.opened(customer, kit.PHONE)
    assert len(open_room().cache) == 1


def test_searching_opens_the_searched_fields_only(seen: list[bytes]) -> None:
    customer = make_id()
    kit.seal(customer, **ALL)
    seen.clear()
    assert api.search(index=IndexName.EMAIL, term="dao@shop.example") == [customer]
    assert texts(seen) == ["dao@shop.example"]


def test_correcting_and_describing_open_nothing_that_is_not_indexed(seen: list[bytes]) -> None:
    customer = make_id()
    kit.seal(customer, **ALL)
    seen.clear()
    kit.seal(customer, address="1 Phố Mẫu")
    api.describe_many(customers=[customer])
    assert texts(seen) == []
