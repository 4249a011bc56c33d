"""How are several byte strings made one so that no two lists meet? Length before value, big-endian."""

from __future__ import annotations


def tlv(*parts: bytes) -> bytes:
    """For each part u16 length, then the part: injective. Raises OverflowError above 65,535 bytes."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def u16(number: int) -> bytes:
    """Two bytes, big-endian. Raises OverflowError outside 0..65535."""
    return number.to_bytes(2, "big")


def u32(number: int) -> bytes:
    """Four bytes, big-endian. Raises OverflowError outside 0..2^32-1."""
    return number.to_bytes(4, "big")
