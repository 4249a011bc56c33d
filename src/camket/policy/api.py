"""What may the rest of the program ask of the policy? The door of this room.

* Reading and checking a folder need no database and no settings.
* An edition is what was adopted; `current_edition` costs one query, its policy is kept in the process by hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from camket.ledger.api import append
from camket.ledger.data import Event, make_entry, name_system
from camket.policy import store
from camket.policy.core.check import check_bytes
from camket.policy.core.checks import Check
from camket.policy.core.compare import compare_policies, find_consents_to_renew
from camket.policy.core.compile import compile_cases, compile_policy, rule_for
from camket.policy.core.edition import hash_content, list_content, split_content
from camket.policy.core.folder import read_files
from camket.policy.core.read import Reading, Suggest, read_bytes, suggest_nothing
from camket.policy.data import Case, Comparison, Edition, Finding, Policy, Severity
from camket.policy.errors import (
    EditionBackdated,
    EditionBroken,
    EditionKnown,
    EditionMissing,
    PolicyRefused,
)

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
    "list_editions",
    "needs_new_consent",
    "read_cases",
    "read_edition_cases",
    "read_policy",
    "rule_for",
]


def check_folder(
    folder: Path, *, extra_checks: Sequence[Check] = (), suggest: Suggest = suggest_nothing
) -> list[Finding]:
    """Every finding about a policy folder, sorted by file, line, column. Never raises for what is in the folder.

    `extra_checks` get the `Reading` (the law's demands, say); `suggest` gives the rule families that a clause's
    text asks for.
    """
    files, found = read_files(Path(folder))
    return check_bytes(files, extra_checks=extra_checks, suggest=suggest, found_before=found)[1]


def read_policy(folder: Path, *, extra_checks: Sequence[Check] = ()) -> Policy:
    """The policy of a folder. Raises `PolicyRefused` with all findings when there is an error."""
    return compile_policy(_read_sound(folder, extra_checks)[0])


def read_cases(folder: Path) -> list[Case]:
    """The decision tests of a folder, in the file's order. Raises `PolicyRefused` as `read_policy` does."""
    return compile_cases(_read_sound(folder, ())[0])


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

    Raises `PolicyRefused`, `EditionBackdated` (in effect before `now`), `EditionKnown` (these very files).
    """
    if effective_from < now:
        raise EditionBackdated
    reading, files = _read_sound(folder, extra_checks)
    listing = list_content(files)
    name = hash_content(listing)
    store.lock_editions()
    known = store.read_by_hash(name)
    if known is not None:
        raise EditionKnown(number=known.number)
    row = store.EditionRow(store.count_editions() + 1, name, now, effective_from)
    store.add_edition(row, listing)
    adopted = Edition(row.number, name, now, effective_from, compile_policy(reading))
    append(
        entry=make_entry(
            now=now,
            act=Event.POLICY_EDITION_ADOPTED,
            who=who,
            edition=adopted.name,
            detail=name,
            count=len(adopted.policy.clauses),
        )
    )
    return adopted


def current_edition(now: datetime) -> Edition:
    """The newest edition in force at `now`. Raises `EditionMissing`."""
    return _make_edition(store.read_current(now))


def edition(number: int) -> Edition:
    """The edition of this number. Raises `EditionMissing`."""
    return _make_edition(store.read_edition(number))


def list_editions() -> list[Edition]:
    """Every edition, oldest first, those to come too."""
    return [_make_edition(row) for row in store.list_rows()]


def edition_files(number: int) -> Mapping[str, bytes]:
    """The files of an edition, byte for byte as they were adopted. Raises `EditionMissing`."""
    row = store.read_edition(number)
    if row is None:
        raise EditionMissing(number=number)
    return _read_files(row.number, row.hash)


def read_edition_cases(number: int) -> list[Case]:
    """The decision tests of an edition. Raises `EditionMissing`."""
    return compile_cases(_read_stored(dict(edition_files(number)), number))


def compare_editions(old: Edition, new: Edition) -> Comparison:
    """Clauses added, removed, reworded word by word; rules changed key by key."""
    return compare_policies(old.policy, new.policy)


def needs_new_consent(old: Edition, new: Edition) -> frozenset[str]:
    """The consent purposes whose meaning changed, so that customers must be asked again."""
    return find_consents_to_renew(old.policy, new.policy)


def _read_sound(folder: Path, extra_checks: Sequence[Check]) -> tuple[Reading, dict[str, bytes]]:
    files, found = read_files(Path(folder))
    reading, findings = check_bytes(files, extra_checks=extra_checks, found_before=found)
    if reading is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise PolicyRefused(findings=findings)
    return reading, files


def _make_edition(row: store.EditionRow | None) -> Edition:
    if row is None:
        raise EditionMissing
    policy = _compile_stored(row.number, row.hash)
    return Edition(row.number, row.hash, row.adopted_at, row.effective_from, policy)


@lru_cache(maxsize=32)
def _compile_stored(number: int, name: str) -> Policy:
    """A stored edition's policy; its name is its content's hash, so what is kept can't grow stale."""
    return compile_policy(_read_stored(_read_files(number, name), number))


def _read_files(number: int, name: str) -> dict[str, bytes]:
    listing = store.read_content(number)
    if hash_content(listing) != name:
        raise EditionBroken(number=number)
    return split_content(listing, number=number)


def _read_stored(files: dict[str, bytes], number: int) -> Reading:
    reading, _ = read_bytes(files)
    if reading is None:
        raise EditionBroken(number=number)
    return reading
