"""Which blocks does a saved page consist of? Plain text, Markdown and saved HTML become the same lines.

* Plain text: one line is one block; a long line that breaks off in mid-sentence goes on in the next.
* Markdown: lines without an empty line between them are one paragraph; `#`, `**` and underlines are marks.
* HTML: see `markup.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from camket.kernel.text import squeeze
from camket.policy.core.page.decode import check_text
from camket.policy.core.page.draft import Furniture, Line, Mark, PageKind, Style
from camket.policy.core.page.errors import PageTooLarge
from camket.policy.core.page.marks import read_mark
from camket.policy.core.page.markup import read_markup

LIMIT_LINES = 5_000
_HASH = re.compile(r"(#{1,6})\s+(.*?)(\s+#+)?$")
_SET_OFF = re.compile(r"(=+|-{2,})$")
_RULE = re.compile(r"[\W_]+$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(\s*:)?$")
_OPENED = re.compile(r"(\*\*|__)\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.:;?!…”\"»)]\s*$")
_NUMBER_ALONE = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|0\d|[IVX]{1,5}[.)]|[a-zđ][.)])\)?")
_WRAP_AT = 60
_Block = TypeVar("_Block", "_Raw", Line)
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Raw:
    number: int
    text: str
    indent: int
    gap: bool


def read_lines(text: str, kind: PageKind) -> list[Line]:
    """The page's blocks in order; raises `PageTooLarge`, `PageNotText`, `PageEncodingUnknown`."""
    checked = check_text(text)
    if kind is PageKind.HTML:
        lines = [mark_line(line) for line in _join_numbers(read_markup(checked))]
    else:
        raws, front = _raw_lines(checked, kind)
        raws = _join_numbers(raws)
        joined = _join_wrapped(raws) if kind is PageKind.TXT else _join_paragraphs(raws)
        lines = front + [_line_of(raw) for raw in joined]
    if len(lines) > LIMIT_LINES:
        raise PageTooLarge(size=len(lines), limit=LIMIT_LINES, unit="lines")
    return _attach_underlines(lines)


def mark_line(line: Line) -> Line:
    """A line whose text still holds its marks, with them taken off; a drawn mark gives way to a typed one."""
    text, tail, bold = line.text, line.tail, line.bold
    before = ""
    emphasised = None if line.drawn else _EMPHASIS.fullmatch(text)
    if emphasised and emphasised.group(1) not in emphasised.group(2):
        before, text = emphasised.group(1), emphasised.group(2)
        tail, bold = squeeze(f"{before}{emphasised.group(3) or ''} {tail}"), True
    mark, rest = read_mark(text)
    if mark.style is Style.NONE and not before:
        mark, rest = _inside_emphasis(text)
    if mark.style is Style.NONE:
        kept = line.mark if not before else replace(line.mark, text=squeeze(f"{line.mark.text} {before}"))
        return replace(line, text=squeeze(text), tail=tail, bold=bold, mark=kept)
    if line.drawn and mark.style in (Style.BULLET, Style.SIGN):
        mark = replace(line.mark, text=mark.text)
    written = squeeze(f"{before}{mark.text}" if line.drawn else f"{line.mark.text} {before}{mark.text}")
    level = line.level
    return replace(
        line,
        text=squeeze(rest),
        tail=tail,
        bold=bold,
        drawn=False,
        level=level,
        mark=replace(mark, text=written),
    )


def _inside_emphasis(text: str) -> tuple[Mark, str]:
    """`**1.** Text` and `**a) Tên:** text`: the number stands inside the emphasis."""
    opened = re.match(r"(\*\*|__)([^*_\s]{1,12})\1\s+(?=\S)", text)
    if opened:
        mark, rest = read_mark(f"{opened.group(2)} x")
        if mark.style is not Style.NONE and rest == "x":
            return replace(mark, text=opened.group().strip()), text[opened.end() :]
    return Mark(), text


def _raw_lines(text: str, kind: PageKind) -> tuple[list[_Raw], list[Line]]:
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = _front_matter(rows) if kind is PageKind.MD else 0
    front = [
        Line(number=number, text=squeeze(row), zone=Furniture.FRONT_MATTER)
        for number, row in enumerate(rows[:start], 1)
        if squeeze(row)
    ]
    raws: list[_Raw] = []
    gap = False
    for number, row in enumerate(rows[start:], start + 1):
        if not squeeze(row):
            gap = True
            continue
        expanded = row.expandtabs(_TAB)
        raws.append(_Raw(number, squeeze(row), len(expanded) - len(expanded.lstrip()), gap))
        gap = False
    return raws, front


def _front_matter(rows: list[str]) -> int:
    if not rows or rows[0].strip() != "---":
        return 0
    for number, row in enumerate(rows[1:60], 1):
        if row.strip() in ("---", "..."):
            return number + 1
    return 0


def _join_numbers(blocks: list[_Block]) -> list[_Block]:
    """A number alone on its line belongs to the line after it."""
    joined: list[_Block] = []
    for block in blocks:
        if joined and _NUMBER_ALONE.fullmatch(joined[-1].text):
            joined[-1] = replace(block, text=f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
    return joined


def _starts_block(text: str) -> bool:
    return bool(
        read_mark(text)[0].text or _HASH.match(text) or _RULE.match(text) or text.startswith(("|", ">"))
    )


def _join_wrapped(raws: list[_Raw]) -> list[_Raw]:
    """A line broken by the editor: long, ends in mid-sentence, and the next begins with a small letter."""
    joined: list[_Raw] = []
    last = ""
    for raw in raws:
        goes_on = bool(joined) and not raw.gap and len(last) >= _WRAP_AT and not _SENTENCE_END.search(last)
        if goes_on and raw.text[0].islower() and not _starts_block(raw.text):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {raw.text}")
        else:
            joined.append(raw)
        last = raw.text
    return joined


def _join_paragraphs(raws: list[_Raw]) -> list[_Raw]:
    joined: list[_Raw] = []
    closed = True
    for raw in raws:
        if not closed and not raw.gap and not _starts_block(raw.text):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {raw.text}")
            continue
        joined.append(raw)
        closed = bool(_HASH.match(raw.text) or _RULE.match(raw.text) or raw.text.startswith("|"))
    return joined


def _line_of(raw: _Raw) -> Line:
    base = Line(number=raw.number, text=raw.text, indent=raw.indent, gap=raw.gap)
    hashed = _HASH.fullmatch(raw.text)
    if hashed is None:
        return base if _RULE.match(raw.text) else mark_line(base)
    hashes, inner, closing = hashed.group(1), hashed.group(2), (hashed.group(3) or "").strip()
    line = mark_line(replace(base, text=inner, tail=closing, level=len(hashes)))
    mark = replace(line.mark, text=squeeze(f"{hashes} {line.mark.text}"))
    if mark.style is Style.NONE:
        mark = replace(mark, style=Style.HASH)
    return replace(line, mark=mark)


def _attach_underlines(lines: list[Line]) -> list[Line]:
    """A line of `===` or `---` right below a short line makes it a heading (Markdown's second way)."""
    kept: list[Line] = []
    for line in lines:
        drawn = _SET_OFF.fullmatch(line.text) and not line.gap and line.mark.style is Style.NONE
        if (
            drawn
            and kept
            and kept[-1].text
            and not kept[-1].zone
            and len(kept[-1].text) <= 120
            and not kept[-1].level
        ):
            level = 1 if line.text.startswith("=") else 2
            kept[-1] = replace(kept[-1], level=level, tail=squeeze(f"{kept[-1].tail} {line.text}"))
        else:
            kept.append(line)
    return kept
