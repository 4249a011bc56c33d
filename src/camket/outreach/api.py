"""Send a customer what she asked for. The door of the outreach room; so far it sends one-time codes only.

Advertising needs the message gate, which is not built yet, so nothing of the kind can be sent from here.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from camket.outreach import senders
from camket.outreach.data import Message
from camket.outreach.errors import NoSender


def _folder() -> Path:
    return Path(settings.CAMKET_HOME) / "outbox"


def can_send() -> bool:
    """Whether a code could reach anybody at all."""
    return bool(settings.CAMKET_DEMO)


def send_code(*, to: str, text: str, now: datetime) -> None:
    """Send a one-time code to the address that was typed. Raises NoSender where nothing can send."""
    if not can_send():
        raise NoSender
    channel = "email" if "@" in to else "sms"
    senders.put_into_folder(_folder(), Message(to=to, channel=channel, text=text, at=now))


def list_sent(*, limit: int = 50) -> list[Message]:
    """What the demonstration has sent, newest first; empty outside a demonstration."""
    return senders.read_folder(_folder(), limit=limit) if settings.CAMKET_DEMO else []
