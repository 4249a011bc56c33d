"""Are the texts composed, our own and made up: NFC, no sentence of a published page, no real address or number?"""

from __future__ import annotations

import re
import unicodedata

import pytest
from stdnum.vn import mst

from camket.kernel.text import fold
from tests.rooms.examples.folders import NAMES, ROOT, policy_folder, rules_of, texts_of

ORIGINALS = ROOT.parent / "shared" / "policies" / "originals"
LONGEST_COMMON_RUN = 9
MAIL_OR_SITE = re.compile(r"(?:[\w.-]+@|https?://)([\w.-]+\w)")
PHONE = re.compile(r"\b0\d{3} \d{3} \d{3}\b")
DIGITS = re.compile(r"\b\d{8,}\b")


def runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_composed(name: str) -> None:
    assert [
        path.name for path, text in texts_of(name).items() if not unicodedata.is_normalized("NFC", text)
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_mails_and_sites_can_not_exist(name: str) -> None:
    hosts = {host for text in texts_of(name).values() for host in MAIL_OR_SITE.findall(text)}
    assert hosts
    assert [host for host in hosts if not host.endswith((".example", ".test"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_phones_are_made_up_and_the_tax_code_checks(name: str) -> None:
    business = rules_of(name)["business"]
    assert mst.is_valid(business["tax_code"])
    for path, text in texts_of(name).items():
        assert all(phone.startswith("0900 000 00") for phone in PHONE.findall(text)), path.name
        assert set(DIGITS.findall(text)) - {business["tax_code"]} <= seeds_of(path.name, text), path.name


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_the_business_as_the_rules_have_it(name: str) -> None:
    business = rules_of(name)["business"]
    page = (policy_folder(name) / "policy.vi.md").read_text("utf-8")
    assert business["tax_code"] in page
    assert business["address"].split(",")[0].casefold() in page.casefold()
    shown = [contact["value"] for contact in business["contacts"] if contact["kind"] != "counter"]
    assert [value for value in shown if value not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_taken_from_a_published_page(name: str) -> None:
    pages = sorted(ORIGINALS.glob("*.txt"))
    if not pages:
        pytest.skip("0 of 5 published pages beside the project")
    assert len(pages) == 5
    published = {run for page in pages for run in runs_of(page.read_text("utf-8"), LONGEST_COMMON_RUN + 1)}
    ours = (policy_folder(name) / "policy.vi.md").read_text("utf-8")
    assert {
        run for line in ours.splitlines() for run in runs_of(line, LONGEST_COMMON_RUN + 1)
    } & published == set()


def seeds_of(file: str, text: str) -> set[str]:
    return set(re.findall(r"^seed: (\d+)$", text, re.MULTILINE)) if file == "customers.yaml" else set()
