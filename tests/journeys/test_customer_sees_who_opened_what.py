"""Does the customer's page tell the truth: what is held, who opened it, who was refused?"""

from __future__ import annotations

import json

from django.test import Client

from camket.access import api as access
from camket.access.data import Actor, ActorKind
from camket.access.errors import AccessRefused
from camket.consent import api as consent
from camket.consent.data import ConsentState
from camket.kernel.clock import read_clock
from camket.ledger import api as ledger
from camket.words import say
from tests.journeys.shop import PHONE, Shop, sign_in_portal


def _staff_tries(shop: Shop, role: str, purpose: str, field: str) -> None:
    actor = Actor(ActorKind.STAFF, shop.staff[role].id.hex, frozenset({role}))
    try:
        access.reveal(
            actor=actor,
            customer=shop.customer.customer,
            fields=[field],
            purpose=purpose,
            now=read_clock(),
        )
    except AccessRefused:
        return


def test_home_has_four_verbs_and_what_happened(client: Client, shop: Shop, language: str) -> None:
    _staff_tries(shop, "shipping", "delivery", "phone")
    sign_in_portal(client, shop)
    page = client.get("/me/").content.decode()
    for verb in ("see", "correct", "choose", "erase"):
        assert f"<b>{say(f'portal.home.{verb}', language)}</b>" in page
    role = shop.edition.policy.roles["shipping"].in_language(language)
    assert say("web.who.staff_role", language, role=role) in page


def test_staff_are_named_by_role_not_by_name(client: Client, shop: Shop) -> None:
    _staff_tries(shop, "shipping", "delivery", "phone")
    sign_in_portal(client, shop)
    assert shop.staff["shipping"].name not in client.get("/me/ai-da-xem").content.decode()


def test_refusals_are_shown_with_their_reason(client: Client, shop: Shop, language: str) -> None:
    _staff_tries(shop, "shipping", "promotion", "email")
    sign_in_portal(client, shop)
    page = client.get("/me/ai-da-xem").content.decode()
    assert say("refusals.role_not_named.short", language) in page
    assert 'class="refused"' in page


def test_entry_says_whether_it_is_under_the_signed_tree(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    assert say("web.ledger.under_tree", "vi") not in client.get("/me/ai-da-xem").content.decode()
    while ledger.integrate(now=read_clock()):
        pass
    assert say("web.ledger.under_tree", "vi") in client.get("/me/ai-da-xem").content.decode()


def test_my_data_has_value_source_purposes_and_clause(client: Client, shop: Shop, language: str) -> None:
    sign_in_portal(client, shop)
    page = client.get("/me/thong-tin").content.decode()
    assert "Trần Thị Mẫu" in page
    assert say("web.source.customer", language) in page
    assert shop.edition.policy.purposes["delivery"].label.in_language(language) in page
    assert 'href="/chinh-sach#c-2.2"' in page


def test_correcting_counts_at_once_and_is_recorded(client: Client, shop: Shop, language: str) -> None:
    sign_in_portal(client, shop)
    wrong = client.post("/me/thong-tin/phone", {"phone": "7"})
    assert wrong.status_code == 422
    right = client.post("/me/thong-tin/phone", {"phone": "0912 000 999"})
    assert (right.status_code, right["Location"]) == (302, "/me/thong-tin")
    page = client.get("/me/thong-tin").content.decode()
    label = shop.edition.policy.fields["phone"].label.in_language(language)
    assert say("portal.data.corrected", language, label=label) in page
    assert access.identify(text="0912 000 999", now=read_clock()) == shop.customer.customer
    assert access.identify(text=PHONE, now=read_clock()) is None


def _standing(shop: Shop, purpose: str, channel: str) -> ConsentState | None:
    standing = consent.standing_of(customer=shop.customer.customer, now=read_clock())
    event = standing.get((purpose, channel))
    return event.state if event else None


def test_changing_her_mind_counts_at_once(client: Client, shop: Shop, language: str) -> None:
    shop.agree("promotion", "email")
    sign_in_portal(client, shop)
    page = client.get("/me/lua-chon").content.decode()
    assert say("portal.choices.state.given", language) in page
    answer = client.post("/me/lua-chon", {"purpose": "promotion", "choice-promotion-email": "no"})
    assert answer.status_code == 302
    assert _standing(shop, "promotion", "email") is ConsentState.WITHDRAWN
    client.post("/me/lua-chon", {"purpose": "promotion", "choice-promotion-email": "yes"})
    assert _standing(shop, "promotion", "email") is ConsentState.GIVEN


def test_saving_what_stands_already_records_nothing(client: Client, shop: Shop) -> None:
    shop.agree("promotion", "email")
    sign_in_portal(client, shop)
    client.post("/me/lua-chon", {"purpose": "promotion", "choice-promotion-email": "yes"})
    assert len(consent.history_of(customer=shop.customer.customer)) == 1


def test_purpose_that_asks_no_consent_can_not_be_chosen(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    answer = client.post("/me/lua-chon", {"purpose": "delivery", "choice-delivery-sms": "yes"})
    assert answer.status_code == 404


def test_receipt_names_her_by_ref_and_carries_the_hash(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    client.post("/me/lua-chon", {"purpose": "promotion", "choice-promotion-sms": "yes"})
    (event,) = consent.history_of(customer=shop.customer.customer)
    answer = client.get(f"/me/lua-chon/{event.id}/bien-nhan")
    paper = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert paper["pii_principal_id"] == shop.customer.ref.hex
    assert paper["privacy_notice"]["text_shown_sha256"] == event.shown.hash
    assert PHONE.replace(" ", "")[1:] not in answer.content.decode()


def test_receipt_of_somebody_else_is_not_found(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    assert client.get(f"/me/lua-chon/{shop.customer.customer}/bien-nhan").status_code == 404


def test_erasing_says_first_asks_then_and_proves_after(client: Client, shop: Shop, language: str) -> None:
    sign_in_portal(client, shop)
    page = client.get("/me/xoa").content.decode()
    assert say("portal.erase.stays", language) in page
    assert access.describe(customer=shop.customer.customer)
    assert client.get("/me/xoa/xac-nhan").status_code == 200
    assert access.describe(customer=shop.customer.customer)
    done = client.post("/me/xoa/xac-nhan")
    assert done["Location"] == "/me/da-xoa"
    assert say("portal.erased.done", language) in client.get("/me/da-xoa").content.decode()
    assert access.describe(customer=shop.customer.customer) == []
    assert client.get("/me/")["Location"] == "/me/vao"
