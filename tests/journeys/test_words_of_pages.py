"""Is everything that pages say in the catalogue, and is everything in the catalogue said?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import camket.web
from camket.access.data import Reason
from camket.consent.data import ConsentState
from camket.policy.data import BUILT_IN_PURPOSES, Channel, Source
from camket.words import LANGUAGES, read_catalogue

WEB = Path(camket.web.__file__).parent
AREAS = ("web.", "public.", "portal.", "desk.", "refusals.")
QUOTED = re.compile(r"""["']((?:web|public|portal|desk|refusals)\.[a-z_.0-9-]*[a-z0-9])["']""")
BUILT = re.compile(r"""f["']((?:web|public|portal|desk|refusals)\.[^"']*)["']""")


def _sources() -> list[str]:
    files = [f for ending in ("*.py", "*.html") for f in WEB.rglob(ending)]
    return [f.read_text("utf-8") for f in files if "/api/" not in f.as_posix()]


def _said() -> set[str]:
    return {key for text in _sources() for key in QUOTED.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_named_exists(language: str) -> None:
    assert _said() - read_catalogue(language).keys() == set()


def test_every_sentence_is_said_somewhere() -> None:
    patterns = [
        ".+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", key))
        for text in _sources()
        for key in BUILT.findall(text)
    ]
    said = _said()
    ours = {key for key in read_catalogue("vi") if key.startswith(AREAS)}
    silent = {key for key in ours - said if not any(re.fullmatch(p, key) for p in patterns)}
    assert silent == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_happen_has_a_sentence(language: str) -> None:
    words = read_catalogue(language)
    wanted = [f"refusals.{reason.value}.{part}" for reason in Reason for part in ("what", "way", "short")]
    wanted += [f"portal.choices.state.{state.value}" for state in ConsentState]
    wanted += [f"web.purpose.{purpose}" for purpose in BUILT_IN_PURPOSES]
    wanted += [f"web.channel.{channel.value}" for channel in Channel]
    wanted += [f"{face}.source.{source.value}" for face in ("web", "desk") for source in Source]
    assert [key for key in wanted if key not in words] == []
