"""May this be done with a customer's data, and if so, do it. The ONE way to plaintext: the door of the access room.

* Every decision, allowed or refused, is durable in the ledger before a value leaves.
* A refusal is recorded and committed, then raised as AccessRefused.
* These functions own their transaction (`collect_many` joins its caller's, so that an import's batch is one).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.access import batch, opening
from camket.access.cases import CaseFailed, run_cases
from camket.access.collecting import collect, collect_many, complete_many, may_collect
from camket.access.correcting import correct
from camket.access.data import Actor, Ask, BatchRevealed, Found, HeldField, Question, Revealed, Search
from camket.access.erasing import erase
from camket.access.errors import AccessRefused
from camket.access.finding import answer_searches, identify
from camket.access.matching import match_many
from camket.access.sign_in import record_sign_in
from camket.access.turnstile import Turnstile
from camket.policy.data import Channel
from camket.vault import api as vault

__all__ = [
    "CaseFailed",
    "collect",
    "collect_many",
    "complete_many",
    "correct",
    "describe",
    "erase",
    "find",
    "identify",
    "list_permitted",
    "match_many",
    "may_collect",
    "record_sign_in",
    "reveal",
    "reveal_batch",
    "run_cases",
]

list_permitted = opening.list_permitted

_reveals: Turnstile[Ask, Revealed | AccessRefused] = Turnstile(
    lambda asks, now: opening.answer_asks(asks=asks, now=now)
)
_searches: Turnstile[Search, Found | AccessRefused] = Turnstile(
    lambda searches, now: answer_searches(searches=searches, now=now)
)


def reveal(
    *,
    actor: Actor,
    customer: UUID,
    fields: Sequence[str],
    purpose: str,
    now: datetime,
    channel: Channel | None = None,
    because: UUID | None = None,
) -> Revealed:
    """Open these fields of one customer for this purpose. Raises AccessRefused.

    Threads that ask at the same moment share one transaction; each has its own decision and entry.
    """
    question = Question(purpose, frozenset(fields), actor.roles, channel)
    answer = _reveals.ask(Ask(actor, customer, question, because), now=now)
    if isinstance(answer, AccessRefused):
        raise answer
    return answer


def find(*, actor: Actor, text: str, purpose: str, now: datetime) -> Found:
    """Customers with this email address, phone number, tax code or name. Raises AccessRefused."""
    answer = _searches.ask(Search(actor, text, purpose), now=now)
    if isinstance(answer, AccessRefused):
        raise answer
    return answer


def reveal_batch(
    *,
    actor: Actor,
    customers: Sequence[UUID],
    fields: Sequence[str],
    purpose: str,
    now: datetime,
    channel: Channel | None = None,
    because: UUID | None = None,
) -> BatchRevealed:
    """Open these fields of many customers; who may not be opened is left out with the reason."""
    question = Question(purpose, frozenset(fields), actor.roles, channel)
    return batch.reveal_batch(actor=actor, customers=customers, question=question, because=because, now=now)


def describe(*, customer: UUID) -> list[HeldField]:
    """Which fields are held, from where and since when. Nothing is opened, so nothing is recorded."""
    held = vault.describe_many(customers=[customer]).get(customer, ())
    return [HeldField(one.field, one.source.value, one.at, one.edition) for one in held]
