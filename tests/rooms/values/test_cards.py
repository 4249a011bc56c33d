"""Is a payment card number found however it is written, and nothing else taken for one?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.vn import mst

from camket.policy.data import FieldType
from camket.values.api import normalise
from camket.values.cards import holds_card_number, is_card_number, passes_luhn
from camket.values.errors import ValueRefused

ISSUERS = ("4", "51", "55", "2221", "2720", "3528", "34", "37", "62", "9704")


def complete(head: str, size: int) -> str:
    return next(head + d for d in "0123456789" if passes_luhn(head + d)) if len(head) == size - 1 else head


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    issuer = draw(st.sampled_from(ISSUERS))
    size = 15 if issuer in ("34", "37") else 16
    body = draw(st.text("0123456789", min_size=size - 1 - len(issuer), max_size=size - 1 - len(issuer)))
    return complete(issuer + body, size)


@settings(deadline=None, max_examples=300)
@given(
    card=card_numbers(),
    sign=st.sampled_from(["", " ", ".", "-", " - "]),
    around=st.sampled_from(["{}", "thẻ {}", "{} 12/27", "0950000001 {}", "Lan{}", "{}, Lan"]),
    kind=st.sampled_from([FieldType.TEXT, FieldType.PERSON_NAME, FieldType.ADDRESS]),
)
def test_refused_wherever_it_stands(card: str, sign: str, around: str, kind: FieldType) -> None:
    grouped = sign.join(card[at : at + 4] for at in range(0, len(card), 4))
    with pytest.raises(ValueRefused, match="card_number") as refusal:
        normalise(type=kind, raw=around.format(grouped) + " Lan")
    assert card not in str(refusal.value)


@settings(deadline=None, max_examples=300)
@given(
    phones=st.lists(st.from_regex(r"0(9|3|8)[0-9]{8}", fullmatch=True), min_size=2, max_size=4),
    sign=st.sampled_from([" ", " - ", "/", "."]),
)
def test_phones_side_by_side_are_no_card(phones: list[str], sign: str) -> None:
    spaced = sign.join(f"{p[:4]} {p[4:7]} {p[7:]}" for p in phones)
    assert not holds_card_number(spaced)


@settings(deadline=None, max_examples=300)
@given(head=st.from_regex(r"[0-9]{9}", fullmatch=True), branch=st.integers(min_value=1, max_value=999))
def test_branch_tax_codes_are_no_card(head: str, branch: int) -> None:
    check = mst.calc_check_digit(head)
    if len(check) == 1 and head[2:] != "0000000":
        assert not holds_card_number(f"MST {head}{check}-{branch:03d}")


def test_only_known_issuers_and_right_check_digit() -> None:
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")
    assert not is_card_number("8111111111111117")
    assert not is_card_number("411111111111111")
