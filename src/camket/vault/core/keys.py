"""How does one customer's key come about, get wrapped and get proved?

* DEK: 32 random bytes per customer, retention class and version.
* FK and COMMIT: HKDF-Expand-SHA512 (RFC 5869 §2.3) of the DEK; FK seals fields, COMMIT proves which key it was.
* The DEK is stored wrapped by the epoch's KEK; the associated data names customer, class, version, epoch, COMMIT.
* After unwrapping, COMMIT is checked in constant time; a key that doesn't match is refused.
"""

from __future__ import annotations

import hmac
from struct import Struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from camket.vault.core.ciphers import CIPHERS, KEY_BYTES, NONCE_BYTES, TAG_BYTES, Aead
from camket.vault.errors import CommitmentBroken, FormatUnknown, KeyBroken, Truncated

WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES
COMMIT_BYTES = 32
_DEK_LABEL = b"camket/dek/v1"
_FK_LABEL = b"camket/fk/v1"
# TLV with every length known beforehand is one fixed layout; tests hold both layouts to `tlv`.
_DEK_BOUND = Struct(">H13sH16sH16sHHHHHIH32s")
_FK_INFO = Struct(">H12sH16sH16sHHHH")


class KeyRow(NamedTuple):
    """The stored form of one key. `customer` is the id's 16 raw bytes."""

    customer: bytes
    retention_class: int
    ver: int
    epoch: int
    commitment: bytes
    wrapped: bytes


class FieldKey:
    """One customer's unlocked field key: version, and a cipher per algorithm, made when first used."""

    __slots__ = ("_ciphers", "_key", "ver")

    def __init__(self, key: bytes, ver: int) -> None:
        self._key = key
        self._ciphers: dict[int, Aead] = {}
        self.ver = ver

    def cipher(self, alg: int) -> Aead:
        """The cipher of that number under this key. Raises `FormatUnknown`."""
        made = self._ciphers.get(alg)
        if made is None:
            if alg not in CIPHERS:
                raise FormatUnknown(part="algorithm", number=alg)
            made = self._ciphers[alg] = CIPHERS[alg](self._key)
        return made

    def __repr__(self) -> str:
        return f"FieldKey(ver={self.ver})"


def dek_bound(tenant: bytes, row: KeyRow) -> bytes:
    """TLV("camket/dek/v1", tenant, customer, u16 class, u16 ver, u32 epoch, COMMIT)."""
    customer, klass, ver, epoch, commitment, _ = row
    return _DEK_BOUND.pack(
        13, _DEK_LABEL, 16, tenant, 16, customer, 2, klass, 2, ver, 4, epoch, 32, commitment
    )


def derive(dek: bytes, *, tenant: bytes, customer: bytes, klass: int, ver: int) -> tuple[bytes, bytes]:
    """(FK, COMMIT), 32 bytes each: HKDF-Expand-SHA512(DEK, TLV("camket/fk/v1", tenant, customer, class, ver), 64)."""
    info = _FK_INFO.pack(12, _FK_LABEL, 16, tenant, 16, customer, 2, klass, 2, ver)
    both = HKDFExpand(SHA512(), 64, info).derive(dek)
    return both[:32], both[32:]


def wrap_dek(dek: bytes, *, kek: Aead, tenant: bytes, row: KeyRow, nonce: bytes) -> bytes:
    """The DEK under the epoch's KEK, 60 bytes: nonce, ciphertext, tag."""
    return nonce + kek.encrypt(nonce, dek, dek_bound(tenant, row))


def unwrap_dek(*, kek: Aead, tenant: bytes, row: KeyRow) -> bytes:
    """The DEK of a row. Raises `Truncated` or `KeyBroken`."""
    if len(row.wrapped) != WRAPPED_BYTES or len(row.commitment) != COMMIT_BYTES:
        raise Truncated(part="key")
    try:
        return kek.decrypt(row.wrapped[:NONCE_BYTES], row.wrapped[NONCE_BYTES:], dek_bound(tenant, row))
    except InvalidTag:
        raise KeyBroken(epoch=row.epoch) from None


def unlock(*, kek: Aead, tenant: bytes, row: KeyRow) -> FieldKey:
    """The field key of a row. Raises `Truncated`, `KeyBroken` or `CommitmentBroken`."""
    dek = unwrap_dek(kek=kek, tenant=tenant, row=row)
    key, commitment = derive(
        dek, tenant=tenant, customer=row.customer, klass=row.retention_class, ver=row.ver
    )
    if not hmac.compare_digest(commitment, row.commitment):
        raise CommitmentBroken(ver=row.ver)
    return FieldKey(key, row.ver)
