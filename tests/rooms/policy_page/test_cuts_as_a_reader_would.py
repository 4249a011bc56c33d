"""Are our six pages cut, anchored and set apart as a careful reader would?"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from camket.policy.core.page.doors import draft_from_page
from camket.policy.core.page.draft import Piece, Role
from tests.kit.pages import OWN, own_pages

EXPECTED = YAML(typ="safe").load((OWN / "expected.yaml").read_text("utf-8"))


def shown(piece: Piece) -> str:
    kind = piece.kind or ("" if piece.role is Role.CLAUSE else piece.role)
    return f"{kind}|{piece.anchor}|{piece.text}"


@pytest.mark.parametrize("path", own_pages(), ids=lambda p: p.name)
def test_pieces(path: Path) -> None:
    draft = draft_from_page(text=path.read_text("utf-8"), kind=path.suffix[1:])
    assert draft.title == EXPECTED[path.name]["title"]
    assert [shown(piece) for piece in draft.pieces] == EXPECTED[path.name]["pieces"]


def anchors(text: str, kind: str = "txt") -> list[tuple[str, str]]:
    return [(piece.anchor, piece.text) for piece in draft_from_page(text=text, kind=kind).clauses]


def test_the_pages_own_numbers_are_kept() -> None:
    text = "Điều 4. Quyền\nKhách có quyền:\na) xem;\nđ) xóa.\n4.3. Chúng tôi trả lời trong 24 giờ."
    assert [anchor for anchor, _ in anchors(text)] == ["4", "4.a", "4.dd", "4.3"]


def test_roman_numbers_count_as_numbers() -> None:
    text = "II. Chia sẻ\n• Không bán.\n• Không cho thuê.\n\nIII. Lưu giữ\n• Giữ một năm.\n• Rồi xóa."
    assert [anchor for anchor, _ in anchors(text)] == ["2.1", "2.2", "3.1", "3.2"]


def test_a_number_used_twice_still_gives_two_anchors() -> None:
    text = "1. Chúng tôi không bán dữ liệu.\n1. Chúng tôi không cho thuê dữ liệu."
    first, second = anchors(text)
    assert first[0] == "1"
    assert second[0] != "1"


def test_numbered_sections_below_a_loose_heading_keep_their_numbers() -> None:
    text = "TIẾNG VIỆT\n1. Thu thập\nTiệm chỉ hỏi tên khách.\n2. Lưu giữ\nTiệm giữ một năm."
    assert [anchor for anchor, _ in anchors(text)] == ["1", "2"]


def test_a_numbered_promise_is_a_clause_not_a_heading() -> None:
    text = "1. Chúng tôi không bán dữ liệu\n2. Chúng tôi xóa dữ liệu khi khách yêu cầu\n3. Chúng tôi trả lời khách"
    assert [anchor for anchor, _ in anchors(text)] == ["1", "2", "3"]


def test_an_intro_is_a_clause_of_its_own() -> None:
    text = "Thu thập\n\nChúng tôi hỏi khách các điều sau:\n- Tên\n- Số điện thoại"
    assert ("1", "Chúng tôi hỏi khách các điều sau:") in anchors(text)


def test_a_wrapped_line_is_one_clause() -> None:
    text = (
        "Khi khách đặt hàng chúng tôi hỏi tên, số điện thoại và địa chỉ giao\n"
        "hàng để giao đúng nơi khách hẹn.\n\nNgoài ra không hỏi gì thêm."
    )
    assert len(anchors(text)) == 2


def test_a_number_alone_on_its_line_belongs_to_the_next() -> None:
    assert anchors("01\nThông tin\nTiệm chỉ hỏi tên khách.") == [("1", "Tiệm chỉ hỏi tên khách.")]
