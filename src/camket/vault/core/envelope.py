"""What does one sealed field look like, and what is it bound to?

* 0x01, algorithm (1), u16 key version, nonce (12), ciphertext, tag (16): 32 bytes around the padded text.
* Associated data: TLV("camket/field/v1", tenant, u16 class, u32 field id), u16 version, customer (16):
  a ciphertext moved to another customer, class, field or version does not open.
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidTag

from camket.vault.core.ciphers import NONCE_BYTES, TAG_BYTES
from camket.vault.core.keys import FieldKey
from camket.vault.core.tlv import tlv, u16, u32
from camket.vault.errors import FieldBroken, FormatUnknown, Truncated, VersionMismatch

FORMAT = 1
HEADER_BYTES = 4
OVERHEAD = HEADER_BYTES + NONCE_BYTES + TAG_BYTES


@lru_cache(maxsize=4096)
def bound_prefix(tenant: bytes, klass: int, field: int) -> bytes:
    """The part of the associated data that is the same for all customers."""
    return tlv(b"camket/field/v1", tenant, u16(klass), u32(field))


def bound_suffix(ver: int, customer: bytes) -> bytes:
    """The part of the associated data that is the same for all fields of one record."""
    return u16(ver) + customer


def header(alg: int, ver: int) -> bytes:
    """The four bytes in front of every sealed field."""
    return bytes((FORMAT, alg)) + u16(ver)


def seal_field(key: FieldKey, alg: int, nonce: bytes, padded: bytes, bound: bytes) -> bytes:
    """One padded plaintext sealed under the customer's key."""
    return header(alg, key.ver) + nonce + key.cipher(alg).encrypt(nonce, padded, bound)


def open_field(key: FieldKey, sealed: bytes, bound: bytes) -> bytes:
    """The padded plaintext. Raises `Truncated`, `FormatUnknown`, `VersionMismatch` or `FieldBroken`."""
    if len(sealed) <= OVERHEAD:
        raise Truncated(part="field")
    if sealed[0] != FORMAT:
        raise FormatUnknown(part="field", number=sealed[0])
    if (sealed[2] << 8) | sealed[3] != key.ver:
        raise VersionMismatch(stored=(sealed[2] << 8) | sealed[3], key=key.ver)
    try:
        return key.cipher(sealed[1]).decrypt(sealed[4:16], sealed[16:], bound)
    except InvalidTag:
        raise FieldBroken from None
