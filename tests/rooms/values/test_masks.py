"""What does a mask give away? The recognisable part only, of fixed width."""

from __future__ import annotations

import pytest

from camket.policy.data import FieldType
from camket.values.api import mask


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (FieldType.PHONE, "+84950000567", "••• ••• 567"),
        (FieldType.EMAIL, "lan.nguyen@cuahang.example", "l•••@cuahang.example"),
        (FieldType.PERSON_NAME, "Nguyễn Thị Đào", "N. T. Đ."),
        (FieldType.PERSON_NAME, "(-)", "•••"),
        (FieldType.ORGANISATION_NAME, "Công ty Mặt Trời", "C. T. M. T."),
        (FieldType.DATE, "1990-07-05", "••/••/••••"),
        (FieldType.ADDRESS, "12 Lê Lợi, Phường 1, Đà Nẵng", "•••, Đà Nẵng"),
        (FieldType.ADDRESS, "Phường 1, 12 Lê Lợi", "•••"),
        (FieldType.ADDRESS, "Xóm Đình", "•••"),
        (FieldType.TAX_CODE, "0100233488", "••• 488"),
        (FieldType.TEXT, "khách quen", "•••"),
        (FieldType.CHOICE, "Nam", "•••"),
        (FieldType.TOKEN, "tok_1", "•••"),
    ],
)
def test_mask(kind: FieldType, value: str, shown: str) -> None:
    assert mask(type=kind, value=value) == shown


def test_width_tells_nothing_about_length() -> None:
    short, long = (mask(type=FieldType.EMAIL, value=f"{'l' * n}@x.test") for n in (2, 40))
    assert short == long
