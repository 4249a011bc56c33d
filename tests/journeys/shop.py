"""Which shop do the journeys walk through? One example adopted today, staff for every role, one customer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.test import Client

from camket.access import api as access
from camket.access.data import Actor, ActorKind, Collected
from camket.consent import api as consent
from camket.consent.data import Choice, ConsentState, Shown
from camket.kernel.clock import read_clock
from camket.ledger import api as ledger
from camket.people import api as people
from camket.people.data import CustomerKind, Staff
from camket.policy import api as policy
from camket.policy.data import Edition, Source
from camket.wiring import prepare_vault

EXAMPLES = Path(__file__).parents[2] / "examples"
PHONE = "0912 000 111"


@dataclass(frozen=True)
class Shop:
    """An adopted policy, its staff by role, and one customer."""

    edition: Edition
    staff: dict[str, Staff]
    taken: Collected | None
    home: Path
    now: datetime

    @property
    def customer(self) -> Collected:
        """The customer, in a shop that takes any in."""
        assert self.taken is not None
        return self.taken

    def link(self, role: str) -> str:
        """A fresh single-use token for the member of staff with this role."""
        return people.issue_staff_link(staff=self.staff[role].id, now=read_clock())

    def agree(self, purpose: str, channel: str) -> None:
        """The customer says yes."""
        who = self.customer
        consent.record_choices(
            choices=[Choice(who.customer, who.ref, purpose, channel, ConsentState.GIVEN)],
            shown=Shown("", "vi", self.edition.name),
            who=f"customer:{who.ref.hex}",
            now=read_clock(),
        )

    def newest_code(self) -> str:
        """The code in the newest message that was sent."""
        newest = max((self.home / "outbox").glob("*.json"))
        (code,) = re.findall(r"\b\d{6}\b", json.loads(newest.read_text("utf-8"))["text"])
        return str(code)


def sign_in_desk(client: Client, shop: Shop, role: str) -> None:
    """Come in as staff, as the link's button does."""
    answer = client.post("/desk/vao", {"token": shop.link(role)})
    assert answer.status_code == 302, answer.content.decode()


def sign_in_portal(client: Client, shop: Shop, phone: str = PHONE) -> None:
    """Come in as the customer, with the code that was sent."""
    client.post("/me/vao", {"address": phone})
    answer = client.post("/me/ma", {"code": shop.newest_code()})
    assert answer.status_code == 302, answer.content.decode()


def open_shop(example: str, home: Path) -> Shop:
    """Keys, log, policy, staff and a customer, all as of now."""
    now = read_clock()
    keys = home / "keys"
    deployment = prepare_vault(folder=keys, now=now)
    ledger.open_log(keys=keys, deployment=deployment, now=now)
    edition = policy.adopt_edition(folder=EXAMPLES / example / "policy", now=now, effective_from=now)
    return Shop(
        edition,
        {
            role: people.add_staff(name=f"Nhân viên {label.vi}", roles=frozenset({role}), now=now)
            for role, label in edition.policy.roles.items()
        },
        _take_in(now)
        if edition.policy.forms.get("order") and "delivery" in edition.policy.purposes
        else None,
        home,
        now,
    )


def _take_in(now: datetime) -> Collected:
    return access.collect(
        actor=Actor(ActorKind.SYSTEM, "form"),
        kind=CustomerKind.PERSON,
        values={
            "full_name": "Trần Thị Mẫu",
            "phone": PHONE,
            "email": "mau@khach.example",
            "delivery_address": "12 Phố Mẫu, phường Bến Gạo, thành phố Đồng Mây",
        },
        purposes=frozenset({"order", "delivery"}),
        source=Source.CUSTOMER,
        source_name="order",
        now=now,
    )
