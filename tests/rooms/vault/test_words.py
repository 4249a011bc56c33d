"""Does every refusal of the vault have a sentence, in both languages?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from camket.vault import errors
from camket.words import LANGUAGES, read_catalogue

SOURCES = Path(errors.__file__).parent
CODES = sorted(
    kind.code
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.VaultError)
)
WHYS = sorted(
    {
        why
        for path in SOURCES.rglob("*.py")
        for why in re.findall(r'VaultLocked\(why="(\w+)"', path.read_text("utf-8"))
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_and_reason_has_its_sentence(language: str) -> None:
    catalogue = read_catalogue(language)
    assert len(CODES) == 16
    assert {"ring_missing", "epoch_missing", "other_keys"} <= set(WHYS)
    wanted = {*CODES, *(f"vault.why.{why}" for why in WHYS)}
    assert {key for key in catalogue if key.startswith("vault.")} == wanted


def test_codes_are_all_different() -> None:
    assert len(set(CODES)) == len(CODES)
