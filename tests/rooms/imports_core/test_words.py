"""Is everything an import may say in the catalogue, in both languages?"""

from __future__ import annotations

import pytest

from camket.imports import errors
from camket.imports.core.headers import KNOWN, fold_header
from camket.imports.data import Aside, Use
from camket.words import LANGUAGES, read_catalogue

FAMILY = [
    one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ImportsError)
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_reasons_and_names(language: str) -> None:
    said = read_catalogue(language)
    wanted = {one.code for one in FAMILY}
    wanted |= {f"imports.aside.{aside}" for aside in Aside} | {f"imports.use.{use}" for use in Use}
    wanted |= {f"imports.why.{why}" for why in ("choice_unknown", "consent_unclear", "row_too_wide")}
    wanted |= {"imports.reason_column", "imports.errors_sheet"}
    assert {key for key in said if key.startswith("imports.")} >= wanted


def test_header_words_are_folded() -> None:
    assert len(KNOWN) > 150
    assert all(fold_header(word) == word for word in KNOWN)
