"""What does every refusal and fault of the program look like?

* A room has a small family of errors below `CamketError`.
* An error carries a code and parameters, never a sentence: the sentence is made at the edge,
  in the reader's language, from the catalogue (`camket.words`).
"""

from __future__ import annotations

from typing import ClassVar


class CamketError(Exception):
    """A refusal or fault with a stable code. Parameters never hold personal data."""

    code: ClassVar[str] = "camket.error"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({given})"
