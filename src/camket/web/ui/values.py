"""How is a stored value written for people? Dates and phone numbers as people write them, choices by their label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import phonenumbers

from camket.policy.data import Field, FieldType, Policy
from camket.web.ui.times import say_day

_VIETNAM = 84  # ITU-T E.164


@dataclass(frozen=True, slots=True)
class ShownValue:
    """An opened value with its label; `link` rings or writes where the value is a number or an address."""

    name: str
    label: str
    value: str
    link: str


def show_values(values: Mapping[str, str], policy: Policy, language: str) -> list[ShownValue]:
    """A row for each value, in the policy's order."""
    return [
        ShownValue(
            name,
            field.label.in_language(language),
            say_value(field, values[name], language),
            _link(field, values[name]),
        )
        for name, field in policy.fields.items()
        if name in values
    ]


def say_value(field: Field, value: str, language: str) -> str:
    """One value."""
    if field.type is FieldType.DATE:
        try:
            return say_day(date.fromisoformat(value), language)
        except ValueError:
            return value
    if field.type is FieldType.PHONE:
        return _say_phone(value)
    if value in field.choices:
        return field.choices[value].in_language(language)
    return value


def _say_phone(value: str) -> str:
    """ "+84912000111" -> "0912 000 111"; a foreign number with its country code."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == _VIETNAM
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def _link(field: Field, value: str) -> str:
    if field.type is FieldType.PHONE:
        return f"tel:{value}"
    return f"mailto:{value}" if field.type is FieldType.EMAIL else ""
