"""Which blocks does a saved web page show? Walks the tags in order; what is never shown (scripts, styles) is not text.

* A block element ends a line; so does `<br>`. Table rows are one line.
* Items of `<ol>` and `<ul>` get the mark the browser draws, kept apart from the page's own words.
* `<nav>`, `<footer>` and buttons are remembered as zones; whether they are furniture is decided later.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString, Tag

from camket.kernel.text import nfc, squeeze
from camket.policy.core.page.draft import Furniture, Line, Mark, Style
from camket.policy.core.page.marks import letter_value
from camket.policy.core.page.signs import read_signs

UNSEEN = frozenset(
    {"script", "style", "template", "svg", "math", "object", "iframe", "canvas", "audio", "video"}
)
_BLOCKS = frozenset(read_signs("blocks"))
_ZONES = {
    "nav": Furniture.MENU,
    "footer": Furniture.FOOTER,
    "button": Furniture.CONTROL,
    "select": Furniture.CONTROL,
    "noscript": Furniture.CONTROL,
    "title": Furniture.TITLE_REPEAT,
}
_BOLD = frozenset({"b", "strong"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(slots=True)
class _List:
    kind: str
    number: int


@dataclass(slots=True)
class _Walk:
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bold_words: int = 0
    lists: list[_List] = field(default_factory=list)
    zones: list[Furniture] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    bold: int = 0
    unseen: int = 0
    mark: Mark | None = None
    source_line: int = 1


def soup_of(text: str) -> BeautifulSoup:
    """The parsed page; a page that is no markup at all parses too, as one text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "html.parser")


def read_markup(text: str) -> list[Line]:
    """The lines a reader of the page sees, in order."""
    walk = _Walk()
    stack: list[tuple[object, bool]] = [(soup_of(text), True)]
    while stack:  # no recursion: a page can nest deeper than Python's stack
        node, entering = stack.pop()
        if isinstance(node, NavigableString):
            _take_words(walk, node)
        elif isinstance(node, Tag) and entering:
            _enter(walk, node)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.contents))
        elif isinstance(node, Tag):
            _leave(walk, node)
    _flush(walk)
    return walk.lines


def _take_words(walk: _Walk, node: NavigableString) -> None:
    if walk.unseen or isinstance(node, PreformattedString):  # comments, doctypes, declarations
        return
    walk.words.append(str(node))
    if walk.bold:
        walk.bold_words += len("".join(str(node).split()))


def _enter(walk: _Walk, tag: Tag) -> None:
    name = tag.name
    walk.unseen += name in UNSEEN
    walk.bold += name in _BOLD
    if name == "br" or name in _BLOCKS:
        _flush(walk)
    elif name in ("td", "th"):
        walk.words.append(" ")
    if tag.sourceline:
        walk.source_line = tag.sourceline
    if name in ("ol", "ul"):
        walk.lists.append(_List(str(tag.get("type") or "1") if name == "ol" else "ul", _start_of(tag)))
    if name == "li":
        walk.mark = _mark_of(walk, tag)
    if name in _ZONES:
        walk.zones.append(_ZONES[name])
    if name in _HEADINGS:
        walk.levels.append(_HEADINGS[name])


def _leave(walk: _Walk, tag: Tag) -> None:
    name = tag.name
    if name in _BLOCKS:
        _flush(walk)
    if name == "li":
        walk.mark = None
    if name in ("ol", "ul"):
        walk.lists.pop()
    if name in _ZONES:
        walk.zones.pop()
    if name in _HEADINGS:
        walk.levels.pop()
    walk.unseen -= name in UNSEEN
    walk.bold -= name in _BOLD


def _flush(walk: _Walk) -> None:
    text = squeeze(nfc("".join(walk.words)))
    bold, walk.bold_words = walk.bold_words, 0
    walk.words.clear()
    if not text:
        return
    line = Line(
        number=walk.source_line,
        text=text,
        level=walk.levels[-1] if walk.levels else 0,
        gap=True,
        bold=bold >= len("".join(text.split())),
        depth=len(walk.lists),
        zone=walk.zones[-1] if walk.zones else None,
    )
    if walk.mark is not None:
        line, walk.mark = replace(line, mark=walk.mark, drawn=True), None
    walk.lines.append(line)


def _start_of(tag: Tag) -> int:
    start = str(tag.get("start") or "1")
    return int(start) if start.isdecimal() and len(start) < 4 else 1


def _mark_of(walk: _Walk, tag: Tag) -> Mark:
    if not walk.lists or walk.lists[-1].kind == "ul":
        return Mark(text="•", style=Style.BULLET, glyph=f"ul{len(walk.lists)}")
    current = walk.lists[-1]
    value = str(tag.get("value") or "")
    number = int(value) if value.isdecimal() and len(value) < 4 else current.number
    current.number = number + 1
    return _numbered(current.kind, number)


def _numbered(kind: str, number: int) -> Mark:
    if kind in ("a", "A") and 0 < number <= 26:
        letter = chr(ord(kind) + number - 1)
        style = Style.LETTER if kind == "a" else Style.UPPER
        return Mark(text=f"{letter}.", style=style, numbers=(letter_value(letter.lower()),), label=letter)
    if kind in ("i", "I") and 0 < number <= len(_ROMAN):
        letters = _ROMAN[number - 1] if kind == "i" else _ROMAN[number - 1].upper()
        return Mark(text=f"{letters}.", style=Style.ROMAN, numbers=(number,), label=str(number))
    return Mark(text=f"{number}.", style=Style.DECIMAL, numbers=(number,), label=str(number))
