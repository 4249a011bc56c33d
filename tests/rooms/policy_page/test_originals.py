"""Do the five real pages come out with the numbers their readers would name? Needs the pages beside the project."""

from __future__ import annotations

from camket.policy.core.page.doors import draft_from_page
from camket.policy.core.page.draft import Draft
from tests.kit.pages import ORIGINALS, real_pages


def drafts() -> dict[str, Draft]:
    pages = real_pages(ORIGINALS, 5)
    return {path.name[:3]: draft_from_page(text=path.read_text("utf-8"), kind="txt") for path in pages}


def test_clauses_and_furniture_are_told_apart() -> None:
    found = {name: (len(draft.clauses), len(draft.furniture)) for name, draft in drafts().items()}
    assert found == {"000": (26, 0), "001": (11, 1), "002": (16, 1), "003": (31, 11), "004": (22, 0)}


def test_the_promise_to_act_in_a_day_is_4_3() -> None:
    texts = {piece.anchor: piece.text for piece in drafts()["002"].clauses}
    assert "24h" in texts["4.3"]


def test_the_hotline_comes_with_its_hours_and_its_clause() -> None:
    contacts = drafts()["003"].business.contacts
    assert [(c.kind, c.hours, c.clause) for c in contacts] == [
        ("hotline", "07:00-20:00", "8.1"),
        ("email", "", "8.2"),
    ]


def test_the_counters_below_the_copyright_line_are_named() -> None:
    kinds = [str(piece.kind) for piece in drafts()["003"].furniture]
    assert kinds == [
        "title-repeat",
        "date",
        "counter",
        "title-repeat",
        "copyright",
        "counter",
        "counter",
        *["menu"] * 4,
    ]


def test_no_heading_names_a_list_item() -> None:
    headings = [p.text for draft in drafts().values() for p in draft.pieces if p.role == "heading"]
    assert len(headings) == 28
