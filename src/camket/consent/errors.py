"""How does the consent room refuse?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class ConsentError(CamketError):
    """Something the consent room would not or could not do."""

    code: ClassVar[str] = "consent.error"


class ChoiceRefused(ConsentError):
    """A choice that can't be recorded: `why` is a code."""

    code: ClassVar[str] = "consent.choice_refused"


class ReceiptMissing(ConsentError):
    """There is no such recorded choice of this customer."""

    code: ClassVar[str] = "consent.receipt_missing"
