"""Do the look-ups give the numbers of the law, and refuse what the tables don't know?"""

from __future__ import annotations

from datetime import time

import pytest

from camket.law import api
from camket.law.data import When
from camket.law.errors import MessageChannelUnknown, RightUnknown


@pytest.mark.parametrize(
    ("right", "numbers"),
    [
        ("withdraw", (2, 15, 20, 15, 1)),
        ("restrict", (2, 15, 20, 15, 1)),
        ("object", (2, 15, 20, 15, 1)),
        ("view", (2, 10, 15, 10, 1)),
        ("correct", (2, 10, 15, 10, 1)),
        ("copy", (2, 10, 15, 10, 1)),
        ("erase", (2, 20, 30, 20, 1)),
        ("protect", (2, 15, None, 15, 1)),
    ],
)
def test_deadlines(right: str, numbers: tuple[int | None, ...]) -> None:
    found = api.deadline_for(right=right)
    assert numbers == (
        found.reply_working_days,
        found.own_days,
        found.with_others_days,
        found.extension_days,
        found.extensions_max,
    )


def test_where_two_articles_differ_the_row_says_so() -> None:
    noted = {row.code for row in api.load_pack().deadlines if row.note}
    assert noted == {"restrict", "copy"}


@pytest.mark.parametrize("right", ["know", "complaint", "ask", "", "ERASE"])
def test_a_right_without_a_period_is_refused(right: str) -> None:
    with pytest.raises(RightUnknown):
        api.deadline_for(right=right)


@pytest.mark.parametrize(
    ("channel", "most", "window", "at"),
    [
        ("sms", 3, (time(7), time(22)), "content"),
        ("email", 3, (None, None), "subject"),
        ("call", 1, (time(8), time(17)), ""),
    ],
)
def test_message_rules(channel: str, most: int, window: tuple[time | None, time | None], at: str) -> None:
    rules = api.message_rules(channel=channel)
    assert (rules.max_per_24h, (rules.window_start, rules.window_end), rules.tags_at) == (most, window, at)
    assert {"consent", "stop", "records"} <= {rule.code for rule in rules.rules}


def test_the_do_not_call_list_is_for_numbers_only() -> None:
    listed = {
        channel
        for channel in ("sms", "email", "call")
        if "do-not-call" in {rule.code for rule in api.message_rules(channel=channel).rules}
    }
    assert listed == {"sms", "call"}
    assert api.message_rules(channel="sms").registration_messages_max == 1


def test_another_channel_is_refused() -> None:
    with pytest.raises(MessageChannelUnknown):
        api.message_rules(channel="zalo")


def test_required_elements() -> None:
    elements = api.required_elements()
    assert [element.number for element in elements] == list(range(1, 22))
    always = {element.code for element in api.required_elements(applying=frozenset())}
    assert len(always) == 14
    with_cameras = {element.code for element in api.required_elements(applying={When.CAMERAS})}
    assert with_cameras - always == {"cameras"}


def test_retention_floors() -> None:
    floors = {floor.code: (floor.years, floor.days, floor.permanent) for floor in api.retention_floors()}
    assert floors["accounting-books"] == (10, 0, False)
    assert floors["accounting-management"] == (5, 0, False)
    assert floors["ecommerce-contract"] == (3, 0, False)
    assert floors["ad-consent"] == (1, 0, False)
    assert floors["account-logins"] == (0, 90, False)
    assert floors["accounting-significant"] == (0, 0, True)
    assert all(bool(years) + bool(days) + permanent == 1 for years, days, permanent in floors.values())


def test_kinds() -> None:
    assert len(api.basic_kinds()) == 11
    points = [kind.point for kind in api.sensitive_kinds()]
    assert points == ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"]
    assert "căn cước" in next(kind for kind in api.sensitive_kinds() if kind.point == "i").label.vi


def test_breach_clocks() -> None:
    clocks = {clock.code: (clock.hours, clock.tell) for clock in api.breach_clocks()}
    assert clocks == {
        "personal-data": (72, ("authority",)),
        "consumer-system": (24, ("authority",)),
        "location-biometric": (72, ("subjects", "authority")),
        "finance-sensitive": (72, ("authority", "subjects")),
    }


def test_the_pack_is_read_once() -> None:
    assert api.load_pack() is api.load_pack()
