"""Is a customer found by what staff type, and only for a purpose of theirs?"""

from __future__ import annotations

import pytest

from camket.access import api as access
from camket.access.data import Reason
from camket.access.errors import AccessRefused
from camket.ledger import api as ledger
from camket.ledger.data import Event
from tests.kit.shop import LATER, Shop, staff

CARE = staff("care")


@pytest.mark.parametrize(
    "typed",
    [
        "0912000111",
        "+84 912 000 111",
        "912000111",
        "mau.tran@khach.example",
        "MAU.TRAN@khach.example",
        "Trần Thị Mẫu",
        "tran thi mau",
        "thị mẫu",
        "TRAN  THI MAU",
    ],
)
def test_whatever_way_it_is_typed(shop: Shop, typed: str) -> None:
    someone = shop.take_in(email="mau.tran@khach.example")
    shop.take_in(full_name="Lê Văn Khác", phone="0912 000 222")
    found = access.find(actor=CARE, text=typed, purpose="care", now=LATER)
    assert found.customers == (someone.customer,)
    entry = ledger.entries_about(ref=someone.ref, limit=1)[0].entry
    assert (entry.act, entry.n) == (Event.ACCESS_CUSTOMER_SEARCHED, 1)


@pytest.mark.parametrize("typed", ["0912999888", "", "không ai", "@", "'; DROP TABLE", "1" * 500])
def test_nobody(shop: Shop, typed: str) -> None:
    shop.take_in()
    assert access.find(actor=CARE, text=typed, purpose="care", now=LATER).customers == ()


def test_not_under_a_purpose_of_another_role(shop: Shop) -> None:
    shop.take_in()
    with pytest.raises(AccessRefused) as refused:
        access.find(actor=CARE, text="0912000111", purpose="promotion", now=LATER)
    assert refused.value.decision.reason is Reason.ROLE_NOT_NAMED


def test_under_a_consent_purpose_only_those_who_agreed_are_found(shop: Shop) -> None:
    shop.take_in()
    assert (
        access.find(actor=staff("marketing"), text="0912000111", purpose="promotion", now=LATER).customers
        == ()
    )


def test_signing_in_names_nobody_to_strangers(shop: Shop) -> None:
    someone = shop.take_in()
    assert access.identify(text="0912 000 111", now=LATER) == someone.customer
    assert access.identify(text="0912 000 999", now=LATER) is None
    assert access.identify(text="Trần Thị Mẫu", now=LATER) is None
