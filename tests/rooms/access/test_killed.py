"""The program is killed while many open values at once: is there a value that left without its entry?"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from tests.kit.database import FreshDatabase

EXAMPLE = Path(__file__).parents[3] / "examples" / "mart" / "policy"
PROGRAM = """
import sys, threading
from pathlib import Path
import django
django.setup()
from django.conf import settings
from camket.access import api as access
from camket.access.data import Actor, ActorKind
from camket.kernel.clock import read_clock
from camket.ledger import api as ledger
from camket.ledger.errors import LogMissing
from camket.people import api as people
from camket.people.data import CustomerKind
from camket.policy import api as policy
from camket.policy.data import Source
from camket.wiring import prepare_vault

now = read_clock()
deployment = prepare_vault(folder=settings.CAMKET_KEYS, now=now)
try:
    ledger.check_start(keys=settings.CAMKET_KEYS)
except LogMissing:
    ledger.open_log(keys=settings.CAMKET_KEYS, deployment=deployment, now=now)
    policy.adopt_edition(folder=Path(sys.argv[1]), now=now, effective_from=now)
    for number in range(20):
        access.collect(
            actor=Actor(ActorKind.API, "a" * 32, frozenset({"care"})), kind=CustomerKind.PERSON,
            values={"full_name": f"Mẫu {number}", "phone": f"09120000{number:02d}"},
            purposes=frozenset({"care"}), source=Source.CUSTOMER, source_name="", now=now)
customers = people.list_customers()
actor = Actor(ActorKind.STAFF, "5" * 32, frozenset({"care"}))
talk = threading.Lock()

def open_for_ever(start):
    number = start
    while True:
        got = access.reveal(actor=actor, customer=customers[number % len(customers)], fields=["phone"],
                            purpose="care", now=read_clock())
        number += 1
        with talk:
            sys.stdout.write(got.entry.hex + "\\n")
            sys.stdout.flush()

threading.Thread(target=ledger.run_sequencer, kwargs={"stop": threading.Event(), "keys": settings.CAMKET_KEYS}).start()
for start in range(8):
    threading.Thread(target=open_for_ever, args=(start,)).start()
"""
CHECK = """
import django
django.setup()
from django.conf import settings
from camket.kernel.clock import read_clock
from camket.ledger import api as ledger
ledger.check_start(keys=settings.CAMKET_KEYS)
while ledger.integrate(now=read_clock()):
    pass
ledger.publish_checkpoint(keys=settings.CAMKET_KEYS, now=read_clock())
ledger.check_start(keys=settings.CAMKET_KEYS)
"""


def run_until_killed(fresh: FreshDatabase, seconds: float) -> list[str]:
    """Entries of the values that left before the kill."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(EXAMPLE)],
        env=fresh.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told: list[str] = []
    first = threading.Event()

    def listen() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            told.append(line)
            first.set()

    ears = threading.Thread(target=listen)
    ears.start()
    assert first.wait(timeout=60)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    ears.join()
    child.stdout.close()
    return [line.strip() for line in told if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_every_value_that_left_has_its_entry(fresh_database: FreshDatabase) -> None:
    draw = random.Random(9)
    told = [entry for _ in range(4) for entry in run_until_killed(fresh_database, draw.uniform(0.1, 0.7))]
    assert len(set(told)) == len(told) > 20
    subprocess.run([sys.executable, "-c", CHECK], env=fresh_database.environment, check=True)
    with psycopg.connect(fresh_database.root_url) as connection:
        rows = connection.execute("SELECT replace(entry_id::text, '-', '') FROM ledger_leaf").fetchall()
        (waiting,) = connection.execute("SELECT count(*) FROM ledger_pending").fetchone() or (None,)
    assert waiting == 0
    assert set(told) - {row[0] for row in rows} == set()
