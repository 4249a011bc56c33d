"""Where does a choice stand after any history? Pure rules, and the table kept beside the events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camket.consent import api as consent
from camket.consent.core.standing import may_follow, standing_at
from camket.consent.data import EVERY_CHANNEL, Choice, ChoiceEvent, ConsentState, Shown, state_for
from camket.consent.errors import ChoiceRefused
from camket.kernel.ids import make_id, make_ref

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SHOWN = Shown("a" * 64, "vi", "1@0123456789ab")
MOVES = [ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN]
moves = st.lists(
    st.tuples(
        st.sampled_from(["promotion", "greeting"]),
        st.sampled_from(["*", "sms", "email"]),
        st.sampled_from(MOVES),
    ),
    max_size=8,
)


def event(number: int, state: ConsentState, *, at: datetime) -> ChoiceEvent:
    return ChoiceEvent(
        UUID(int=number), UUID(int=1), "promotion", "*", state, at, SHOWN, "system:tests", UUID(int=9)
    )


def test_the_last_event_before_the_instant_counts() -> None:
    day = timedelta(days=1)
    events = [event(2, ConsentState.WITHDRAWN, at=NOW + day), event(1, ConsentState.GIVEN, at=NOW)]
    key = ("promotion", "*")
    assert standing_at(events, now=NOW - day) == {}
    assert standing_at(events, now=NOW)[key].state is ConsentState.GIVEN
    assert standing_at(events, now=NOW + day)[key].state is ConsentState.WITHDRAWN


@pytest.mark.parametrize("before", list(ConsentState))
def test_nothing_becomes_unknown_again(before: ConsentState) -> None:
    assert may_follow(before=before, after=ConsentState.UNKNOWN) == (before is ConsentState.UNKNOWN)


def record(
    customer: UUID, ref: UUID, purpose: str, channel: str, state: ConsentState, *, now: datetime
) -> None:
    choice = Choice(customer, ref, purpose, channel, state)
    consent.record_choices(choices=[choice], shown=SHOWN, who="system:tests", now=now)


@pytest.mark.django_db
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_the_kept_standing_is_what_the_events_say(history: list[tuple[str, str, ConsentState]]) -> None:
    customer, ref = make_id(), make_ref()
    now = NOW
    for number, (purpose, channel, state) in enumerate(history):
        now = NOW + timedelta(minutes=number)
        try:
            record(customer, ref, purpose, channel, state, now=now)
        except ChoiceRefused:
            assert state is ConsentState.WITHDRAWN
    replayed = consent.standing_of(customer=customer, now=now)
    for purpose in ("promotion", "greeting"):
        kept = consent.standings_for(customers=[customer], purpose=purpose).get(customer, {})
        assert kept == {channel: e.state for (of, channel), e in replayed.items() if of == purpose}


@pytest.mark.django_db
def test_withdrawing_for_every_channel_leaves_none() -> None:
    customer, ref = make_id(), make_ref()
    record(customer, ref, "promotion", "sms", ConsentState.GIVEN, now=NOW)
    record(customer, ref, "promotion", "*", ConsentState.GIVEN, now=NOW)
    record(customer, ref, "promotion", "*", ConsentState.WITHDRAWN, now=NOW + timedelta(minutes=1))
    kept = consent.standings_for(customers=[customer], purpose="promotion")[customer]
    for channel in (None, "sms", "email", EVERY_CHANNEL):
        assert state_for(standings=kept, channel=channel) is not ConsentState.GIVEN


@pytest.mark.django_db
def test_what_was_never_given_is_not_withdrawn() -> None:
    with pytest.raises(ChoiceRefused):
        record(make_id(), make_ref(), "promotion", "*", ConsentState.WITHDRAWN, now=NOW)
