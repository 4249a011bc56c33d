"""What does the consent room do when a customer is erased? Every choice goes; the ledger keeps the events by ref."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.consent import store
from camket.kernel.ports import Outcome, StepReceipt


class EraseChoices:
    """The first step: nothing may be sent or shown on a choice that is about to go."""

    name = "consent"

    def erase(self, *, customers: Sequence[UUID], now: datetime) -> StepReceipt:  # noqa: ARG002 - the port's shape
        """Remove events and standings inside the caller's transaction."""
        rows = store.delete_customers(customers)
        return StepReceipt(self.name, Outcome.ERASED if rows else Outcome.NOTHING_HELD, rows)
