"""Are the purposes bounded: who may use them, what they need, how consent is asked?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.read import Reading
from camket.policy.data import Channel, FieldType, Finding, Ground

_REACHES = {
    Channel.PHONE: FieldType.PHONE,
    Channel.SMS: FieldType.PHONE,
    Channel.ZALO: FieldType.PHONE,
    Channel.EMAIL: FieldType.EMAIL,
    Channel.POST: FieldType.ADDRESS,
}


def data_without_purpose(reading: Reading) -> Iterator[Finding]:
    """A field that no purpose, record or recipient needs: collected for nothing (L91 art. 3)."""
    model = reading.model
    used = {name for purpose in model.purposes.values() for name in purpose.data}
    used |= {name for record in model.records.values() for name in record.data}
    used |= {name for recipient in model.recipients.values() for name in recipient.data}
    for name in model.data:
        if name not in used:
            yield reading.error("data_without_purpose", ("data", name), at_key=True, field=name)


def purpose_without_role(reading: Reading) -> Iterator[Finding]:
    """A purpose about single persons that nobody may use."""
    for name, purpose in reading.model.purposes.items():
        if not purpose.roles and not purpose.aggregate_only:
            yield reading.error("purpose_without_role", ("purposes", name), at_key=True, purpose=name)


def role_without_purpose(reading: Reading) -> Iterator[Finding]:
    """A role that may use nothing."""
    used = {role for purpose in reading.model.purposes.values() for role in purpose.roles}
    for name in reading.model.roles:
        if name not in used:
            yield reading.warning("role_without_purpose", ("roles", name), at_key=True, role=name)


def consent_preticked(reading: Reading) -> Iterator[Finding]:
    """A choice that is made before the customer makes it (D356 art. 6.3)."""
    for name, purpose in reading.model.purposes.items():
        if purpose.preticked:
            yield reading.error("consent_preticked", ("purposes", name, "preticked"), purpose=name)


def consent_without_question(reading: Reading) -> Iterator[Finding]:
    """A purpose on the ground of consent without the words that ask for it and say what yes and no mean."""
    for name, purpose in reading.model.purposes.items():
        if purpose.ground is Ground.CONSENT:
            texts = {"ask": purpose.ask, "if_yes": purpose.if_yes, "if_no": purpose.if_no}
            missing = [key for key, text in texts.items() if text is None]
            if missing:
                place = ("purposes", name)
                keys = ", ".join(missing)
                yield reading.error("consent_without_question", place, at_key=True, purpose=name, keys=keys)


def question_without_consent(reading: Reading) -> Iterator[Finding]:
    """A question about a purpose that goes on whatever the customer answers."""
    for name, purpose in reading.model.purposes.items():
        if purpose.ground is not Ground.CONSENT and purpose.ask is not None:
            place = ("purposes", name, "ask")
            yield reading.error(
                "question_without_consent", place, at_key=True, purpose=name, ground=purpose.ground
            )


def aggregate_reaches_people(reading: Reading) -> Iterator[Finding]:
    """A purpose that looks at nobody in particular and yet writes to somebody."""
    for name, purpose in reading.model.purposes.items():
        if purpose.aggregate_only and purpose.channels:
            yield reading.error("aggregate_reaches_people", ("purposes", name, "channels"), purpose=name)


def channel_without_field(reading: Reading) -> Iterator[Finding]:
    """A purpose that reaches customers by a channel for which it has no address."""
    data = reading.model.data
    for name, purpose in reading.model.purposes.items():
        types = {data[field].type for field in purpose.data if field in data}
        for number, channel in enumerate(purpose.channels):
            wanted = _REACHES.get(channel)
            if wanted is not None and wanted not in types:
                place = ("purposes", name, "channels", number)
                yield reading.error(
                    "channel_without_field", place, purpose=name, channel=channel, type=wanted
                )


def choice_without_choices(reading: Reading) -> Iterator[Finding]:
    """A field to choose from with nothing to choose."""
    for name, field in reading.model.data.items():
        if field.type is FieldType.CHOICE and not field.choices:
            yield reading.error("choice_without_choices", ("data", name, "type"), field=name)


def choices_of_other_type(reading: Reading) -> Iterator[Finding]:
    """Choices on a field that is not one to choose from."""
    for name, field in reading.model.data.items():
        if field.choices and field.type is not FieldType.CHOICE:
            place = ("data", name, "choices")
            yield reading.error("choices_of_other_type", place, at_key=True, field=name, type=field.type)


CHECKS = (
    data_without_purpose,
    purpose_without_role,
    role_without_purpose,
    consent_preticked,
    consent_without_question,
    question_without_consent,
    aggregate_reaches_people,
    channel_without_field,
    choice_without_choices,
    choices_of_other_type,
)
