"""Is every word of a page in exactly one clause, heading or named piece of furniture, in the page's order?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment

from camket.policy.core.page.doors import draft_from_page
from camket.policy.core.page.draft import Draft, Furniture, Role
from tests.kit.pages import CORPUS, ORIGINALS, bare, own_pages, real_pages

_ANCHOR = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")


def words_of(draft: Draft) -> str:
    return "".join(bare(piece.words) for piece in draft.pieces)


def assert_whole(draft: Draft, source: str) -> None:
    assert words_of(draft) == bare(source)
    anchors = [piece.anchor for piece in draft.clauses]
    assert len(anchors) == len(set(anchors))
    assert all(_ANCHOR.fullmatch(anchor) for anchor in anchors)
    assert all(piece.text for piece in draft.clauses)
    assert all(isinstance(piece.kind, Furniture) for piece in draft.furniture)
    assert all(piece.kind is None for piece in draft.pieces if piece.role is not Role.FURNITURE)


def seen_text(page: str) -> str:
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    return "".join(
        str(text) for text in soup.find_all(string=True) if type(text) is not Comment and text != "html"
    )


@pytest.mark.parametrize("path", [p for p in own_pages() if p.suffix != ".html"], ids=lambda p: p.name)
def test_own_pages(path: Path) -> None:
    text = path.read_text("utf-8")
    assert_whole(draft_from_page(text=text, kind=path.suffix[1:]), text)


def test_saved_page_keeps_every_word_a_reader_sees() -> None:
    path = next(p for p in own_pages() if p.suffix == ".html")
    text = path.read_text("utf-8")
    assert_whole(draft_from_page(text=text, kind="html"), seen_text(text))


def test_five_originals() -> None:
    pages = real_pages(ORIGINALS, 5)
    for path in pages:
        text = path.read_text("utf-8")
        assert_whole(draft_from_page(text=text, kind="txt"), text)
    assert len(pages) == 5


def test_seventy_real_pages() -> None:
    pages = real_pages(CORPUS, 70)
    for path in pages:
        text = path.read_text("utf-8")
        for kind in ("txt", "md"):
            assert_whole(draft_from_page(text=text, kind=kind), text)
        assert draft_from_page(text=text, kind="html").clauses


def test_a_sentence_left_out_would_be_seen() -> None:
    path = own_pages()[0]
    text = path.read_text("utf-8")
    draft = draft_from_page(text=text + "\nThêm một câu.", kind="txt")
    assert words_of(draft) != bare(text)
