"""Does every name that a rule uses exist? Each finding carries the nearest right one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from camket.kernel.text import squeeze
from camket.policy.core.findings import VIETNAMESE_PAGE, error, find_nearest
from camket.policy.core.read import Reading
from camket.policy.core.yaml_tree import Path
from camket.policy.data import BUILT_IN_PURPOSES, RETENTION_OF_TRACES, Finding

_RESERVED_ID = bytes(4)
_PHONE_DIGITS = 9


def unknown_field(reading: Reading) -> Iterator[Finding]:
    """A purpose, record or recipient that uses a field the policy does not have."""
    model = reading.model
    known = model.data
    for name, purpose in model.purposes.items():
        yield from _find_unknown(reading, "unknown_field", ("purposes", name, "data"), purpose.data, known)
        yield from _find_unknown(
            reading, "unknown_field", ("purposes", name, "requires"), purpose.requires, known
        )
    for name, record in model.records.items():
        yield from _find_unknown(reading, "unknown_field", ("records", name, "data"), record.data, known)
    for name, recipient in model.recipients.items():
        yield from _find_unknown(
            reading, "unknown_field", ("recipients", name, "data"), recipient.data, known
        )


def unknown_purpose(reading: Reading) -> Iterator[Finding]:
    """A form, record or recipient that serves a purpose the policy does not have."""
    model = reading.model
    known = model.purposes
    for name, form in (model.collection.forms if model.collection else {}).items():
        path = ("collection", "forms", name)
        yield from _find_unknown(reading, "unknown_purpose", (*path, "purposes"), form.purposes, known)
        yield from _find_unknown(reading, "unknown_purpose", (*path, "asks"), form.asks, known)
    for name, record in model.records.items():
        if record.purpose not in known:
            nearest = find_nearest(record.purpose, known)
            place = ("records", name, "purpose")
            yield reading.error("unknown_purpose", place, name=record.purpose, nearest=nearest)
    for name, recipient in model.recipients.items():
        path = ("recipients", name, "purposes")
        yield from _find_unknown(reading, "unknown_purpose", path, recipient.purposes, known)


def unknown_role(reading: Reading) -> Iterator[Finding]:
    """A purpose for a role the policy does not have."""
    for name, purpose in reading.model.purposes.items():
        path = ("purposes", name, "roles")
        yield from _find_unknown(reading, "unknown_role", path, purpose.roles, reading.model.roles)


def unknown_recipient(reading: Reading) -> Iterator[Finding]:
    """Measurement by somebody who is not among the recipients."""
    measurement = reading.model.measurement
    if measurement:
        path = ("measurement", "third_party")
        known = reading.model.recipients
        yield from _find_unknown(reading, "unknown_recipient", path, measurement.third_party, known)


def third_party_wrong_kind(reading: Reading) -> Iterator[Finding]:
    """Measurement by a recipient that is neither an analytics tool nor an ad network."""
    for number, name in enumerate(reading.model.measurement.third_party if reading.model.measurement else ()):
        recipient = reading.model.recipients.get(name)
        if recipient and recipient.kind not in {"analytics", "ad-network"}:
            place = ("measurement", "third_party", number)
            yield reading.error("third_party_wrong_kind", place, name=name, kind=recipient.kind)


def unknown_retention_target(reading: Reading) -> Iterator[Finding]:
    """A period for something that is neither a record, a field, a purpose, a trace, nor "all"."""
    model = reading.model
    known = {"all", *RETENTION_OF_TRACES, *model.data, *model.records, *model.purposes}
    for number, rule in enumerate(model.retention):
        if rule.of is not None and rule.of not in known:
            nearest = find_nearest(rule.of, known)
            yield reading.error(
                "unknown_retention_target", ("retention", number, "of"), name=rule.of, nearest=nearest
            )


def requires_outside_data(reading: Reading) -> Iterator[Finding]:
    """A purpose that requires a field it does not use."""
    for name, purpose in reading.model.purposes.items():
        for number, field in enumerate(purpose.requires):
            if field in reading.model.data and field not in purpose.data:
                place = ("purposes", name, "requires", number)
                yield reading.error("requires_outside_data", place, field=field, purpose=name)


def name_taken(reading: Reading) -> Iterator[Finding]:
    """A name with a meaning of its own in the program, or a record named like a field."""
    reserved = {"all", *RETENTION_OF_TRACES}
    for name in reading.model.data:
        if name in reserved or make_field_id(name) == _RESERVED_ID:
            yield reading.error("name_taken", ("data", name), at_key=True, name=name)
    for name in reading.model.records:
        if name in reserved or name in reading.model.data:
            yield reading.error("name_taken", ("records", name), at_key=True, name=name)
    for name in BUILT_IN_PURPOSES & reading.model.purposes.keys():
        yield reading.error("name_taken", ("purposes", name), at_key=True, name=name)
    if "customer" in reading.model.roles:
        yield reading.error("name_taken", ("roles", "customer"), at_key=True, name="customer")


def name_like_phone(reading: Reading) -> Iterator[Finding]:
    """A name or clause mark with nine digits or more: the ledger takes it for a phone number and refuses it."""
    model = reading.model
    families: tuple[tuple[str, Iterable[str]], ...] = (
        ("data", model.data),
        ("purposes", model.purposes),
        ("roles", model.roles),
        ("records", model.records),
        ("recipients", model.recipients),
    )
    for family, names in families:
        for name in names:
            if _looks_like_phone(name):
                yield reading.error("name_like_phone", (family, name), at_key=True, name=name)
    for passage in reading.vi.passages:
        if _looks_like_phone(passage.anchor):
            place = (VIETNAMESE_PAGE, passage.anchor_line, passage.anchor_column)
            yield error("name_like_phone", *place, name=passage.anchor)


def label_twice(reading: Reading) -> Iterator[Finding]:
    """Two things of one kind that customers can't tell apart."""
    model = reading.model
    forms = model.collection.forms if model.collection else {}
    groups: tuple[tuple[Path, Iterable[tuple[str, str]]], ...] = (
        (("data",), [(name, field.label.vi) for name, field in model.data.items()]),
        (("purposes",), [(name, purpose.label.vi) for name, purpose in model.purposes.items()]),
        (("roles",), [(name, role.label.vi) for name, role in model.roles.items()]),
        (("collection", "forms"), [(name, form.label.vi) for name, form in forms.items()]),
        (("recipients",), [(name, recipient.label.vi) for name, recipient in model.recipients.items()]),
    )
    for path, labels in groups:
        seen: dict[str, str] = {}
        for name, label in labels:
            first = seen.setdefault(squeeze(label).casefold(), name)
            if first != name:
                yield reading.warning("label_twice", (*path, name, "label"), label=label, first=first)


