"""Do many that ask at once share groups, each with its own answer and its own fault?"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from camket.access.turnstile import LARGEST_GROUP, Turnstile

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def ask_all(turnstile: Turnstile[int, int], questions: Sequence[int]) -> dict[int, int | Exception]:
    answers: dict[int, int | Exception] = {}

    def ask(question: int) -> None:
        try:
            answers[question] = turnstile.ask(question, now=NOW)
        except ValueError as fault:
            answers[question] = fault

    threads = [threading.Thread(target=ask, args=(question,)) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    return answers


def test_everybody_gets_their_own_answer_in_shared_groups() -> None:
    groups: list[int] = []

    def square(questions: Sequence[int], now: datetime) -> list[int]:
        groups.append(len(questions))
        time.sleep(0.005)
        return [question * question for question in questions]

    answers = ask_all(Turnstile(square), range(200))
    assert answers == {n: n * n for n in range(200)}
    assert sum(groups) == 200
    assert 1 < max(groups) <= LARGEST_GROUP
    assert len(groups) < 200


def test_a_fault_stops_only_who_asked_for_it() -> None:
    def picky(questions: Sequence[int], now: datetime) -> list[int]:
        time.sleep(0.002)
        if 7 in questions:
            raise ValueError("seven")
        return list(questions)

    answers = ask_all(Turnstile(picky), range(50))
    assert isinstance(answers.pop(7), ValueError)
    assert answers == {n: n for n in range(50) if n != 7}


def test_after_a_fault_it_goes_on() -> None:
    def broken_once(questions: Sequence[int], now: datetime) -> list[int]:
        if 1 in questions:
            raise ValueError("one")
        return list(questions)

    turnstile = Turnstile(broken_once)
    with pytest.raises(ValueError, match="one"):
        turnstile.ask(1, now=NOW)
    assert turnstile.ask(2, now=NOW) == 2
