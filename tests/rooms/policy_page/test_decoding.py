"""Is the same page read from every encoding a shop may have saved it in, and is anything else refused clearly?"""

from __future__ import annotations

import unicodedata

import pytest

from camket.policy.core.page.decode import LIMIT_BYTES
from camket.policy.core.page.doors import decode_page, draft_from_page, kind_of_name
from camket.policy.core.page.draft import PageKind
from camket.policy.core.page.errors import (
    PageEmpty,
    PageEncodingUnknown,
    PageKindUnknown,
    PageNotText,
    PageTooLarge,
)
from tests.kit.pages import in_windows_1258

TEXT = "Chính sách bảo mật\n\n1. Lưu giữ\n- Đơn hàng được giữ 24 tháng rồi xóa.\n- Khách hỏi, tiệm trả lời ngay.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
        in_windows_1258(TEXT),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "nfd", "windows-1258"],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode_page(data) == TEXT


def test_old_line_ends_and_hard_spaces_give_the_same_clauses() -> None:
    plain = draft_from_page(text=TEXT, kind="txt")
    for odd in (
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace(" ", "\u00a0"),
        "\ufeff" + TEXT,
    ):
        draft = draft_from_page(text=odd, kind="txt")
        assert [(p.anchor, p.text) for p in draft.clauses] == [(p.anchor, p.text) for p in plain.clauses]


def test_a_page_that_says_its_code_page_is_believed() -> None:
    page = b'<meta charset="windows-1252"><p>Caf\xe9 Xanh kh\xf4ng b\xe1n.</p>'
    assert "Café Xanh" in decode_page(page)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n", "png"),
        (b"a\x00b\x00\x00\x01c", "U+0000"),
    ],
)
def test_other_files_are_named_and_refused(data: bytes, found: str) -> None:
    with pytest.raises(PageNotText) as refusal:
        decode_page(data)
    assert refusal.value.params["found"] == found


def test_damaged_utf8_is_refused_with_its_place() -> None:
    data = TEXT.encode("utf-8")
    broken = data[:40] + b"\xff" + data[40:]
    with pytest.raises(PageEncodingUnknown) as refusal:
        decode_page(broken)
    assert refusal.value.params["offset"] in (39, 40)


def test_an_encoding_of_another_country_is_refused() -> None:
    with pytest.raises(PageEncodingUnknown):
        decode_page(b'<meta charset="shift_jis">\x83\x65\x83\x58')


def test_too_large_is_refused() -> None:
    with pytest.raises(PageTooLarge):
        decode_page(b"a" * (LIMIT_BYTES + 1))
    with pytest.raises(PageTooLarge):
        draft_from_page(text="a\n" * 5_001, kind="txt")


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "21/05/2026", "-----"])
def test_a_page_without_a_clause_is_refused(text: str) -> None:
    with pytest.raises(PageEmpty):
        draft_from_page(text=text, kind="txt")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(PageEncodingUnknown):
        draft_from_page(text="Tiệm \ud800 hỏi tên.", kind="txt")


def test_the_kind_is_told_by_the_name() -> None:
    assert [kind_of_name(name) for name in ("a.TXT", "b.md", "c.htm")] == [
        PageKind.TXT,
        PageKind.MD,
        PageKind.HTML,
    ]
    with pytest.raises(PageKindUnknown):
        kind_of_name("trang.pdf")
    with pytest.raises(PageKindUnknown):
        draft_from_page(text="a", kind="docx")
