"""What may stand in cases.yaml? The shape of the file; its JSON Schema is published from these models."""

from __future__ import annotations

from typing import Literal

from camket.policy.core.schema import Anchor, Name, Strict, Text
from camket.policy.data import Channel


class ChoiceGiven(Strict):
    """A consent that stands in a case: purpose and channel to state."""

    purpose: Name
    channel: Channel | Literal["*"] = "*"
    state: Literal["unknown", "requested", "given", "refused", "withdrawn", "expired"]


class CaseModel(Strict):
    """One decision test: facts, question, and the answer the owner expects."""

    name: Text
    consents: list[ChoiceGiven] = []
    role: Name | Literal["customer"]
    purpose: Name
    fields: list[Name] = []
    channel: Channel | None = None
    expect: Literal["allow", "refuse"]
    reason: Name
    clause: Anchor | None = None


class CasesModel(Strict):
    """cases.yaml as a whole."""

    cases: list[CaseModel] = []
