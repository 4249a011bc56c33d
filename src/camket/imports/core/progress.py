"""How far is a run, and how long will it take? From counts and two instants; no clock here."""

from __future__ import annotations

from datetime import datetime

from camket.imports.data import Progress


def make_progress(
    *, total: int, written: int, matched: int, refused: int, started: datetime, now: datetime
) -> Progress:
    """`written` new, `matched` already known, `refused`; together they are done. Rate is 0 in the first instant."""
    done = written + matched + refused
    seconds = (now - started).total_seconds()
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate > 0 and total > done else 0.0
    return Progress(total, done, written, matched, refused, rate, left)
