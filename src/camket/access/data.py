"""What is asked of the gate, and what does it answer? No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from camket.people.data import CustomerKind
from camket.policy.data import Channel

OWN_DATA = "own-data"
"""The purpose under which customers see and correct what is theirs."""

COLLECTION = "collection"
"""The purpose under which values are taken in."""

ERASURE = "erasure"
"""The purpose under which a customer is erased."""

SIGN_IN = "sign-in"
"""The purpose under which an address that is typed is matched to a customer, and a code is sent there."""

CUSTOMER_ROLE = "customer"
"""The role that customers have towards their own data."""


class ActorKind(StrEnum):
    """Who can knock at the gate."""

    STAFF = "staff"
    CUSTOMER = "customer"
    API = "api"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks: an opaque name, and the roles the business gave them.

    `name` is a hex id for staff, customers (their ledger ref) and API keys, a fixed word for the system.
    """

    kind: ActorKind
    name: str
    roles: frozenset[str] = frozenset()

    @property
    def who(self) -> str:
        """How the ledger names the actor."""
        return f"{self.kind.value}:{self.name}"


class Reason(StrEnum):
    """Why the gate opened or stayed shut; the first that applies is the one reported."""

    CLAUSE_ALLOWS = "clause_allows"
    NO_SUCH_PURPOSE = "no_such_purpose"
    AGGREGATE_ONLY = "aggregate_only"
    FIELD_NOT_IN_POLICY = "field_not_in_policy"
    FIELD_NOT_IN_PURPOSE = "field_not_in_purpose"
    ROLE_NOT_NAMED = "role_not_named"
    CHANNEL_NOT_NAMED = "channel_not_named"
    CONSENT_MISSING = "consent_missing"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_SUCH_CUSTOMER = "no_such_customer"
    NOT_THE_CUSTOMER = "not_the_customer"
    MANUAL_ONLY = "manual_only"
    SOURCE_NOT_NAMED = "source_not_named"
    KIND_NOT_NAMED = "kind_not_named"
    REQUIRED_MISSING = "required_missing"


@dataclass(frozen=True, slots=True)
class Question:
    """May these fields be used for this purpose, by these roles, over this channel?"""

    purpose: str
    fields: frozenset[str]
    roles: frozenset[str]
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One reveal asked for: by whom, of whom, what for, in which case."""

    actor: Actor
    customer: UUID
    question: Question
    because: UUID | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """One search asked for: what was typed, by whom, what for."""

    actor: Actor
    text: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer with its reason, the clauses behind it, and the role it was given to."""

    allowed: bool
    reason: Reason
    clauses: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One opened value and where it came from."""

    value: str
    source: str
    source_name: str
    since: datetime
    edition: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was opened for one customer, under which clauses, and the ledger entry that says so."""

    customer: UUID
    values: dict[str, Value]
    decision: Decision
    entry: UUID


@dataclass(frozen=True, slots=True)
class BatchRevealed:
    """What was opened for many, and who was left out for which reason."""

    permitted: dict[UUID, dict[str, Value]]
    refused: dict[UUID, Reason]
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Customers whose value matches, and the ledger entry of the search."""

    customers: tuple[UUID, ...]
    decision: Decision
    entry: UUID


@dataclass(frozen=True, slots=True)
class HeldField:
    """That a field is held, and since when from where; not its value."""

    name: str
    source: str
    since: datetime
    edition: int


@dataclass(frozen=True, slots=True)
class Collected:
    """A customer whose values were taken in."""

    customer: UUID
    ref: UUID
    fields: tuple[str, ...]
    entry: UUID


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer about to be taken in; values by field name in their proper form already."""

    kind: CustomerKind
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure removed, per step, and its ledger entries."""

    customers: int
    rows: dict[str, int]
    entries: tuple[UUID, ...]
