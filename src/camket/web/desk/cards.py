"""What does a customer's card offer this member of staff? Rows of masked fields, purposes that open, those that don't.

What is offered only saves a click: the gate decides again, and on consent it alone decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from camket.access.data import HeldField, Reason
from camket.ledger.data import Entry
from camket.people.data import Staff
from camket.policy.data import FieldType, Ground, Policy, Purpose
from camket.web.ui.clauses import ClauseLink, link_clauses
from camket.web.ui.refusals import say_who_may
from camket.web.ui.timeline import say_fields
from camket.words import SentenceMissing, say

MASK = "••••••"
_NAMES = (FieldType.PERSON_NAME, FieldType.ORGANISATION_NAME)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One field that is held, not its value."""

    label: str
    sensitive: bool
    source: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """One purpose on the card: what it would open, or the sentence that refuses."""

    purpose: str
    label: str
    fields: str
    needs_consent: bool
    clauses: tuple[ClauseLink, ...]
    refusal: str


def purposes_for(staff: Staff, policy: Policy) -> list[Purpose]:
    """The purposes that one of these roles may use customer by customer, in the policy's order."""
    return [p for p in policy.purposes.values() if p.roles & staff.roles and not p.aggregate_only]


def describe_held(held: Iterable[HeldField], policy: Policy, language: str) -> list[HeldRow]:
    """A row for each field that is held, in the policy's order."""
    by_name = {one.name: one for one in held}
    return [
        HeldRow(
            label=field.label.in_language(language),
            sensitive=field.sensitive,
            source=_say_source(by_name[name].source, language),
            since=by_name[name].since,
        )
        for name, field in policy.fields.items()
        if name in by_name
    ]


def list_offers(
    held: Sequence[str], staff: Staff, policy: Policy, language: str
) -> tuple[list[Offer], list[Offer]]:
    """The purposes of these roles that could open something held, and the others with what refuses them."""
    usable = purposes_for(staff, policy)
    offers = [
        _offer(purpose, names, policy, language, refused=purpose not in usable)
        for purpose in policy.purposes.values()
        if (names := fields_opened(purpose.name, held, policy))
    ]
    return [one for one in offers if not one.refusal], [one for one in offers if one.refusal]


def fields_opened(purpose: str, held: Iterable[str], policy: Policy) -> list[str]:
    """The held fields that a purpose uses, in the policy's order."""
    named = policy.purposes.get(purpose)
    present = set(held)
    return [name for name in policy.fields if named and name in named.data and name in present]


def name_fields(purpose: str, policy: Policy) -> list[str]:
    """The fields of a purpose that hold a name: what tells the customers in a list apart."""
    named = policy.purposes.get(purpose)
    return [
        name for name, field in policy.fields.items() if named and name in named.data and field.type in _NAMES
    ]


def _offer(purpose: Purpose, names: Sequence[str], policy: Policy, language: str, *, refused: bool) -> Offer:
    return Offer(
        purpose=purpose.name,
        label=purpose.label.in_language(language),
        fields=say_fields(names, policy, language),
        needs_consent=purpose.ground is Ground.CONSENT,
        clauses=link_clauses(purpose.keeps, policy, language),
        refusal=_say_refusal(purpose, policy, language) if refused else "",
    )


def _say_refusal(purpose: Purpose, policy: Policy, language: str) -> str:
    if purpose.aggregate_only:
        return say(f"refusals.{Reason.AGGREGATE_ONLY.value}.short", language)
    return say_who_may(purpose.name, policy, language)


def _say_source(source: str, language: str) -> str:
    try:
        return say(f"desk.source.{source}", language)
    except SentenceMissing:
        return source


def name_actor(entry: Entry, staff: dict[str, str], policy: Policy, language: str) -> str:
    """Who did it, as colleagues know them: by name and role."""
    kind, _, name = entry.who.partition(":")
    role = policy.roles.get(entry.role)
    if kind != "staff":
        return say(f"web.who.{kind}", language)
    known = staff.get(name) or say("web.who.staff", language)
    return f"{known} ({role.in_language(language)})" if role else known
