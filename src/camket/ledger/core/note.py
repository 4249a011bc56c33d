"""How is a checkpoint signed and a proof written down? C2SP signed-note, tlog-checkpoint, tlog-proof.

* Key type 0x01: Ed25519 over the note text; key id = SHA-256(name, newline, 0x01, public key), first 4 bytes.
* Keys are written as the note tools of the Go check-sum database write them: `PRIVATE+KEY+name+id+base64`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from camket_verify.proof import ED25519, PROOF_HEAD, Unsound, read_base64

_PRIVATE = "PRIVATE+KEY"


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """The signing key of one log: its origin is the key's name. Not printable: the seed stays out of traces."""

    origin: str
    seed: bytes

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def _public(self) -> bytes:
        return ED25519 + self._key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """Four bytes naming the key (C2SP signed-note)."""
        return hashlib.sha256(self.origin.encode() + b"\n" + self._public).digest()[:4]

    @property
    def vkey(self) -> str:
        """What a verifier needs: `origin+id+base64(0x01 || public key)`."""
        return f"{self.origin}+{self.key_id.hex()}+{_b64(self._public)}"

    @property
    def skey(self) -> str:
        """What the key file holds. Secret."""
        return f"{_PRIVATE}+{self.origin}+{self.key_id.hex()}+{_b64(ED25519 + self.seed)}"

    def sign_checkpoint(self, size: int, root: bytes) -> str:
        """The signed note over a tree of `size` entries."""
        body = f"{self.origin}\n{size}\n{_b64(root)}\n"
        signature = self.key_id + self._key.sign(body.encode())
        return f"{body}\n— {self.origin} {_b64(signature)}\n"


def read_signer(skey: str) -> Signer:
    """The key out of its file's text. Raises `Unsound` where it is none, or its id does not fit."""
    parts = skey.strip().split("+", 4)
    if len(parts) != 5 or "+".join(parts[:2]) != _PRIVATE:
        raise Unsound("key")
    raw = read_base64(parts[4])
    if len(raw) != 33 or raw[:1] != ED25519:
        raise Unsound("key")
    signer = Signer(parts[2], raw[1:])
    if signer.key_id.hex() != parts[3]:
        raise Unsound("key")
    return signer


def write_proof(entry: bytes, index: int, path: Sequence[bytes], note: str) -> str:
    """The text of a `.tlog-proof`; its `extra` line holds the entry, so it can be checked with nothing else."""
    lines = [PROOF_HEAD, f"extra {_b64(entry)}", f"index {index}", *(_b64(h) for h in path)]
    return "\n".join(lines) + f"\n\n{note}"
