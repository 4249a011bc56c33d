"""Commands that start the web server: `demo`, `init`, `run`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from camket.cli.say import speak, tell
from camket.cli.start import opened
from camket.kernel.clock import read_clock

LAST_ANSWERS = 10  # seconds
STOPS = (signal.SIGINT, signal.SIGTERM)

Home = Annotated[Path, typer.Option(help="Thư mục dữ liệu / data folder")]
Port = Annotated[int, typer.Option(help="Cổng / port")]


def init(
    home: Home = Path("data"), name: Annotated[str, typer.Option(help="Tên / name")] = "Chủ cửa hàng"
) -> None:
    """Chuẩn bị dữ liệu, khóa và liên kết đăng nhập đầu tiên / make data folder, keys and the first sign-in link."""
    with opened(home):
        from camket.people import api as people
        from camket.policy import api as policy

        now = read_clock()
        roles = frozenset(policy.current_edition(now=now).policy.roles)
        staff = people.add_staff(name=name, roles=roles, now=now)
        token = people.issue_staff_link(staff=staff.id, now=now)
        speak(tell("init_link", path=f"/desk/vao?token={token}"))


def run(home: Home = Path("data"), port: Port = 8000, host: str = "127.0.0.1") -> None:
    """Chạy Camket / run Camket."""
    _stop_when_told()
    with opened(home), _sequencing():
        _serve(host, port, workers=int(os.environ.get("CAMKET_WORKERS", os.cpu_count() or 1)))


def demo(
    example: Annotated[str, typer.Argument(help="estate, supplier, retailer, agency, mart")] = "mart",
    customers: Annotated[int, typer.Option(help="Số khách hàng mẫu / made-up customers")] = 2000,
    port: Port = 8000,
    home: Annotated[Path | None, typer.Option(help="Giữ dữ liệu ở đây / keep the data here")] = None,
) -> None:
    """Xem thử với khách hàng mẫu / try it with made-up customers."""
    from camket.cli.fill import EXAMPLES, fill_demo

    _stop_when_told()
    if not (EXAMPLES / example / "policy").is_dir():
        speak(
            tell(
                "demo_unknown", known=", ".join(sorted(one.parent.name for one in EXAMPLES.glob("*/policy")))
            )
        )
        raise typer.Exit(1)
    kept = home or Path(tempfile.mkdtemp(prefix="camket-demo-"))
    kept.chmod(0o711) if home is None else None
    try:
        with opened(kept, demo=True), _sequencing():
            fill_demo(example=example, customers=customers, home=kept, say=speak)
            speak(tell("demo_kept" if home else "demo_ready", url=f"http://127.0.0.1:{port}/"))
            _serve("127.0.0.1", port, workers=1)
    finally:
        if home is None:
            shutil.rmtree(kept, ignore_errors=True)


def _stop_when_told() -> None:
    """Ctrl-C or a service manager's request leave by the front door: every `finally` on the way is run."""
    for number in STOPS:
        signal.signal(number, lambda *_: sys.exit(0))


@contextmanager
def _sequencing() -> Iterator[None]:
    """The ledger's sequencer runs beside the web server for as long as the block."""
    from django.conf import settings

    from camket.jobs.sequencer import run_until

    stop = threading.Event()
    thread = threading.Thread(
        target=run_until, kwargs={"stop": stop, "keys": settings.CAMKET_KEYS}, name="sequencer"
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _serve(host: str, port: int, *, workers: int) -> None:
    """Run the web server until it ends or we are told to stop."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "16"),
        *("--log-level", "error", "--no-ws", "camket.config.wsgi:application"),
    ]
    told = threading.Event()
    # From here on a signal is noted, not raised: one that came while the child is being made would lose it.
    before = {number: signal.signal(number, lambda *_: told.set()) for number in STOPS}
    child = subprocess.Popen(command, start_new_session=True)
    try:
        while child.poll() is None and not told.wait(timeout=0.2):
            pass
    finally:
        _end(child)
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let the server finish what it is answering; one that was still starting may not hear us, and is killed."""
    child.terminate()
    try:
        child.wait(timeout=LAST_ANSWERS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # its workers too
        child.wait()
