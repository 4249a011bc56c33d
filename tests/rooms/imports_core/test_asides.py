"""Which rows are no customers, and is no customer taken for one of them?"""

from __future__ import annotations

import pytest

from camket.imports.core.asides import set_aside
from camket.imports.data import Aside, SheetRow

HEADERS = ["Mã KH", "Họ tên", "SĐT", "Email", "Địa chỉ", "Ghi chú"]


@pytest.mark.parametrize(
    ("cells", "aside"),
    [
        ([], Aside.EMPTY),
        (["", None, "  "], Aside.EMPTY),
        (["Tổng cộng", "1.234 khách"], Aside.TOTALS),
        (["Tổng", 1234.0], Aside.TOTALS),
        (["TỔNG SỐ: 12 khách"], Aside.TOTALS),
        (["", "", "Cộng:", 12], Aside.TOTALS),
        (["Tong cong", 12], Aside.TOTALS),
        (["Grand total", "12"], Aside.TOTALS),
        (HEADERS, Aside.HEADER),
        (["Chi nhánh 2"], Aside.SECTION),
        (["Người lập biểu", "", "Kế toán"], Aside.FOOTER),
        (["(Ký, ghi rõ họ tên)"], Aside.FOOTER),
        (["KH1", "Tống Cộng Hoà", "0950000001"], None),
        (["", "Tống Văn Tổng"], None),
        (["Tong Cong Hoa", "", "", "lan@x.test"], None),
        (["Tổng Lan", "0950000001", "lan@x.test", "1 Hoa Giấy"], None),
        (["KH1", "Lan"], None),
        (["Lan"], None),
    ],
)
def test_set_aside(cells: list[str | float | None], aside: Aside | None) -> None:
    assert set_aside(SheetRow(5, tuple(cells)), HEADERS) is aside


def test_merged_row_is_a_section_only_when_alone() -> None:
    assert set_aside(SheetRow(5, ("Khách sỉ", "", ""), merged=True), HEADERS) is Aside.SECTION
    assert set_aside(SheetRow(5, ("KH1", "Lan", "0950000001"), merged=True), HEADERS) is None
