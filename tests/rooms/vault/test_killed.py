"""Is nothing lost when a process is killed in the middle of re-wrapping or rebuilding tokens?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.kit.database import FreshDatabase

ROOT = Path(__file__).parents[3]
PREPARE = """
import django; django.setup()
from django.conf import settings
from camket.vault import api
from camket.kernel.ids import make_id
from tests.kit import vault as kit
api.create_ring(folder=settings.CAMKET_KEYS, now=kit.NOW, planned=4000)
api.check_start()
api.seal_many(sealings=[kit.sealing(make_id(), phone=f"+8490{n:07}", hobby=str(n)) for n in range(4000)], now=kit.NOW)
"""
WORK = """
import django; django.setup()
from camket.vault import api
from tests.kit import vault as kit
print("ready", flush=True)
while True:
    api.rotate(now=kit.NOW)
    while api.rewrap(limit=100): pass
    for epoch in api.list_epochs()[:-1]:
        api.condemn_epoch(epoch=epoch.epoch, now=kit.NOW)
        api.destroy_epoch(epoch=epoch.epoch, now=kit.NOW)
    api.rotate_index_keys(now=kit.NOW)
    while api.reindex(limit=100): pass
    print("round", flush=True)
"""
CHECK = """
import django; django.setup()
from django.db import connection
from camket.vault import api
from camket.vault.data import IndexName
from tests.kit import vault as kit
api.check_start()
phones = [f"+8490{n:07}" for n in range(4000)]
found = api.match_many(index=IndexName.PHONE, terms=phones)
assert list(map(len, map(found.get, phones))) == [1] * 4000
opened = api.open_many(customers=[c for [c] in found.values()], fields=[kit.PHONE, kit.HOBBY])
assert {v["phone"].value: int(v["hobby"].value) for v in opened.values()} == dict(zip(phones, range(4000)))
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM vault_index")
    assert cursor.fetchone() == (4000,)
epochs = api.list_epochs()
print(sum(1 for e in epochs if e.destroyed_at is None and e.key_rows), len(epochs))
"""


def run(program: str, fresh: FreshDatabase) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=fresh.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def work_until_killed(fresh: FreshDatabase, seconds: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK], cwd=ROOT, env=fresh.environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        output: Any = worker.stdout
        assert output.readline() == "ready\n"
        time.sleep(seconds)
        assert worker.poll() is None
        os.kill(worker.pid, signal.SIGKILL)


@pytest.mark.slow
def test_killed_again_and_again(fresh_database: FreshDatabase) -> None:
    run(PREPARE, fresh_database)
    pause = random.Random(7)
    split = 0
    for _ in range(6):
        work_until_killed(fresh_database, pause.uniform(0.05, 0.6))
        split += int(run(CHECK, fresh_database).split()[0]) > 1
    assert split, "no kill came in the middle of re-wrapping: the test proves nothing"
    assert int(run(CHECK, fresh_database).split()[1]) > 3
