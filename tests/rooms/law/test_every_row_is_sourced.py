"""Does every row of the legal tables name its article and its confidence, and is nothing unconfirmed among them?"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from camket.kernel.text import fold
from camket.law.api import load_pack
from camket.law.data import Confidence, Row

PACK = load_pack()
# What the reference could not confirm; wording that would show that it slipped in as a fact.
UNCONFIRMED = {
    "operator of the Do-Not-Call list, 5656": r"5656|ais\.gov|khongquangcao",
    "e-commerce sanctions": r"98/2020|phat tien",
    "e-invoices": r"254/2026|hoa don dien tu|e-invoice",
    "twelve-month logs and storage in Vietnam": r"333/2026|24 thang|12 thang",
    "bank-account numbers": r"so tai khoan ngan hang|bank account number",
    "small-firm exemption": r"mien tru|exempt",
    "what a working day is": r"ngay lam viec la|working day means",
    "passport and insurance formats": r"bhxh|bhyt",
}


def words_of(row: Row) -> str:
    texts = [row.label] + ([row.note] if row.note else [])
    return fold(" ".join(part for text in texts for part in (text.vi, text.en))) + " " + row.article.lower()


@pytest.mark.parametrize("row", PACK.rows(), ids=lambda row: f"{type(row).__name__}-{row.code}")
def test_article_confidence_label(row: Row) -> None:
    assert row.cites
    assert re.search(r"[\w/]", row.article)
    assert row.confidence in {Confidence.A, Confidence.B, Confidence.B_PLUS}
    assert all(cite.source in PACK.sources for cite in row.cites)
    assert row.label.vi != row.label.en
    assert unicodedata.is_normalized("NFC", row.label.vi + row.label.en)


def test_the_pack_says_when_it_was_confirmed() -> None:
    assert PACK.confirmed_on == date(2026, 11, 23)


def test_a_page_can_link_every_instrument() -> None:
    used = {cite.source for row in PACK.rows() for cite in row.cites}
    assert used == set(PACK.sources)
    assert [id_ for id_, source in PACK.sources.items() if not source.url.startswith("https://")] == ["LUNAR"]


@pytest.mark.parametrize("topic", UNCONFIRMED)
def test_nothing_unconfirmed_is_a_fact(topic: str) -> None:
    found = [row.code for row in PACK.rows() if re.search(UNCONFIRMED[topic], words_of(row))]
    assert found == []


def test_instruments_of_open_standing_are_marked() -> None:
    assert {id_ for id_, source in PACK.sources.items() if source.standing_open} == {"D91", "D174"}


def test_only_the_decided_days_of_2027_are_there() -> None:
    year = next(year for year in PACK.years if year.year == 2027)
    assert not year.complete
    assert not [day for day in year.days if day.on.month == 2 or day.on == date(2027, 9, 3)]


def test_the_swap_that_was_only_proposed_is_not_there() -> None:
    assert {date(2026, 11, 23), date(2026, 11, 28)}.isdisjoint(
        day.on for year in PACK.years for day in year.days
    )


def test_the_weakest_mark_counts() -> None:
    row = next(element for element in PACK.elements if element.code == "controller")
    assert row.confidence is Confidence.B_PLUS
    assert row.article == "L91 9.2.b; L122 11.1.a; D248 4"
