"""Are times said as people say them, in Vietnam's time, in both languages?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from camket.web.ui.times import say_day, say_exact, say_number, say_when

NOW = datetime(2026, 9, 21, 7, 30, tzinfo=UTC)  # 14:30 in Vietnam

WHEN = [
    (timedelta(seconds=59), "vừa xong", "just now"),
    (timedelta(minutes=1), "1 phút trước", "1 minute ago"),
    (timedelta(minutes=59), "59 phút trước", "59 minutes ago"),
    (timedelta(hours=2), "12:30 hôm nay", "today at 12:30"),
    (timedelta(hours=15), "23:30 hôm qua", "yesterday at 23:30"),
    (timedelta(days=20), "14:30 ngày 01/09/2026", "1 Sep 2026 at 14:30"),
    (timedelta(hours=-1), "15:30 hôm nay", "today at 15:30"),
    (timedelta(hours=-10), "00:30 ngày mai", "tomorrow at 00:30"),
]


@pytest.mark.parametrize(("ago", "vi", "en"), WHEN)
def test_nearer_things_in_nearer_words(ago: timedelta, vi: str, en: str) -> None:
    assert say_when(NOW - ago, now=NOW, language="vi") == vi
    assert say_when(NOW - ago, now=NOW, language="en") == en


def test_the_exact_time_has_seconds_and_zone() -> None:
    assert say_exact(NOW, "vi") == "14:30:00 ngày 21/09/2026 (giờ Việt Nam)"


def test_day_and_number_in_local_form() -> None:
    assert (say_day(date(2026, 9, 1), "vi"), say_day(date(2026, 9, 1), "en")) == ("01/09/2026", "1 Sep 2026")
    assert (say_number(12345, "vi"), say_number(12345, "en")) == ("12.345", "12,345")
