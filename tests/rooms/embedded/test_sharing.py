"""Do processes share one server, and does the last to leave stop it?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg

from camket.embedded import api
from camket.embedded.data import Role

_OTHER = """
import sys
from pathlib import Path
from camket.embedded import api
server = api.start(folder=Path(sys.argv[1]))
print(api.status(folder=server.folder).pid, flush=True)
sys.stdin.readline()
print(api.stop(folder=server.folder), flush=True)
"""


def _other(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OTHER, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_last_to_leave_stops_the_server(folder: Path) -> None:
    api.start(folder=folder)
    mine = api.status(folder=folder).pid
    with _other(folder) as other:
        assert _line(other) == str(mine)
        assert api.stop(folder=folder) is False
        assert api.status(folder=folder).pid == mine
        other.communicate("\n")
    assert api.status(folder=folder).running is False


def test_two_first_starts_at_once_make_one_server(folder: Path) -> None:
    with _other(folder) as one, _other(folder) as two:
        pids = {_line(one), _line(two)}
        answers = {process.communicate("\n")[0].strip() for process in (one, two)}
    assert len(pids) == 1
    assert answers == {"True", "False"}


def test_a_killed_process_has_left(folder: Path) -> None:
    with _other(folder) as other:
        _line(other)
        api.start(folder=folder)
        other.kill()
    assert api.stop(folder=folder) is True


def test_starts_nest_within_a_process(folder: Path) -> None:
    api.start(folder=folder)
    api.start(folder=folder)
    assert api.stop(folder=folder) is False
    assert api.stop(folder=folder) is True
    assert api.stop(folder=folder) is False


def test_rows_outlive_the_server_and_a_move_of_the_folder(folder: Path) -> None:
    with api.running(folder=folder) as server, psycopg.connect(server.url(Role.OWNER)) as owner:
        owner.execute("CREATE TABLE kept (word text)")
        owner.execute("INSERT INTO kept VALUES ('đã ghi')")
    moved = folder.rename(folder.with_name("moved"))
    with api.running(folder=moved) as server, psycopg.connect(server.url(Role.OWNER)) as owner:
        assert owner.execute("SELECT word FROM kept").fetchone() == ("đã ghi",)
    moved.rename(folder)
