"""What does a policy folder say, and what is wrong with it? Needs no database and no settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from camket.policy.core.check import check_bytes
from camket.policy.core.checks import Check
from camket.policy.core.compile import compile_cases, compile_policy
from camket.policy.core.folder import read_files
from camket.policy.core.page.doors import (
    decode_page,
    draft_from_page,
    kind_of_name,
    write_draft,
)
from camket.policy.core.page.draft import Draft, Role
from camket.policy.core.page.families import suggest_families
from camket.policy.core.read import Reading, Suggest
from camket.policy.data import Case, Finding, Policy, Severity
from camket.policy.errors import PolicyRefused

__all__ = [
    "Check",
    "Draft",
    "Reading",
    "Role",
    "Suggest",
    "check_folder",
    "decode_page",
    "draft_from_page",
    "kind_of_name",
    "read_cases",
    "read_policy",
    "read_sound",
    "suggest_families",
    "write_draft",
]


def check_folder(
    folder: Path, *, extra_checks: Sequence[Check] = (), suggest: Suggest = suggest_families
) -> list[Finding]:
    """Every finding about a policy folder, sorted by file, line, column. Never raises for what is in the folder.

    `extra_checks` get the `Reading` (the law's demands, say); `suggest` gives the rule families that a clause's
    text asks for.
    """
    files, found = read_files(Path(folder))
    return check_bytes(files, extra_checks=extra_checks, suggest=suggest, found_before=found)[1]


def read_policy(folder: Path, *, extra_checks: Sequence[Check] = ()) -> Policy:
    """The policy of a folder. Raises `PolicyRefused` with all findings when there is an error."""
    return compile_policy(read_sound(folder, extra_checks=extra_checks)[0])


def read_cases(folder: Path) -> list[Case]:
    """The decision tests of a folder, in the file's order. Raises `PolicyRefused` as `read_policy` does."""
    return compile_cases(read_sound(folder)[0])


def read_sound(folder: Path, *, extra_checks: Sequence[Check] = ()) -> tuple[Reading, dict[str, bytes]]:
    """The reading of a folder without errors, and its files. Raises `PolicyRefused`."""
    files, found = read_files(Path(folder))
    reading, findings = check_bytes(files, extra_checks=extra_checks, found_before=found)
    if reading is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise PolicyRefused(findings=findings)
    return reading, files
