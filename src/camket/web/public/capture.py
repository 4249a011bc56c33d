"""What does a capture form ask? Built from the policy, so that nothing is asked that the policy does not name.

* Only fields that customers themselves may give; required are those a purpose of the form requires.
* The text shown is hashed whole: labels, what leaving a field empty means, questions, statement of truth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from camket.consent.data import Choice, ConsentState
from camket.kernel.text import nfc
from camket.people.data import CustomerKind
from camket.policy.data import Form, Policy, Source
from camket.web.ui.forms import FormField, field_from, say_refused
from camket.web.ui.questions import Question, question_for
from camket.words import say

STATEMENT = "statement"
_STATES = {"yes": ConsentState.GIVEN, "no": ConsentState.REFUSED}


@dataclass(frozen=True, slots=True)
class CaptureForm:
    """A form as it is shown, with what was typed."""

    name: str
    label: str
    kind: CustomerKind
    fields: tuple[FormField, ...]
    questions: tuple[Question, ...]
    statement: str
    statement_error: str

    @property
    def text_shown(self) -> str:
        """Every word the customer reads that bears on a choice."""
        lines = [self.label]
        lines += [f"{field.label}\n{field.without_it}" for field in self.fields]
        lines += [question.text_shown for question in self.questions]
        return nfc("\n".join([*lines, self.statement]))

    @property
    def hash(self) -> str:
        """SHA-256 of the text shown, 64 hex digits."""
        return hashlib.sha256(self.text_shown.encode()).hexdigest()

    @property
    def values(self) -> dict[str, str]:
        """What was typed, by field; empty ones are left out."""
        return {field.name: field.value for field in self.fields if field.value.strip()}

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by field, in the order of the page."""
        wrong = {field.name: field.error for field in self.fields if field.error}
        return wrong | ({STATEMENT: self.statement_error} if self.statement_error else {})

    def choices_for(self, customer: UUID, ref: UUID) -> list[Choice]:
        """The answers that were given; what was left open is no choice."""
        return [
            Choice(customer, ref, question.purpose, way.channel, _STATES[way.answer])
            for question in self.questions
            for way in question.ways
            if way.answer
        ]


def build_form(
    form: Form, policy: Policy, *, typed: Mapping[str, str], why: Mapping[str, str], language: str
) -> CaptureForm:
    """The form with what was typed; `why` has a reason code for each field that can't be taken."""
    required = frozenset().union(*(policy.purposes[name].requires for name in form.purposes))
    kind = _kind(required, policy)
    statement = policy.statement_of_truth
    unstated = STATEMENT in why
    return CaptureForm(
        name=form.name,
        label=form.label.in_language(language),
        kind=kind,
        fields=tuple(
            _field(name, policy, typed=typed, why=why, required=name in required, language=language)
            for name in form.fields
            if kind.value in policy.fields[name].of and Source.CUSTOMER in policy.fields[name].sources
        ),
        questions=tuple(
            question_for(policy.purposes[name], answers=typed, language=language) for name in form.asks
        ),
        statement=statement.in_language(language) if statement else "",
        statement_error=say("public.capture.unstated", language) if unstated else "",
    )


def find_gaps(form: CaptureForm, typed: Mapping[str, str]) -> dict[str, str]:
    """Reason codes for what must be there and is not."""
    gaps = {f.name: "empty" for f in form.fields if f.required and not f.value.strip()}
    if form.statement and STATEMENT not in typed:
        gaps[STATEMENT] = "empty"
    return gaps


def _kind(required: frozenset[str], policy: Policy) -> CustomerKind:
    """Persons, unless something is required that only organisations have."""
    person = all(CustomerKind.PERSON.value in policy.fields[name].of for name in required)
    return CustomerKind.PERSON if person else CustomerKind.ORGANISATION


def _field(
    name: str,
    policy: Policy,
    *,
    typed: Mapping[str, str],
    why: Mapping[str, str],
    required: bool,
    language: str,
) -> FormField:
    field = policy.fields[name]
    label = field.label.in_language(language)
    error = say_refused(label, why[name], language) if name in why else ""
    return field_from(field, value=typed.get(name, ""), required=required, error=error, language=language)
