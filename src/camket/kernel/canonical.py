"""Which bytes stand for a piece of data when it is hashed or signed? JSON by RFC 8785 (JCS)."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes (RFC 8785). Raises `rfc8785.CanonicalizationError` on what JSON can't hold."""
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
