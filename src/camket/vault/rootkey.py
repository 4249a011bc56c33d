"""Who holds the key above all keys? A provider that wraps and unwraps the ring's keys; first of them, a file.

* A provider never gives its key away: it wraps and unwraps bytes bound to what they are for.
* `FileRootKey` keeps 32 bytes as hex in a file nobody but the owner may read (0600), outside every backup.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from camket.vault.core.ciphers import KEY_BYTES, NONCE_BYTES, SYSTEM_RANDOM, Random
from camket.vault.errors import RingExists, VaultLocked


class RootKey(Protocol):
    """Two methods behind which a file, a TPM, a PKCS#11 token or a cloud KMS may stand."""

    def wrap(self, *, plain: bytes, bound: bytes) -> bytes:
        """`plain` under the root key, bound to `bound`."""
        ...

    def unwrap(self, *, wrapped: bytes, bound: bytes) -> bytes:
        """What was wrapped. Raises `VaultLocked(why="root_key_wrong")`."""
        ...


class FileRootKey:
    """A root key in a file. Wrapped form: nonce (12), AES-256-GCM ciphertext and tag."""

    def __init__(self, key: bytes, *, random: Random = SYSTEM_RANDOM) -> None:
        self._cipher = AESGCM(key)
        self._random = random

    def wrap(self, *, plain: bytes, bound: bytes) -> bytes:
        """`plain` under the root key with a fresh nonce."""
        nonce = self._random(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound)

    def unwrap(self, *, wrapped: bytes, bound: bytes) -> bytes:
        """What was wrapped. Raises `VaultLocked(why="root_key_wrong")`."""
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            raise VaultLocked(why="root_key_wrong") from None


def create_root_key(*, path: Path, random: Random = SYSTEM_RANDOM) -> FileRootKey:
    """Writes a new root key file. Raises `RingExists` when there is one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = random(KEY_BYTES)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RingExists(file=path.name) from None
    with os.fdopen(handle, "w") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return FileRootKey(key, random=random)


def read_root_key(*, path: Path) -> FileRootKey:
    """The root key of a file. Raises `VaultLocked`: missing, open to others, or not a key."""
    try:
        refuse_open_file(path)
        return FileRootKey(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        raise VaultLocked(why="root_key_missing") from None
    except (ValueError, OSError):
        raise VaultLocked(why="root_key_unreadable") from None


def refuse_open_file(path: Path) -> None:
    """Raises `VaultLocked(why="open_to_others")` when group or others have any right to the file."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise VaultLocked(why="open_to_others", file=path.name)
