"""What is a policy once it has been read? Clauses, rules that keep them, findings, editions. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

RETENTION_OF_TRACES = ("page_views", "sign_ins")
"""What `retention.of` may name besides "all", records, fields and purposes."""

BUILT_IN_PURPOSES = frozenset({"own-data", "collection", "erasure", "sign-in"})
"""Purposes the program itself has; a policy can't give these names to its own."""


class FieldType(StrEnum):
    """How a value is validated, normalised, masked and indexed."""

    PERSON_NAME = "person_name"
    ORGANISATION_NAME = "organisation_name"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    ADDRESS = "address"
    TAX_CODE = "tax_code"
    TEXT = "text"
    CHOICE = "choice"
    TOKEN = "token"  # noqa: S105 - the name of a type of field


class Ground(StrEnum):
    """Why the law lets the business use the data (L91 art. 9 and 19)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal-duty"
    VITAL = "vital-interest"
    AUTHORITY = "authority"


class Source(StrEnum):
    """Where a value came from."""

    CUSTOMER = "customer"  # the person typed or said it
    STAFF = "staff"  # staff wrote it down when the customer made contact
    INTERACTION = "interaction"
    OTHER = "other"  # another lawful source, named beside it


class Channel(StrEnum):
    """A way to reach a customer."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    ZALO = "zalo"
    POST = "post"
    SOCIAL = "social"
    IN_PERSON = "in-person"


class Severity(StrEnum):
    """An error keeps a policy from being adopted; a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Label:
    """A short text in both languages; English falls back to Vietnamese."""

    vi: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text for "vi" or "en"."""
        return self.en if language == "en" and self.en else self.vi


@dataclass(frozen=True, slots=True)
class Clause:
    """One anchored paragraph of the published page, in the page's own order."""

    anchor: str
    vi: str
    en: str
    line: int  # in policy.vi.md, from 1
    heading: str = ""  # the heading it stands under, Vietnamese
    heading_en: str = ""
    kind: str = "paragraph"  # "heading", "paragraph" or "item"
    level: int = 0  # of a heading: 1 to 6; of an item: how deep its list is


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that may be held about a customer."""

    name: str
    label: Label
    type: FieldType
    sensitive: bool
    of: frozenset[str]  # "person", "organisation"
    sources: frozenset[Source]
    without_it: Label | None
    choices: dict[str, Label]
    keeps: tuple[str, ...]
    retention_class: int  # 1 needed by a contract or the law, 2 held on consent alone

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing the data may be used for."""

    name: str
    label: Label
    ground: Ground
    data: frozenset[str]
    requires: frozenset[str]
    roles: frozenset[str]
    channels: frozenset[Channel]
    aggregate_only: bool
    ask: Label | None
    if_yes: Label | None
    if_no: Label | None
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the policy says about one purpose: the answer to "which clause covers this?"."""

    purpose: str
    ground: Ground
    data: frozenset[str]
    roles: frozenset[str]
    channels: frozenset[Channel]
    aggregate_only: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A way customers reach the business. Hours are local, "07:00-20:00"; empty means always."""

    kind: str
    value: str
    hours: str
    days: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A capture form: which purposes it serves, which consents it asks for."""

    name: str
    label: Label
    purposes: tuple[str, ...]
    asks: tuple[str, ...]
    fields: tuple[str, ...]
    required: frozenset[str] = frozenset()  # of these fields, the ones that can't be left out


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy that was read and found well-formed."""

    name: Label
    address: str
    tax_code: str
    contacts: tuple[Contact, ...]
    clauses: tuple[Clause, ...]
    fields: dict[str, Field]
    purposes: dict[str, Purpose]
    roles: dict[str, Label]
    manual_only: bool
    statement_of_truth: Label | None
    forms: dict[str, Form]
    rules: dict[str, object]  # the rest of policy.yaml as plain data: recipients, retention, rights, ...
    kept_by: dict[str, tuple[str, ...]]  # clause anchor -> paths of the rules that keep it
    title: Label = Label("")

    def __hash__(self) -> int:
        return hash(self.name)

    def rule_for(self, purpose: str) -> Rule | None:
        """Which clause covers this purpose, and for whom; None where the policy does not name it."""
        named = self.purposes.get(purpose)
        if named is None:
            return None
        return Rule(
            purpose=named.name,
            ground=named.ground,
            data=named.data,
            roles=named.roles,
            channels=named.channels,
            aggregate_only=named.aggregate_only,
            clauses=named.keeps,
        )

    def consent_purposes(self) -> tuple[Purpose, ...]:
        """The purposes that stand on consent alone, in the policy's order."""
        return tuple(purpose for purpose in self.purposes.values() if purpose.ground is Ground.CONSENT)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the checker has to say. The sentence is `policy.finding.<code>` in the catalogue."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    params: dict[str, str]

    def __hash__(self) -> int:
        return hash((self.code, self.file, self.line, self.column))


@dataclass(frozen=True, slots=True)
class Case:
    """One decision test of cases.yaml: facts, question, expected answer."""

    name: str
    consents: tuple[tuple[str, str, str], ...]  # purpose, channel or "*", state
    role: str
    purpose: str
    fields: tuple[str, ...]
    channel: Channel | None
    allow: bool
    reason: str
    clause: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """A policy as adopted: number from 1, SHA-256 over its files, day of effect."""

    number: int
    hash: str
    adopted_at: datetime
    effective_from: datetime
    policy: Policy

    @property
    def name(self) -> str:
        """How entries of the ledger name it: "<number>@<first 12 hex digits>"."""
        return f"{self.number}@{self.hash[:12]}"


class WordChange(StrEnum):
    """What became of a run of words between two editions."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Rewording:
    """A clause whose text changed: runs not ADDED make up the old text, runs not REMOVED the new one."""

    anchor: str
    language: str
    old: str
    new: str
    words: tuple[tuple[WordChange, str], ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One key of one rule that changed. `before` or `after` is None where there was or is nothing."""

    rule: str
    key: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two editions."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    reworded: tuple[Rewording, ...]
    rules: tuple[RuleChange, ...]

    @property
    def nothing_changed(self) -> bool:
        """Whether clauses and rules are the same."""
        return not (self.added or self.removed or self.reworded or self.rules)
