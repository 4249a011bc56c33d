"""Where does each choice stand at an instant? Replays the events up to it; the latest one counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from camket.consent.data import ChoiceEvent, ConsentState


def standing_at(events: Iterable[ChoiceEvent], *, now: datetime) -> dict[tuple[str, str], ChoiceEvent]:
    """The event that counts by (purpose, channel). Of two at one instant the later id counts."""
    latest: dict[tuple[str, str], ChoiceEvent] = {}
    for event in sorted(events, key=lambda e: (e.at, e.id.int)):
        if event.at <= now:
            latest[(event.purpose, event.channel)] = event
    return latest


def may_follow(*, before: ConsentState, after: ConsentState) -> bool:
    """Whether a choice may move so: nothing becomes unknown again, only what was given is withdrawn or expires."""
    if after is ConsentState.UNKNOWN:
        return before is ConsentState.UNKNOWN
    if after in {ConsentState.WITHDRAWN, ConsentState.EXPIRED}:
        return before is ConsentState.GIVEN
    return True