def two_fields_same_id(reading: Reading) -> Iterator[Finding]:
    """Two field names that the vault would keep under one id."""
    seen: dict[bytes, str] = {}
    for name in reading.model.data:
        first = seen.setdefault(make_field_id(name), name)
        if first != name:
            yield reading.error("two_fields_same_id", ("data", name), at_key=True, name=name, first=first)


def _looks_like_phone(name: str) -> bool:
    return sum(character.isdigit() for character in name) >= _PHONE_DIGITS


def make_field_id(name: str) -> bytes:
    """The four bytes by which the vault names a field."""
    return hashlib.sha256(b"camket/field-name/v1" + name.encode()).digest()[:4]


def _find_unknown(
    reading: Reading, code: str, path: Path, names: Iterable[str], known: Iterable[str]
) -> Iterator[Finding]:
    existing = set(known)
    for number, name in enumerate(names):
        if name not in existing:
            nearest = find_nearest(name, existing)
            yield reading.error(code, (*path, number), name=name, nearest=nearest)


CHECKS = (
    unknown_field,
    unknown_purpose,
    unknown_role,
    unknown_recipient,
    third_party_wrong_kind,
    unknown_retention_target,
    requires_outside_data,
    name_taken,
    name_like_phone,
    label_twice,
    two_fields_same_id,
)
