"""Does any text at all give a whole draft or a named refusal? Mutated pages, in every kind."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.core.page.doors import decode_page, draft_from_page, files_of
from camket.policy.core.page.errors import PageRefused
from tests.kit.pages import ORIGINALS, bare, own_pages

PAGES = [path.read_text("utf-8") for path in own_pages()]
PAGES += [path.read_text("utf-8") for path in sorted(ORIGINALS.glob("*.txt"))]
BITS = [
    "\n",
    " ",
    "- ",
    "1. ",
    "1.1. ",
    "a) ",
    "• ",
    "# ",
    "**",
    "{#1}",
    "<li>",
    "</ol>",
    "&nbsp;",
    "©",
    "|",
    ":",
    "\t",
]
BITS += [
    "\u0301",
    "\u200b",
    "Điều 2. ",
    "IV. ",
    "---\n",
    "12/12/2026",
    "<h2>",
    "`",
    "9999999999. ",
    "1.2.3.4.5. ",
]

mutation = st.tuples(st.integers(0, 6000), st.integers(0, 400), st.sampled_from(BITS) | st.text(max_size=20))


def mutated(page: str, changes: list[tuple[int, int, str]]) -> str:
    for place, length, bit in changes:
        at = place % (len(page) + 1)
        page = page[:at] + bit + page[at + length :]
    return page


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(PAGES), st.lists(mutation, max_size=8), st.sampled_from(["txt", "md", "html"]))
def test_mutated_pages(page: str, changes: list[tuple[int, int, str]], kind: str) -> None:
    text = mutated(page, changes)
    try:
        draft = draft_from_page(text=text, kind=kind)
    except PageRefused:
        return
    anchors = [piece.anchor for piece in draft.clauses]
    assert len(anchors) == len(set(anchors))
    assert all(0 < len(anchor) <= 32 and anchor.isascii() for anchor in anchors)
    assert all(name in files_of(draft) for name in ("policy.vi.md", "policy.yaml", "cases.yaml"))
    if kind != "html":
        assert "".join(bare(piece.words) for piece in draft.pieces) == bare(text.removeprefix("\ufeff"))


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-16", "surrogatepass")))
def test_any_bytes(data: bytes) -> None:
    for kind in ("html", "txt", "md"):
        with suppress(PageRefused):  # anything else that is raised fails the test
            assert draft_from_page(text=decode_page(data), kind=kind).clauses


def test_a_page_nested_deeper_than_the_stack() -> None:
    text = "<div>" * 5000 + "Tiệm hỏi tên khách." + "</div>" * 5000
    assert [piece.text for piece in draft_from_page(text=text, kind="html").clauses] == [
        "Tiệm hỏi tên khách."
    ]


def test_the_same_page_gives_the_same_draft() -> None:
    for page in PAGES:
        assert draft_from_page(text=page, kind="txt") == draft_from_page(text=page, kind="txt")
