"""Which rows stand in a made-up spreadsheet? Title, header, customers, and what people put between and below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .mishaps import Row, Written, spell_again, spoil_badly, spoil_gently
from .people import Organisation, Person, customers

_HEADERS = (
    (
        "Mã KH",
        "Họ và tên",
        "Tên công ty",
        "MST",
        "SĐT",
        "Email",
        "Ngày sinh",
        "Giới tính",
        "Địa chỉ",
        "Ghi chú",
    ),
    (
        "Mã khách",
        "Tên khách hàng",
        "Đơn vị",
        "Mã số thuế",
        "Điện thoại",
        "Thư điện tử",
        "NS",
        "GT",
        "Đ/c",
        "Note",
    ),
    (
        "ID",
        "HỌ TÊN",
        "Công ty",
        "mst",
        "Số điện thoại",
        "E-mail",
        "Sinh nhật",
        "Nam/Nữ",
        "Địa chỉ giao",
        "ghi chú",
    ),
)
_ADS = ("Nhận quảng cáo", "Đồng ý nhận KM", "Đồng ý")


@dataclass(slots=True)
class Tally:
    """Counts kept while rows are made; `Written` in the end."""

    rows: int = 0
    again: int = 0
    refused: int = 0
    set_aside: int = 0

    def close(self) -> Written:
        """The final counts."""
        return Written(self.rows, self.again, self.refused, self.set_aside)


def to_row(customer: Person | Organisation) -> Row:
    """The eleven cells of one customer, in the order of the header."""
    if isinstance(customer, Person):
        who: Row = [
            customer.code,
            customer.full_name,
            "",
            "",
            customer.phone,
            customer.email,
            customer.birthday,
        ]
        gender = "Nữ" if customer.gender == "female" else "Nam"
        return [*who, gender, customer.address, customer.note, "Có" if customer.allows_ads else "Không"]
    whom = customer.contact
    head: Row = [
        customer.code,
        whom.full_name,
        customer.name,
        customer.tax_code,
        customer.phone,
        customer.email,
    ]
    return [*head, None, "", customer.address, "", ""]


def make_header(seed: int) -> list[str]:
    """One of the sets of header words, by seed."""
    return [*_HEADERS[seed % len(_HEADERS)], _ADS[seed % len(_ADS)]]


def make_titles(ugliness: float) -> list[Row]:
    """What stands above the header."""
    if ugliness <= 0:
        return []
    return [
        ["DANH SÁCH KHÁCH HÀNG", *[None] * 10],
        ["Cửa hàng Mây Xanh – tháng 8", *[None] * 10],
        [None] * 11,
    ]


def make_rows(seed: int, count: int, ugliness: float, tally: Tally) -> Iterator[Row]:
    """Rows of `count` customers. Ugliness 0 to 1: the share of rows with a mishap; a tenth of these are fatal."""
    dice = Random(f"mishaps {seed}")  # noqa: S311
    for customer in customers(seed, count):
        row = to_row(customer)
        fate = dice.random()
        tally.rows += 1
        if ugliness and tally.rows % 997 == 0:
            tally.set_aside += 2
            yield ["Chi nhánh 2", *[None] * 10]
            yield [None] * 11
        if fate < ugliness * 0.1:
            tally.refused += 1
            spoil_badly(row, dice)
        elif fate < ugliness and isinstance(customer, Person):
            if fate < ugliness * 0.15:
                tally.rows += 1
                tally.again += 1
                yield spell_again(row)
            spoil_gently(row, dice)
        yield row
    if ugliness:
        tally.set_aside += 1
        yield ["Tổng cộng", f"{tally.rows} khách", *[None] * 9]
