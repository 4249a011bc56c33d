"""Which customer comes next? Persons and organisations, drawn part by part from one seeded stream."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from .names import FOLDED, GIVEN_SLOTS, MIDDLE_SLOTS, SLOTS, SURNAME_SLOTS
from .numbers import fixed_line, mobile, tax_code
from .places import COMMUNES, PROVINCE_SLOTS, STREETS

_MAIL = ("hopthu.example", "thunhanh.test", "email.example", "khachhang.test")
_FIRST_DAY = date(1948, 1, 1).toordinal()
_DAYS = date(2008, 1, 1).toordinal() - _FIRST_DAY
_NOTES = (
    "",
    "",
    "",
    "Khách quen",
    "Gọi trước khi giao",
    "Giao giờ hành chính",
    "Lấy hoá đơn",
    "Thích hàng mới về",
    "Hay đổi địa chỉ",
    "Giao tầng trệt",
)
_TRADES = (
    "Thực phẩm",
    "Nội thất",
    "Bao bì",
    "In ấn",
    "Cơ khí",
    "Vận tải",
    "May mặc",
    "Hoa tươi",
    "Văn phòng phẩm",
    "Điện lạnh",
)
_BRANDS = (
    "Mây Xanh",
    "Gió Nam",
    "Trăng Khuyết",
    "Sao Mai Nhỏ",
    "Lúa Vàng",
    "Cánh Cam",
    "Bình Minh Mới",
    "Sóng Biếc",
)
_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Doanh nghiệp tư nhân", "Hợp tác xã")


class Person(NamedTuple):
    """A made-up person. Empty text or None: not known."""

    number: int  # from 0
    code: str
    full_name: str
    gender: str  # "female" or "male"
    birthday: date | None
    phone: str  # 095xxxxxxx
    email: str
    address: str
    province: str
    note: str
    allows_ads: bool


class Organisation(NamedTuple):
    """A made-up organisation with the person to talk to."""

    number: int
    code: str
    name: str
    tax_code: str
    phone: str  # fixed line
    email: str
    address: str
    province: str
    contact: Person


def _draw_address(dice: Random, province: str) -> str:
    house = 1 + int(dice.random() * 480)
    street = STREETS[int(dice.random() * len(STREETS))]
    return f"{house} đường {street}, {COMMUNES[int(dice.random() * len(COMMUNES))]}, {province}"


def _draw_name(dice: Random, gender: str) -> tuple[str, str, str]:
    """Full name, surname, given name: 1 % two syllables, 83 % three, 16 % four."""
    surname = SURNAME_SLOTS[int(dice.random() * SLOTS)]
    given = GIVEN_SLOTS[gender][int(dice.random() * SLOTS)]
    middle = MIDDLE_SLOTS[gender][int(dice.random() * SLOTS)]
    shape = dice.random()
    if shape < 0.012:
        return f"{surname} {given}", surname, given
    if shape < 0.84:
        return f"{surname} {middle} {given}", surname, given
    second = GIVEN_SLOTS[gender][int(dice.random() * SLOTS)]
    return f"{surname} {middle} {second} {given}", surname, given


def _draw_person(dice: Random, seed: int, number: int) -> Person:
    gender = "female" if dice.random() < 0.52 else "male"
    name, surname, given = _draw_name(dice, gender)
    province = PROVINCE_SLOTS[int(dice.random() * SLOTS)]
    address = _draw_address(dice, province)
    birthday = date.fromordinal(_FIRST_DAY + int(dice.random() * _DAYS)) if dice.random() < 0.7 else None
    email = f"{FOLDED[given]}.{FOLDED[surname]}{number}@{_MAIL[number % 4]}" if dice.random() < 0.6 else ""
    note = _NOTES[int(dice.random() * len(_NOTES))]
    phone = mobile(seed, number)
    return Person(
        number,
        f"KH{number + 1:07d}",
        name,
        gender,
        birthday,
        phone,
        email,
        address,
        province,
        note,
        dice.random() < 0.4,
    )


def people(seed: int, count: int) -> Iterator[Person]:
    """`count` persons; the n-th depends on the seed and n alone."""
    dice = Random(f"people {seed}")  # noqa: S311 - made-up people need no secrecy
    for number in range(count):
        yield _draw_person(dice, seed, number)


def _draw_organisation(dice: Random, seed: int, number: int) -> Organisation:
    contact = _draw_person(dice, seed, number)
    form = _FORMS[int(dice.random() * len(_FORMS))]
    trade = _TRADES[int(dice.random() * len(_TRADES))]
    brand = _BRANDS[int(dice.random() * len(_BRANDS))]
    return Organisation(
        number,
        f"DN{number + 1:07d}",
        f"{form} {trade} {brand} {number + 1}",
        tax_code(seed, number),
        fixed_line(seed, number),
        f"lienhe{number}@{_MAIL[number % 4]}",
        _draw_address(dice, contact.province),
        contact.province,
        contact,
    )


def organisations(seed: int, count: int) -> Iterator[Organisation]:
    """`count` organisations, each with a contact person; the n-th depends on the seed and n alone."""
    dice = Random(f"organisations {seed}")  # noqa: S311
    for number in range(count):
        yield _draw_organisation(dice, seed, number)


def customers(seed: int, count: int) -> Iterator[Person | Organisation]:
    """A mixed list: every twelfth customer is an organisation. Numbers are unique over both."""
    dice = Random(f"customers {seed}")  # noqa: S311
    for number in range(count):
        yield (_draw_organisation if number % 12 == 11 else _draw_person)(dice, seed, number)
