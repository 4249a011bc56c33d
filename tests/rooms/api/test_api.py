"""Does the API answer a key holder, and refuse with a problem document that says why?"""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client

from camket.ledger import api as ledger
from camket.people import api as people
from camket.web.api import serving
from tests.kit.shop import NOW, Shop


@pytest.fixture
def secret(shop: Shop) -> str:
    serving._remembered.clear()
    _, made = people.add_api_key(label="kho", roles=frozenset({"shipping", "care"}), now=NOW)
    return made


def post(path: str, secret: str, body: object, **headers: str) -> tuple[int, dict[str, object], str]:
    response = Client().post(
        f"/api/v1/{path}",
        data=body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"} | headers,
    )
    assert response["Cache-Control"] == "no-store"
    return response.status_code, response.json(), response["Content-Type"]


def test_reveal_find_and_batch(shop: Shop, secret: str) -> None:
    someone = shop.take_in()
    status, found, _ = post("find", secret, {"text": "0912000111", "purpose": "care"})
    assert (status, found["customers"]) == (200, [str(someone.customer)])
    asked = {
        "customer": str(someone.customer),
        "fields": ["phone"],
        "purpose": "delivery",
        "channel": "phone",
    }
    status, got, _ = post("reveal", secret, asked)
    assert (status, got["values"], got["clauses"]) == (200, {"phone": "+84912000111"}, ["4.3"])
    assert got["entry"] in {one.entry_id.hex for one in ledger.entries_about(ref=someone.ref, limit=5)}
    stranger = uuid4()
    asked = {"customers": [str(someone.customer), str(stranger)], "fields": ["phone"], "purpose": "delivery"}
    status, many, _ = post("reveal-batch", secret, asked)
    assert (status, many["permitted"]) == (200, {str(someone.customer): {"phone": "+84912000111"}})
    assert many["refused"] == {str(stranger): "no_such_customer"}


@pytest.mark.parametrize(("language", "word"), [("vi", "Vai trò"), ("en", "role")])
def test_a_refusal_names_reason_and_clause_in_the_readers_language(
    shop: Shop, secret: str, language: str, word: str
) -> None:
    someone = shop.take_in()
    asked = {"customer": str(someone.customer), "fields": ["phone"], "purpose": "promotion"}
    status, problem, kind = post("reveal", secret, asked, **{"Accept-Language": language})
    assert (status, kind) == (403, "application/problem+json")
    assert (problem["reason"], problem["clauses"]) == ("role_not_named", ["4.6"])
    assert word in str(problem["detail"])


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "{}", '{"customer": "x", "fields": [], "purpose": ""}', '{"text": 1}', "\x00" * 50],
)
@pytest.mark.parametrize("path", ["reveal", "reveal-batch", "find"])
def test_ugly_bodies_are_told_where_they_are_wrong(shop: Shop, secret: str, path: str, body: str) -> None:
    status, problem, kind = post(path, secret, body)
    assert (status, kind, problem["code"]) == (400, "application/problem+json", "api.body")


@pytest.mark.parametrize("secret_given", ["", "wrong", "a b c"])
def test_no_key_no_answer(shop: Shop, secret_given: str) -> None:
    status, problem, _ = post("find", secret_given, {"text": "0912000111", "purpose": "care"})
    assert (status, problem["code"]) == (401, "people.api_key_refused")


def test_only_post(shop: Shop) -> None:
    assert Client().get("/api/v1/find").status_code == 405
