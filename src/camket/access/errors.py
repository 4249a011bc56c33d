"""How does the gate refuse?"""

from __future__ import annotations

from typing import ClassVar

from camket.access.data import Decision
from camket.kernel.errors import CamketError


class AccessError(CamketError):
    """Something the gate would not or could not do."""

    code: ClassVar[str] = "access.error"


class AccessRefused(AccessError):
    """The gate stays shut; the refusal is already in the ledger."""

    code: ClassVar[str] = "access.refused"

    def __init__(self, decision: Decision, **params: object) -> None:
        super().__init__(reason=decision.reason.value, clauses=decision.clauses, **params)
        self.decision = decision


class ValuesRefused(AccessError):
    """Some values can't be taken as given. `why` maps field name to the vault's reason code."""

    code: ClassVar[str] = "access.values_refused"

    def __init__(self, why: dict[str, str]) -> None:
        super().__init__(fields=sorted(why))
        self.why = why
