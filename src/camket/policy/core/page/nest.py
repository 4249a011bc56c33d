"""Under which heading or intro does each piece stand? The page is flat; its marks, indents and levels give the tree.

* A numbered line goes on the list whose last number it follows, the innermost first; a 1 opens a list below.
* Bullets stand below the intro (a clause that ends in ":"), the numbered clause or the heading before them.
* A paragraph without a mark ends every list: it stands below the heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camket.policy.core.page.draft import Line, Style
from camket.policy.core.page.marks import follows

ROOT = -1
DEEPEST = 12
_COUNTED = (Style.DECIMAL, Style.ARTICLE, Style.ROMAN, Style.LETTER, Style.UPPER)
_STRONG = (*_COUNTED, Style.PATH)


@dataclass(slots=True)
class _Open:
    place: int
    line: Line
    heading: bool
    key: tuple[object, ...]
    section: bool = False  # a heading, or a numbered clause whose kin are headings


def find_parents(lines: Sequence[Line], headings: Sequence[bool]) -> list[int]:
    """For each line the place of the line it stands under, or `ROOT`."""
    parents: list[int] = []
    opened: list[_Open] = []
    naming: set[tuple[int, Style]] = set()  # lists of which one item at least is a heading
    for place, line in enumerate(lines):
        current = _Open(place, line, headings[place], _key(line, headings[place]))
        opened = opened[: min(_depth_for(opened, current), DEEPEST)]
        parents.append(opened[-1].place if opened else ROOT)
        kin = (parents[-1], line.mark.style)
        if current.heading and line.mark.style in _STRONG:
            naming.add(kin)
        current.section = current.heading or kin in naming
        opened.append(current)
    return parents


def _key(line: Line, heading: bool) -> tuple[object, ...]:
    if line.level and heading:
        return ("level", line.level)
    if line.mark.style is Style.PATH:
        return ("path", len(line.mark.numbers))
    if line.mark.style in _COUNTED:
        return (line.mark.style, line.mark.glyph, line.depth, heading)
    if line.mark.style is Style.BULLET:
        return ("bullet", line.mark.glyph, line.depth, heading)
    return ("caps" if line.text.isupper() else "plain", heading)


def _depth_for(opened: list[_Open], current: _Open) -> int:
    """How many of the open ones stay open above `current`."""
    line = current.line
    if current.key[0] == "level":
        return _above_level(opened, line.level)
    if line.mark.style is Style.PATH:
        return _above_path(opened, current)
    if line.mark.style in _COUNTED:
        return _above_counted(opened, current)
    if current.heading:
        return _above_heading(opened, current)
    if line.mark.style is Style.BULLET:
        return _above_bullet(opened, current)
    return _above_paragraph(opened, line)


def _above_level(opened: list[_Open], level: int) -> int:
    for depth in range(len(opened), 0, -1):
        key = opened[depth - 1].key
        if key[0] == "level" and opened[depth - 1].line.level < level:
            return depth
    return 0


def _above_path(opened: list[_Open], current: _Open) -> int:
    numbers = current.line.mark.numbers
    for depth in range(len(opened), 0, -1):
        mark = opened[depth - 1].line.mark
        begins = mark.style in _STRONG and mark.numbers == numbers[: len(mark.numbers)]
        if begins and len(mark.numbers) < len(numbers):
            return depth
    same = _nearest(opened, current.key)
    return same if same is not None else _sections(opened)


def _above_counted(opened: list[_Open], current: _Open) -> int:
    mark = current.line.mark
    fitting = [
        depth
        for depth, one in enumerate(opened)
        if one.line.mark.style is mark.style
        and one.line.depth == current.line.depth
        and one.line.mark.glyph == mark.glyph
        and follows(mark, one.line.mark.numbers[-1])
    ]
    agreeing = [depth for depth in fitting if opened[depth].heading == current.heading] or fitting
    if agreeing:
        return agreeing[-1]
    if mark.numbers[-1] > 1 or _written_again(opened, current):
        same = _nearest(opened, current.key)
        if same is not None:
            return same
    if current.heading:
        return _below_weaker(opened, current)
    return _under_intro(opened)


def _written_again(opened: list[_Open], current: _Open) -> bool:
    """Lists whose every item is written "1." """
    last = opened[-1] if opened else None
    return (
        last is not None
        and last.key == current.key
        and not current.heading
        and not last.line.text.endswith(":")
    )


def _below_weaker(opened: list[_Open], current: _Open) -> int:
    """A numbered heading that begins a list stands below the section that is open, never below a clause."""
    style = current.line.mark.style
    if style in (Style.ARTICLE, Style.ROMAN):
        return min(_sections(opened), _nearest(opened, current.key) or _sections(opened))
    return _sections(opened)


def _above_heading(opened: list[_Open], current: _Open) -> int:
    same = _nearest(opened, current.key)
    if same is not None:
        return same
    for depth in range(len(opened), 0, -1):
        one = opened[depth - 1]
        if one.heading and (one.line.mark.style in _STRONG or one.key[0] == "level"):
            return 0 if current.key[0] == "caps" and not one.line.text.isupper() else depth
    return 0


def _above_bullet(opened: list[_Open], current: _Open) -> int:
    line = current.line
    for depth in range(len(opened) - 1, -1, -1):
        one = opened[depth]
        if one.heading:
            break
        if one.line.mark.style is not Style.NONE and line.indent > one.line.indent + 1:
            return depth + 1
        if one.key == current.key and line.indent >= one.line.indent - 1:
            return depth
    if line.depth > 1:
        return _inside_list(opened, line.depth)
    return _under_intro(opened)


def _inside_list(opened: list[_Open], depth: int) -> int:
    for place in range(len(opened), 0, -1):
        one = opened[place - 1]
        if one.heading or one.line.depth < depth:
            return place
    return 0


def _above_paragraph(opened: list[_Open], line: Line) -> int:
    if line.depth:
        return _inside_list(opened, line.depth + 1)
    return _sections(opened)


def _under_intro(opened: list[_Open]) -> int:
    """Below the last intro, numbered clause or heading that is still open."""
    for depth in range(len(opened), 0, -1):
        one = opened[depth - 1]
        if one.heading or one.line.text.endswith(":") or one.line.mark.style in _STRONG:
            return depth
    return 0


def _nearest(opened: list[_Open], key: tuple[object, ...]) -> int | None:
    """The depth that makes a sibling of the innermost open one with this key."""
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth].key == key:
            return depth
    return None


def _sections(opened: list[_Open]) -> int:
    for depth in range(len(opened), 0, -1):
        if opened[depth - 1].section:
            return depth
    return 0
