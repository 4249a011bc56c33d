"""How is a value found again without being readable? Keyed, truncated tokens, one key per index.

* Index key: HKDF-Expand-SHA256(IXK, TLV("camket/ix/v1", index name, normaliser id, u16 version), 32).
* Token: the first L bits of HMAC-SHA-256(index key, normalised term), L = ceil(log2 P) - 1 for P planned customers.
* L is so small that about two strangers share each token: a hit proves nothing until the value was opened.
* A stored index number is version * 16 + the number of the index, so keys can be changed while searching goes on.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from camket.policy.data import FieldType
from camket.vault.core.tlv import tlv, u16
from camket.vault.data import IndexName

NORMALISER = b"camket/values/v1"
INDEX_NUMBERS: dict[IndexName, int] = {name: number for number, name in enumerate(IndexName, start=1)}
MAX_VERSION = 32767 // 16
FEWEST_PLANNED = 16
_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.ORGANISATION_NAME})
FEEDING_TYPES: dict[IndexName, frozenset[FieldType]] = {
    IndexName.PHONE: frozenset({FieldType.PHONE}),
    IndexName.EMAIL: frozenset({FieldType.EMAIL}),
    IndexName.TAX_CODE: frozenset({FieldType.TAX_CODE}),
    IndexName.NAME: _NAMES,
    IndexName.NAME_TAIL: _NAMES,
}
INDEXED_TYPES: frozenset[FieldType] = frozenset().union(*FEEDING_TYPES.values())


def token_bits(planned: int) -> int:
    """L for so many planned customers. Raises ValueError below 16 (nothing left to hide among)."""
    if planned < FEWEST_PLANNED:
        raise ValueError(f"planned customers must be at least {FEWEST_PLANNED}")
    return (planned - 1).bit_length() - 1


def derive_index_key(ixk: bytes, *, name: IndexName, ver: int) -> bytes:
    """The 32-byte key of one index in one version."""
    info = tlv(b"camket/ix/v1", name.value.encode(), NORMALISER, u16(ver))
    return HKDFExpand(SHA256(), 32, info).derive(ixk)


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """The keyed hashes of one version of the index key, ready to be copied, and the token length in bits."""

    ver: int
    bits: int
    hashes: dict[str, hmac.HMAC]
    numbers: dict[str, int]

    def token(self, name: str, term: str) -> tuple[int, int]:
        """(stored index number, token) of a normalised term. Raises KeyError for an unknown index."""
        keyed = self.hashes[name].copy()
        keyed.update(term.encode())
        return self.numbers[name], int.from_bytes(keyed.digest()[:8], "big") >> (64 - self.bits)

    def __repr__(self) -> str:
        return f"IndexKeys(ver={self.ver}, bits={self.bits})"


def make_index_keys(ixk: bytes, *, ver: int, bits: int) -> IndexKeys:
    """All index keys of one version."""
    return IndexKeys(
        ver=ver,
        bits=bits,
        hashes={
            n.value: hmac.new(derive_index_key(ixk, name=n, ver=ver), digestmod=hashlib.sha256)
            for n in IndexName
        },
        numbers={name.value: ver * 16 + number for name, number in INDEX_NUMBERS.items()},
    )


def tokens_of(keys: IndexKeys, terms: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    """The (index number, token) pairs of (index name, term) pairs."""
    return {keys.token(name, term) for name, term in terms}
