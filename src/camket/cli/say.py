"""In which language does the command line speak, and how is an error said? Vietnamese unless asked otherwise."""

from __future__ import annotations

import os
import sys

from camket.kernel.errors import CamketError
from camket.words import SentenceMissing, say


def language() -> str:
    """CAMKET_LANG ("vi" or "en"), else Vietnamese."""
    return "en" if os.environ.get("CAMKET_LANG", "vi").startswith("en") else "vi"


def tell(key: str, /, **params: object) -> str:
    """A sentence of the catalogue in the reader's language."""
    return say(f"cli.{key}", language(), **params)


def speak(text: str) -> None:
    """Print a line at once, whatever the terminal's encoding can show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", errors="replace") + b"\n")
    sys.stdout.buffer.flush()


def explain(error: CamketError) -> str:
    """The sentence for an error's code; the plain code where no sentence was written for it."""
    try:
        return say(error.code, language(), **error.params)
    except (SentenceMissing, KeyError, IndexError):
        return tell("unexplained", error=str(error))
