"""What does a link or code look like, and what of it is kept? Only hashes are."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

LINK_LIFETIME = timedelta(minutes=30)
CODE_LIFETIME = timedelta(minutes=10)
CODE_ATTEMPTS = 5
CODE_DIGITS = 6


def make_link_token() -> str:
    """256 random bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def hash_link_token(token: str) -> bytes:
    """SHA-256; the token itself has 256 bits, so nothing slower is needed."""
    return hashlib.sha256(b"camket/staff-link/v1" + token.encode()).digest()


def make_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_code(*, challenge: UUID, code: str) -> bytes:
    """scrypt (RFC 7914) salted by the challenge: six digits must cost something to try from a stolen table."""
    return hashlib.scrypt(code.encode(), salt=challenge.bytes, n=2**12, r=8, p=1, dklen=32)


def hash_api_secret(secret: str) -> bytes:
    """SHA-256, in another domain than links."""
    return hashlib.sha256(b"camket/api-key/v1" + secret.encode()).digest()
