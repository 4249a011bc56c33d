"""Which bytes are an edition? One listing of the folder's files; its SHA-256 names the edition.

The listing is, byte for byte:

1. the line `camket/policy-edition/v1`;
2. for each file that is there, in the order policy.vi.md, policy.en.md, policy.yaml, cases.yaml:
   its name, one space, its length in bytes (decimal), a line feed, its bytes, a line feed.

Lengths come before contents, so no content can pass for another file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from camket.policy.core.findings import FILES
from camket.policy.errors import EditionBroken

_FIRST_LINE = b"camket/policy-edition/v1\n"


def list_content(files: Mapping[str, bytes]) -> bytes:
    """The canonical listing of a folder's files."""
    parts = [_FIRST_LINE]
    for name in FILES:
        if name in files:
            content = files[name]
            parts += [f"{name} {len(content)}\n".encode(), content, b"\n"]
    return b"".join(parts)


def hash_content(listing: bytes) -> str:
    """SHA-256 of a listing, 64 hex digits."""
    return hashlib.sha256(listing).hexdigest()


def split_content(listing: bytes, *, number: int) -> dict[str, bytes]:
    """The files of a listing, byte for byte. Raises `EditionBroken` on anything `list_content` did not write."""
    if not listing.startswith(_FIRST_LINE):
        raise EditionBroken(number=number)
    files: dict[str, bytes] = {}
    place = len(_FIRST_LINE)
    while place < len(listing):
        end = listing.find(b"\n", place)
        name, _, length = listing[place : max(end, place)].decode("ascii", errors="replace").partition(" ")
        if not length.isdecimal():
            raise EditionBroken(number=number)
        files[name] = listing[end + 1 : end + 1 + int(length)]
        place = end + 1 + int(length) + 1
    if list_content(files) != listing:
        raise EditionBroken(number=number)
    return files
