"""Does the whole way work in a real browser, with and without scripts, in both languages, for everybody?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from camket.words import say
from tests.journeys.browser import CHROMIUM, FLAGS, find_violations, overflows
from tests.journeys.shop import PHONE, Shop

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
HER_PHONE = "0912 000 777"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        # Playwright runs a loop in this thread; the tests' own look-ups are plain, as the server's are.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            yield started
            started.close()


@pytest.fixture
def base(live_server: Any, shop: Shop) -> str:
    return str(live_server.url)


def _context(browser: Browser, base: str, language: str, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    context.request.post(f"{base}/ngon-ngu", form={"language": language, "next": "/"}, max_redirects=0)
    return context


def _press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def _hand_in_form(page: Page, base: str) -> None:
    page.goto(f"{base}/bieu-mau/order")
    page.fill("#field-full_name", "Phạm Thị Đường")
    page.fill("#field-phone", HER_PHONE)
    page.fill("#field-delivery_address", "9 Phố Đường, phường Bến Gạo, thành phố Đồng Mây")
    page.check('input[name="choice-promotion-sms"][value="yes"]')
    _press(page, "main form > button")


def _sign_in_staff(page: Page, base: str, shop: Shop, role: str) -> None:
    page.goto(f"{base}/desk/vao?token={shop.link(role)}")
    _press(page, "main form button")


def _find_card(page: Page, purpose: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(HER_PHONE.replace(" ", ""))
    page.select_option("#purpose", purpose)
    _press(page, ".search button")
    _press(page, "#found ~ ul a")


def _sign_in_customer(page: Page, base: str, shop: Shop, phone: str = HER_PHONE) -> None:
    page.goto(f"{base}/me/")
    page.fill("#field-address", phone)
    _press(page, "main form button")
    page.fill("#field-code", shop.newest_code())
    _press(page, "main form button")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_way(browser: Browser, base: str, shop: Shop, language: str) -> None:
    customer = _context(browser, base, language, viewport={"width": 390, "height": 844}).new_page()
    _hand_in_form(customer, base)
    expect(customer.locator("main")).to_contain_text(say("public.captured.title", language))

    desk = _context(browser, base, language).new_page()
    _sign_in_staff(desk, base, shop, "shipping")
    desk.wait_for_function("document.documentElement.classList.contains('scripted')")
    _find_card(desk, "delivery")
    desk.click('form:has(input[value="delivery"]) button')
    expect(desk.locator(".opened-values")).to_contain_text(HER_PHONE)
    expect(desk.locator("#events li").first).to_contain_text(shop.staff["shipping"].name)

    other = _context(browser, base, language).new_page()
    _sign_in_staff(other, base, shop, "marketing")
    other.goto(desk.url)
    other.click('form:has(input[value="greeting"]) button')
    expect(other.locator("#refusal")).to_contain_text(say("refusals.consent_missing.what", language))

    _sign_in_customer(customer, base, shop)
    shipping = shop.edition.policy.roles["shipping"].in_language(language)
    seen = customer.locator(".timeline")
    expect(seen).to_contain_text(say("web.who.staff_role", language, role=shipping))
    expect(seen).to_contain_text(say("refusals.consent_missing.short", language))

    other.click('form:has(input[value="promotion"]) button')
    expect(other.locator(".opened-values")).to_contain_text(HER_PHONE)
    customer.goto(f"{base}/me/lua-chon")
    customer.check('input[name="choice-promotion-sms"][value="no"]')
    _press(customer, "#field-promotion button")
    other.click('form:has(input[value="promotion"]) button')
    expect(other.locator("#refusal")).to_contain_text(say("refusals.consent_withdrawn.what", language))

    customer.goto(f"{base}/me/xoa")
    _press(customer, "main a.danger")
    _press(customer, "main form button")
    expect(customer.locator("main")).to_contain_text(say("portal.erased.done", language))
    assert desk.goto(desk.url).status == 404  # type: ignore[union-attr]


def test_all_of_it_works_without_scripts(browser: Browser, base: str, shop: Shop) -> None:
    page = _context(browser, base, "vi", java_script_enabled=False).new_page()
    _hand_in_form(page, base)
    _sign_in_staff(page, base, shop, "shipping")
    page.fill("#text", HER_PHONE)
    page.select_option("#purpose", "delivery")
    _press(page, ".search button")
    _press(page, "#found ~ ul a")
    _press(page, 'form:has(input[value="delivery"]) button')
    assert HER_PHONE in page.locator(".opened-values").inner_text()
    page.go_back()
    page.goto(f"{base}/chinh-sach")
    page.locator("details summary").first.click()
    assert say("public.policy.kept", "vi") in page.locator("details[open]").inner_text()


def test_opened_values_hide_after_a_minute(browser: Browser, base: str, shop: Shop) -> None:
    page = _context(browser, base, "vi").new_page()
    page.clock.install()
    _sign_in_staff(page, base, shop, "shipping")
    page.goto(f"{base}/desk/khach/{shop.customer.customer}")
    page.click('form:has(input[value="delivery"]) button')
    expect(page.locator(".opened-values")).to_contain_text(PHONE)
    page.clock.fast_forward(59_000)
    expect(page.locator(".opened-values")).to_be_visible()
    page.clock.fast_forward(2_000)
    expect(page.locator(".opened-values")).to_have_count(0)
    expect(page.locator("#opened")).to_contain_text(say("desk.card.closed", "vi"))


PUBLIC = [
    "/",
    "/chinh-sach",
    "/bieu-mau/order",
    "/bieu-mau/register",
    "/demo/hop-thu-di",
    "/me/vao",
    "/khong-co",
]
MINE = [
    "/me/",
    "/me/thong-tin",
    "/me/thong-tin/phone",
    "/me/ai-da-xem",
    "/me/lua-chon",
    "/me/xoa",
    "/me/xoa/xac-nhan",
]


def _look(page: Page, place: str, problems: list[str]) -> None:
    problems += [f"{place}: {found}" for found in find_violations(page)]
    if overflows(page):
        problems.append(f"{place}: scrolls sideways")


def test_planted_faults_are_found(browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
    page.set_content(
        '<html lang="vi"><title>x</title><main><h1>x</h1><p style="color:#ddd;width:900px">pale</p></main>'
    )
    assert [one.split(":")[0] for one in find_violations(page)] == ["color-contrast"]
    assert overflows(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_fit_for_everybody(
    browser: Browser, base: str, shop: Shop, language: str, scheme: Any
) -> None:
    cache.clear()
    shop.agree("promotion", "email")
    problems: list[str] = []
    page = _context(
        browser, base, language, color_scheme=scheme, viewport={"width": 320, "height": 700}
    ).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for path in PUBLIC:
        page.goto(base + path)
        _look(page, path, problems)
    page.goto(f"{base}/bieu-mau/order")
    _press(page, "main form > button")
    _look(page, "form with mistakes", problems)
    _sign_in_customer(page, base, shop, PHONE)
    for path in MINE:
        page.goto(base + path)
        _look(page, path, problems)
    page.goto(f"{base}/desk/vao?token=x")
    _look(page, "desk door", problems)
    page.goto(f"{base}/desk/")
    _look(page, "desk outside", problems)
    _sign_in_staff(page, base, shop, "marketing")
    page.fill("#text", "mau@khach.example")
    page.select_option("#purpose", "promotion")
    _press(page, ".search button")
    _look(page, "desk found", problems)
    _press(page, "#found ~ ul a")
    _look(page, "desk card", problems)
    for purpose in ("promotion", "greeting"):
        page.click(f'form:has(input[value="{purpose}"]) button')
        page.wait_for_selector(".opened-values" if purpose == "promotion" else "#refusal")
        _look(page, f"desk {purpose}", problems)
    assert problems == []
    assert [one for one in complaints if not re.search(r"status of (403|404|422)", one)] == []


def test_targets_are_large_enough_for_a_thumb(browser: Browser, base: str, shop: Shop) -> None:
    page = _context(browser, base, "vi", viewport={"width": 390, "height": 844}).new_page()
    small: list[str] = []
    for path in ("/", "/chinh-sach", "/bieu-mau/order", "/me/vao"):
        page.goto(base + path)
        small += page.evaluate(
            """path => [...document.querySelectorAll('button, summary, nav a, .rows a, label.pick, .foot a, .number')]
                 .filter(one => { const box = one.getBoundingClientRect(); return box.width && box.height < 43.5 })
                 .map(one => path + ' ' + one.outerHTML.slice(0, 80))""",
            path,
        )
    assert small == []


def test_page_weighs_little(browser: Browser, base: str, shop: Shop) -> None:
    page = _context(browser, base, "vi").new_page()
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    for path in ("/me/vao", "/bieu-mau/order"):
        weights.clear()
        page.goto(base + path, wait_until="networkidle")
        counted = {url: weight for url, weight in weights.items() if "/fonts/" not in url}
        assert 0 < sum(counted.values()) < 60_000, counted
