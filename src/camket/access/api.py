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
from camket.access.collecting import collect, collect_many, correct, may_collect
from camket.access.core.cases import CaseFailed, run_cases
from camket.access.data import Actor, Ask, BatchRevealed, HeldField, Question, Revealed
from camket.access.erasing import erase
from camket.access.errors import AccessRefused
from camket.access.finding import find, identify
from camket.access.matching import match_many
from camket.policy.data import Channel
from camket.vault import api as vault

__all__ = [
    "CaseFailed",
    "answer_asks",
    "collect",
    "collect_many",
    "correct",
    "describe",
    "erase",
    "find",
    "identify",
    "match_many",
    "may_collect",
    "reveal",
    "reveal_batch",
    "run_cases",
]

answer_asks = opening.answer_asks


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
    """Open these fields of one customer for this purpose. Raises AccessRefused."""
    question = Question(purpose, frozenset(fields), actor.roles, channel)
    (answer,) = answer_asks(asks=[Ask(actor, customer, question, because)], now=now)
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
    held = vault.describe_many(customers=[customer]).get(customer, [])
    return [HeldField(one.field, one.source.value, one.at, one.edition) for one in held]
