"""How is a thing said to a reader? Looks sentences up in the catalogue, Vietnamese first.

* One TOML file per area and language: `vi/<area>.toml`, `en/<area>.toml`; a key is `<area>.<name>`.
* A sentence holds `{parameters}`; the edge (web, cli) gives them, rooms never make sentences.
* An unknown key is a fault, not an empty string: a house test holds both languages to the same keys.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

LANGUAGES = ("vi", "en")


class SentenceMissing(KeyError):
    """No such key in the catalogue."""


def _flatten(area: str, table: dict[str, object], found: dict[str, str]) -> None:
    for name, value in table.items():
        key = f"{area}.{name}"
        if isinstance(value, dict):
            _flatten(key, value, found)
        else:
            found[key] = str(value)


@cache
def read_catalogue(language: str) -> dict[str, str]:
    """Every sentence of one language by its key."""
    found: dict[str, str] = {}
    for file in sorted(resources.files(__package__).joinpath(language).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            _flatten(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")), found)
    return found


def say(key: str, language: str, /, **params: object) -> str:
    """The sentence for `key` in `language` ("vi" or "en") with its parameters filled in."""
    try:
        sentence = read_catalogue(language)[key]
    except KeyError:
        raise SentenceMissing(f"{language}:{key}") from None
    return sentence.format(**params) if params else sentence
