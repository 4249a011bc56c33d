"""What happened to a customer, in sentences? Entries of the ledger, told in the reader's language.

* Names of purposes and fields are the present edition's; a name it no longer has is shown as it is.
* Who did it: the caller says how much of that this reader may know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from camket.ledger.data import Decision, Entry, Event, StoredEntry
from camket.ledger.errors import EntryRefused
from camket.policy.data import BUILT_IN_PURPOSES, Policy
from camket.web.ui.clauses import ClauseLink, link_clauses
from camket.web.ui.questions import say_channel
from camket.words import SentenceMissing, say

NameActor = Callable[[Entry], str]
_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of a timeline."""

    at: datetime
    title: str
    text: str
    clauses: tuple[ClauseLink, ...]
    under_tree: bool
    css: str


def tell_entries(
    entries: Iterable[StoredEntry], *, policy: Policy, language: str, name_actor: NameActor
) -> list[Happening]:
    """A row for each entry, in the order given; leaves of another kind are left out."""
    return [
        _tell(stored, entry, policy=policy, language=language, name_actor=name_actor)
        for stored in entries
        if (entry := _read(stored)) is not None
    ]


def _read(stored: StoredEntry) -> Entry | None:
    try:
        return stored.entry
    except EntryRefused:
        return None


def _tell(
    stored: StoredEntry, entry: Entry, *, policy: Policy, language: str, name_actor: NameActor
) -> Happening:
    return Happening(
        at=datetime.fromtimestamp(entry.t / 1000, UTC),
        title=_title(entry, policy, language, name_actor(entry)),
        text=_text(entry, policy, language),
        clauses=link_clauses(entry.clauses, policy, language),
        under_tree=stored.under_tree,
        css={Decision.ALLOW: "opened", Decision.REFUSE: "refused"}.get(entry.dec, ""),
    )


def say_fields(names: Iterable[str], policy: Policy, language: str) -> str:
    """Labels of fields in the policy's order, with commas, as they stand inside a sentence."""
    order = {name: place for place, name in enumerate(policy.fields)}
    placed = sorted(names, key=lambda name: order.get(name, len(order)))
    return ", ".join(_uncapitalise(_say_field(name, policy, language)) for name in placed)


def _uncapitalise(label: str) -> str:
    """ "Họ tên" -> "họ tên"; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _say_field(name: str, policy: Policy, language: str) -> str:
    if name == _UNNAMED:
        return say("web.field.unnamed", language)
    field = policy.fields.get(name)
    return field.label.in_language(language) if field else name


def say_purpose(name: str, policy: Policy, language: str) -> str:
    """A purpose's label, those included that every policy has."""
    if not name:
        return say("web.purpose.every", language)
    if name in BUILT_IN_PURPOSES or name == _UNNAMED:
        return say(f"web.purpose.{name}", language)
    purpose = policy.purposes.get(name)
    return purpose.label.in_language(language) if purpose else name


def say_reason(reason: str, language: str) -> str:
    """Why something was refused, in a short sentence."""
    try:
        return say(f"refusals.{reason}.short", language)
    except SentenceMissing:
        return say("refusals.other.short", language)


_SIMPLE = {
    Event.ACCESS_FIELD_OPENED: "opened",
    Event.ACCESS_CUSTOMER_SEARCHED: "searched",
    Event.ACCESS_CUSTOMER_FOUND: "found",
    Event.ACCESS_VALUE_COLLECTED: "collected",
    Event.ACCESS_VALUE_CORRECTED: "corrected",
    Event.ACCESS_CUSTOMER_ERASED: "erased",
    Event.PEOPLE_CUSTOMER_SIGNED_IN: "signed_in",
}
_CHOICES = {
    Event.CONSENT_CHOICE_RECORDED,
    Event.CONSENT_CHOICE_REFUSED,
    Event.CONSENT_CHOICE_WITHDRAWN,
}


def _title(entry: Entry, policy: Policy, language: str, who: str) -> str:
    purpose = say_purpose(entry.purpose, policy, language)
    if entry.act in _CHOICES and not entry.purpose:
        return say("web.event.chosen_nothing", language)
    if entry.act in _CHOICES:
        state = entry.reason if entry.reason in {"given", "refused", "withdrawn"} else "unknown"
        return say(f"web.event.chosen_{state}", language, purpose=purpose)
    fields = say_fields(entry.fields, policy, language)
    if entry.act is Event.ACCESS_FIELD_REFUSED:
        return say(
            "web.event.refused" if fields else "web.event.refused_other", language, who=who, fields=fields
        )
    simple = _SIMPLE.get(entry.act)
    if simple is None:
        return say("web.event.other", language, act=entry.act.value)
    return say(f"web.event.{simple}", language, who=who, fields=fields)


def _text(entry: Entry, policy: Policy, language: str) -> str:
    if entry.act in _CHOICES:
        return say("web.event.channel", language, channel=say_channel(entry.channel, language))
    if not entry.purpose:
        return ""
    purpose = say_purpose(entry.purpose, policy, language)
    if entry.dec is Decision.REFUSE:
        reason = say_reason(entry.reason, language)
        return say("web.event.refused_purpose", language, purpose=purpose, reason=reason)
    others = entry.n - 1
    if others > 0:
        return say("web.event.purpose_count", language, purpose=purpose, count=others)
    return say("web.event.purpose", language, purpose=purpose)
