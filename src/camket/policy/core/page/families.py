"""Which rule families of policy.yaml could keep a clause? A hint for the owner, told by the clause's words.

* Each family has strong words and plain words (`families.toml`); a strong one counts three, a plain one counts one.
* Best first, at most three; a family far behind the best is left out. Equal ones stand in the order of policy.yaml.
* No word, no hint: an empty list means that nothing speaks for any family.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from camket.kernel.text import squeeze

MOST = 3
_STRONG, _PLAIN = 3, 1
_ENOUGH = 2
_BEHIND = 0.34  # a family needs at least this share of the best one's count


def suggest_families(clause_text: str) -> list[str]:
    """Names of families ("retention", "rights", …), best first, at most three."""
    text = squeeze(clause_text).casefold()
    counts = {family: _count(text, words) for family, words in _words().items()}
    best = max(counts.values())
    if best < _ENOUGH:
        found = [family for family, count in counts.items() if count == best > 0]
        return found[:1]
    near = [family for family, count in counts.items() if count >= max(_ENOUGH, best * _BEHIND)]
    return sorted(near, key=lambda family: -counts[family])[:MOST]


def family_names() -> tuple[str, ...]:
    """All families in the order of policy.yaml."""
    return tuple(_words())


def _count(text: str, words: tuple[re.Pattern[str], re.Pattern[str]]) -> int:
    strong, plain = words
    return _STRONG * len(set(strong.findall(text))) + _PLAIN * len(set(plain.findall(text)))


@cache
def _words() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    file = resources.files(__package__).joinpath("families.toml")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(file.read_text("utf-8"))
    return {family: (_pattern(words["strong"]), _pattern(words["plain"])) for family, words in table.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(squeeze(word).casefold())}(?!\w)" for word in longest_first)
    )
