"""How do many that ask at one moment share one transaction? Who comes first answers for all who wait by then.

* No timer: while one group is being answered, the next gathers.
* The first of a group answers it on its own thread and database connection, then wakes the next group's first.
* After a fault each member is answered alone, so a broken record stops only those who asked for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

LARGEST_GROUP = 64


@dataclass(slots=True, eq=False)
class _Ticket(Generic[Q, A]):
    """One waiting question. `woken` is set when it is answered, or when it is its turn to answer for others."""

    question: Q
    now: datetime
    woken: threading.Event = field(default_factory=threading.Event)
    answers: list[A] = field(default_factory=list)
    fault: BaseException | None = None
    done: bool = False


class Turnstile(Generic[Q, A]):
    """Groups concurrent questions for `answer_many(questions, now)`, which gives as many answers in that order."""

    def __init__(self, answer_many: Callable[[Sequence[Q], datetime], Sequence[A]]) -> None:
        self._answer_many = answer_many
        self._lock = threading.Lock()
        self._waiting: list[_Ticket[Q, A]] = []
        self._busy = False

    def ask(self, question: Q, *, now: datetime) -> A:
        """The answer to one question, in a transaction shared with whoever asks meanwhile."""
        ticket: _Ticket[Q, A] = _Ticket(question, now)
        with self._lock:
            self._waiting.append(ticket)
            leads = not self._busy
            self._busy = True
        if not leads:
            ticket.woken.wait()
        if not ticket.done:
            self._lead()
        if ticket.fault is not None:
            raise ticket.fault
        return ticket.answers[0]

    def _lead(self) -> None:
        with self._lock:
            group, self._waiting = self._waiting[:LARGEST_GROUP], self._waiting[LARGEST_GROUP:]
        try:
            self._answer(group)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._busy = following is not None
            if following is not None:
                following.woken.set()
            for ticket in group:
                ticket.woken.set()

    def _answer(self, group: list[_Ticket[Q, A]]) -> None:
        try:
            now = max(ticket.now for ticket in group)
            answers = self._answer_many([ticket.question for ticket in group], now)
            for ticket, answer in zip(group, answers, strict=True):
                ticket.answers.append(answer)
        except BaseException as fault:  # noqa: BLE001 - each member raises its own
            self._answer_each(group, fault)
        finally:
            for ticket in group:
                ticket.done = True

    def _answer_each(self, group: list[_Ticket[Q, A]], fault: BaseException) -> None:
        """One broken record must not take its neighbours with it: ask again, one by one."""
        if len(group) == 1:
            group[0].fault = fault
            return
        for ticket in group:
            self._answer([ticket])
