"""What is sent? No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it went out. `to` is masked wherever it is kept."""

    to: str
    channel: str
    text: str
    at: datetime
