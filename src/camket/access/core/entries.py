"""How is a decision told to the ledger? Opaque names, names of fields and purposes, clauses; never a value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from camket.access.data import Actor, Decision, Question
from camket.ledger.data import Decision as Told
from camket.ledger.data import Entry, Event, make_entry
from camket.policy.data import BUILT_IN_PURPOSES, Edition

REFS_OF_AN_ENTRY = 1000

UNNAMED = "unnamed"
"""Stands for a purpose or field that the policy does not name: what was typed never enters the ledger."""


def tell(
    *,
    act: Event,
    actor: Actor,
    refs: Sequence[UUID],
    question: Question,
    decision: Decision,
    edition: Edition,
    now: datetime,
    because: UUID | None = None,
    count: int = 0,
) -> Entry:
    """One entry for one decision; `because` is the case that it was made for."""
    known = edition.policy.fields
    named = sorted(field for field in question.fields if field in known)
    unnamed = [UNNAMED] if len(named) < len(question.fields) else []
    purposes = edition.policy.purposes
    return make_entry(
        now=now,
        act=act,
        who=actor.who,
        role=decision.role,
        refs=refs,
        purpose=question.purpose
        if question.purpose in purposes or question.purpose in BUILT_IN_PURPOSES
        else UNNAMED,
        edition=edition.name,
        clauses=decision.clauses,
        fields=(*named, *unnamed),
        channel=question.channel.value if question.channel else "",
        decision=Told.ALLOW if decision.allowed else Told.REFUSE,
        reason=decision.reason.value,
        request=because,
        count=count,
    )


def tell_many(
    *,
    act: Event,
    actor: Actor,
    refs: Sequence[UUID],
    question: Question,
    decision: Decision,
    edition: Edition,
    now: datetime,
    because: UUID | None = None,
) -> list[Entry]:
    """One entry for each thousand customers with the same answer; at least one."""
    parts = [refs[start : start + REFS_OF_AN_ENTRY] for start in range(0, len(refs), REFS_OF_AN_ENTRY)] or [
        []
    ]
    return [
        tell(
            act=act,
            actor=actor,
            refs=part,
            question=question,
            decision=decision,
            edition=edition,
            now=now,
            because=because,
            count=len(part),
        )
        for part in parts
    ]
