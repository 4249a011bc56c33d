"""Does the demonstration come up, answer, and leave nothing behind when it is told to stop?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, temporary: Path) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    words = ["demo", "mart", "--customers", "30", "--port", str(port)]
    return subprocess.Popen(
        [sys.executable, "-c", "from camket.cli.main import main; main()", *words],
        env=environment | {"TMPDIR": str(temporary), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def temporary(database_run: object) -> Path:
    """A folder that the database's own account may pass through."""
    folder = database_run.folder / f"demo-{time.monotonic_ns()}"  # type: ignore[attr-defined]
    folder.mkdir(mode=0o711)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_then_leaves_nothing(temporary: Path, number: signal.Signals) -> None:
    port = free_port()
    demo = start(port, temporary)
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/chinh-sach", timeout=10) as answer:
                    assert "Hạt Gạo" in answer.read().decode()
                break
            except OSError:
                assert demo.poll() is None, demo.stdout and demo.stdout.read()
                time.sleep(0.2)
        else:
            pytest.fail("it did not come up")
        demo.send_signal(number)
        out, _ = demo.communicate(timeout=120)
    finally:
        demo.kill()
    assert "Traceback" not in out
    assert list(temporary.glob("camket-demo-*")) == []


@pytest.mark.slow
def test_told_to_stop_while_it_starts(temporary: Path) -> None:
    demo = start(free_port(), temporary)
    assert demo.stdout is not None
    for line in demo.stdout:
        if "http://" in line:
            break
    demo.send_signal(signal.SIGTERM)
    out, _ = demo.communicate(timeout=120)
    assert "Traceback" not in out
    assert list(temporary.glob("camket-demo-*")) == []
