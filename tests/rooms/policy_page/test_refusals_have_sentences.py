"""Does every refusal, furniture kind and family have its sentence in both languages?"""

from __future__ import annotations

import pytest

from camket.policy.core.page import errors
from camket.policy.core.page.draft import Furniture
from camket.policy.core.page.families import family_names
from camket.words import LANGUAGES, say

REFUSALS = [
    errors.PageRefused(),
    errors.PageTooLarge(size=5, limit=4, unit="byte"),
    errors.PageNotText(found="pdf"),
    errors.PageEncodingUnknown(offset=3),
    errors.PageEmpty(),
    errors.PageKindUnknown(kind=".pdf"),
    errors.FolderTaken(name="policy.yaml"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda r: type(r).__name__)
def test_refusals(refusal: errors.PageRefused, language: str) -> None:
    sentence = say(refusal.code, language, **refusal.params)
    assert "{" not in sentence
    assert all(str(value) in sentence for value in refusal.params.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names(language: str) -> None:
    names = [say(f"page.furniture.{kind}", language) for kind in Furniture]
    names += [say(f"page.family.{family}", language) for family in family_names()]
    names += [say(f"page.unit.{unit}", language) for unit in ("bytes", "characters", "lines")]
    assert all(names)
    assert len(set(names)) == len(names)
