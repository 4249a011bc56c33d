"""Does a form take in what the policy names, keep what was typed, and record each choice with the text shown?"""

from __future__ import annotations

from html import unescape
from pathlib import Path

from django.test import Client

from camket.access import api as access
from camket.consent import api as consent
from camket.consent.data import ConsentState
from camket.kernel.clock import read_clock
from camket.people import api as people
from camket.words import say
from tests.journeys.shop import Shop, open_shop

ORDER = {
    "full_name": "Lê Văn Thử",
    "phone": "0912 000 222",
    "delivery_address": "3 Phố Thử, phường Bến Gạo, thành phố Đồng Mây",
}


def test_order_is_stored_and_confirmed(client: Client, shop: Shop, language: str) -> None:
    answer = client.post("/bieu-mau/order", ORDER | {"choice-promotion-email": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, "/bieu-mau/order/xong")
    page = client.get("/bieu-mau/order/xong").content.decode()
    assert ("Đã nhận thông tin của bạn" if language == "vi" else "We have received your data") in page
    assert "0912" not in page
    customer = access.identify(text=ORDER["phone"], now=read_clock())
    assert customer is not None
    assert {held.name for held in access.describe(customer=customer)} == set(ORDER)


def test_answers_are_choices_and_silence_is_none(client: Client, shop: Shop) -> None:
    answers = {"choice-promotion-email": "yes", "choice-promotion-sms": "no"}
    client.post("/bieu-mau/order", ORDER | answers)
    customer = access.identify(text=ORDER["phone"], now=read_clock())
    assert customer is not None
    standing = consent.standing_of(customer=customer, now=read_clock())
    assert {key: event.state for key, event in standing.items()} == {
        ("promotion", "email"): ConsentState.GIVEN,
        ("promotion", "sms"): ConsentState.REFUSED,
    }
    shown = {event.shown for event in standing.values()}
    assert len(shown) == 1
    assert len(shown.pop().hash) == 64


def test_text_shown_in_another_language_has_another_hash(client: Client, shop: Shop) -> None:
    hashes = set()
    for number, reader in enumerate(("vi", "en")):
        client.post("/ngon-ngu", {"language": reader, "next": "/"})
        phone = f"0912 000 33{number}"
        client.post("/bieu-mau/order", ORDER | {"phone": phone, "choice-promotion-email": "yes"})
        customer = access.identify(text=phone, now=read_clock())
        assert customer is not None
        (event,) = consent.history_of(customer=customer)
        hashes.add(event.shown.hash)
    assert len(hashes) == 2


def test_wrong_value_is_explained_and_what_was_typed_is_kept(
    client: Client, shop: Shop, language: str
) -> None:
    answer = client.post("/bieu-mau/order", ORDER | {"phone": "12", "choice-promotion-email": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#field-phone"' in page
    assert "Lê Văn Thử" in page
    assert 'value="yes" aria-describedby="way-choice-promotion-email" checked' in page


def test_required_field_may_not_be_empty(client: Client, shop: Shop) -> None:
    answer = client.post("/bieu-mau/order", ORDER | {"full_name": " "})
    assert answer.status_code == 422
    assert access.identify(text=ORDER["phone"], now=read_clock()) is None


def test_no_answer_is_chosen_beforehand_and_both_weigh_the_same(client: Client, shop: Shop) -> None:
    page = client.get("/bieu-mau/register").content.decode()
    assert " checked" not in page
    assert page.count('value="yes"') == page.count('value="no"') > 0


def test_optional_field_says_what_leaving_it_empty_means(client: Client, shop: Shop, language: str) -> None:
    label = shop.edition.policy.fields["email"].without_it
    assert label is not None
    page = client.get("/bieu-mau/order").content.decode()
    assert label.in_language(language) in unescape(page)


def test_field_that_customers_do_not_give_is_not_asked(client: Client, shop: Shop) -> None:
    assert "payment_token" not in client.get("/bieu-mau/order").content.decode()


def test_unknown_form_is_not_found(client: Client, shop: Shop, language: str) -> None:
    answer = client.get("/bieu-mau/khong-co")
    assert answer.status_code == 404
    assert ("Không có trang này" if language == "vi" else "There is no such page") in answer.content.decode()


def test_policy_that_writes_by_hand_takes_no_form(
    client: Client, transactional_db: None, home: Path, language: str
) -> None:
    open_shop("supplier", home)
    for answer in (client.get("/bieu-mau/order"), client.post("/bieu-mau/order", ORDER)):
        assert answer.status_code == 403
        assert say("refusals.manual_only.what", language) in unescape(answer.content.decode())
    assert people.count_customers() == 0
