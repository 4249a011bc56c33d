"""Does the sequencer, left alone, give entries their place and sign them in time, and stop when told?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections, transaction

from camket.kernel.clock import read_clock
from camket.ledger import api
from camket.ledger.errors import LedgerDamaged
from tests.kit.ledger import DEPLOYMENT, NOW, an_entry

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def wait_for(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def placed(entry: UUID) -> bool:
    return api.read_entry(entry_id=entry).under_tree


class Running(threading.Thread):
    """The sequencer in a thread of its own; keeps the error it ended with."""

    def __init__(self, keys: Path) -> None:
        super().__init__()
        self.keys, self.stop = keys, threading.Event()
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            api.run_sequencer(stop=self.stop, keys=self.keys, clock=read_clock, pause=0.05)
        except Exception as error:  # noqa: BLE001
            self.error = error


def test_it_places_signs_and_stops(keys: Path) -> None:
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    running = Running(keys)
    running.start()
    try:
        for _ in range(3):
            with transaction.atomic():
                entry = api.append(entry=an_entry())
            assert wait_for(partial(placed, entry), 10)
        assert wait_for(lambda: api.read_state().signed == 3, 5)
    finally:
        running.stop.set()
        running.join(timeout=10)
    assert not running.is_alive()
    assert running.error is None


def test_it_outlives_a_lost_connection(keys: Path) -> None:
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    running = Running(keys)
    running.start()
    try:
        for _ in range(3):
            with transaction.atomic():
                entry = api.append(entry=an_entry())
            assert wait_for(partial(placed, entry), 10)
            with connections["default"].cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE usename = current_user AND pid <> pg_backend_pid() AND datname = current_database()"
                )
    finally:
        running.stop.set()
        running.join(timeout=10)
    assert running.error is None


def test_it_ends_with_the_error_of_a_damaged_log(keys: Path) -> None:
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    with transaction.atomic():
        api.append_all(entries=[an_entry() for _ in range(3)])
    api.integrate(now=NOW)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_leaf DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_leaf SET data = '{}' WHERE idx = 1")
        cursor.execute("ALTER TABLE ledger_leaf ENABLE TRIGGER USER")
    running = Running(keys)
    running.start()
    running.join(timeout=20)
    assert isinstance(running.error, LedgerDamaged)
