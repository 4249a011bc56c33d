"""Is the ring kept so that nobody else reads it, nobody overwrites it, and two processes don't lose a change?"""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from camket.vault import api, ringfile, rootkey
from camket.vault.core import ring as rules
from camket.vault.errors import RingExists, VaultLocked

NOW = datetime(2026, 3, 2, tzinfo=UTC)


RESERVE = """
import sys
from pathlib import Path
from camket.vault import ringfile
from camket.vault.core import ring
print("ready", flush=True)
sys.stdin.readline()
for _ in range(60):
    ringfile.edit_ring(path=Path(sys.argv[1]), change=lambda r: ring.reserve_wraps(r, 3))
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def unlock(folder: Path) -> None:
    ring = ringfile.read_ring(path=folder / "ring.json")
    ringfile.unlock_ring(ring, root=rootkey.read_root_key(path=folder / "root.key"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "keys"
    api.create_ring(folder=made, now=NOW)
    return made


def test_only_the_owner_may_read(folder: Path) -> None:
    assert {path.name: oct(mode(path)) for path in folder.iterdir()} == {
        "root.key": "0o600",
        "ring.json": "0o600",
        "ring.lock": "0o600",
    }
    assert mode(folder) == 0o700


def test_a_ring_is_never_overwritten(folder: Path) -> None:
    before = (folder / "ring.json").read_bytes()
    with pytest.raises(RingExists):
        api.create_ring(folder=folder, now=NOW)
    assert (folder / "ring.json").read_bytes() == before


def test_a_root_key_is_never_overwritten(folder: Path) -> None:
    with pytest.raises(RingExists):
        rootkey.create_root_key(path=folder / "root.key")


@pytest.mark.parametrize("name", ["ring.json", "root.key"])
def test_a_file_open_to_others_is_refused(folder: Path, name: str) -> None:
    (folder / name).chmod(0o640)
    with pytest.raises(VaultLocked) as refusal:
        unlock(folder)
    assert refusal.value.params["why"] == "open_to_others"


def test_another_root_key_does_not_open_it(folder: Path) -> None:
    (folder / "root.key").write_text("00" * 32 + "\n")
    with pytest.raises(VaultLocked) as refusal:
        unlock(folder)
    assert refusal.value.params["why"] == "root_key_wrong"


@pytest.mark.parametrize("text", ["", "zz", "00" * 31])
def test_what_is_no_root_key_is_refused(folder: Path, text: str) -> None:
    (folder / "root.key").write_text(text)
    with pytest.raises(VaultLocked) as refusal:
        rootkey.read_root_key(path=folder / "root.key")
    assert refusal.value.params["why"] == "root_key_unreadable"


def test_a_missing_file_says_which(tmp_path: Path) -> None:
    with pytest.raises(VaultLocked) as ring:
        ringfile.read_ring(path=tmp_path / "ring.json")
    with pytest.raises(VaultLocked) as root:
        rootkey.read_root_key(path=tmp_path / "root.key")
    assert (ring.value.params["why"], root.value.params["why"]) == ("ring_missing", "root_key_missing")


def test_no_reservation_is_lost_between_processes(folder: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RESERVE, str(folder / "ring.json")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in running:
        process.communicate(timeout=60)
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert ringfile.read_ring(path=folder / "ring.json").current.wraps == 3 * 60 * 3


def test_a_change_that_fails_leaves_the_ring_alone(folder: Path) -> None:
    before = (folder / "ring.json").read_bytes()
    with pytest.raises(ZeroDivisionError):
        ringfile.edit_ring(path=folder / "ring.json", change=lambda ring: rules.reserve_wraps(ring, 1 // 0))
    assert (folder / "ring.json").read_bytes() == before
    assert not (folder / "ring.new").exists()
