"""Is the header found under titles, over two rows, or not at all?"""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.imports.core.sheets import Sheet, read_rows


def read(tmp_path: Path, lines: list[str], header_row: int | None = None) -> Sheet:
    file = tmp_path / "a.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return read_rows(file, header_row=header_row)


@pytest.mark.parametrize("above", range(12))
def test_under_any_number_of_titles(tmp_path: Path, above: int) -> None:
    titles = ["DANH SÁCH KHÁCH HÀNG,,", "Tháng 8,,", ",,"] * 4
    sheet = read(tmp_path, [*titles[:above], "Mã KH,Họ tên,SĐT", "1,Lan,0950000001"])
    assert sheet.preview.header_row == above + 1
    assert sheet.headers == ("Mã KH", "Họ tên", "SĐT")
    assert [row.cells[1] for row in sheet.rows()] == ["Lan"]


def test_header_over_two_rows_is_joined(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["Mã KH,Họ tên,Liên hệ,", ",,SĐT,Email", "1,Lan,0950000001,lan@x.test"])
    assert sheet.preview.header_row == 2
    assert sheet.headers == ("Mã KH", "Họ tên", "SĐT", "Email")


def test_first_customer_is_not_taken_for_a_second_header_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["Họ tên,SĐT,,Ghi chú", "Khách,0950000001,x,Khách"])
    assert sheet.preview.header_row == 1


def test_unknown_words_are_a_header_when_nothing_better_is_there(tmp_path: Path) -> None:
    assert read(tmp_path, ["Foo,Bar", "Lan,0950000001"]).headers == ("Foo", "Bar")


def test_no_header_gives_numbered_columns(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["Lan,0950000001", "An,0950000002"])
    assert sheet.preview.header_row == 0
    assert sheet.headers == ("1", "2")
    assert len(list(sheet.rows())) == 2


def test_the_user_may_choose(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["Họ tên,SĐT", "Tên,ĐT", "Lan,0950000001"], header_row=2)
    assert sheet.headers == ("Tên", "ĐT")
    assert read(tmp_path, ["Họ tên,SĐT", "Lan,0950000001"], header_row=0).headers == ("1", "2")


def test_preview_is_twenty_rows_at_most(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["Họ tên,SĐT", *["Lan,0950000001"] * 50])
    assert len(sheet.preview.rows) == 20
