"""How do people say when something was? In Vietnam's time, nearer things in nearer words. Pure: `now` comes in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from camket.kernel.clock import VIETNAM
from camket.words import say

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def say_day(day: date, language: str) -> str:
    """ "01/09/2026", "1 Sep 2026"."""
    month = say(f"web.month.{day.month}", language)
    return say("web.time.day", language, day=day.day, month=month, year=day.year)


def say_exact(instant: datetime, language: str) -> str:
    """To the second and with the zone, for hovering and for screen readers."""
    local = instant.astimezone(VIETNAM)
    return say("web.time.exact", language, clock=f"{local:%H:%M:%S}", day=say_day(local.date(), language))


def say_when(instant: datetime, *, now: datetime, language: str) -> str:
    """ "vừa xong", "5 phút trước", "hôm nay 14:20", "hôm qua 09:05", "21/09/2026 14:20"; ahead likewise."""
    gone = now - instant
    if timedelta(0) <= gone < _MINUTE:
        return say("web.time.just_now", language)
    if _MINUTE <= gone < _HOUR:
        minutes = gone // _MINUTE
        return say("web.time.minute" if minutes == 1 else "web.time.minutes", language, count=minutes)
    local, today = instant.astimezone(VIETNAM), now.astimezone(VIETNAM).date()
    word = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((local.date() - today).days, "")
    if word:
        return say(f"web.time.{word}", language, clock=f"{local:%H:%M}")
    return say("web.time.other", language, clock=f"{local:%H:%M}", day=say_day(local.date(), language))


def say_number(number: int, language: str) -> str:
    """ "1.234" in Vietnamese, "1,234" in English."""
    return f"{number:,}".replace(",", say("web.number.thousands", language))
