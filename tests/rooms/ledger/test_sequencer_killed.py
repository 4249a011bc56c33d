"""What is left after the sequencer is killed, again and again, at any moment? Every entry once, one history."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from camket_verify.log import check_folder
from tests.kit.database import FreshDatabase
from tests.kit.ledger import DEPLOYMENT

ROUNDS = 12

_PRELUDE = f"""
import sys, threading, uuid, pathlib
import django; django.setup()
from django.conf import settings
from camket.kernel.clock import read_clock
from camket.ledger import api
keys = settings.CAMKET_KEYS
api.open_log(keys=keys, deployment=uuid.UUID("{DEPLOYMENT}"), now=read_clock())
"""
_SEQUENCER = (
    _PRELUDE + "print('up', flush=True); api.run_sequencer(stop=threading.Event(), keys=keys, pause=0.001)"
)
_FINISH = (
    _PRELUDE
    + """
while api.integrate(now=read_clock()):
    pass
api.publish_checkpoint(keys=keys, now=read_clock())
api.check_start(keys=keys)
api.export(folder=pathlib.Path(sys.argv[1]))
"""
)
_APPEND = """
INSERT INTO ledger_pending (entry_id, data, refs)
SELECT gen_random_uuid(), %s, '{}' FROM generate_series(1, %s)
"""


@pytest.mark.slow
def test_killed_at_any_moment(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    chance, written = random.Random(7), 0
    with psycopg.connect(fresh_database.app_url, autocommit=True) as connection:
        for turn in range(ROUNDS):
            process = subprocess.Popen(
                [sys.executable, "-c", _SEQUENCER],
                env=fresh_database.environment,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            assert process.stdout is not None
            assert process.stdout.readline() == b"up\n"
            until = time.monotonic() + chance.uniform(0.01, 0.4)
            while time.monotonic() < until:
                count = chance.randint(1, 400)
                connection.execute(_APPEND, (b"turn %d" % turn, count))
                written += count
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()
    subprocess.run(
        [sys.executable, "-c", _FINISH, str(tmp_path / "out")], env=fresh_database.environment, check=True
    )
    with psycopg.connect(fresh_database.app_url) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM ledger_pending), (SELECT count(*) FROM ledger_leaf), "
            "(SELECT max(idx) FROM ledger_leaf), (SELECT count(*) FROM ledger_checkpoint)"
        ).fetchone()
    assert row is not None
    assert row[:3] == (0, written, written - 1)
    assert row[3] >= 2  # it signed now and then between the kills
    older = list((tmp_path / "out" / "checkpoints").iterdir())
    vkey = (fresh_database.home / "keys" / "ledger-log1.pub").read_text("utf-8")
    checkpoint, problems = check_folder(tmp_path / "out", vkey, older)
    assert problems == []
    assert checkpoint is not None
    assert checkpoint.size == written
