"""Which lines are headings and which are clauses? A heading names; a clause says something or is an item of a list.

* A heading that the page itself marks (`<h2>`, `##`) is one, unless it is as long as a paragraph.
* A numbered line is a heading when it is short, names, and has something below it; one among items is an item.
* Without a mark a line is a heading only when it is short, ends in no stop, promises nothing, and more follows.
* In doubt it is a clause: a clause nobody keeps is found by the check, a heading is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from camket.policy.core.page.draft import Line, Style
from camket.policy.core.page.marks import follows

_NUMBERED = (Style.DECIMAL, Style.PATH, Style.ARTICLE, Style.ROMAN, Style.LETTER, Style.UPPER)
PROMISES = re.compile(
    r"\b(chúng tôi|sẽ|không|cam kết (?:rằng|không|sẽ|bảo vệ)|được phép|có quyền|phải|we (?:will|do|may|never)|shall)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;,…!]\s*$")
_INNER_STOP = re.compile(r"[.;!]\s+\S")
_SAYS_VALUE = re.compile(r":\s*\S|[\"“”]|\d{6}|@")  # "Email: …", a quotation: not the name of a section
LONG_HEADING = 160
_DEEPEST_LIST = 24
_NUMBERED_LIMIT = 100
_PLAIN_LIMIT = 80


def find_headings(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is a heading."""
    runs = _runs(lines)
    kin = _members(runs)
    below = [_has_below(lines, runs, kin, place) for place in range(len(lines))]
    headings = [False] * len(lines)
    for place, line in enumerate(lines):
        if line.level:
            headings[place] = len(line.text) <= LONG_HEADING and not (
                len(line.text) > 100 and _STOP.search(line.text)
            )
        elif line.mark.style in _NUMBERED:
            named = _names_numbered(line) and (line.bold or not line.drawn)
            headings[place] = (
                below[place] and named and _kin_agree(lines, kin.get(runs[place], []), below, place)
            )
        elif line.mark.style in (Style.NONE, Style.SIGN):
            headings[place] = _plain_heading(lines, place, headings)
    return _bullet_headings(lines, headings)


def settle_runs(lines: Sequence[Line]) -> list[Line]:
    """ "I." after "H." is a letter, not a number: marks that can be read in two ways, settled by what went before."""
    settled: list[Line] = []
    upper = 0
    for line in lines:
        other = line.mark.other
        if other is not None and upper and follows(other, upper):
            line = replace(line, mark=replace(other, text=line.mark.text))  # noqa: PLW2901 the settled line
        if line.mark.style is Style.UPPER:
            upper = line.mark.numbers[-1]
        elif line.mark.style is Style.ROMAN:
            upper = 0
        settled.append(line)
    return settled


def _runs(lines: Sequence[Line]) -> list[int]:
    """Which numbered list each line belongs to; -1 for none. Lists are told apart by style and by counting on."""
    open_runs: list[tuple[int, Line]] = []  # innermost last
    runs: list[int] = []
    count = 0
    for number, line in enumerate(lines):
        if line.mark.style not in _NUMBERED or line.mark.style is Style.PATH:
            runs.append(-1)
            continue
        place = _continued(open_runs, line, lines[number - 1] if number else None)
        if place is None:
            count += 1
            del open_runs[_DEEPEST_LIST - 1 :]
            open_runs.append((count, line))
        else:
            del open_runs[place + 1 :]
            open_runs[place] = (open_runs[place][0], line)
        runs.append(open_runs[-1][0])
    return runs


def _continued(open_runs: list[tuple[int, Line]], line: Line, before: Line | None) -> int | None:
    fitting = [
        place
        for place, (_, last) in enumerate(open_runs)
        if _alike(last, line) and follows(line.mark, last.mark.numbers[-1])
    ]
    if not fitting:
        return None
    candidates = [place for place in fitting if open_runs[place][1].indent == line.indent] or fitting
    inner = open_runs[candidates[-1]][1]
    return candidates[-1] if inner is before and inner.gap == line.gap else candidates[0]


def _alike(one: Line, two: Line) -> bool:
    return one.mark.style is two.mark.style and one.mark.glyph == two.mark.glyph and one.depth == two.depth


