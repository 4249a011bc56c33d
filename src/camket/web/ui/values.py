"""How is a stored value written for people? Dates in local order, choices by their label, the rest as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from camket.policy.data import Field, FieldType, Policy
from camket.web.ui.times import say_day


@dataclass(frozen=True, slots=True)
class ShownValue:
    """An opened value with its label; `tel` and `mail` make it a link that acts."""

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
    if value in field.choices:
        return field.choices[value].in_language(language)
    return value


def _link(field: Field, value: str) -> str:
    if field.type is FieldType.PHONE:
        return f"tel:{value}"
    return f"mailto:{value}" if field.type is FieldType.EMAIL else ""
