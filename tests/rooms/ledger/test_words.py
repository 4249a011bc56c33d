"""Has every refusal of the ledger its sentence, in both languages, with parameters the error carries?"""

from __future__ import annotations

import string

import pytest

from camket.ledger import errors
from camket.words import LANGUAGES, read_catalogue

FAMILY = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LedgerError)
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", FAMILY, ids=lambda error: error.code)
def test_every_refusal_has_its_sentence(error: type[errors.LedgerError], language: str) -> None:
    sentence = read_catalogue(language)[error.code]
    named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    assert named <= {word.strip("`.,: ") for word in (error.__doc__ or "").split()}
