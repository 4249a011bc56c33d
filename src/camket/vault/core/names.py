"""Which number stands for a field name inside a ciphertext's associated data?

* field_id = the first four bytes of SHA-256("camket/field-name/v1" then the name in UTF-8), big-endian.
* Number 0 is reserved for the sealed source notes of a record.
* Two names of one policy may collide (one chance in four thousand million per pair): such a policy is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from camket.vault.errors import FieldNamesCollide

NOTES_ID = 0
_PREFIX = b"camket/field-name/v1"


@lru_cache(maxsize=4096)
def field_id(name: str) -> int:
    """The number of a field name, 0..2^32-1."""
    return int.from_bytes(hashlib.sha256(_PREFIX + name.encode()).digest()[:4], "big")


def refuse_collisions(names: Iterable[str]) -> None:
    """Raises `FieldNamesCollide` when two different names share a number, or one takes the reserved number."""
    seen: dict[int, str] = {NOTES_ID: ""}
    for name in names:
        other = seen.setdefault(field_id(name), name)
        if other != name:
            raise FieldNamesCollide(one=other, other=name)
