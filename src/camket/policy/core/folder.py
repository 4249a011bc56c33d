"""Which bytes is a policy made of? Reads the four files of a folder; whatever stands there gives findings.

* policy.vi.md and policy.yaml must be there; policy.en.md and cases.yaml may be absent.
* A file is at most 2 MB and 20,000 lines of at most 20,000 characters.
* It is UTF-8 (a byte order mark is skipped), NFC, without control or direction-changing characters: what the
  owner sees is what the program reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from camket.kernel.text import nfc
from camket.policy.core.findings import FILES, RULES, VIETNAMESE_PAGE, error
from camket.policy.data import Finding

LARGEST_FILE = 2_000_000
LONGEST_LINE = 20_000
MOST_LINES = 20_000

_NEEDED = (VIETNAMESE_PAGE, RULES)
_BREAK = re.compile(r"\r\n?|\n")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def read_files(folder: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """The bytes of each file that is there, and what is wrong with the folder itself."""
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    try:
        if not folder.is_dir():
            return {}, [error("folder_missing", VIETNAMESE_PAGE, folder=folder.name)]
    except (OSError, ValueError):
        return {}, [error("folder_missing", VIETNAMESE_PAGE, folder="?")]
    for name in FILES:
        content = _read_file(folder / name, findings)
        if content is not None:
            files[name] = content
    return files, findings


def find_missing(files: Mapping[str, bytes], findings: list[Finding]) -> list[Finding]:
    """A finding for each needed file that is neither there nor already complained of."""
    named = {one.file for one in findings}
    return [error("file_missing", name) for name in _NEEDED if name not in files and name not in named]


def decode(name: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text of one file in NFC with `\\n` line ends, or None when it can't be read at all."""
    if len(content) > LARGEST_FILE:
        return None, [error("file_too_large", name, limit=LARGEST_FILE // 1_000_000)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", errors="replace")
        return None, [error("file_not_utf8", name, *_locate(before, len(before)))]
    text = _BREAK.sub("\n", text.removeprefix("\ufeff"))
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        character = f"U+{ord(forbidden.group()):04X}"
        return None, [
            error("character_forbidden", name, *_locate(text, forbidden.start()), character=character)
        ]
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return None, [error("file_too_many_lines", name, MOST_LINES, limit=MOST_LINES)]
    too_long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), None)
    if too_long is not None:
        return None, [error("line_too_long", name, too_long, limit=LONGEST_LINE)]
    composed = nfc(text)
    if composed == text:
        return text, []
    return composed, [error("text_not_nfc", name, *_locate(text, _first_difference(text, composed)))]


def _read_file(path: Path, findings: list[Finding]) -> bytes | None:
    try:
        if not path.exists():
            return None
        if not path.is_file():
            findings.append(error("file_is_no_file", path.name))
            return None
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError:
        findings.append(error("file_unreadable", path.name))
        return None


def _first_difference(text: str, composed: str) -> int:
    for place, (given, wanted) in enumerate(zip(text, composed, strict=False)):
        if given != wanted:
            return place
    return min(len(text), len(composed))


def _locate(text: str, place: int) -> tuple[int, int]:
    line = text.count("\n", 0, place) + 1
    return line, place - (text.rfind("\n", 0, place) + 1) + 1
