"""What does a field of a form look like to its template? Made from the policy's field, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from camket.policy.data import Field, FieldType
from camket.words import say

_KINDS = {
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
    FieldType.ADDRESS: "long",
    FieldType.CHOICE: "choice",
}
_AUTOCOMPLETE = {
    FieldType.PERSON_NAME: "name",
    FieldType.ORGANISATION_NAME: "organization",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
    FieldType.DATE: "off",
    FieldType.ADDRESS: "street-address",
}


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as `camket/ui/field.html` shows it."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    required: bool = False
    sensitive: bool = False
    hint: str = ""
    without_it: str = ""
    error: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    css: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def described_by(self) -> str:
        """Ids of the texts that belong to the field."""
        texts = (("hint", self.hint), ("without", self.without_it), ("wrong", self.error))
        return " ".join(f"{prefix}-{self.name}" for prefix, text in texts if text)

    def with_error(self, error: str) -> FormField:
        """The same field, saying what is wrong."""
        return replace(self, error=error)


def field_from(policy_field: Field, *, value: str, required: bool, error: str, language: str) -> FormField:
    """The form's field for one field of the policy; an optional one says what leaving it empty means."""
    without_it = policy_field.without_it
    is_date = policy_field.type is FieldType.DATE
    return FormField(
        name=policy_field.name,
        label=policy_field.label.in_language(language),
        kind=_KINDS.get(policy_field.type, "text"),
        value=value,
        required=required,
        sensitive=policy_field.sensitive,
        hint=say("web.form.date_hint", language) if is_date else "",
        without_it=without_it.in_language(language) if without_it and not required else "",
        error=error,
        autocomplete=_AUTOCOMPLETE.get(policy_field.type, "off"),
        inputmode="numeric" if is_date else "",
        options=tuple((name, label.in_language(language)) for name, label in policy_field.choices.items()),
    )


def say_refused(label: str, why: str, language: str) -> str:
    """Why a value was not taken: the sentence for the vault's reason code."""
    try:
        return say(f"web.value_refused.{why}", language, label=label)
    except KeyError:
        return say("web.value_refused.other", language, label=label)
