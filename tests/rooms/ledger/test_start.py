"""Does the ledger stop where going on would hide something? Damage, an older copy, another key; and the way on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections, transaction

from camket.ledger import api, keyfile, store
from camket.ledger.core.proofs import range_root
from camket.ledger.core.succession import decode_succession
from camket.ledger.data import Event
from camket.ledger.errors import (
    EntryRefused,
    KeyMismatch,
    KeyUnsafe,
    LedgerDamaged,
    LedgerError,
    LogMissing,
    LogRolledBack,
    SuccessorRefused,
)
from camket_verify.log import check_folder
from camket_verify.proof import open_checkpoint
from tests.kit.ledger import DEPLOYMENT, NOW, an_entry

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def log(keys: Path, transactional_db: None) -> Path:
    """Log 1 with 600 entries, signed at 300 and 600."""
    api.open_log(keys=keys, deployment=DEPLOYMENT, now=NOW)
    for _ in range(2):
        grow(300)
        api.publish_checkpoint(keys=keys, now=NOW)
    return keys


def grow(count: int) -> None:
    with transaction.atomic():
        api.append_all(entries=[an_entry() for _ in range(count)])
    api.integrate(now=NOW)


def by_force(table: str, statement: str) -> None:
    """What only somebody with the owner's password, meaning it, can do."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def restore_older_copy() -> None:
    """The database as it was at 300 entries, and then it went on differently."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in ("leaf", "tile", "head", "checkpoint"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
        cursor.execute("SELECT note FROM ledger_checkpoint WHERE size = 300")
        cursor.execute("DELETE FROM ledger_leaf WHERE idx >= 300")
        cursor.execute("DELETE FROM ledger_tile WHERE number >= 1")
        root = range_root(0, 300, store.TileReader(1))
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size > 300")
        cursor.execute("UPDATE ledger_head SET size = 300, root = %s", [root])
        for table in ("leaf", "tile", "head", "checkpoint"):
            cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")


def test_a_sound_log_may_go_on(log: Path) -> None:
    state = api.check_start(keys=log)
    assert (state.log, state.size, state.signed, state.waiting) == (1, 600, 600, 0)
    assert state.origin == f"camket.local/{DEPLOYMENT}/log1"
    assert (
        api.open_log(keys=log, deployment=DEPLOYMENT, now=NOW) == state
    )  # a second first start changes nothing


def test_without_a_log(keys: Path) -> None:
    with pytest.raises(LogMissing):
        api.check_start(keys=keys)
    with pytest.raises(SuccessorRefused):
        api.start_successor(keys=keys, now=NOW)


def test_the_key_is_the_owners_alone(log: Path) -> None:
    key = log / "ledger-log1.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o640)
    grow(1)
    for use in (lambda: api.check_start(keys=log), lambda: api.publish_checkpoint(keys=log, now=NOW)):
        with pytest.raises(KeyUnsafe, match="readable_by_others"):
            use()


@pytest.mark.parametrize("text", ["", "PRIVATE+KEY+a+00000000+AQ==", "\0"])
def test_a_spoilt_key(log: Path, text: str) -> None:
    (log / "ledger-log1.key").write_text(text, "utf-8")
    with pytest.raises(KeyUnsafe, match="malformed"):
        api.check_start(keys=log)


def test_another_key_does_not_sign(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    keyfile.make_signer(other, 1, api.read_state().origin)
    grow(1)
    with pytest.raises(KeyMismatch):
        api.check_start(keys=other)
    with pytest.raises(KeyMismatch):
        api.publish_checkpoint(keys=other, now=NOW)
    assert api.read_state().signed == 600


DAMAGE = {
    "leaf-gone": ("ledger_leaf", "DELETE FROM ledger_leaf WHERE idx = 599"),
    "leaf-changed": ("ledger_leaf", "UPDATE ledger_leaf SET data = '{}' WHERE idx = 550"),
    "leaf-hole": ("ledger_leaf", "DELETE FROM ledger_leaf WHERE idx = 550"),
    "tile-gone": ("ledger_tile", "DELETE FROM ledger_tile WHERE number = 1"),
    "tile-changed": ("ledger_tile", "UPDATE ledger_tile SET root = sha256('') WHERE number = 0"),
    "head-behind": ("ledger_head", "UPDATE ledger_head SET size = 599"),
    "head-ahead": ("ledger_head", "UPDATE ledger_head SET size = 601"),
    "head-root": ("ledger_head", "UPDATE ledger_head SET root = sha256('')"),
}


@pytest.mark.parametrize("table,statement", DAMAGE.values(), ids=DAMAGE.keys())  # noqa: PT006
def test_a_torn_log_takes_nothing_more(log: Path, table: str, statement: str) -> None:
    by_force(table, statement)
    with pytest.raises(LedgerDamaged):
        api.check_start(keys=log)
    with transaction.atomic():
        api.append(entry=an_entry())
    with pytest.raises(LedgerDamaged):
        api.integrate(now=NOW)
    assert api.read_state().waiting == 1  # durable, and kept for the next log


def test_an_older_leaf_changed_is_found_by_the_export(log: Path, tmp_path: Path) -> None:
    by_force("ledger_leaf", "UPDATE ledger_leaf SET data = '{}' WHERE idx = 7")
    with pytest.raises(LedgerDamaged):
        api.export(folder=tmp_path / "out")


def test_between_commit_and_checkpoint(log: Path) -> None:
    grow(5)  # the process dies here, before signing
    assert api.check_start(keys=log).size == 605
    note = api.publish_checkpoint(keys=log, now=NOW)
    assert note is not None
    assert open_checkpoint(note, api.read_state().vkey).size == 605


def test_between_remembering_and_storing_a_checkpoint(log: Path) -> None:
    grow(5)
    signer, head = keyfile.load_signer(log, 1), api.read_state()
    note = signer.sign_checkpoint(head.size, head.root)
    keyfile.remember(log, 1, note)  # the process dies here
    assert api.check_start(keys=log).signed == 600
    assert api.publish_checkpoint(keys=log, now=NOW) == note


def test_a_checkpoint_that_can_not_be_remembered_is_not_published(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(5)

    def no_room(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        api.publish_checkpoint(keys=log, now=NOW)
    monkeypatch.undo()
    assert api.read_state().signed == 600
    assert not [path for path in log.iterdir() if path.name.startswith(".")]
    assert api.check_start(keys=log).size == 605


@pytest.mark.parametrize(
    "since", [1, 400], ids=["shorter than what was signed", "longer, but another history"]
)
def test_an_older_copy_is_not_signed(log: Path, since: int) -> None:
    restore_older_copy()
    with pytest.raises(LogRolledBack):
        api.check_start(keys=log)
    grow(since)
    uses: list[Callable[[], object]] = [
        lambda: api.check_start(keys=log),
        lambda: api.publish_checkpoint(keys=log, now=NOW),
    ]
    for use in uses:
        with pytest.raises(LogRolledBack) as caught:
            use()
        assert caught.value.params == {"log": 1, "known": 600, "held": 300 + since}
    assert api.read_state().signed == 300


def test_an_empty_database_beside_used_keys(log: Path) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in ("leaf", "tile", "head", "checkpoint", "ref", "pending"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM ledger_{table}")
            cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER USER")
    uses: list[Callable[[], object]] = [
        lambda: api.check_start(keys=log),
        lambda: api.open_log(keys=log, deployment=DEPLOYMENT, now=NOW),
    ]
    for use in uses:
        with pytest.raises(LogRolledBack):
            use()
    assert api.start_successor(keys=log, now=NOW).log == 2


def test_the_next_log_says_what_was_lost(log: Path, tmp_path: Path) -> None:
    remembered = (log / "ledger-log1.checkpoint").read_text("utf-8")
    restore_older_copy()
    with transaction.atomic():
        waiting = api.append(entry=an_entry())
    state = api.start_successor(keys=log, now=NOW)
    assert (state.log, state.size, state.signed, state.waiting) == (2, 1, 1, 1)
    assert state.origin == f"camket.local/{DEPLOYMENT}/log2"
    first = api.read_entries(start=0, limit=5)
    leaf = decode_succession(first[0].leaf)
    assert (leaf.act, leaf.known, leaf.held, leaf.note) == (Event.LEDGER_LOG_SUCCEEDED, 600, 300, remembered)
    with pytest.raises(EntryRefused):
        _ = first[0].entry
    assert api.integrate(now=NOW) == 1
    api.publish_checkpoint(keys=log, now=NOW)
    assert api.read_entry(entry_id=waiting).index == 1
    assert api.check_start(keys=log).size == 2
    api.export(folder=tmp_path / "new")
    assert check_folder(tmp_path / "new", state.vkey)[1] == []
    api.export(folder=tmp_path / "old", log=1)
    assert len(api.read_entries(start=0, limit=1000, log=1)) == 300


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: by_force("ledger_leaf", "DELETE FROM ledger_leaf WHERE idx = 599"),
        lambda keys: (keys / "ledger-log1.key").unlink(),
        shutil.rmtree,
    ],
    ids=["damaged", "key lost", "folder lost"],
)
def test_a_log_that_can_not_go_on_has_a_successor(log: Path, spoil: Callable[[Path], None]) -> None:
    spoil(log)
    with pytest.raises(LedgerError):
        api.check_start(keys=log)
    assert api.start_successor(keys=log, now=NOW).log == 2
    with pytest.raises(SuccessorRefused):
        api.start_successor(keys=log, now=NOW)


def test_a_log_in_order_has_no_successor(log: Path) -> None:
    with pytest.raises(SuccessorRefused):
        api.start_successor(keys=log, now=NOW)
    assert api.read_state().log == 1
