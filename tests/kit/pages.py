"""Which pages do the cutter's tests run on? Our own six, and the real ones beside the project when they are there."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "vectors" / "pages"
SHARED = ROOT.parent / "shared"
ORIGINALS = SHARED / "policies" / "originals"
CORPUS = SHARED / "corpora" / "policies"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def own_pages() -> list[Path]:
    """The six pages of the project."""
    return sorted(path for path in OWN.iterdir() if path.name[0].isdigit())


def real_pages(folder: Path, least: int) -> list[Path]:
    """The text pages of a folder outside the project; skips, saying how many are missing, when they are not there."""
    found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if len(found) < least:
        pytest.skip(f"{least - len(found)} of {least} real pages are not beside the project")
    return found


def bare(text: str) -> str:
    """NFC without any white space: two texts are the same words in the same order when these are equal."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and c not in "\u200b\ufeff")


def in_windows_1258(text: str) -> bytes:
    """The bytes an old Vietnamese editor wrote: letters with their hats composed, tones as marks after them."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        tones = [c for c in apart if c in _TONES]
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
        out.append(base + "".join(tones))
    return "".join(out).encode("windows-1258")