def _has_below(lines: Sequence[Line], runs: Sequence[int], kin: dict[int, list[int]], place: int) -> bool:
    """Whether something of its own follows a line before the next of its list, or of a list around it."""
    if place + 1 >= len(lines):
        return False
    line, after = lines[place], lines[place + 1]
    if after.level:
        return bool(line.level) and after.level > line.level
    if line.mark.style is Style.PATH and after.mark.style is Style.PATH:
        return len(after.mark.numbers) > len(line.mark.numbers)
    if runs[place + 1] == -1:
        return not (after.mark.style is Style.PATH and line.mark.style in (Style.LETTER, Style.UPPER))
    return kin[runs[place + 1]][0] == place + 1


def _names_numbered(line: Line) -> bool:
    text = line.text
    if len(text) > _NUMBERED_LIMIT or _INNER_STOP.search(text) or re.search(r"[;,…]\s*$", text):
        return False
    if text.endswith("?"):
        return True
    if text.endswith((":", ".")):
        return len(text) <= 90 and not PROMISES.search(text)
    return True


def _kin_agree(lines: Sequence[Line], kin: Sequence[int], below: Sequence[bool], place: int) -> bool:
    """The last item of a list has the next paragraph below it only by chance: its kin tell."""
    if len(kin) < 2 or kin[-1] != place:
        return True
    return any(below[n] and _names_numbered(lines[n]) for n in kin[:-1])


def _members(runs: Sequence[int]) -> dict[int, list[int]]:
    """The places of each numbered list, in order."""
    members: dict[int, list[int]] = {}
    for place, run in enumerate(runs):
        if run != -1:
            members.setdefault(run, []).append(place)
    return members


def _plain_heading(lines: Sequence[Line], place: int, headings: Sequence[bool]) -> bool:
    line = lines[place]
    text = line.text
    if place + 1 >= len(lines) or not text[:1].isalpha():
        return False
    if _STOP.search(text) or _INNER_STOP.search(text) or _SAYS_VALUE.search(text) or text.endswith(":"):
        return False
    if text.isupper() and len(text) <= _NUMBERED_LIMIT and len(text) > 2:
        return True
    if text.endswith("?") and len(text) <= _NUMBERED_LIMIT:
        return True
    if len(text) > _PLAIN_LIMIT or not text[0].isupper() or PROMISES.search(text):
        return False
    after = lines[place + 1]
    if line.bold or line.mark.style is Style.SIGN:
        return not after.level
    before = lines[place - 1] if place else None
    free = (
        before is None
        or headings[place - 1]
        or bool(_STOP.search(before.text))
        or (line.gap and not _lists(before))
    )
    says_more = len(after.text) > len(text) * 1.5 and bool(
        re.search(r"[.:]\s*$", after.text) or len(after.text) > 120
    )
    return free and not after.level and (says_more or after.mark.style is Style.BULLET)


def _lists(line: Line) -> bool:
    return line.text.endswith(":")


def _bullet_headings(lines: Sequence[Line], headings: list[bool]) -> list[bool]:
    """A dash before each of several titles ("– Scope of use") is a heading mark of that page."""
    found: dict[str, list[int]] = {}
    for place, line in enumerate(lines[:-1]):
        if line.mark.style is Style.BULLET and not line.drawn and _lone_title(lines, place):
            found.setdefault(line.mark.glyph, []).append(place)
    for places in found.values():
        if len(places) >= 2:
            for place in places:
                headings[place] = True
    return headings


def _lone_title(lines: Sequence[Line], place: int) -> bool:
    line, after = lines[place], lines[place + 1]
    before = lines[place - 1] if place else None
    beside = [other for other in (before, after) if other is not None]
    if any(other.mark.glyph == line.mark.glyph and other.mark.style is Style.BULLET for other in beside):
        return False
    text = line.text
    if text.endswith(":") and after.mark.style is not Style.NONE:  # an intro of the list below it
        return False
    names = len(text) <= _PLAIN_LIMIT and not _STOP.search(text) and not _INNER_STOP.search(text)
    return names and text[:1].isupper() and not PROMISES.search(text) and not after.level
