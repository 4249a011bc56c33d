"""What does the law say here? The door of this room: pure look-ups in tables that were confirmed on a stated day.

* Every row answers with its articles and its confidence; a page that shows a row can show both.
* A look-up never guesses: an unknown name or an undecided year is refused.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache

from camket.law.core.load import read_tables
from camket.law.data import (
    BreachClock,
    DataKind,
    DayKind,
    Deadline,
    Element,
    Floor,
    LawPack,
    MessageRules,
    When,
    Year,
)
from camket.law.errors import MessageChannelUnknown, RightUnknown, YearNotCovered

__all__ = [
    "basic_kinds",
    "breach_clocks",
    "deadline_for",
    "is_day_off",
    "load_pack",
    "message_rules",
    "required_elements",
    "retention_floors",
    "sensitive_kinds",
]

WEEKEND = frozenset({5, 6})  # Saturday and Sunday, as date.weekday() counts


@cache
def load_pack() -> LawPack:
    """All tables; raises `TableBroken` when a data file is not whole."""
    return read_tables()


def required_elements(*, applying: AbstractSet[When] | None = None) -> tuple[Element, ...]:
    """What a published policy must show (L91, L19, L122, D248). `applying`: cases the business is in; None: all."""
    elements = load_pack().elements
    if applying is None:
        return elements
    return tuple(element for element in elements if element.when is When.ALWAYS or element.when in applying)


def deadline_for(*, right: str) -> Deadline:
    """The clock of a right (D356 art. 5).

    Rights: "view", "correct", "copy", "erase", "withdraw", "restrict", "object", "protect". Raises `RightUnknown`,
    also for rights the decree gives no period for (to know, to complain).
    """
    for deadline in load_pack().deadlines:
        if deadline.code == right:
            return deadline
    raise RightUnknown(right=right)


def breach_clocks() -> tuple[BreachClock, ...]:
    """Who must be told of a violation within how many hours of its discovery."""
    return load_pack().breach_clocks


def message_rules(*, channel: str) -> MessageRules:
    """What an advertising message must observe by "sms", "email" or "call" (D91); raises `MessageChannelUnknown`."""
    for rules in load_pack().messages:
        if rules.channel == channel:
            return rules
    raise MessageChannelUnknown(channel=channel)


def retention_floors() -> tuple[Floor, ...]:
    """What must be kept at least so long, whoever asks for erasure (L91 14.2)."""
    return load_pack().floors


def basic_kinds() -> tuple[DataKind, ...]:
    """The list of basic personal data (D356 art. 3)."""
    return tuple(kind for kind in load_pack().kinds if not kind.sensitive)


def sensitive_kinds() -> tuple[DataKind, ...]:
    """The list of sensitive personal data (D356 art. 4.1)."""
    return tuple(kind for kind in load_pack().kinds if kind.sensitive)


def is_day_off(
    day: date,
    *,
    weekend: AbstractSet[int] = WEEKEND,
    swaps_taken: bool = False,
    open_year_accepted: bool = False,
) -> bool:
    """Whether nobody works that day: weekly rest, public holiday or its make-up day (LC 111.3, 112; NQ28).

    `weekend`: weekly rest days, Monday is 0. `swaps_taken`: the business swaps days as public bodies do.
    Raises `YearNotCovered`; with `open_year_accepted` a year with undecided days answers by its decided ones.
    """
    year = _year_of(day, open_year_accepted)
    kind = next((one.kind for one in year.days if one.on == day), None)
    if kind in (DayKind.HOLIDAY, DayKind.MAKE_UP):
        return True
    if swaps_taken and kind is not None:
        return kind is DayKind.SWAP_OFF
    return day.weekday() in weekend


def _year_of(day: date, open_year_accepted: bool) -> Year:
    years = load_pack().years
    for year in years:
        if year.year == day.year and (year.complete or open_year_accepted):
            return year
    covered = ", ".join(str(year.year) for year in years if year.complete)
    raise YearNotCovered(year=day.year, covered=covered)
