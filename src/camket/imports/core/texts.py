"""In which encoding and with which separator was this text file written? And its rows, streamed.

1. A byte order mark decides; UTF-16 without one shows itself by its zero bytes.
2. Everything that is UTF-8 from end to end is UTF-8.
3. The rest is Windows-1258, if its tone marks stand behind vowels; else Windows-1252, where the old fonts
   (TCVN3, VNI) come out as what they are and are refused cell by cell.
"""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from camket.imports.data import SheetRow
from camket.imports.errors import SheetBroken, SheetKindUnknown

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_SEPARATORS = (",", ";", "\t", "|")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _guess_utf16(sample: bytes) -> str | None:
    if b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 8 > len(sample):
        raise SheetKindUnknown
    return "utf-16-le" if odd > even else "utf-16-be"


def _fits_windows_1258(sample: bytes) -> bool:
    text = sample.decode("cp1258", errors="replace")
    tones = [before for before, sign in pairwise(text) if sign in _TONES]
    placed = sum(before in _VOWELS for before in tones)
    return "\ufffd" not in text and placed >= 0.95 * len(tones)


def find_encoding(path: Path) -> str:
    """utf-8-sig, utf-16, utf-16-le, utf-16-be, utf-8, cp1258 or cp1252. Raises `SheetKindUnknown`."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if encoding16 := _guess_utf16(sample):
        return encoding16
    if _is_utf8(path):
        return "utf-8"
    return "cp1258" if _fits_windows_1258(sample) else "cp1252"


def _measure(lines: list[str], separator: str) -> tuple[int, int]:
    """How many of the rows have the most usual number of cells, and that number."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if any(row))
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
    return (rows, width) if width > 1 else (0, 1)


def find_separator(lines: list[str]) -> str:
    """The sign that cuts most of the first rows into the same number of cells; comma where none does."""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in _SEPARATORS:
        return lines[0][4]
    return max(_SEPARATORS, key=lambda sign: _measure(lines, sign))


def _stream(path: Path, encoding: str, separator: str) -> Iterator[SheetRow]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines: Iterator[str] = file
        if encoding == "cp1258":
            lines = (unicodedata.normalize("NFC", line) for line in file)
        number = 0
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
                yield SheetRow(number, tuple(cells))
        except csv.Error:
            raise SheetBroken(row=number + 1) from None


def open_text(path: Path) -> tuple[Callable[[], Iterator[SheetRow]], str, str]:
    """A way to stream the rows, the encoding, the separator. Raises `SheetKindUnknown`; later `SheetBroken`."""
    encoding = find_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = file.read(_SAMPLE).splitlines(keepends=True)[:40]
    separator = find_separator(lines)
    return lambda: _stream(path, encoding, separator), encoding, separator
