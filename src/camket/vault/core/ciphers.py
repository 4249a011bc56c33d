"""Which authenticated ciphers does the vault know, and by which number? Library primitives only.

* 1 AES-256-GCM (NIST SP 800-38D): the default.
* 2 AES-256-GCM-SIV (RFC 8452): for sites that snapshot running machines, where a nonce may come twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

GCM: Final = 1
GCM_SIV: Final = 2
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16

Random = Callable[[int], bytes]
SYSTEM_RANDOM: Random = os.urandom


class Aead(Protocol):
    """What an authenticated cipher with its key can do."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes:
        """Ciphertext with its tag."""
        ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes:
        """Plaintext; raises `cryptography.exceptions.InvalidTag`."""
        ...


CIPHERS: dict[int, Callable[[bytes], Aead]] = {GCM: AESGCM, GCM_SIV: AESGCMSIV}
