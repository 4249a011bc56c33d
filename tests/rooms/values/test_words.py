"""Can every refusal be said, in both languages, with what it carries?"""

from __future__ import annotations

import string

import pytest

from camket.values.api import WHY
from camket.words import LANGUAGES, read_catalogue, say

GIVEN = {
    "too_long": {"limit"},
    "phone_short": {"digits"},
    "phone_long": {"digits"},
    "phone_several": {"count"},
}
GIVEN |= {"email_typo": {"meant"}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", sorted(WHY))
def test_sentence(language: str, why: str) -> None:
    sentence = read_catalogue(language)[f"values.why.{why}"]
    assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} == GIVEN.get(why, set())
    assert say(f"values.why.{why}", language, **dict.fromkeys(GIVEN.get(why, ()), 1)).endswith((".", "?"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_without_reason(language: str) -> None:
    known = {key for key in read_catalogue(language) if key.startswith("values.why.")}
    assert known == {f"values.why.{why}" for why in WHY}
