"""What does a row of the legal tables look like? Every row says its article and how sure it is. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

STRICT = ConfigDict(extra="forbid")


class Confidence(StrEnum):
    """How a row was read: in the instrument, in several sources that agree, in one summary."""

    A = "A"
    B_PLUS = "B+"
    B = "B"


class When(StrEnum):
    """In which case a page must have an element."""

    ALWAYS = "always"
    ADVERTISING = "advertising"
    TRACKING = "tracking"
    AUTOMATED = "automated-processing"
    HIRED_PROTECTION = "hired-protection"
    ONLINE_MEDIA_ABROAD = "online-media-abroad"
    CAMERAS = "cameras"
    CHILDREN = "children"


class DayKind(StrEnum):
    """Why a day is off or worked. Swaps bind public bodies; a private business chooses."""

    HOLIDAY = "holiday"
    MAKE_UP = "make-up"
    SWAP_OFF = "swap-off"
    SWAP_WORKED = "swap-worked"


@dataclass(frozen=True, slots=True)
class Text:
    """A short text of ours in both languages."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """An instrument or notice. `standing_open`: whether it still stands, unreplaced, was not confirmed."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: str
    title: Text
    url: str
    standing_open: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """One article: source id, place in it, and how it was read."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    source: str
    at: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has: a code, a label, its articles, and a note where the articles need one."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    code: str
    label: Text
    cites: tuple[Cite, ...]
    note: Text | None = None

    @property
    def article(self) -> str:
        """The articles in short: "L91 23.1; D356 28"."""
        return "; ".join(f"{cite.source} {cite.at}" for cite in self.cites)

    @property
    def confidence(self) -> Confidence:
        """The weakest of its articles' marks."""
        order = list(Confidence)
        return max((cite.confidence for cite in self.cites), key=order.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKind(Row):
    """A kind of personal data that the Government's lists name (D356 arts. 3 and 4)."""

    sensitive: bool
    point: str  # of the list: "7", "đ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Row):
    """How long a request may take (D356 art. 5). Days are calendar days unless the name says working."""

    reply_working_days: int
    own_days: int
    with_others_days: (
        int | None
    )  # when a processor or third party must act; None where the decree gives no number
    extension_days: int
    extensions_max: int = 1
    consent_only: bool = False  # does not apply to processing that needs no consent (L91 art. 19)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClock(Row):
    """How long after discovery somebody must be told. `tell` is "authority" or "subjects"."""

    hours: int
    tell: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Row):
    """Something a published policy must show. `keeps` names rule families that can show it."""

    number: int
    when: When
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRule(Row):
    """One thing an advertising message by this channel must observe."""


@dataclass(frozen=True, slots=True)
class MessageRules:
    """All rules of a channel; the numbers apply unless sender and recipient agreed otherwise (D91 art. 13)."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    channel: str
    label: Text
    max_per_24h: int  # to one number or address, in any 24 hours
    window_start: time | None  # local time; None: any hour
    window_end: time | None
    tags: tuple[str, ...]  # one of them must stand first
    tags_at: str  # "content", "subject", "" when spoken
    registration_messages_max: int
    rules: tuple[MessageRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor(Row):
    """Something that must be kept at least so long, even against an erasure request."""

    years: int = 0
    days: int = 0
    permanent: bool = False
    starts: Text | None = None  # from when it runs; None where the law does not say
    who: Text | None = None  # whom it binds; None: every business


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Row):
    """One day of the calendar that is not as its weekday says."""

    on: date
    kind: DayKind


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar. `complete`: every day off of it is decided."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    year: int
    complete: bool
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class LawPack:
    """All tables, and the day on which they were confirmed."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    confirmed_on: date
    sources: dict[str, Source]
    kinds: tuple[DataKind, ...]
    deadlines: tuple[Deadline, ...]
    breach_clocks: tuple[BreachClock, ...]
    elements: tuple[Element, ...]
    messages: tuple[MessageRules, ...]
    floors: tuple[Floor, ...]
    years: tuple[Year, ...]

    def __hash__(self) -> int:
        return hash(self.confirmed_on)

    def rows(self) -> tuple[Row, ...]:
        """Every row of every table."""
        rules = tuple(rule for channel in self.messages for rule in channel.rules)
        days = tuple(day for year in self.years for day in year.days)
        tables = (self.kinds, self.deadlines, self.breach_clocks, self.elements, rules, self.floors, days)
        return tuple(row for table in tables for row in table)
