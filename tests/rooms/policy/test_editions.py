"""Is an adopted policy there for good, in force from its day, and never adopted twice?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from camket.ledger.data import Event, decode_entry
from camket.policy import api
from camket.policy.data import Edition
from camket.policy.errors import (
    EditionBackdated,
    EditionBroken,
    EditionKnown,
    EditionMissing,
    PolicyRefused,
)
from tools.spoil_policies import read_base, write_files

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def reworded(files: dict[str, bytes], times: int) -> dict[str, bytes]:
    page = files["policy.vi.md"].decode().replace(" {#8.1}", " Xin nhắc." * times + " {#8.1}")
    return {**files, "policy.vi.md": page.encode()}


def adopt_reworded(folder: Path, times: int, *, now: datetime, effective_from: datetime) -> Edition:
    write_files(reworded(read_base(), times), folder)
    return api.adopt_edition(folder=folder, now=now, effective_from=effective_from)


def test_an_adopted_edition_is_in_force_from_its_day(tmp_path: Path) -> None:
    with pytest.raises(EditionMissing):
        api.current_edition(now=NOW)
    first = adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    second = adopt_reworded(tmp_path, 1, now=NOW + DAY, effective_from=NOW + 10 * DAY)
    assert (first.number, second.number) == (1, 2)
    assert api.current_edition(now=NOW) == first
    assert api.current_edition(now=NOW + 10 * DAY - timedelta(seconds=1)) == first
    assert api.current_edition(now=NOW + 10 * DAY) == second
    assert api.list_editions() == [first, second]
    assert api.edition(number=2) == second
    with pytest.raises(EditionMissing):
        api.edition(number=3)


def test_a_later_adoption_takes_the_place_of_one_that_waits(tmp_path: Path) -> None:
    adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    adopt_reworded(tmp_path, 1, now=NOW, effective_from=NOW + 10 * DAY)
    third = adopt_reworded(tmp_path, 2, now=NOW, effective_from=NOW + 5 * DAY)
    assert api.current_edition(now=NOW + 20 * DAY) == third


def test_the_current_edition_costs_one_query_a_second(tmp_path: Path) -> None:
    adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    first = api.current_edition(now=NOW)
    for later, cost in ((0.5, 0), (1, 1), (1.2, 0), (3, 1), (-5, 1)):
        with CaptureQueriesContext(connection) as queries:
            if later < 0:
                with pytest.raises(EditionMissing):
                    api.current_edition(now=NOW + timedelta(seconds=later))
            else:
                assert api.current_edition(now=NOW + timedelta(seconds=later)).policy is first.policy
        assert len(queries) == cost, later


def test_an_edition_adopted_here_is_in_force_at_once(tmp_path: Path) -> None:
    adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    assert api.current_edition(now=NOW).number == 1
    adopt_reworded(tmp_path, 1, now=NOW, effective_from=NOW)
    assert api.current_edition(now=NOW).number == 2


def test_the_files_come_back_byte_for_byte(tmp_path: Path) -> None:
    adopted = adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    assert api.edition_files(number=1) == read_base()
    assert api.read_policy(tmp_path) == adopted.policy
    assert api.read_edition_cases(number=1) == api.read_cases(tmp_path)


def test_the_ledger_names_the_edition(tmp_path: Path) -> None:
    adopted = adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM ledger_pending ORDER BY id DESC LIMIT 1")
        entry = decode_entry(bytes(cursor.fetchone()[0]))
    assert entry.act is Event.POLICY_EDITION_ADOPTED
    assert (entry.edition, entry.det, entry.n) == (adopted.name, adopted.hash, len(adopted.policy.clauses))


def test_the_same_files_are_not_adopted_twice(tmp_path: Path) -> None:
    adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    with pytest.raises(EditionKnown) as known:
        adopt_reworded(tmp_path, 0, now=NOW + DAY, effective_from=NOW + DAY)
    assert known.value.params == {"number": 1}


def test_no_edition_takes_effect_before_it_is_adopted(tmp_path: Path) -> None:
    with pytest.raises(EditionBackdated):
        adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW - timedelta(seconds=1))
    assert api.list_editions() == []


def test_a_policy_with_errors_is_not_adopted(tmp_path: Path) -> None:
    base = read_base()
    rules = base["policy.yaml"].replace(b"roles: [shipping]", b"roles: [shiping]")
    write_files({**base, "policy.yaml": rules}, tmp_path)
    with pytest.raises(PolicyRefused) as refused:
        api.adopt_edition(folder=tmp_path, now=NOW, effective_from=NOW)
    assert {finding.code for finding in refused.value.findings} >= {"unknown_role"}
    assert api.list_editions() == []


def test_an_edition_can_be_neither_changed_nor_removed(tmp_path: Path) -> None:
    adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    for statement in (
        "UPDATE policy_edition SET effective_from = effective_from",
        "DELETE FROM policy_edition",
        "TRUNCATE policy_edition",
    ):
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT before")
            with pytest.raises(DatabaseError):
                cursor.execute(statement)
            cursor.execute("ROLLBACK TO SAVEPOINT before")


def test_a_stored_edition_that_is_not_what_its_hash_names_is_not_read(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO policy_edition (number, hash, content, adopted_at, effective_from) VALUES (1, %s, %s, %s, %s)",
            ["0" * 64, b"camket/policy-edition/v1\n", NOW, NOW],
        )
    with pytest.raises(EditionBroken):
        api.current_edition(now=NOW)


def test_comparing_editions_and_asking_again(tmp_path: Path) -> None:
    first = adopt_reworded(tmp_path, 0, now=NOW, effective_from=NOW)
    second = adopt_reworded(tmp_path, 1, now=NOW, effective_from=NOW)
    assert [change.anchor for change in api.compare_editions(old=first, new=second).reworded] == ["8.1"]
    assert api.needs_new_consent(old=first, new=second) == frozenset()
