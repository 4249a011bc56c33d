"""Does the policy page say what was adopted, clause for clause, and carry no script?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from camket.web.public.page import make_page, render_clause
from camket.words import say
from tests.journeys.shop import Shop, open_shop


def test_every_clause_has_its_permanent_link(client: Client, shop: Shop, language: str) -> None:
    page = client.get("/chinh-sach").content.decode()
    clauses = shop.edition.policy.clauses
    for clause in clauses:
        assert f'id="c-{clause.anchor}"' in page
        assert f'href="#c-{clause.anchor}"' in page
    assert say("public.policy.edition", language, number=1) in page


def test_seal_stands_where_a_rule_keeps_the_clause(client: Client, shop: Shop) -> None:
    page = client.get("/chinh-sach").content.decode()
    kept = [c for c in shop.edition.policy.clauses if shop.edition.policy.kept_by.get(c.anchor)]
    assert page.count("<details>") == len(kept) > 0
    assert say("public.policy.unmeasured", "vi") in page


def test_english_page_is_english(client: Client, shop: Shop) -> None:
    client.post("/ngon-ngu", {"language": "en", "next": "/"})
    page = client.get("/chinh-sach").content.decode()
    assert '<html lang="en">' in page
    assert "The payment gateway" in page
    assert "Cổng thanh toán" not in page


def test_reading_sets_no_cookie(client: Client, shop: Shop) -> None:
    assert client.get("/chinh-sach").cookies == {}


def test_nothing_inline_and_a_strict_policy(client: Client, shop: Shop) -> None:
    for path in ("/", "/chinh-sach", "/bieu-mau/order", "/me/vao", "/desk/", "/demo/hop-thu-di"):
        answer = client.get(path)
        page = answer.content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", page), path
        assert "'unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://e.example/a.png)",
    ],
)
def test_clause_brings_no_script_along(written: str) -> None:
    html = str(render_clause(written))
    assert not re.search(r"<(script|img)|href=\"javascript", html)


def test_emphasis_is_kept() -> None:
    assert render_clause("**Giao hàng:** đúng chỗ") == "<strong>Giao hàng:</strong> đúng chỗ"


@pytest.mark.parametrize("example", ["agency", "estate", "mart", "retailer", "supplier"])
def test_every_example_has_a_page_in_both_languages(
    client: Client, transactional_db: None, home: Path, example: str
) -> None:
    policy = open_shop(example, home).edition.policy
    for language in ("vi", "en"):
        page = make_page(policy, language)
        assert page.clauses == len(policy.clauses) == sum(len(section.clauses) for section in page.sections)
        client.post("/ngon-ngu", {"language": language, "next": "/"})
        assert client.get("/chinh-sach").status_code == 200


def test_start_page_is_for_demonstrations_only(client: Client, shop: Shop, settings: object) -> None:
    assert client.get("/").status_code == 200
    settings.CAMKET_DEMO = False  # type: ignore[attr-defined]
    assert client.get("/")["Location"] == "/chinh-sach"
    assert client.get("/demo/hop-thu-di").status_code == 404


@pytest.mark.parametrize("path", ["/", "/chinh-sach", "/bieu-mau/order", "/me/vao"])
def test_without_a_policy_in_force_every_page_says_so(
    client: Client, transactional_db: None, home: Path, path: str, language: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 503
    assert say("web.error.503.title", language) in answer.content.decode()


def test_language_switch_goes_nowhere_else(client: Client, shop: Shop) -> None:
    for target in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert client.post("/ngon-ngu", {"language": "en", "next": target})["Location"] == "/"
