"""What is wrong with a policy? Reads it, runs every check in its fixed order, sorts the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camket.policy.core.checks import ALL_CHECKS, Check
from camket.policy.core.findings import sort_findings
from camket.policy.core.read import Reading, Suggest, read_bytes, suggest_nothing
from camket.policy.data import Finding


def check_bytes(
    files: Mapping[str, bytes],
    *,
    extra_checks: Sequence[Check] = (),
    suggest: Suggest = suggest_nothing,
    found_before: Sequence[Finding] = (),
) -> tuple[Reading | None, list[Finding]]:
    """The reading (None when there is nothing to check) and every finding, sorted by file, line, column."""
    reading, findings = read_bytes(files, suggest)
    complained = {one.file for one in found_before}
    findings = [one for one in findings if not (one.code == "file_missing" and one.file in complained)]
    if reading is not None:
        for check in (*ALL_CHECKS, *extra_checks):
            findings.extend(check(reading))
    return reading, sort_findings([*found_before, *findings])
