"""A shop is set up, filled, rotated and verified with nothing but the commands of the README."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from camket.sample.files import write_csv

EXAMPLE = Path(__file__).parents[3] / "examples" / "mart" / "policy"


@pytest.fixture
def home(database_run: object) -> Path:
    """A data folder that the database's own account may pass through."""
    folder = database_run.folder / f"shop-{time.monotonic_ns()}"  # type: ignore[attr-defined]
    folder.mkdir(mode=0o711)
    return folder


def run(*words: object) -> tuple[int, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    done = subprocess.run(
        [sys.executable, "-c", "from camket.cli.main import main; main()", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"CAMKET_LANG": "en", "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_from_an_empty_folder_to_a_verified_log(home: Path) -> None:
    at = ("--home", home / "data")
    code, told = run("init", *at)
    assert (code, "edition" in told) == (1, True)
    assert run("export-log", home / "none", *at) == (1, "The log has no entry to export yet.\n")
    assert run("adopt", EXAMPLE, *at)[0] == 0
    assert run("adopt", EXAMPLE, "--effective", "2027-13-01", *at)[0] == 2
    assert "/desk/vao?token=" in run("init", *at)[1]
    sheet = home / "khach.csv"
    write_csv(sheet, seed=2, count=60, ugliness=0.1)
    purposes = [word for purpose in ("care", "invoice", "greeting") for word in ("--purpose", purpose)]
    assert run("import", home / "missing.csv", *purposes, *at)[0] == 2
    assert run("import", sheet, "--purpose", "gossip", *at)[0] == 1
    code, told = run("import", sheet, *purposes, "--policy", EXAMPLE, *at)
    assert (code, "new customers" in told) == (0, True)
    assert "imported before" in run("import", sheet, *purposes, *at)[1]
    assert run("api-key", "kho", "--role", "nobody", *at)[0] == 1
    assert run("api-key", "kho", "--role", "shipping", *at)[0] == 0
    code, told = run("rotate-keys", "--destroy-retired", *at)
    assert (code, "Destroyed 1 retired keys" in told) == (0, True), told
    assert run("export-log", home / "log", *at)[0] == 0
    assert run("verify-log", home / "log")[0] == 0
    bundle = next((home / "log" / "tile" / "entries").rglob("*.p/*"))
    spoiled = bytearray(bundle.read_bytes())
    spoiled[100] ^= 1
    bundle.write_bytes(bytes(spoiled))
    assert run("verify-log", home / "log")[0] == 1


def test_no_such_example() -> None:
    code, told = run("demo", "nosuch")
    assert code == 1
    assert "mart" in told
