"""What must a room offer so that others can work on it without knowing it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Outcome(StrEnum):
    """What became of one room's part of an erasure."""

    ERASED = "erased"
    NOTHING_HELD = "nothing_held"


@dataclass(frozen=True, slots=True)
class StepReceipt:
    """One room's answer after an erasure step: how many rows went, and what became of them."""

    step: str
    outcome: Outcome
    rows: int


class ErasureStep(Protocol):
    """Removes what one room holds about customers. Idempotent: a second run finds nothing held."""

    name: str

    def erase(self, *, customers: Sequence[UUID], now: datetime) -> StepReceipt:
        """Remove everything this room holds about these customers, inside the caller's transaction."""
        ...
