"""A running shop for tests: keys, log, one of the examples adopted, and people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from camket.access import api as access
from camket.access.data import Actor, ActorKind, Collected
from camket.ledger import api as ledger
from camket.people.data import CustomerKind
from camket.policy import api as policy
from camket.policy.data import Edition, Source
from camket.wiring import prepare_vault

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def staff(*roles: str) -> Actor:
    """A member of staff with these roles."""
    return Actor(ActorKind.STAFF, "5" * 32, frozenset(roles))


def themselves(ref: UUID) -> Actor:
    """The customer with this ref."""
    return Actor(ActorKind.CUSTOMER, ref.hex, frozenset({"customer"}))


SYSTEM = Actor(ActorKind.SYSTEM, "tests")


@dataclass(frozen=True)
class Shop:
    """An adopted policy and what is needed to act under it."""

    edition: Edition
    keys: Path

    def take_in(self, **values: object) -> Collected:
        """A new customer who ordered something."""
        given = {
            "full_name": "Trần Thị Mẫu",
            "phone": "0912 000 111",
            "delivery_address": "12 Phố Mẫu, Hà Nội",
        }
        return access.collect(
            actor=Actor(ActorKind.API, "a" * 32, self.edition.policy.purposes["order"].roles),
            kind=CustomerKind.PERSON,
            values=given | values,
            purposes=frozenset(
                {"order", "delivery", "promotion", "greeting"} & self.edition.policy.purposes.keys()
            ),
            source=Source.CUSTOMER,
            source_name="",
            now=NOW,
        )

    def publish(self, now: datetime = LATER) -> None:
        """Everything recorded comes under a signed tree."""
        while ledger.integrate(now=now):
            pass
        ledger.publish_checkpoint(keys=self.keys, now=now)


def open_shop(name: str, *, keys: Path) -> Shop:
    """Keys, log and the adopted policy of an example."""
    deployment = prepare_vault(folder=keys, now=NOW)
    ledger.open_log(keys=keys, deployment=deployment, now=NOW)
    edition = policy.adopt_edition(folder=EXAMPLES / name / "policy", now=NOW, effective_from=NOW)
    return Shop(edition, keys)
