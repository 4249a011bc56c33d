"""What holds for every value there is? Only `ValueRefused` is raised, and a stored form is its own stored form."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.data import FieldType
from camket.values.api import WHY, index_terms, mask, normalise, split_phones
from camket.values.emails import _check_domain
from camket.values.errors import ValueRefused
from camket.values.plain import _is_usual, _once

TEXTS = st.text(max_size=60)
LIKELY = st.text(
    alphabet="0123456789+-./() ,;oOxX*='\"@aàáễơưđNguyễVTạ®µ¹©\u00ad\u200b\u200d\u0301\u0303eE<>:năm tháng",
    max_size=40,
)
SHAPED = st.from_regex(
    r"[(+]{0,2}(?:0|84)?[ .-]?[1-9]([ .-]?[0-9]){6,11}( ?[/;(-] ?[0-9a-z]{0,12})?", fullmatch=True
)
DATES = st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}([-/. ][0-9]{1,4})?( [0-9:]{0,8})?", fullmatch=True)
NUMBERS = st.integers() | st.floats() | st.floats(min_value=0, max_value=1e13)
CELLS = (
    TEXTS
    | LIKELY
    | SHAPED
    | DATES
    | NUMBERS
    | st.booleans()
    | st.none()
    | st.dates()
    | st.datetimes()
    | st.binary()
)
NAMES = ["Nguyễn", "Trần", "Đào", "Thị", "Hoà", "Thuý", "Uỷ", "Hồng", "Ngọc", "Bảo", "Ân", "Đỗ", "Lê", "Ưng"]
KINDS = st.sampled_from(FieldType)


def attempt(kind: FieldType, raw: object, today: date | None) -> tuple[str | None, object]:
    """The stored form, or the reason of the refusal. Anything else that is raised fails the test."""
    try:
        return normalise(type=kind, raw=raw, today=today), None
    except ValueRefused as refusal:
        return None, refusal.params["why"]


@settings(deadline=None, max_examples=1500)
@given(
    kind=KINDS, raw=CELLS, today=st.none() | st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 1, 1))
)
def test_only_refusals_and_idempotent(kind: FieldType, raw: object, today: date | None) -> None:
    stored, why = attempt(kind, raw, today)
    if stored is None:
        assert why in WHY
        return
    assert stored
    assert unicodedata.is_normalized("NFC", stored)
    assert stored.encode("utf-8")
    assert normalise(type=kind, raw=stored, today=today) == stored
    assert mask(type=kind, value=stored)
    index_terms(type=kind, value=stored)


@settings(deadline=None, max_examples=600)
@given(raw=CELLS)
def test_splitting_never_fails(raw: object) -> None:
    for piece in split_phones(raw):
        assert piece.lstrip("+").isdigit()


@settings(deadline=None, max_examples=300)
@given(
    name=st.lists(
        st.sampled_from(NAMES),
        min_size=1,
        max_size=5,
    )
)
def test_names_with_and_without_marks_share_their_terms(name: list[str]) -> None:
    written = " ".join(name)
    stored = normalise(type=FieldType.PERSON_NAME, raw=written)
    decomposed = unicodedata.normalize("NFD", written)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(str.maketrans("đĐ", "dD"))
    terms = index_terms(type=FieldType.PERSON_NAME, value=stored)
    for variant in (decomposed, bare, bare.upper(), f"  {written} "):
        same = normalise(type=FieldType.PERSON_NAME, raw=variant)
        assert index_terms(type=FieldType.PERSON_NAME, value=same) == terms
    assert terms["name_tail"] == " ".join(terms["name"].split()[-2:])


@settings(deadline=None, max_examples=300)
@given(moment=st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 1, 1)))  # noqa: DTZ001
def test_every_day_reads_the_same_however_written(moment: datetime) -> None:
    day = moment.date()
    serial = (day - date(1899, 12, 30)).days
    writings: list[object] = [
        moment,
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d%m%Y}",
    ]
    if 2100 < serial <= 60000:
        writings.append(serial)
    assert {normalise(type=FieldType.DATE, raw=raw) for raw in writings} == {day.isoformat()}


@settings(deadline=None, max_examples=1000)
@given(text=TEXTS | LIKELY)
def test_the_quick_look_agrees_with_the_long_one(text: str) -> None:
    if _is_usual(text):
        assert _once(text) == text


@given(ahead=st.integers(min_value=1, max_value=20000))
def test_no_day_after_today(ahead: int) -> None:
    today = date(2026, 8, 1)
    late = date.fromordinal(today.toordinal() + ahead)
    with pytest.raises(ValueRefused, match="date_future"):
        normalise(type=FieldType.DATE, raw=late, today=today)


def test_two_digit_years_are_the_latest_not_after_today() -> None:
    today = date(2026, 8, 1)
    assert normalise(type=FieldType.DATE, raw="1/2/26", today=today) == "2026-02-01"
    assert normalise(type=FieldType.DATE, raw="1/2/27", today=today) == "1927-02-01"


@settings(deadline=None, max_examples=500)
@given(address=st.from_regex(r"[a-zA-Z0-9_+.-]{1,70}@[a-zA-Z0-9.-]{1,70}\.[a-z]{1,66}", fullmatch=True))
def test_addresses_of_the_quick_look_pass_the_long_one(address: str) -> None:
    stored, _ = attempt(FieldType.EMAIL, address, None)
    if stored is not None:
        local, domain = stored.split("@")
        assert _check_domain(domain) == domain
        assert len(local) <= 64
        assert ".." not in local
