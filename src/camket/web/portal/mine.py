"""What is held about a customer, and why? Opened values beside the purposes and clauses they are held under. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from camket.access.data import Value
from camket.ledger.data import Entry
from camket.policy.data import Field, Ground, Policy, Source
from camket.web.ui.clauses import ClauseLink, link_clauses
from camket.web.ui.values import say_value
from camket.words import SentenceMissing, say


@dataclass(frozen=True, slots=True)
class Held:
    """One value as its owner sees it."""

    name: str
    label: str
    value: str
    sensitive: bool
    source: str
    since: datetime
    edition: int
    purposes: tuple[str, ...]
    not_allowed: tuple[str, ...]  # purposes that need a consent which does not stand
    clauses: tuple[ClauseLink, ...]
    can_correct: bool


def describe_values(
    values: Mapping[str, Value], policy: Policy, language: str, *, consented: frozenset[str]
) -> list[Held]:
    """A row for each value, in the policy's order; `consented`: purposes with a consent that stands."""
    return [
        _describe(field, values[name], policy, language, consented)
        for name, field in policy.fields.items()
        if name in values
    ]


def _describe(field: Field, value: Value, policy: Policy, language: str, consented: frozenset[str]) -> Held:
    serves = [purpose for purpose in policy.purposes.values() if field.name in purpose.data]
    barred = [p for p in serves if p.ground is Ground.CONSENT and p.name not in consented]
    return Held(
        name=field.name,
        label=field.label.in_language(language),
        value=say_value(field, value.value, language),
        sensitive=field.sensitive,
        source=say_source(value.source, value.source_name, policy, language),
        since=value.since,
        edition=value.edition,
        purposes=tuple(purpose.label.in_language(language) for purpose in serves if purpose not in barred),
        not_allowed=tuple(purpose.label.in_language(language) for purpose in barred),
        clauses=link_clauses(field.keeps, policy, language),
        can_correct=Source.CUSTOMER in field.sources,
    )


def say_source(source: str, name: str, policy: Policy, language: str) -> str:
    """Where a value came from, with the form's name where it was a form."""
    try:
        word = say(f"web.source.{source}", language)
    except SentenceMissing:
        word = source
    form = policy.forms.get(name)
    label = form.label.in_language(language) if form else name
    return say("web.source.named", language, source=word, name=label) if label else word


def name_actor(entry: Entry, policy: Policy, language: str) -> str:
    """Who did it, as far as a customer is told: staff by role, not by name."""
    kind = entry.who.split(":", 1)[0]
    if kind == "staff":
        role = policy.roles.get(entry.role)
        if role is None:
            return say("web.who.staff", language)
        return say("web.who.staff_role", language, role=role.in_language(language))
    return say("web.who.you" if kind == "customer" else f"web.who.{kind}", language)
