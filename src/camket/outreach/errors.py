"""How does outreach refuse?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class OutreachError(CamketError):
    """Something outreach would not or could not do."""

    code: ClassVar[str] = "outreach.error"


class NoSender(OutreachError):
    """No way of sending is set up, so nothing can be promised to arrive."""

    code: ClassVar[str] = "outreach.no_sender"
