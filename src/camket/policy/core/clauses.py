"""Which clauses does the published page have? Reads the Markdown into anchored passages with their places.

* A clause is a heading, paragraph or list item whose text ends in ` {#anchor}`.
* Headings may stand without an anchor and give the clauses below them their heading; every other text needs one.
* Markdown is read without raw HTML and without link references: what is written is what is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from camket.kernel.text import squeeze
from camket.policy.core.findings import error
from camket.policy.data import Finding

ANCHOR = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")

_MARK = re.compile(r"\{#([^{}\n]*)\}")
_LAST_MARK = re.compile(r"\{#([^{}\n]*)\}$")
_LEAD = re.compile(r"[\s>*+#-]*(?:[0-9]+[.)]\s+)?")
_LITERAL = ("fence", "code_block")


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause as it stands in one file. `kind` is "heading", "paragraph" or "item"; `level` its depth."""

    anchor: str
    text: str
    line: int
    column: int
    anchor_line: int
    anchor_column: int
    kind: str
    level: int
    heading: str


@dataclass(frozen=True, slots=True)
class Page:
    """One language of the published text."""

    title: str
    passages: tuple[Passage, ...]

    def by_anchor(self) -> dict[str, Passage]:
        """Each passage by its anchor, in the page's order."""
        return {passage.anchor: passage for passage in self.passages}


class _Reader:
    """Walks the block tokens once, keeping the headings and lists it stands in."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.lists = 0
        self.passages: dict[str, Passage] = {}
        self.findings: list[Finding] = []

    def read(self, tokens: list[Token]) -> None:
        heading = 0
        for token in tokens:
            if token.type == "heading_open":
                heading = int(token.tag[1:])
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                self.lists += 1
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                self.lists -= 1
            elif token.type in _LITERAL:
                self._complain("clause_without_anchor", token, text=token.content)
            elif token.type == "inline":
                self._read_block(token, heading)
                heading = 0

    def _read_block(self, token: Token, heading: int) -> None:
        content = token.content.rstrip()
        mark = _LAST_MARK.search(content)
        text = squeeze(content[: mark.start()] if mark else content)
        while heading and self.headings and self.headings[-1][0] >= heading:
            self.headings.pop()
        if mark:
            self._add_clause(token, mark.group(1).strip(), text, heading)
        elif _MARK.search(content):
            self._complain("anchor_inside_text", token, text=text)
        elif not heading and text:
            self._complain("clause_without_anchor", token, text=text)
        if heading:
            self._enter_heading(heading, text)

    def _enter_heading(self, level: int, text: str) -> None:
        if level == 1 and not self.title:
            self.title = text
        else:
            self.headings.append((level, text))

    def _add_clause(self, token: Token, anchor: str, text: str, heading: int) -> None:
        line, column = self._start(token)
        anchor_line, anchor_column = self._find_anchor(token)
        kind = "heading" if heading else "item" if self.lists else "paragraph"
        above = self.headings[-1][1] if self.headings else ""
        place = (self.file, anchor_line, anchor_column)
        if not ANCHOR.fullmatch(anchor):
            self.findings.append(error("anchor_invalid", *place, anchor=anchor))
        elif anchor in self.passages:
            first = self.passages[anchor].line
            self.findings.append(error("anchor_twice", *place, anchor=anchor, first=first))
        elif not text:
            self.findings.append(error("clause_empty", *place, anchor=anchor))
        else:
            self.passages[anchor] = Passage(
                anchor, text, line, column, anchor_line, anchor_column, kind, heading or self.lists, above
            )
        if _MARK.search(text):
            self._complain("anchor_inside_text", token, text=text)

    def _complain(self, code: str, token: Token, **params: object) -> None:
        self.findings.append(error(code, self.file, *self._start(token), **params))

    def _start(self, token: Token) -> tuple[int, int]:
        first = token.map[0] if token.map else 0
        source = self.lines[first] if first < len(self.lines) else ""
        lead = _LEAD.match(source)
        return first + 1, (lead.end() if lead else 0) + 1

    def _find_anchor(self, token: Token) -> tuple[int, int]:
        first, end = token.map or [0, 1]
        for number in range(min(end, len(self.lines)) - 1, first - 1, -1):
            column = self.lines[number].rfind("{#")
            if column >= 0:
                return number + 1, column + 1
        return first + 1, 1


def read_page(file: str, text: str) -> tuple[Page, list[Finding]]:
    """The clauses of one page in its own order, and what is wrong with them."""
    reader = _Reader(file, text)
    reader.read(_MARKDOWN.parse(text))
    if not reader.title:
        reader.findings.append(error("title_missing", file))
    return Page(reader.title, tuple(reader.passages.values())), reader.findings


def _make_markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False})
    return markdown.disable(["reference", "inline", "text_join"])


_MARKDOWN = _make_markdown()
