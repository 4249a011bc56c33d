"""How do tests get a key ring and something to seal? A ring per test, fields as a policy would declare them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from camket.policy.data import Field, FieldType, Label, Source
from camket.vault import api
from camket.vault.data import SealedValue, Sealing

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def use_ring(settings: Any, folder: Path, *, planned: int = 10_000) -> Path:
    """Point the settings (pytest-django's fixture) at a new ring in `folder`; the keys folder."""
    keys = folder / "keys"
    api.create_ring(folder=keys, now=NOW, planned=planned)
    settings.CAMKET_KEYS = keys
    return keys


def field(name: str, type_: FieldType, *, retention_class: int = 1) -> Field:
    """A field with nothing said but what the vault needs."""
    return Field(
        name=name,
        label=Label(name),
        type=type_,
        sensitive=False,
        of=frozenset({"person"}),
        sources=frozenset(Source),
        without_it=None,
        choices={},
        keeps=(),
        retention_class=retention_class,
    )


FULL_NAME = field("full_name", FieldType.PERSON_NAME)
PHONE = field("phone", FieldType.PHONE)
SECOND_PHONE = field("second_phone", FieldType.PHONE)
EMAIL = field("email", FieldType.EMAIL)
TAX_CODE = field("tax_code", FieldType.TAX_CODE)
ADDRESS = field("address", FieldType.ADDRESS)
BIRTHDAY = field("birthday", FieldType.DATE, retention_class=2)
HOBBY = field("hobby", FieldType.TEXT, retention_class=2)
FIELDS = {f.name: f for f in (FULL_NAME, PHONE, SECOND_PHONE, EMAIL, TAX_CODE, ADDRESS, BIRTHDAY, HOBBY)}


def value(field: Field, text: str, *, source: Source = Source.CUSTOMER, source_name: str = "") -> SealedValue:
    """One value under edition 1."""
    return SealedValue(field, text, source, source_name, 1)


def sealing(customer: UUID, **texts: str) -> Sealing:
    """Values for fields of `FIELDS` by name."""
    return Sealing(customer, tuple(value(FIELDS[name], text) for name, text in texts.items()))


def seal(customer: UUID, *, now: datetime = NOW, **texts: str) -> None:
    """Write values of one customer."""
    api.seal_many(sealings=[sealing(customer, **texts)], now=now)


def opened(customer: UUID, *fields: Field) -> dict[str, str]:
    """What can be opened of one customer, all fields when none is named."""
    found = api.open_many(customers=[customer], fields=fields or tuple(FIELDS.values()))
    return {name: value.value for name, value in found.get(customer, {}).items()}
