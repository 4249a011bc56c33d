"""What can a look-up in the legal tables answer with besides a row?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class LawError(CamketError):
    """Anything the legal pack refuses."""

    code: ClassVar[str] = "law.error"


class TableBroken(LawError):
    """A data file does not have its shape. Params: `table`, `place`, `why`."""

    code: ClassVar[str] = "law.table_broken"


class YearNotCovered(LawError):
    """The days off of that year are not (all) decided. Params: `year`, `covered` ("2026")."""

    code: ClassVar[str] = "law.year_not_covered"


class RightUnknown(LawError):
    """No right of that name has a deadline in the tables. Params: `right`."""

    code: ClassVar[str] = "law.right_unknown"


class MessageChannelUnknown(LawError):
    """Not "sms", "email" or "call". Params: `channel`."""

    code: ClassVar[str] = "law.message_channel_unknown"
