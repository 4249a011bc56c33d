"""Is the server alive, and how is it started and stopped? By its own `pg_ctl`; no stranger is signalled.

* A process is ours when its command line is a postgres with our data folder; only such a one is signalled.
* After a crash, leftovers are known by program and working folder; the data wait until they are gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from camket.embedded.account import run_as
from camket.embedded.data import Account
from camket.embedded.errors import LeftoversRunning, StartFailed, StopFailed

PROC = Path("/proc")
_LOG_LIMIT = 5_000_000
_RECOVERY_SECONDS = 600  # replaying the log after a crash takes as long as it takes; this is for a stuck disk
_STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """All that is needed to run the server: programs, data, log, account, folder of the socket."""

    install: Path
    data: Path
    log: Path
    account: Account | None
    socket: Path | None

    def program(self, name: str) -> str:
        """Path of one of PostgreSQL's programs."""
        return str(self.install / "bin" / name)


def live_pid(data: Path) -> int | None:
    """The pid of the live postmaster of this data folder, or None."""
    try:
        pid = int((data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _is_postmaster(pid, data) else None


def launch(cluster: Cluster) -> None:
    """Start the server and return when it accepts connections. Raises `StartFailed`, `LeftoversRunning`."""
    _clear_leftovers(cluster)
    _turn_log(cluster.log)
    descriptor = os.open(cluster.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        command = [cluster.program("pg_ctl"), "start", "-s", "-w", "-t", str(_RECOVERY_SECONDS)]
        done = run_as(cluster.account, [*command, "-D", str(cluster.data)], log=descriptor)
    finally:
        os.close(descriptor)
    if done.returncode != 0:
        raise StartFailed(data=str(cluster.data), log=last_lines(cluster.log))


def shut_down(cluster: Cluster) -> None:
    """Stop the server cleanly: sessions are cut, everything is written. Raises `StopFailed`."""
    if live_pid(cluster.data) is None:
        return
    command = [cluster.program("pg_ctl"), "stop", "-s", "-w", "-m", "fast", "-t", str(_STOP_SECONDS)]
    done = run_as(cluster.account, [*command, "-D", str(cluster.data)])
    if done.returncode != 0 and live_pid(cluster.data) is not None:
        raise StopFailed(data=str(cluster.data), log=last_lines(cluster.log))


def last_lines(log: Path, count: int = 12) -> str:
    """The end of the log, for an error message."""
    try:
        return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""


def _arguments(pid: int) -> list[str]:
    if PROC.is_dir():
        try:
            return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            return []
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    return listed.stdout.split()


def _is_postmaster(pid: int, data: Path) -> bool:
    arguments = _arguments(pid)  # empty for a process that is gone or only waits to be collected
    return Path(arguments[0]).name == "postgres" and str(data) in arguments if arguments else False


def _clear_leftovers(cluster: Cluster) -> None:
    """After a crash: wait for orphans, tell them to quit, give up. Then drop a pid that is a stranger's."""
    deadline = time.monotonic() + 15
    asked = False
    while orphans := _orphans(cluster.data):
        left = deadline - time.monotonic()
        if left < 0:
            raise LeftoversRunning(data=str(cluster.data), pids=orphans)
        if left < 13 and not asked:
            for pid in orphans:
                os.kill(pid, signal.SIGQUIT)
            asked = True
        time.sleep(0.02)
    # PostgreSQL would take a re-used pid for a live server and refuse; nothing of ours runs here any more.
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    for stale in cluster.socket.glob(".s.PGSQL.*") if cluster.socket else ():
        stale.unlink(missing_ok=True)


def _orphans(data: Path) -> list[int]:
    """Processes of a dead postmaster: PostgreSQL's children work inside the data folder."""
    found = []
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        if entry.name.isdigit():
            try:
                if (entry / "cwd").readlink() == data and (entry / "exe").readlink().name == "postgres":
                    found.append(int(entry.name))
            except OSError:  # gone meanwhile, or another user's
                continue
    return found


def _turn_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
