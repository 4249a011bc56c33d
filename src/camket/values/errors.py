"""How is a value refused that is not a proper value of its type?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class ValuesError(CamketError):
    """Base of this room's refusals."""

    code: ClassVar[str] = "values.error"


class ValueRefused(ValuesError):
    """Not a proper value of its type. `why` is one of `reasons.WHY`, never the value itself."""

    code: ClassVar[str] = "values.refused"
