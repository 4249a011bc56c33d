"""Is every sentence there in both languages, with the same parameters, and does every error have one?"""

from __future__ import annotations

import pkgutil
import string
import unicodedata
from importlib import import_module

import camket
from camket.kernel.errors import CamketError
from camket.words import LANGUAGES, read_catalogue


def parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def families() -> set[type[CamketError]]:
    for module in pkgutil.walk_packages(camket.__path__, "camket."):
        if module.name.rsplit(".", 1)[-1] == "errors":
            import_module(module.name)
    found: set[type[CamketError]] = set()
    waiting = [CamketError]
    while waiting:
        for child in waiting.pop().__subclasses__():
            found.add(child)
            waiting.append(child)
    return found


def test_both_languages_say_the_same_things() -> None:
    vi, en = (read_catalogue(language) for language in LANGUAGES)
    assert len(vi) > 100
    assert set(vi) == set(en)
    assert [key for key in vi if parameters(vi[key]) != parameters(en[key])] == []


def test_sentences_are_composed_and_not_empty() -> None:
    for language in LANGUAGES:
        wrong = [
            key
            for key, text in read_catalogue(language).items()
            if not text.strip() or not unicodedata.is_normalized("NFC", text)
        ]
        assert wrong == []


def test_every_error_has_its_sentence() -> None:
    errors = families()
    assert len(errors) > 30
    vi = read_catalogue("vi")
    assert sorted({e.code for e in errors if e.code not in vi}) == []
