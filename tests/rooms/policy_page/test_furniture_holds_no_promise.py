"""Can a promise be set aside as a menu, a date or a copyright line? It must not: nobody would look at it again."""

from __future__ import annotations

import pytest

from camket.policy.core.page.cut import PROMISES
from camket.policy.core.page.doors import draft_from_page
from camket.policy.core.page.draft import Furniture
from camket.policy.core.page.furniture import makes_sentence
from tests.kit.pages import CORPUS, ORIGINALS, real_pages

BODY = "\n1. Thu thập\nTiệm hỏi tên khách khi khách đặt hàng.\n2. Chia sẻ\nTiệm không bán tên khách.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Cập nhật lần cuối: 20/02/2026. Chúng tôi cam kết bảo vệ dữ liệu của khách.",
        "© 2026 Tiệm Mây. Chúng tôi sẽ không bán dữ liệu của khách.",
        "Chúng tôi sẽ trả lời trong vòng 24 giờ.",
    ],
)
def test_a_promise_in_a_line_of_the_foot_is_a_clause(line: str) -> None:
    for text in (f"Chính sách bảo mật\n{line}{BODY}", f"Chính sách bảo mật{BODY}{line}"):
        assert line in [piece.text for piece in draft_from_page(text=text, kind="txt").clauses]


def test_a_promise_in_the_footer_of_a_saved_page_is_a_clause() -> None:
    page = "<h1>Chính sách bảo mật</h1><p>Tiệm hỏi tên.</p><footer>Chúng tôi sẽ không bán tên của khách.</footer>"
    texts = [piece.text for piece in draft_from_page(text=page, kind="html").clauses]
    assert "Chúng tôi sẽ không bán tên của khách." in texts


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("21/05/2026", Furniture.DATE),
        ("Tổng truy cập: 12,345", Furniture.COUNTER),
        ("*****", Furniture.RULE),
        ("CHÍNH SÁCH BẢO MẬT", Furniture.TITLE_REPEAT),
    ],
)
def test_furniture_is_set_apart_by_name(line: str, kind: Furniture) -> None:
    draft = draft_from_page(text=f"Chính sách bảo mật\n{line}{BODY}", kind="txt")
    assert [(piece.kind, piece.text) for piece in draft.furniture] == [(kind, line)]


def test_real_pages() -> None:
    pages = real_pages(ORIGINALS, 5) + real_pages(CORPUS, 70)
    for path in pages:
        draft = draft_from_page(text=path.read_text("utf-8"), kind="txt")
        lost = [p.text for p in draft.furniture if PROMISES.search(p.text) and makes_sentence(p.text)]
        assert lost == [], path.name
