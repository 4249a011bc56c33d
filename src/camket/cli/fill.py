"""What stands in a demonstration? An example's policy, made-up customers from a messy spreadsheet, staff with links."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from camket.cli.say import language, tell
from camket.kernel.clock import VIETNAM, read_clock

EXAMPLES = Path(__file__).parents[3] / "examples"
SEED = 20260901
UGLINESS = 0.05


def fill_demo(*, example: str, customers: int, home: Path, say: Callable[[str], None]) -> None:
    """Fill an empty data folder; one that was filled before is left as it is, with fresh sign-in links."""
    from camket.people import api as people
    from camket.policy import api as policy
    from camket.policy.errors import EditionKnown

    now = read_clock()
    try:
        edition = policy.adopt_edition(folder=EXAMPLES / example / "policy", now=now, effective_from=now)
    except EditionKnown:
        edition = policy.current_edition(now=now)
    if not people.count_customers():
        say(tell("demo_starting", business=edition.policy.name.in_language(language()), customers=customers))
        _import_customers(customers=customers, home=home, now=now, say=say)
        _let_some_choose(now=now)
    _write_links(home, now)


def _import_customers(*, customers: int, home: Path, now: datetime, say: Callable[[str], None]) -> None:
    """Write a spreadsheet as shops keep them, and import it the way a shop would."""
    from camket.access.data import Actor, ActorKind
    from camket.imports import api as imports
    from camket.policy import api as policy
    from camket.policy.data import Source
    from camket.sample.files import write_xlsx

    sheet = home / "khach-hang-mau.xlsx"
    write_xlsx(sheet, seed=SEED, count=customers, ugliness=UGLINESS)
    by_hand = policy.current_edition(now=now).policy.manual_only
    started = time.monotonic()
    outcome = imports.import_file(
        order=imports.Order(
            path=sheet,
            actor=Actor(ActorKind.SYSTEM, "demo"),
            purposes=choose_purposes(now=now),
            source=Source.STAFF if by_hand else Source.CUSTOMER,
            source_name="",
        ),
        now=now,
    )
    seconds = f"{time.monotonic() - started:.1f}"
    say(tell("demo_imported", written=outcome.written, refused=outcome.refused, seconds=seconds))


def choose_purposes(*, now: datetime) -> frozenset[str]:
    """Purposes that ask for a name or a number at most: a list of old customers rarely has more."""
    from camket.policy import api as policy

    modest = {"full_name", "phone", "organisation_name"}
    purposes = policy.current_edition(now=now).policy.purposes.values()
    return frozenset(purpose.name for purpose in purposes if purpose.requires <= modest)


def _let_some_choose(*, now: datetime) -> None:
    """Two of five customers say yes to what they were asked, one of five says no; the rest were never asked."""
    from camket.consent import api as consent
    from camket.consent.data import EVERY_CHANNEL, Choice, ConsentState, Shown
    from camket.people import api as people
    from camket.policy import api as policy

    edition = policy.current_edition(now=now)
    draw = Random(SEED)  # noqa: S311 - made-up people
    ids: list[UUID] = people.list_customers(limit=200)
    states = [ConsentState.GIVEN] * 2 + [ConsentState.REFUSED] + [None] * 2
    choices = [
        Choice(customer, ref, purpose.name, EVERY_CHANNEL, state)
        for customer, ref in people.refs_of(customers=ids).items()
        for purpose in edition.policy.consent_purposes()
        if (state := draw.choice(states)) is not None
    ]
    shown = Shown(hash="", language="vi", edition=edition.name)
    consent.record_choices(choices=choices, shown=shown, who="system:demo", now=now)


def _write_links(home: Path, now: datetime) -> None:
    """One member of staff for each role, a fresh single-use link for each, and customers to sign in as."""
    from camket.people import api as people
    from camket.policy import api as policy
    from camket.sample.people import people as make_people

    roles = policy.current_edition(now=now).policy.roles
    staff = {next(iter(one.roles)): one for one in people.list_staff() if len(one.roles) == 1}
    links = []
    names = (one.full_name for one in make_people(seed=SEED, count=len(roles)))
    for role in roles:
        one = staff.get(role) or people.add_staff(name=next(names), roles=frozenset({role}), now=now)
        links.append(
            {"role": role, "name": one.name, "token": people.issue_staff_link(staff=one.id, now=now)}
        )
    kept = {
        "desk_links": links,
        "customers": _choose_customers(now),
        "since": now.astimezone(VIETNAM).isoformat(),
    }
    target = home / "demo.json"
    target.touch(mode=0o600)
    target.chmod(0o600)  # the links sign somebody in
    target.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def _choose_customers(now: datetime) -> list[dict[str, str]]:
    """Three made-up phone numbers to sign in with, opened as customers open what is theirs."""
    from camket.access import api as access
    from camket.access.data import CUSTOMER_ROLE, OWN_DATA, Actor, ActorKind
    from camket.people import api as people

    found = []
    for customer, ref in people.refs_of(customers=people.list_customers(limit=10)).items():
        actor = Actor(ActorKind.CUSTOMER, ref.hex, frozenset({CUSTOMER_ROLE}))
        got = access.reveal(actor=actor, customer=customer, fields=["phone"], purpose=OWN_DATA, now=now)
        if "phone" in got.values:
            found.append({"phone": "0" + got.values["phone"].value.removeprefix("+84")})
    return found[:3]
