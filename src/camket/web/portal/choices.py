"""How do a customer's choices stand, and what does an answer change? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from camket.consent.data import Choice, ChoiceEvent, ConsentState, state_for
from camket.policy.data import Policy, Purpose
from camket.web.ui.questions import Question, channels_of, question_for, say_channel, way_name
from camket.web.ui.timeline import say_purpose
from camket.words import say

Standing = Mapping[tuple[str, str], ChoiceEvent]
_ANSWERS = {ConsentState.GIVEN: "yes", ConsentState.REFUSED: "no", ConsentState.WITHDRAWN: "no"}


@dataclass(frozen=True, slots=True)
class PastChoice:
    """One choice of the past, with its receipt."""

    id: UUID
    at: datetime
    text: str
    channel: str


def state_of(standing: Standing, purpose: str, channel: str) -> ConsentState:
    """Where one purpose and channel stand; a choice for every channel speaks for those without their own."""
    own = {way: event.state for (name, way), event in standing.items() if name == purpose}
    return state_for(standings=own, channel=channel)


def ask_again(purpose: Purpose, standing: Standing, language: str) -> Question:
    """The question with the customer's present answers."""
    states = {channel: state_of(standing, purpose.name, channel) for channel in channels_of(purpose)}
    return question_for(
        purpose,
        answers={way_name(purpose.name, c): _ANSWERS.get(state, "") for c, state in states.items()},
        states={c: say(f"portal.choices.state.{state.value}", language) for c, state in states.items()},
        language=language,
    )


def read_changes(
    purpose: Purpose, standing: Standing, typed: Mapping[str, str], *, customer: UUID, ref: UUID
) -> list[Choice]:
    """What the answers change: a no where there was a yes withdraws it, what stays the same is no choice."""
    changes = []
    for channel in channels_of(purpose):
        before = state_of(standing, purpose.name, channel)
        after = _after(before, typed.get(way_name(purpose.name, channel), ""))
        if after is not None:
            changes.append(Choice(customer, ref, purpose.name, channel, after))
    return changes


def _after(before: ConsentState, answer: str) -> ConsentState | None:
    if answer == "yes" and before is not ConsentState.GIVEN:
        return ConsentState.GIVEN
    if answer == "no" and _ANSWERS.get(before) != "no":
        return ConsentState.WITHDRAWN if before is ConsentState.GIVEN else ConsentState.REFUSED
    return None


def list_past(events: list[ChoiceEvent], policy: Policy, language: str) -> list[PastChoice]:
    """The choices that were really made, newest first; what an import did not know is no choice."""
    return [
        PastChoice(
            id=event.id,
            at=event.at,
            text=say(
                f"web.event.chosen_{event.state.value}",
                language,
                purpose=say_purpose(event.purpose, policy, language),
            ),
            channel=say_channel(event.channel, language),
        )
        for event in reversed(events)
        if event.state in _ANSWERS
    ]
