"""How is a finding made? One constructor, so that parameters stay short and places stay whole.

* Lines and columns count from 1, columns in characters.
* Parameters are cut to 120 characters: a finding is shown on one line and never repeats a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from camket.kernel.text import squeeze
from camket.policy.data import Finding, Severity

VIETNAMESE_PAGE = "policy.vi.md"
ENGLISH_PAGE = "policy.en.md"
RULES = "policy.yaml"
CASES = "cases.yaml"
FILES = (VIETNAMESE_PAGE, ENGLISH_PAGE, RULES, CASES)

_LONGEST = 120


def error(code: str, file: str, line: int = 1, column: int = 1, /, **params: object) -> Finding:
    """A finding that keeps the policy from being adopted."""
    return Finding(code, Severity.ERROR, file, max(line, 1), max(column, 1), _shorten(params))


def warning(code: str, file: str, line: int = 1, column: int = 1, /, **params: object) -> Finding:
    """A finding that is shown and holds nothing up."""
    return Finding(code, Severity.WARNING, file, max(line, 1), max(column, 1), _shorten(params))


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """By file in the folder's own order, line, column, code; the very same finding once."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Finding] = []
    for one in findings:
        mark = (one.file, one.line, one.column, one.code, *sorted(one.params.items()))
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return sorted(kept, key=lambda f: (_place_of_file(f.file), f.file, f.line, f.column, f.code))


def find_nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`; "—" when nothing is known. Ties go to the one that begins alike."""
    best, likeness, beginning = "—", -1.0, 0
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(name[:_LONGEST].casefold())
    for candidate in sorted(known):
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        ratio, alike = matcher.ratio(), _count_alike(name, candidate)
        if (ratio, alike) > (likeness, beginning):
            best, likeness, beginning = candidate, ratio, alike
    return best


def _count_alike(one: str, other: str) -> int:
    """How many characters two names begin alike."""
    for number, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return number
    return min(len(one), len(other))


def _place_of_file(file: str) -> int:
    return FILES.index(file) if file in FILES else len(FILES)


def _shorten(params: dict[str, object]) -> dict[str, str]:
    return {name: _cut(str(value)) for name, value in params.items()}


def _cut(text: str) -> str:
    flat = squeeze(text[: 4 * _LONGEST])
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
