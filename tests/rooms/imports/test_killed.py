"""An import is killed in the middle, again and again: are there doubles, gaps or half-written customers?"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from camket.sample.files import write_csv
from tests.kit.database import FreshDatabase

ROWS = 6000
PROGRAM = """
import sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from camket.access.data import Actor, ActorKind
from camket.imports import api as imports
from camket.kernel.clock import read_clock
from camket.ledger import api as ledger
from camket.ledger.errors import LogMissing
from camket.policy import api as policy
from camket.policy.data import Source
from camket.policy.errors import EditionKnown
from camket.wiring import prepare_vault

now = read_clock()
deployment = prepare_vault(folder=settings.CAMKET_KEYS, now=now)
try:
    ledger.check_start(keys=settings.CAMKET_KEYS)
except LogMissing:
    ledger.open_log(keys=settings.CAMKET_KEYS, deployment=deployment, now=now)
try:
    policy.adopt_edition(folder=Path(sys.argv[1]), now=now, effective_from=now)
except EditionKnown:
    pass
print("begun", flush=True)
purposes = frozenset({"care", "promotion", "greeting", "invoice"})
order = imports.Order(Path(sys.argv[2]), Actor(ActorKind.SYSTEM, "tests"), purposes, Source.CUSTOMER, "")
outcome = imports.import_file(order=order, now=now)
while ledger.integrate(now=now):
    pass
ledger.publish_checkpoint(keys=settings.CAMKET_KEYS, now=now)
ledger.check_start(keys=settings.CAMKET_KEYS)
print("finished", outcome.written, outcome.matched, outcome.refused, flush=True)
"""
EXAMPLE = Path(__file__).parents[3] / "examples" / "mart" / "policy"


def start(fresh: FreshDatabase, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(EXAMPLE), str(path)],
        env=fresh.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_nothing_is_lost_and_nothing_is_there_twice(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    path = tmp_path / "khach.csv"
    told = write_csv(path, seed=11, count=ROWS, ugliness=0.05)
    draw = random.Random(4)
    killed = 0
    for _ in range(6):
        child = start(fresh_database, path)
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        time.sleep(draw.uniform(0.05, 0.6))
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        killed += child.wait() == -signal.SIGKILL
    assert killed >= 3
    child = start(fresh_database, path)
    out, _ = child.communicate(timeout=180)
    words = out.split("finished ")[1].split()
    written, matched, refused = (int(word) for word in words)
    assert 0 < refused <= told.refused
    assert written + matched + refused == told.rows
    with psycopg.connect(fresh_database.root_url) as connection:
        one = {
            table: connection.execute(f"SELECT count(DISTINCT {column}) FROM {table}").fetchone()
            for table, column in [
                ("people_customer", "id"),
                ("vault_key", "customer"),
                ("consent_choice", "customer"),
            ]
        }
        assert set(one.values()) == {(written,)}
        orphans = "SELECT count(*) FROM {} v WHERE NOT EXISTS (SELECT FROM people_customer c WHERE c.id = v.customer)"
        for table in ("vault_key", "vault_record", "vault_index", "consent_choice"):
            assert connection.execute(orphans.format(table)).fetchone() == (0,), table
