"""How are things named without saying who they are?

Ids are UUIDv7 (RFC 9562 §5.7): random enough not to be guessed, ordered enough for an index.
"""

from __future__ import annotations

import os
import time
from uuid import UUID


def make_id() -> UUID:
    """A new UUIDv7: 48 bits of milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=value | (0x7 << 76) | (0x2 << 62))


def make_ref() -> UUID:
    """A wholly random name (UUIDv4 layout) that tells nothing, not even when it was made."""
    value = int.from_bytes(os.urandom(16), "big")
    value &= ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=value | (0x4 << 76) | (0x2 << 62))
