"""Can customers be reached and reach the business in the ways the policy names?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.read import Reading
from camket.policy.data import Channel, FieldType, Finding


def business_incomplete(reading: Reading) -> Iterator[Finding]:
    """Customers must know who promises: the controller's name and address (L91 art. 9, L122 art. 11)."""
    business = reading.model.business
    for key, there in (("name", business.name is not None), ("address", bool(business.address.strip()))):
        if not there:
            yield reading.error("business_incomplete", ("business",), at_key=True, key=key)


def working_hours_missing(reading: Reading) -> Iterator[Finding]:
    """A clock that runs in contact hours where no contact has hours."""
    if any(contact.hours for contact in reading.model.business.contacts):
        return
    for name, right in reading.model.rights.items():
        if right.clock == "contact-hours":
            yield reading.error("working_hours_missing", ("rights", name, "clock"), right=name)


def channel_without_contact(reading: Reading) -> Iterator[Finding]:
    """A right by a channel that is not among the contacts."""
    kinds = {contact.kind for contact in reading.model.business.contacts}
    for name, right in reading.model.rights.items():
        for number, channel in enumerate(right.channels):
            if channel != "portal" and channel not in kinds:
                place = ("rights", name, "channels", number)
                yield reading.error("channel_without_contact", place, right=name, channel=channel)


def rights_erase_missing(reading: Reading) -> Iterator[Finding]:
    """A policy that does not say how customers have their data erased (L91 art. 4)."""
    if reading.model.data and "erase" not in reading.model.rights:
        yield reading.warning("rights_erase_missing", ("rights",), at_key=True)


def message_channel_not_in_purpose(reading: Reading) -> Iterator[Finding]:
    """A channel for messages that no purpose uses."""
    messages = reading.model.messages
    used = {channel for purpose in reading.model.purposes.values() for channel in purpose.channels}
    for number, channel in enumerate(messages.channels if messages else ()):
        if channel not in used:
            place = ("messages", "channels", number)
            yield reading.error("message_channel_not_in_purpose", place, channel=channel)


def purpose_channel_not_in_messages(reading: Reading) -> Iterator[Finding]:
    """A purpose that uses a channel the promise about messages does not name."""
    messages = reading.model.messages
    if messages is None:
        return
    named = {*messages.channels, Channel.IN_PERSON}
    for name, purpose in reading.model.purposes.items():
        for number, channel in enumerate(purpose.channels):
            if channel not in named:
                place = ("purposes", name, "channels", number)
                yield reading.warning("purpose_channel_not_in_messages", place, purpose=name, channel=channel)


def birthday_without_date(reading: Reading) -> Iterator[Finding]:
    """Birthday greetings where no purpose that writes to customers uses a date."""
    messages, data = reading.model.messages, reading.model.data
    if messages is None or "birthday" not in messages.occasions:
        return
    for purpose in reading.model.purposes.values():
        if purpose.channels and any(data[f].type is FieldType.DATE for f in purpose.data if f in data):
            return
    place = ("messages", "occasions", messages.occasions.index("birthday"))
    yield reading.error("birthday_without_date", place)


CHECKS = (
    business_incomplete,
    working_hours_missing,
    channel_without_contact,
    rights_erase_missing,
    message_channel_not_in_purpose,
    purpose_channel_not_in_messages,
    birthday_without_date,
)
