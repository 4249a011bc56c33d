"""Is each defect found, at its place, and nothing else? One defect a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.policy.reading import check_folder
from camket.words import say
from tools.spoil_policies import Spoiled, read_spoiled, write_files

CASES = read_spoiled()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gives_exactly_the_finding_of_its_defect(case: Spoiled, tmp_path: Path) -> None:
    write_files(case.files, tmp_path / "policy")
    findings = check_folder(tmp_path / "policy")
    wanted = case.expect
    assert [(f.code, f.severity, f.file, f.line, f.column) for f in findings] == [
        (wanted["code"], wanted["severity"], wanted["file"], wanted["line"], wanted["column"])
    ]
    if "params" in wanted:
        assert findings[0].params == wanted["params"]
    for language in ("vi", "en"):
        assert "{" not in say(f"policy.finding.{findings[0].code}", language, **findings[0].params).replace(
            "{#", ""
        )


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100
