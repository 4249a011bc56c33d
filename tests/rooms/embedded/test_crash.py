"""Does the next start recover when the server or its starter is killed, and leave strangers alone?"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from camket.embedded import api
from camket.embedded.data import Role
from camket.embedded.errors import StartFailed


def _kill(folder: Path) -> None:
    pid = api.status(folder=folder).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while api.status(folder=folder).running:
        time.sleep(0.01)


def _talk_for_ever(connection: psycopg.Connection) -> None:
    """A backend outlives its postmaster for a moment: nothing is committed until it has noticed."""
    while True:
        connection.execute("SELECT 1")
        time.sleep(0.01)


def test_no_committed_row_is_lost(folder: Path) -> None:
    server = api.start(folder=folder)
    with psycopg.connect(server.url(Role.OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept (n int)")
        for n in range(50):
            owner.execute("INSERT INTO kept VALUES (%s)", [n])
        owner.execute("BEGIN; INSERT INTO kept VALUES (50)")
        _kill(folder)
        with pytest.raises(psycopg.OperationalError):
            _talk_for_ever(owner)
    server = api.start(folder=folder)
    with psycopg.connect(server.url(Role.OWNER)) as owner:
        assert owner.execute("SELECT count(*), max(n) FROM kept").fetchone() == (50, 49)


def test_a_backend_still_at_work_does_not_keep_the_next_start_out(folder: Path) -> None:
    server = api.start(folder=folder)
    busy = psycopg.connect(server.url(Role.ROOT))
    # Reads no message and waits for nothing: it does not notice that its postmaster died.
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
    time.sleep(0.2)
    _kill(folder)
    api.start(folder=folder)
    busy.close()
    with psycopg.connect(server.url(Role.ROOT)) as after:
        assert after.execute("SELECT 1").fetchone() == (1,)


def test_a_stranger_with_the_old_pid_is_left_alone(folder: Path) -> None:
    api.start(folder=folder)
    status = api.status(folder=folder)
    assert status.data is not None
    _kill(folder)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        file = status.data / "postmaster.pid"
        lines = file.read_text().split("\n")
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        assert api.status(folder=folder).running is False
        api.stop(folder=folder)
        api.start(folder=folder)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    half = folder / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with api.running(folder=folder) as server, psycopg.connect(server.url(Role.APP)) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_a_start_that_fails_says_why(folder: Path) -> None:
    with api.running(folder=folder) as server:
        own = server.data / "local.conf"
    own.write_text("shared_buffers = 'a lot'\n")
    with pytest.raises(StartFailed) as refused:
        api.start(folder=folder)
    assert "shared_buffers" in str(refused.value.params["log"])
