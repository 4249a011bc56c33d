"""How is consent asked? One question for each purpose, one pair of equal answers for each channel.

* No answer is chosen beforehand; where none is given nothing is recorded, and nothing is permitted.
* The text shown is a function of edition and language; its SHA-256 goes into the record of the choice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from camket.consent.data import EVERY_CHANNEL
from camket.kernel.text import nfc
from camket.policy.data import Purpose
from camket.words import say

ANSWERS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Way:
    """One channel of a question: the name of its radio buttons, and what was answered ("yes", "no" or "")."""

    name: str
    channel: str
    label: str
    answer: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A consent purpose as `camket/ui/question.html` asks it."""

    purpose: str
    label: str
    ask: str
    if_yes: str
    if_no: str
    ways: tuple[Way, ...]

    @property
    def text_shown(self) -> str:
        """Every word the customer reads before answering, line by line."""
        lines = [self.label, self.ask, self.if_yes, self.if_no, *(way.label for way in self.ways)]
        return nfc("\n".join(lines))

    @property
    def hash(self) -> str:
        """SHA-256 of the text shown, 64 hex digits."""
        return hashlib.sha256(self.text_shown.encode()).hexdigest()


def channels_of(purpose: Purpose) -> tuple[str, ...]:
    """The channels that are asked about, in a fixed order; one answer for all where the policy names none."""
    return tuple(sorted(channel.value for channel in purpose.channels)) or (EVERY_CHANNEL,)


def way_name(purpose: str, channel: str) -> str:
    """The name of a pair of radio buttons."""
    return f"choice-{purpose}-{'every' if channel == EVERY_CHANNEL else channel}"


def say_channel(channel: str, language: str) -> str:
    """A channel's name; the empty channel and "*" are every channel."""
    name = "every" if channel in {"", EVERY_CHANNEL} else channel
    return say(f"web.channel.{name}", language)


def question_for(
    purpose: Purpose,
    *,
    answers: Mapping[str, str],
    language: str,
    states: Mapping[str, str] | None = None,
) -> Question:
    """The question for a purpose; `answers` by button name, `states` (how it stands now) by channel."""
    shown = states or {}
    return Question(
        purpose=purpose.name,
        label=purpose.label.in_language(language),
        ask=(purpose.ask or purpose.label).in_language(language),
        if_yes=purpose.if_yes.in_language(language) if purpose.if_yes else "",
        if_no=purpose.if_no.in_language(language) if purpose.if_no else "",
        ways=tuple(
            _way(purpose.name, channel, answers=answers, language=language, state=shown.get(channel, ""))
            for channel in channels_of(purpose)
        ),
    )


def _way(purpose: str, channel: str, *, answers: Mapping[str, str], language: str, state: str) -> Way:
    name = way_name(purpose, channel)
    given = answers.get(name, "")
    only = channel == EVERY_CHANNEL
    return Way(
        name=name,
        channel=channel,
        label=say("web.answer.every_channel", language) if only else say_channel(channel, language),
        answer=given if given in ANSWERS else "",
        state=state,
    )
