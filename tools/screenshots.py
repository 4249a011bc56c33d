"""How does every page look? Walks a running demonstration in both languages, on a phone and a desk, taking pictures.

    python tools/screenshots.py FOLDER

Pictures are FOLDER/<vi|en>-<390|1280>/<number>-<page>.png. The walk is the customers' and the staff's way:
a form, a sign-in, an opening, a refusal, a change of mind, an erasure. One desk link of each role is spent.
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LANGUAGES = ("vi", "en")
WIDTHS = {390: 844, 1280: 900}
ROLES = ("shipping", "marketing")


@dataclass
class Album:
    """One pass: a page in one language and width, and the pictures taken of it so far."""

    page: Page
    base: str
    folder: Path
    taken: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a path of the demonstration."""
        self.page.goto(urljoin(self.base, path))

    def take(self, name: str) -> None:
        """A picture of the whole page as it stands."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.taken.append(name)
        self.page.screenshot(path=self.folder / f"{len(self.taken):02d}-{name}.png", full_page=True)

    def press(self, selector: str) -> None:
        """Press a button and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()


def sign_in_staff(browser: Browser, base: str) -> dict[str, StorageState]:
    """The signed-in state of one member of staff for each role that is shown; spends their links."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(base)
    doors = page.locator('a[href*="/desk/vao?token="]')
    links = [str(doors.nth(i).get_attribute("href")) for i in range(doors.count())]
    context.close()
    states: dict[str, StorageState] = {}
    for link in links:
        desk = browser.new_context()
        page = desk.new_page()
        page.goto(urljoin(base, link))
        if page.locator("main form button").count():
            with page.expect_navigation():
                page.locator("main form button").click()
            if page.locator("#purpose").count():
                purposes = page.locator("#purpose option").evaluate_all("all => all.map(one => one.value)")
                for role, purpose in (("shipping", "delivery"), ("marketing", "promotion")):
                    if purpose in purposes:
                        states.setdefault(role, desk.storage_state())
        desk.close()
    return states


def walk_public(album: Album, phone: str) -> None:
    """The start page, the policy, a form with mistakes and without."""
    page = album.page
    for path, name in (("/", "start"), ("/chinh-sach", "policy")):
        album.go(path)
        album.take(name)
    page.locator("details summary").first.click()
    page.locator("details summary").nth(3).click()
    page.locator("section").nth(1).screenshot(path=album.folder / "02-policy-detail.png")
    album.go("/bieu-mau/order")
    album.take("form")
    page.fill("#field-phone", "0912")
    album.press("main form > button")
    album.take("form-errors")
    page.fill("#field-full_name", "Nguyễn Thị Ảnh Mẫu")
    page.fill("#field-phone", phone)
    page.fill("#field-delivery_address", "27 Phố Ảnh, phường Bến Gạo, thành phố Đồng Mây")
    page.check('input[name="choice-promotion-email"][value="yes"]')
    page.check('input[name="choice-promotion-sms"][value="no"]')
    album.press("main form > button")
    album.take("captured")
    album.go("/bieu-mau/register")
    album.take("form-many-questions")
    album.go("/khong-co-trang-nay")
    album.take("not-found")


def walk_desk(album: Album, states: dict[str, StorageState], browser: Browser, phone: str) -> None:
    """Search, card, an opening and a refusal; the doors of those who are not signed in."""
    album.go("/desk/")
    album.take("desk-outside")
    album.go("/desk/vao?token=khong-dung-duoc")
    album.take("desk-enter")
    for role, purpose in (("shipping", "delivery"), ("marketing", "promotion")):
        if role not in states:
            continue
        desk = _at_desk(album, states[role], browser)
        desk.go("/desk/")
        desk.take(f"desk-search-{role}")
        desk.page.fill("#text", phone if role == "shipping" else "nguyen thi anh mau")
        desk.press(".search button")
        desk.take(f"desk-found-{role}")
        if desk.page.locator("#found ~ ul a").count():
            desk.press("#found ~ ul a")
            desk.take(f"desk-card-{role}")
            button = desk.page.locator(f'form:has(input[value="{purpose}"]) button')
            button.click()
            desk.page.wait_for_selector("#opened > *")
            desk.take(f"desk-opened-{role}")
        album.taken = desk.taken
        desk.page.context.close()


def _at_desk(album: Album, state: StorageState, browser: Browser) -> Album:
    size = album.page.viewport_size
    context = browser.new_context(storage_state=state, viewport=size)
    context.add_cookies([c for c in album.page.context.cookies() if c["name"] == "camket_language"])  # type: ignore[misc]
    return Album(context.new_page(), album.base, album.folder, album.taken)


def walk_portal(album: Album, phone: str) -> None:
    """Sign in, look round, change one's mind, erase."""
    page = album.page
    album.go("/me/")
    album.take("portal-sign-in")
    page.fill("#field-address", phone)
    album.press("main form button")
    album.take("portal-code")
    album.go("/demo/hop-thu-di")
    album.take("outbox")
    code = re.search(r"\b\d{6}\b", page.locator("main li").first.inner_text())
    album.go("/me/ma")
    page.fill("#field-code", "12")
    album.press("main form button")
    album.take("portal-code-wrong")
    page.fill("#field-code", code.group() if code else "")
    album.press("main form button")
    album.take("portal-home")
    for path, name in (
        ("/me/thong-tin", "portal-data"),
        ("/me/thong-tin/delivery_address", "portal-correct"),
        ("/me/ai-da-xem", "portal-seen"),
        ("/me/lua-chon", "portal-choices"),
    ):
        album.go(path)
        album.take(name)
    page.check('input[name="choice-promotion-email"][value="no"]')
    album.press("#field-promotion button")
    album.take("portal-choices-saved")
    album.go("/me/xoa")
    album.take("portal-erase")
    album.press("main a.danger")
    album.take("portal-erase-confirm")
    album.press("main form button")
    album.take("portal-erased")


def choose_language(context: BrowserContext, base: str, language: str) -> None:
    """As the switch in the header does."""
    context.request.post(
        urljoin(base, "/ngon-ngu"), form={"language": language, "next": "/"}, max_redirects=0
    )


@contextmanager
def demonstrating(url: str | None) -> Iterator[str]:
    """The address of the given demonstration, or of one that runs while the block does."""
    if url:
        yield url
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from camket.cli.main import main; main()",
        "demo",
        "mart",
        "--port",
        str(port),
    ]
    demo = subprocess.Popen(command)
    try:
        await_page(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        demo.terminate()
        demo.wait()


def await_page(url: str) -> None:
    """Until it is answered, a minute at most."""
    for _ in range(120):
        try:
            with urlopen(url, timeout=10):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="a running demonstration; one is started where none is given")
    parser.add_argument("--dark", action="store_true", help="with the dark colours")
    given = parser.parse_args()
    with demonstrating(given.url) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        states = sign_in_staff(browser, url)
        for number, (language, (width, height)) in enumerate(
            (language, size) for language in LANGUAGES for size in WIDTHS.items()
        ):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if given.dark else "light",
            )
            choose_language(context, url, language)
            album = Album(context.new_page(), url, given.folder / f"{language}-{width}")
            phone = f"0912 000 5{number:02d}"
            walk_public(album, phone)
            walk_desk(album, states, browser, phone)
            walk_portal(album, phone)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
