"""How does the policy room refuse?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from camket.kernel.errors import CamketError
from camket.policy.data import Finding, Severity


class PolicyError(CamketError):
    """Something the policy room would not or could not do."""

    code: ClassVar[str] = "policy.error"


class PolicyRefused(PolicyError):
    """A policy with errors can't be used; `findings` has all of them, warnings too."""

    code: ClassVar[str] = "policy.refused"

    def __init__(self, *, findings: Sequence[Finding]) -> None:
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        first = errors[0]
        super().__init__(count=len(errors), first=first.code, file=first.file, line=first.line)
        self.findings = tuple(findings)


class EditionMissing(PolicyError):
    """No edition has this number, or none is in force yet."""

    code: ClassVar[str] = "policy.edition_missing"


class EditionKnown(PolicyError):
    """The very same files were adopted before, as edition `number`."""

    code: ClassVar[str] = "policy.edition_known"


class EditionBackdated(PolicyError):
    """An edition can't take effect before it is adopted."""

    code: ClassVar[str] = "policy.edition_backdated"


class EditionBroken(PolicyError):
    """The stored files of edition `number` are not those its hash names."""

    code: ClassVar[str] = "policy.edition_broken"
