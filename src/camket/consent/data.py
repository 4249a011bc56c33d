"""What is a choice, and where does it stand? No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

EVERY_CHANNEL = "*"
"""The channel of a choice that speaks for all channels that have none of their own."""

EVERY_PURPOSE = "*"
"""The purpose of the one event that says of an imported customer: nothing is known of any consent."""


class ConsentState(StrEnum):
    """Where a choice stands; only GIVEN permits anything. Names after W3C DPV consent statuses."""

    UNKNOWN = "unknown"  # never asked, or brought in by an import that proves nothing
    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which words the customer saw when choosing.

    `hash`: SHA-256 of the text shown (64 hex), "" where nothing was shown (an import);
    `edition`: the policy edition's name, "3@0123456789ab".
    """

    hash: str
    language: str
    edition: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A customer's choice for one purpose and channel, about to be recorded."""

    customer: UUID
    ref: UUID
    purpose: str
    channel: str
    state: ConsentState


@dataclass(frozen=True, slots=True)
class ChoiceEvent:
    """A recorded choice; `entry` is its ledger entry."""

    id: UUID
    customer: UUID
    purpose: str
    channel: str
    state: ConsentState
    at: datetime
    shown: Shown
    who: str
    entry: UUID


@dataclass(frozen=True, slots=True)
class Party:
    """What the receipt says of the business and the purpose, in the customer's language."""

    controller_name: str
    controller_address: str
    controller_contacts: tuple[str, ...]
    purpose_label: str
    data: tuple[tuple[str, str, bool, bool], ...]  # field name, label, required, sensitive
    recipients: tuple[str, ...]
    storage: str
    retention: str
    country: str
    withdrawal: str


def state_for(*, standings: Mapping[str, ConsentState], channel: str | None) -> ConsentState:
    """The state that counts for a channel: its own, else the one for every channel, else unknown.

    With no channel asked (None), consent for any channel is enough; without one, the plainest refusal.
    """
    if channel is not None:
        return standings.get(channel, standings.get(EVERY_CHANNEL, ConsentState.UNKNOWN))
    present = set(standings.values())
    for state in (ConsentState.GIVEN, ConsentState.WITHDRAWN, ConsentState.REFUSED):
        if state in present:
            return state
    return ConsentState.UNKNOWN
