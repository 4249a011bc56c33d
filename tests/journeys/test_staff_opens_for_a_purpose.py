"""Does the desk open what a purpose uses, refuse with the sentence and the clause, and hide everything else?"""

from __future__ import annotations

import pytest
from django.test import Client

from camket.ledger import api as ledger
from camket.words import say
from tests.journeys.shop import PHONE, Shop, sign_in_desk

DIGITS = PHONE.replace(" ", "")[1:]


def _plain(page: str) -> str:
    return page.replace(" ", "").replace("\u00a0", "")


def _search(client: Client, text: str, purpose: str) -> str:
    answer = client.post("/desk/", {"text": text, "purpose": purpose})
    assert answer.status_code == 302, answer.content.decode()
    return client.get("/desk/").content.decode()


@pytest.mark.parametrize("typed", [PHONE, "+84 912 000 111", "Trần Thị Mẫu", "tran thi mau", "THI MAU"])
def test_search_finds_by_phone_and_by_name_with_or_without_diacritics(
    client: Client, shop: Shop, typed: str
) -> None:
    sign_in_desk(client, shop, "shipping")
    page = _search(client, typed, "delivery")
    assert f"/desk/khach/{shop.customer.customer}" in page
    assert "Trần Thị Mẫu" in page


def test_search_for_a_field_outside_the_purpose_is_refused(client: Client, shop: Shop, language: str) -> None:
    sign_in_desk(client, shop, "shipping")
    answer = client.post("/desk/", {"text": "mau@khach.example", "purpose": "delivery"})
    assert answer.status_code == 403
    assert say("refusals.field_not_in_purpose.what", language) in answer.content.decode()


def test_nothing_typed_is_in_the_session(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    _search(client, PHONE, "delivery")
    kept = str(dict(client.session.items()))
    assert DIGITS not in kept
    assert PHONE not in kept


def test_card_shows_no_value(client: Client, shop: Shop, language: str) -> None:
    sign_in_desk(client, shop, "shipping")
    page = client.get(f"/desk/khach/{shop.customer.customer}").content.decode()
    assert "••••••" in page
    for value in ("Trần Thị Mẫu", DIGITS, "Phố Mẫu", "mau@khach.example"):
        assert value not in _plain(page)
    role = shop.edition.policy.roles["marketing"].in_language(language)
    assert say("refusals.roles_may", language, roles=role) in page


def test_delivery_opens_the_phone_and_is_recorded(client: Client, shop: Shop, language: str) -> None:
    sign_in_desk(client, shop, "shipping")
    before = ledger.count()
    answer = client.post(f"/desk/khach/{shop.customer.customer}/mo", {"purpose": "delivery"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert DIGITS in _plain(page)
    assert "mau@khach.example" not in page
    assert 'href="/chinh-sach#c-4.3"' in page
    assert ledger.count() == before + 1


def test_htmx_gets_the_fragment_only(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    answer = client.post(
        f"/desk/khach/{shop.customer.customer}/mo", {"purpose": "delivery"}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "<html" not in page
    assert DIGITS in _plain(page)


def test_promotion_is_refused_with_clause_reason_and_who_may(
    client: Client, shop: Shop, language: str
) -> None:
    sign_in_desk(client, shop, "shipping")
    answer = client.post(f"/desk/khach/{shop.customer.customer}/mo", {"purpose": "promotion"})
    page = answer.content.decode()
    role = shop.edition.policy.roles["marketing"].in_language(language)
    assert answer.status_code == 403
    assert say("refusals.role_not_named.what", language) in page
    assert say("refusals.roles_may", language, roles=role) in page
    assert 'href="/chinh-sach#c-4.6"' in page
    assert DIGITS not in _plain(page)


def test_marketing_needs_consent_and_gets_it_the_moment_it_is_given(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "marketing")
    place = f"/desk/khach/{shop.customer.customer}/mo"
    refused = client.post(place, {"purpose": "promotion"})
    assert say("refusals.consent_missing.what", "vi") in refused.content.decode()
    shop.agree("promotion", "email")
    opened = client.post(place, {"purpose": "promotion"})
    assert (opened.status_code, "mau@khach.example" in opened.content.decode()) == (200, True)


def test_coming_back_to_an_opened_page_opens_nothing(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    before = ledger.count()
    answer = client.get(f"/desk/khach/{shop.customer.customer}/mo")
    assert answer["Location"] == f"/desk/khach/{shop.customer.customer}"
    assert ledger.count() == before


def test_customer_who_is_gone_is_not_found(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    assert client.get("/desk/khach/00000000-0000-7000-8000-000000000000").status_code == 404
