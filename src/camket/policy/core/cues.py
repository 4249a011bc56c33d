"""Which wording gives a clause away? Looks for cues of `cues.toml` as whole words, in small letters."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from camket.kernel.text import squeeze

_SENTENCE_END = re.compile(r"[.;!?…](?:\s|$)")


@cache
def read_cues(family: str, key: str = "cues") -> tuple[str, ...]:
    """The wordings of one family."""
    table = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))
    return tuple(table[family][key])


def find_cue(text: str, family: str, key: str = "cues") -> str:
    """The first cue of a family that stands in the text; "" when none does."""
    found = _pattern(family, key).search(squeeze(text).casefold())
    return found.group() if found else ""


def find_open_end(text: str) -> str:
    """The wording that leaves a purpose open, unless its sentence shuts it or asks the customer; else ""."""
    for sentence in _SENTENCE_END.split(squeeze(text).casefold()):
        found = _pattern("open_ended", "cues").search(sentence)
        if found is None or _pattern("open_ended", "asked_by").search(sentence):
            continue
        if not _pattern("open_ended", "closed_by").search(sentence[: found.start()]):
            return found.group()
    return ""


@cache
def _pattern(family: str, key: str) -> re.Pattern[str]:
    longest_first = sorted(read_cues(family, key), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
