"""When are two Vietnamese texts the same?

Every text that enters is NFC; for comparing without diacritics it is folded.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000\ufeff]+")


def nfc(text: str) -> str:
    """Composed form: what is stored, hashed, compared and shown."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """NFC, every run of white space (also the invisible ones) one space, none at the ends."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, single spaces: "Nguyễn Thị Đào" and "nguyen thi dao" meet."""
    decomposed = unicodedata.normalize("NFD", squeeze(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")
