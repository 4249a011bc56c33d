"""Which text do these bytes hold? Pictures and office files are refused; old Vietnamese encodings are read.

1. A byte order mark decides. 2. Strict UTF-8. 3. UTF-16 without a mark, told by its zero bytes.
4. What the saved page says of itself (`charset=`). 5. windows-1258, the Vietnamese code page of old editors.
Nothing is replaced or skipped: bytes that don't decode are a refusal with their offset.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from camket.kernel.text import nfc
from camket.policy.core.page.draft import PageKind
from camket.policy.core.page.errors import PageEncodingUnknown, PageKindUnknown, PageNotText, PageTooLarge

LIMIT_BYTES = 4 * 1024 * 1024
_SIGNATURES = {
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"\xd0\xcf\x11\xe0": "doc",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "rtf",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_ENDINGS = {
    "txt": PageKind.TXT,
    "text": PageKind.TXT,
    "md": PageKind.MD,
    "markdown": PageKind.MD,
    "html": PageKind.HTML,
    "htm": PageKind.HTML,
    "xhtml": PageKind.HTML,
}
_OLD_ENCODINGS = frozenset({"windows-1258", "cp1258", "windows-1252", "cp1252", "iso-8859-1", "latin-1"})
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def kind_of_name(name: str) -> PageKind:
    """The kind a file name's ending stands for; raises `PageKindUnknown`."""
    try:
        return _ENDINGS[PurePath(name).suffix.lstrip(".").lower()]
    except KeyError:
        raise PageKindUnknown(kind=PurePath(name).suffix) from None


def decode_page(data: bytes) -> str:
    """The text of a saved page, NFC; raises `PageTooLarge`, `PageNotText`, `PageEncodingUnknown`."""
    if len(data) > LIMIT_BYTES:
        raise PageTooLarge(size=len(data), limit=LIMIT_BYTES, unit="bytes")
    for signature, found in _SIGNATURES.items():
        if data.startswith(signature):
            raise PageNotText(found=found)
    return check_text(_decode(data))


def check_text(text: str) -> str:
    """NFC without byte order mark; refuses control characters, halves of characters and too much of it."""
    if len(text) > LIMIT_BYTES:
        raise PageTooLarge(size=len(text), limit=LIMIT_BYTES, unit="characters")
    control = _CONTROLS.search(text)
    if control:
        raise PageNotText(found=f"U+{ord(control.group()):04X}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise PageEncodingUnknown(offset=fault.start) from None
    return nfc(text.removeprefix("\ufeff"))


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        return _strictly(data, _utf16_side(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        offset = fault.start
    if _is_broken_utf8(data):
        raise PageEncodingUnknown(offset=offset)
    declared = _CHARSET.search(data[:4096])
    encoding = declared.group(1).decode("ascii").lower() if declared else "windows-1258"
    if encoding not in _OLD_ENCODINGS:
        raise PageEncodingUnknown(offset=offset)
    return _strictly(data, encoding)


def _utf16_side(data: bytes) -> str:
    """Text without a mark has its zero bytes all on one side; anything else with zeros is no text."""
    left, right = data[0::2].count(0), data[1::2].count(0)
    if max(left, right) < len(data) // 8 or min(left, right) > 0:
        raise PageNotText(found="U+0000")
    return "utf-16-le" if right else "utf-16-be"


def _is_broken_utf8(data: bytes) -> bool:
    """UTF-8 that was cut or damaged: reading it as a code page would make a mess of every letter."""
    whole = len(re.findall(rb"[\xc3-\xe2][\x80-\xbf]+", data))
    high = len(re.findall(rb"[\x80-\xff]+", data))
    return whole * 2 > high


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise PageEncodingUnknown(offset=fault.start) from None
