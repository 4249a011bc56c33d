"""Where are the measurements made? A data folder of its own with the supermarket's policy and made-up customers."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

from camket.kernel.clock import read_clock

EXAMPLES = Path(__file__).parents[1] / "examples"
SEED = 7


def adopt_mart() -> None:
    """The supermarket of the examples."""
    from camket.policy import api as policy

    now = read_clock()
    policy.adopt_edition(folder=EXAMPLES / "mart" / "policy", now=now, effective_from=now)


def write_sheet(folder: Path, count: int) -> Path:
    """A clean CSV of made-up customers."""
    from camket.sample.files import write_csv

    path = folder / f"{count}.csv"
    write_csv(path, seed=SEED + count, count=count)
    return path


def make_order(path: Path) -> object:
    """Import it for every purpose that a list of customers can serve."""
    from camket.access.data import Actor, ActorKind
    from camket.cli.fill import choose_purposes
    from camket.imports.api import Order
    from camket.policy.data import Source

    purposes = choose_purposes(now=read_clock())
    return Order(path, Actor(ActorKind.SYSTEM, "bench"), purposes, Source.CUSTOMER, "")


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """The web server as `camket run` starts it, with its sequencer; its port."""
    from django.conf import settings

    from camket.jobs.sequencer import run_until

    port = _free_port()
    stop = threading.Event()
    sequencer = threading.Thread(target=run_until, kwargs={"stop": stop, "keys": settings.CAMKET_KEYS})
    sequencer.start()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "16", "--no-ws", "--log-level", "error"),
        "camket.config.wsgi:application",
    ]
    child = subprocess.Popen(command, env=os.environ | {"CAMKET_HOME": str(home)})
    try:
        _await_port(port)
        yield port
    finally:
        child.terminate()
        child.wait()
        stop.set()
        sequencer.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_port(port: int) -> None:
    """Until a page is answered: the port alone opens before the program is loaded."""
    for _ in range(200):
        try:
            with urlopen(f"http://127.0.0.1:{port}/chinh-sach", timeout=30):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not come up")


def peak_memory_mb() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_all_customers(limit: int) -> list[UUID]:
    """Ids of customers, `limit` at most."""
    from camket.people import api as people

    found: list[UUID] = []
    while len(found) < limit:
        page = people.list_customers(after=found[-1] if found else None, limit=10_000)
        if not page:
            break
        found += page
    return found[:limit]
