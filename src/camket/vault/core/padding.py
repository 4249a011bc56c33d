"""How long may a ciphertext look? Marks the end of the text and, for telling types, hides the length in steps.

* Every plaintext is UTF-8, then 0x80, then zero bytes (ISO/IEC 7816-4), so reading never depends on the type.
* Names, addresses and free text are filled to a multiple of 16 bytes; the others get the mark alone.
"""

from __future__ import annotations

from camket.policy.data import FieldType
from camket.vault.errors import FormatUnknown

STEP = 16
PADDED_TYPES = frozenset(
    {FieldType.PERSON_NAME, FieldType.ORGANISATION_NAME, FieldType.ADDRESS, FieldType.TEXT}
)


def pad(text: bytes, *, to_step: bool) -> bytes:
    """The text with its mark, filled to the next multiple of 16 bytes where `to_step`."""
    if not to_step:
        return text + b"\x80"
    return text + b"\x80" + bytes(-(len(text) + 1) % STEP)


def unpad(padded: bytes) -> bytes:
    """The text without mark and filling. Raises `FormatUnknown` where there is no mark."""
    bare = padded.rstrip(b"\x00")
    if bare[-1:] != b"\x80":
        raise FormatUnknown(part="padding")
    return bare[:-1]
