"""What time is it? Asked once per request or run, at the edge; every rule takes `now`."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def read_clock() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def to_millis(instant: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z. Refuses a naive instant."""
    if instant.tzinfo is None:
        raise ValueError("a naive instant has no place on the time line")
    return int(instant.timestamp() * 1000)
