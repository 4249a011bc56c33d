"""What does a consent receipt say of business and purpose? Taken from the edition, never from the form. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from camket.consent.data import Party
from camket.policy.data import Policy
from camket.words import say


def describe_party(policy: Policy, purpose: str, language: str) -> Party:
    """The business, what the purpose uses, who receives it, where it is kept, in the reader's language."""
    named = policy.purposes.get(purpose)
    used = sorted(named.data) if named else []
    storage = _table(policy.rules.get("storage"))
    return Party(
        controller_name=policy.name.in_language(language),
        controller_address=policy.address,
        controller_contacts=tuple(contact.value for contact in policy.contacts),
        purpose_label=named.label.in_language(language) if named else purpose,
        data=tuple(
            (name, field.label.in_language(language), name in named.requires, field.sensitive)
            for name in used
            if named and (field := policy.fields.get(name)) is not None
        ),
        recipients=_recipients(policy, purpose, language),
        storage=_text(storage.get("place"), language),
        retention=say("portal.receipt.retention", language),
        country=str(storage.get("country", "")),
        withdrawal=say("portal.receipt.withdrawal", language),
    )


def _recipients(policy: Policy, purpose: str, language: str) -> tuple[str, ...]:
    recipients = _table(policy.rules.get("recipients"))
    return tuple(
        _text(_table(one).get("label"), language) or str(name)
        for name, one in recipients.items()
        if purpose in _list(_table(one).get("purposes"))
    )


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _text(value: object, language: str) -> str:
    if isinstance(value, str):
        return value
    texts = _table(value)
    return str(texts.get(language) or texts.get("vi") or "")
