"""Which words and patterns tell furniture, names and blocks? Reads `signs.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from camket.kernel.text import nfc


@cache
def read_signs(name: str) -> tuple[str, ...]:
    """One list of the file, NFC, in its order."""
    table: dict[str, list[str]] = tomllib.loads(
        resources.files(__package__).joinpath("signs.toml").read_text("utf-8")
    )
    return tuple(nfc(sign) for sign in table[name])


def any_of(name: str) -> str:
    """A pattern that matches any one of a list, as a group that captures nothing."""
    return f"(?:{'|'.join(read_signs(name))})"
