"""Which days are off, and do the working days between give the reply dates of the reference?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from camket.law.api import is_day_off, load_pack
from camket.law.data import DayKind
from camket.law.errors import YearNotCovered


def working_days_after(start: date, count: int, *, swaps_taken: bool = False) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= not is_day_off(day, swaps_taken=swaps_taken, open_year_accepted=True)
    return day


@pytest.mark.parametrize(
    ("received", "reply", "swaps_taken"),
    [
        (date(2026, 2, 11), date(2026, 2, 13), False),
        (date(2026, 2, 12), date(2026, 2, 23), False),
        (date(2026, 4, 24), date(2026, 4, 29), False),
        (date(2026, 8, 28), date(2026, 9, 3), False),
        (date(2026, 8, 28), date(2026, 9, 4), True),
        (date(2026, 11, 20), date(2026, 11, 25), False),
        (date(2026, 12, 31), date(2027, 1, 5), False),
    ],
)
def test_two_working_days(received: date, reply: date, swaps_taken: bool) -> None:
    assert working_days_after(received, 2, swaps_taken=swaps_taken) == reply


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 1, 1), True),
        (date(2026, 1, 2), False),
        (date(2026, 2, 16), True),
        (date(2026, 2, 23), False),
        (date(2026, 4, 27), True),
        (date(2026, 8, 22), True),
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), True),
    ],
)
def test_days_of_2026(day: date, off: bool) -> None:
    assert is_day_off(day) is off


def test_a_business_that_swaps_works_the_saturday() -> None:
    assert not is_day_off(date(2026, 8, 22), swaps_taken=True)
    assert is_day_off(date(2026, 8, 31), swaps_taken=True)


def test_a_business_with_one_rest_day() -> None:
    assert not is_day_off(date(2026, 11, 28), weekend={6})
    assert is_day_off(date(2026, 11, 29), weekend={6})
    assert is_day_off(date(2026, 11, 24), weekend=frozenset())


@pytest.mark.parametrize("year", [2025, 2027, 2028])
def test_a_year_that_is_not_decided_is_refused(year: int) -> None:
    with pytest.raises(YearNotCovered) as refusal:
        is_day_off(date(year, 6, 1))
    assert refusal.value.params == {"year": year, "covered": "2026"}


def test_an_open_year_answers_only_by_decided_days() -> None:
    assert is_day_off(date(2027, 5, 3), open_year_accepted=True)
    assert not is_day_off(date(2027, 2, 8), open_year_accepted=True)
    with pytest.raises(YearNotCovered):
        is_day_off(date(2028, 1, 1), open_year_accepted=True)


def test_twelve_days_off_by_law_in_2026() -> None:
    days = next(year for year in load_pack().years if year.year == 2026).days
    assert sum(day.kind is DayKind.HOLIDAY for day in days) == 12
