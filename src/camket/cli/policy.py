"""Commands about a policy folder: `check`, `new`, `adopt`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from camket.cli.say import language, speak, tell
from camket.kernel.clock import read_clock
from camket.policy.data import Finding, Severity
from camket.words import say

Folder = Annotated[Path, typer.Argument(help="Thư mục chính sách / policy folder")]


def check(folder: Folder) -> None:
    """Kiểm tra một thư mục chính sách / check a policy folder."""
    from camket.policy import reading

    findings = reading.check_folder(folder, suggest=reading.suggest_families)
    for finding in findings:
        speak(describe(finding))
    failed = [] if _broken(findings) else _run_cases(folder)
    for line in failed:
        speak(line)
    speak(_summary(findings, failed))
    if failed or _broken(findings):
        raise typer.Exit(1)


def describe(finding: Finding) -> str:
    """One finding as a line: file:line:column, severity, sentence."""
    sentence = say(f"policy.finding.{finding.code}", language(), **finding.params)
    severity = tell(f"severity.{finding.severity.value}")
    return f"{finding.file}:{finding.line}:{finding.column}: {severity}: {sentence} [{finding.code}]"


def _broken(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _run_cases(folder: Path) -> list[str]:
    from camket.access.cases import run_cases
    from camket.policy import reading

    policy, cases = reading.read_policy(folder), reading.read_cases(folder)
    return [
        tell(
            "case_failed",
            line=failed.case.line,
            name=failed.case.name,
            wanted=failed.case.reason,
            got=failed.got.reason.value,
        )
        for failed in run_cases(policy=policy, cases=tuple(cases))
    ]


def _summary(findings: list[Finding], failed: list[str]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if not findings and not failed:
        return tell("check_clean")
    return tell("check_summary", errors=errors, warnings=len(findings) - errors, cases=len(failed))


def new(
    folder: Folder,
    source: Annotated[Path, typer.Option("--from", help="Trang đã công bố / published page", exists=True)],
) -> None:
    """Dựng thư mục chính sách từ trang đã công bố / make a policy folder from a published page."""
    from camket.policy import reading

    text = reading.decode_page(source.read_bytes())
    draft = reading.draft_from_page(text=text, kind=reading.kind_of_name(source.name))
    reading.write_draft(draft, folder)
    clauses, furniture = (
        sum(piece.role is role for piece in draft.pieces)
        for role in (reading.Role.CLAUSE, reading.Role.FURNITURE)
    )
    speak(tell("new_written", clauses=clauses, furniture=furniture, folder=folder))


def adopt(
    folder: Folder,
    home: Annotated[Path, typer.Option(help="Thư mục dữ liệu / data folder")] = Path("data"),
    effective: Annotated[
        datetime | None, typer.Option(help="Ngày hiệu lực / day", formats=["%Y-%m-%d"])
    ] = None,
) -> None:
    """Thông qua chính sách thành một bản / adopt a policy as an edition."""
    from camket.cli.start import opened
    from camket.kernel.clock import VIETNAM

    check(folder)
    with opened(home):
        from camket.policy import api as policy

        now = read_clock()
        day = effective.replace(tzinfo=VIETNAM) if effective else now
        edition = policy.adopt_edition(folder=folder, now=now, effective_from=day)
        speak(tell("adopted", number=edition.number, hash=edition.hash[:12]))
