"""Which anchor does each clause get? The page's own number where it has one, else its place below its heading.

* "4.3" stays "4.3", "II" is "2", "a)" below 4.2 is "4.2.a" ("đ" is "dd"): an anchor is a part of a web address.
* A heading names its section. Its only clause, or the intro of its only list, takes the section's own number;
  other clauses are counted: "2.1", "2.2". Numbers the page gives itself are left to the clauses that have them.
* A number of the page holds even below a heading without one, if the page gives it only once. Such a heading then
  names its clauses "s1.1", "s2.1": its numbers must not look like the page's.
* What stands before the first section counts from "0.1" ("0" when it is one clause).
* Anchors are unique, at most 32 characters, and depend on nothing but the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from camket.policy.core.page.draft import Line, Style
from camket.policy.core.page.nest import ROOT

LONGEST = 32


def assign_anchors(lines: Sequence[Line], headings: Sequence[bool], parents: Sequence[int]) -> list[str]:
    """An anchor for each line; a heading's is the number of its section."""
    return _Numbering(lines, headings, parents).run()


class _Numbering:
    def __init__(self, lines: Sequence[Line], headings: Sequence[bool], parents: Sequence[int]) -> None:
        self.lines, self.headings, self.parents = lines, headings, parents
        self.children: dict[int, list[int]] = {}
        for place, parent in enumerate(parents):
            self.children.setdefault(parent, []).append(place)
        self.anchors = [""] * len(lines)
        self.used: set[str] = set()
        self.taken: dict[str, set[str]] = {}  # own numbers of the lines counted below a prefix
        self.counted: dict[str, int] = {}
        self.again: dict[str, int] = {}
        self.reserved: set[str] = {_own_path(line) for line in lines if line.mark.style is Style.PATH}
        self.absolute = self._absolute()
        self.sectioned = any(
            self.headings[place] or self.lines[place].mark.numbers for place in self.children.get(ROOT, [])
        )

    def _absolute(self) -> set[int]:
        """Numbered headings below nothing but headings without number, when no number comes twice among them."""
        found: list[int] = []
        free = {ROOT}
        for place, parent in enumerate(self.parents):
            if parent not in free or not self.headings[place]:
                continue
            if _own_number(self.lines[place]) and self.lines[place].mark.style is not Style.LETTER:
                found.append(place)
            elif self.lines[place].mark.style is not Style.PATH:
                free.add(place)
        labels = [_own_number(self.lines[place]) for place in found]
        nested = any(self.parents[place] != ROOT for place in found)
        return set(found) if nested and len(set(labels)) == len(labels) else set()

    def run(self) -> list[str]:
        for place in range(len(self.lines)):
            if not self.anchors[place]:
                self.anchors[place] = self._anchor_of(place)
            if self.headings[place]:
                self._lend_to_lead(place)
        return self.anchors

    def _anchor_of(self, place: int) -> str:
        parent = self.parents[place]
        prefix = self.anchors[parent] if parent != ROOT else ""
        line = self.lines[place]
        own = _own_number(line)
        if line.mark.style is Style.PATH:
            return self._take(_own_path(line), prefix)
        if place in self.absolute:
            return self._take(own, prefix)
        if own:
            return self._take(_joined(prefix, own), prefix)
        return self._count(place, parent, prefix)

    def _count(self, place: int, parent: int, prefix: str) -> str:
        kin = self.children[parent]
        if parent == ROOT and self.sectioned and not self.headings[place]:
            prefix = "0"
            kin = [n for n in kin if not self.headings[n] and not self.lines[n].mark.numbers]
            if len(kin) == 1 and place not in self.children:
                return self._take("0", "")
        if self.absolute and parent == ROOT and self.headings[place]:
            prefix = "s"
        if prefix not in self.taken:
            self.taken[prefix] = {_own_number(self.lines[n]) for n in kin if n not in self.absolute}
        taken, number = self.taken[prefix], self.counted.get(prefix, 0) + 1
        while str(number) in taken or self._is_taken(_joined(prefix, str(number))):
            number += 1
        self.counted[prefix] = number
        return self._take(_joined(prefix, str(number)), prefix)

    def _is_taken(self, anchor: str) -> bool:
        return anchor in self.used or anchor in self.reserved

    def _lend_to_lead(self, heading: int) -> None:
        """The only clause of a section, or the intro of its only list, is named by the section's number."""
        below = self.children.get(heading, [])
        if not below or self.headings[below[0]] or self.lines[below[0]].mark.numbers:
            return
        intro = self.lines[below[0]].text.endswith(":")
        if len(below) == 1 or (intro and below[0] in self.children):
            self.anchors[below[0]] = self.anchors[heading]

    def _take(self, wanted: str, prefix: str) -> str:
        """`wanted` if it is free; else the same below the section; else counted on."""
        candidate = wanted
        if len(candidate) > LONGEST or candidate in self.used:
            candidate = _joined(prefix, wanted)
        if len(candidate) > LONGEST or candidate in self.used:
            candidate = self._counted_on(wanted[: LONGEST - 6])
        self.used.add(candidate)
        return candidate

    def _counted_on(self, stem: str) -> str:
        number = self.again.get(stem, 1) + 1
        while f"{stem}-{number}" in self.used:
            number += 1
        self.again[stem] = number
        return f"{stem}-{number}"


def _joined(prefix: str, own: str) -> str:
    return f"{prefix}.{own}" if prefix and prefix != "s" else f"{prefix}{own}"


def _own_path(line: Line) -> str:
    return ".".join(str(number) for number in line.mark.numbers)


def _own_number(line: Line) -> str:
    if line.mark.style in (Style.LETTER, Style.UPPER):
        return {"đ": "dd", "Đ": "DD"}.get(line.mark.label, line.mark.label)
    if line.mark.style in (Style.DECIMAL, Style.ARTICLE, Style.ROMAN):
        return str(line.mark.numbers[0])
    return ""
