"""What may the rest of the program ask of the policy? The door of this room.

* Reading and checking a folder (`reading`) need no database and no settings.
* An edition is what was adopted; `current_edition` costs one query, its policy is kept in the process by hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from camket.ledger.api import append
from camket.ledger.data import Event, make_entry, name_system
from camket.policy import store
from camket.policy.core.compare import compare_policies, find_consents_to_renew
from camket.policy.core.compile import compile_cases, compile_policy
from camket.policy.core.edition import hash_content, list_content, split_content
from camket.policy.core.read import read_bytes
from camket.policy.data import Case, Comparison, Edition, Policy
from camket.policy.errors import EditionBackdated, EditionBroken, EditionKnown, EditionMissing
from camket.policy.reading import Check, Reading, Suggest, check_folder, read_cases, read_policy, read_sound

__all__ = [
    "Check",
    "Reading",
    "Suggest",
    "adopt_edition",
    "check_folder",
    "compare_editions",
    "current_edition",
    "edition",
    "edition_files",
    "forget_current",
    "list_editions",
    "needs_new_consent",
    "read_cases",
    "read_edition_cases",
    "read_policy",
]

REMEMBERED = timedelta(seconds=1)


class _Memory:
    """The edition found last, and for which instant. One assignment, so threads need no lock."""

    def __init__(self) -> None:
        self._kept: tuple[datetime, Edition] | None = None

    def get(self) -> tuple[datetime, Edition] | None:
        return self._kept

    def put(self, kept: tuple[datetime, Edition] | None) -> None:
        self._kept = kept


_current = _Memory()


@transaction.atomic
def adopt_edition(
    *,
    folder: Path,
    now: datetime,
    effective_from: datetime,
    extra_checks: Sequence[Check] = (),
    who: str = name_system("policy"),
) -> Edition:
    """Make a folder the next edition and record it in the ledger; `who` is the ledger's word for the actor.

    From its day of effect on it takes the place of every edition adopted before it.
    Raises `PolicyRefused`, `EditionBackdated` (in effect before `now`), `EditionKnown` (these very files).
    """
    if effective_from < now:
        raise EditionBackdated
    reading, files = read_sound(folder, extra_checks=extra_checks)
    listing = list_content(files)
    name = hash_content(listing)
    store.lock_editions()
    known = store.read_by_hash(name)
    if known is not None:
        raise EditionKnown(number=known.number)
    adopted = Edition(store.count_editions() + 1, name, now, effective_from, compile_policy(reading))
    store.add_edition(store.EditionRow(adopted.number, name, now, effective_from), listing)
    _record(adopted, who)
    transaction.on_commit(forget_current)
    forget_current()
    return adopted


def current_edition(*, now: datetime) -> Edition:
    """The newest edition in force at `now`. Raises `EditionMissing`.

    Asked anew at most once a second in a process: an edition adopted elsewhere is in force here a second later.
    """
    known = _current.get()
    if known is not None and timedelta(0) <= now - known[0] < REMEMBERED:
        return known[1]
    found = _make_edition(store.read_current(now))
    _current.put((now, found))
    return found


def forget_current() -> None:
    """Ask the database again at the next `current_edition`."""
    _current.put(None)


def edition(*, number: int) -> Edition:
    """The edition of this number. Raises `EditionMissing`."""
    return _make_edition(store.read_edition(number))


def list_editions() -> list[Edition]:
    """Every edition, oldest first, those to come too."""
    return [_make_edition(row) for row in store.list_rows()]


def edition_files(*, number: int) -> Mapping[str, bytes]:
    """The files of an edition, byte for byte as they were adopted. Raises `EditionMissing`."""
    row = store.read_edition(number)
    if row is None:
        raise EditionMissing
    return _read_files(row.number, row.hash)


def read_edition_cases(*, number: int) -> list[Case]:
    """The decision tests of an edition. Raises `EditionMissing`."""
    return compile_cases(_read_stored(edition_files(number=number), number))


def compare_editions(*, old: Edition, new: Edition) -> Comparison:
    """Clauses added, removed, reworded word by word; rules changed key by key."""
    return compare_policies(old.policy, new.policy)


def needs_new_consent(*, old: Edition, new: Edition) -> frozenset[str]:
    """The consent purposes whose meaning changed, so that customers must be asked again."""
    return find_consents_to_renew(old.policy, new.policy)


def _record(adopted: Edition, who: str) -> None:
    append(
        entry=make_entry(
            now=adopted.adopted_at,
            act=Event.POLICY_EDITION_ADOPTED,
            who=who,
            edition=adopted.name,
            detail=adopted.hash,
            count=len(adopted.policy.clauses),
        )
    )


def _make_edition(row: store.EditionRow | None) -> Edition:
    if row is None:
        raise EditionMissing
    policy = _compile_stored(row.number, row.hash)
    return Edition(row.number, row.hash, row.adopted_at, row.effective_from, policy)


@lru_cache(maxsize=32)
def _compile_stored(number: int, name: str) -> Policy:
    """A stored edition's policy; its name is its content's hash, so what is kept can't grow stale."""
    return compile_policy(_read_stored(_read_files(number, name), number))


def _read_files(number: int, name: str) -> Mapping[str, bytes]:
    listing = store.read_content(number)
    if hash_content(listing) != name:
        raise EditionBroken(number=number)
    return split_content(listing, number=number)


def _read_stored(files: Mapping[str, bytes], number: int) -> Reading:
    reading, _ = read_bytes(files)
    if reading is None:
        raise EditionBroken(number=number)
    return reading
