"""Who signed in, and when? Written down before the session begins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.access.data import Actor, ActorKind
from camket.ledger import api as ledger
from camket.ledger.data import Event, make_entry
from camket.policy import api as policy


def record_sign_in(*, actor: Actor, now: datetime) -> UUID:
    """The ledger entry of a sign-in that just succeeded; a customer finds it on her page."""
    with transaction.atomic(durable=True):
        is_customer = actor.kind is ActorKind.CUSTOMER
        return ledger.append(
            entry=make_entry(
                now=now,
                act=Event.PEOPLE_CUSTOMER_SIGNED_IN if is_customer else Event.PEOPLE_STAFF_SIGNED_IN,
                who=actor.who,
                refs=[UUID(hex=actor.name)] if is_customer else [],
                edition=policy.current_edition(now=now).name,
            )
        )
