"""Which contacts and hours are lifted from a line, and what is left alone?"""

from __future__ import annotations

import pytest

from camket.policy.core.page.contacts import find_business, find_contacts, find_days, find_hours
from camket.policy.core.page.draft import Line, Piece, Role


def piece(text: str) -> Piece:
    return Piece(Role.CLAUSE, Line(1, text), "8.1")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("(7h – 20h)", "07:00-20:00"),
        ("từ 8 giờ 30 đến 17 giờ", "08:30-17:00"),
        ("7:00 - 20:00", "07:00-20:00"),
        ("8h sáng đến 5h chiều", "08:00-17:00"),
        ("trong vòng 24h", ""),
        ("20h - 7h", ""),
        ("30h - 40h", ""),
    ],
)
def test_hours(text: str, hours: str) -> None:
    assert find_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("thứ 2 - thứ 7", "mon-sat"),
        ("Thứ Hai đến Thứ Sáu", "mon-fri"),
        ("T2-CN", "mon-sun"),
        ("mục 2 - 5", ""),
    ],
)
def test_days(text: str, days: str) -> None:
    assert find_days(text) == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hotline: 0900 000 103", [("hotline", "0900 000 103")]),
        ("Gọi +84 900 000 104 hoặc 1900 0105", [("hotline", "+84 900 000 104"), ("hotline", "1900 0105")]),
        ("Email: hoi@tiem.example.", [("email", "hoi@tiem.example")]),
        ("Địa chỉ: Số 1 đường Thử, TP. Mẫu", [("counter", "Số 1 đường Thử, TP. Mẫu")]),
        ("Website: https://tiem.example/yeu-cau.", [("online", "https://tiem.example/yeu-cau")]),
        ("MST: 0100000001", []),
        ("Số tài khoản 0900000106", []),
        ("Đơn 0900.000.000 đồng, 24/7, 12/12/2026", [("hotline", "0900.000.000")]),
        ("Địa chỉ: ${shop.address}", []),
    ],
)
def test_contacts(text: str, found: list[tuple[str, str]]) -> None:
    assert [(contact.kind, contact.value) for contact in find_contacts(piece(text))] == found


def test_the_same_number_twice_is_one_contact_the_one_with_hours() -> None:
    business = find_business([piece("Gọi 0900 000 107"), piece("Hotline 0900.000.107 (8h-17h)")])
    assert [(c.value, c.hours) for c in business.contacts] == [("0900.000.107", "08:00-17:00")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công ty Hoa Sen Nhỏ sẽ thu thập tên khách.", "Công ty Hoa Sen Nhỏ"),
        (
            "công ty cổ phần bất động sản Mái Ấm (sau đây gọi là Mái Ấm)",
            "Công ty cổ phần bất động sản Mái Ấm",
        ),
        ("Ngoài ra công ty sẽ thu thập thông tin.", ""),
    ],
)
def test_name(text: str, name: str) -> None:
    assert find_business([piece(text)]).name == name
