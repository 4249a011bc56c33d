"""What does the people room do when a customer is erased? The id, the ref and open codes go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.kernel.ports import Outcome, StepReceipt
from camket.people import store


class EraseCustomer:
    """The last step: afterwards no entry of the ledger leads to a person."""

    name = "people"

    def erase(self, *, customers: Sequence[UUID], now: datetime) -> StepReceipt:  # noqa: ARG002 - the port's shape
        """Remove the customers' rows inside the caller's transaction."""
        rows = store.delete_customers(customers)
        return StepReceipt(self.name, Outcome.ERASED if rows else Outcome.NOTHING_HELD, rows)
