"""What does the vault do when a customer is erased? Keys, records and tokens go, last of all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.kernel.ports import Outcome, StepReceipt
from camket.vault import api


class VaultErasure:
    """The erasure step "vault". A second run finds nothing held."""

    name = "vault"

    def erase(self, *, customers: Sequence[UUID], now: datetime) -> StepReceipt:  # noqa: ARG002 - the port's shape
        """Destroy keys and delete ciphertexts and tokens, inside the caller's transaction."""
        erased = api.erase_many(customers=customers)
        rows = erased.keys + erased.records + erased.tokens
        return StepReceipt(self.name, Outcome.ERASED if rows else Outcome.NOTHING_HELD, rows)
