"""Does signing in tell nothing to strangers, hold against guessing, and end when it should?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from camket.kernel.clock import read_clock
from camket.people import api as people
from camket.words import say
from tests.journeys.shop import PHONE, Shop, sign_in_desk, sign_in_portal


def _ask(client: Client, address: str) -> tuple[int, str, str]:
    answer = client.post("/me/vao", {"address": address})
    page = client.get("/me/ma").content.decode()
    return answer.status_code, answer["Location"], page[: page.index("csrfmiddlewaretoken")]


def test_answer_is_the_same_whether_known_or_not(shop: Shop) -> None:
    assert _ask(Client(), PHONE) == _ask(Client(), "0912 000 998")


def test_code_goes_out_to_known_addresses_only(client: Client, shop: Shop) -> None:
    _ask(client, "0912 000 998")
    assert not (shop.home / "outbox").exists()
    _ask(client, PHONE)
    assert len(list((shop.home / "outbox").glob("*.json"))) == 1


def test_code_for_another_session_signs_nobody_in(shop: Shop) -> None:
    stranger, customer = Client(), Client()
    _ask(stranger, "0912 000 998")
    _ask(customer, PHONE)
    assert stranger.post("/me/ma", {"code": shop.newest_code()}).status_code == 422
    assert stranger.get("/me/")["Location"] == "/me/vao"


def test_wrong_code_is_refused_and_the_code_locks(client: Client, shop: Shop, language: str) -> None:
    _ask(client, PHONE)
    code = shop.newest_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        answer = client.post("/me/ma", {"code": wrong})
        assert say("portal.code.wrong", language) in answer.content.decode()
    locked = client.post("/me/ma", {"code": code})
    assert (locked.status_code, say("portal.code.too_many", language) in locked.content.decode()) == (
        422,
        True,
    )


def test_too_many_codes_for_one_address_are_not_sent(shop: Shop, client: Client, language: str) -> None:
    for _ in range(5):
        assert Client().post("/me/vao", {"address": PHONE}).status_code == 302
    answer = client.post("/me/vao", {"address": PHONE.replace(" ", "")})
    assert answer.status_code == 429
    assert say("web.throttled", language, minutes=15) in answer.content.decode()
    assert len(list((shop.home / "outbox").glob("*.json"))) == 5


def test_session_holds_the_id_only(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    client.get("/me/thong-tin")
    kept = dict(client.session.items())
    assert kept.pop("portal_customer") == shop.customer.customer.hex
    assert set(kept) == {"portal_seen"}


def test_session_key_changes_on_signing_in(client: Client, shop: Shop) -> None:
    client.post("/me/vao", {"address": PHONE})
    before = client.session.session_key
    client.post("/me/ma", {"code": shop.newest_code()})
    assert client.session.session_key != before


def test_idle_customer_is_signed_out(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    session = client.session
    session["portal_seen"] = (read_clock() - timedelta(minutes=31)).isoformat()
    session.save()
    assert client.get("/me/")["Location"] == "/me/vao"


def test_signing_out_ends_it(client: Client, shop: Shop) -> None:
    sign_in_portal(client, shop)
    assert client.get("/me/").status_code == 200
    client.post("/me/ra")
    assert client.get("/me/")["Location"] == "/me/vao"


def test_following_a_desk_link_does_not_spend_it(client: Client, shop: Shop, language: str) -> None:
    token = shop.link("shipping")
    for _ in range(2):
        assert say("desk.enter.send", language) in client.get(f"/desk/vao?token={token}").content.decode()
    assert client.post("/desk/vao", {"token": token}).status_code == 302
    again = Client().post("/desk/vao", {"token": token})
    assert (again.status_code, say("desk.enter.used", "vi") in again.content.decode()) == (403, True)


def test_old_desk_link_is_refused(client: Client, shop: Shop) -> None:
    long_ago = read_clock() - timedelta(hours=1)
    token = people.issue_staff_link(staff=shop.staff["shipping"].id, now=long_ago)
    answer = client.post("/desk/vao", {"token": token})
    assert say("desk.enter.expired", "vi") in answer.content.decode()


def test_working_day_ends(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    session = client.session
    session["desk_since"] = (read_clock() - timedelta(hours=9)).isoformat()
    session.save()
    assert client.get("/desk/").status_code == 403


def test_customer_and_staff_are_apart(client: Client, shop: Shop) -> None:
    sign_in_desk(client, shop, "shipping")
    assert client.get("/me/")["Location"] == "/me/vao"
    other = Client()
    sign_in_portal(other, shop)
    assert other.get("/desk/").status_code == 403


PRIVATE = ["/me/", "/me/vao", "/me/thong-tin", "/me/ai-da-xem", "/me/lua-chon", "/desk/", "/desk/vao"]


@pytest.mark.parametrize("path", PRIVATE)
def test_private_pages_are_stored_nowhere(client: Client, shop: Shop, path: str) -> None:
    assert client.get(path)["Cache-Control"] == "no-store"


POSTS = [
    "/me/vao",
    "/me/ma",
    "/me/ra",
    "/me/lua-chon",
    "/me/thong-tin/phone",
    "/me/xoa/xac-nhan",
    "/desk/",
    "/desk/vao",
    "/desk/ra",
    "/bieu-mau/order",
]


@pytest.mark.parametrize("path", POSTS)
def test_every_post_needs_its_token(shop: Shop, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {})
    assert answer.status_code == 403
    assert say("web.error.csrf.title", "vi") in answer.content.decode()
