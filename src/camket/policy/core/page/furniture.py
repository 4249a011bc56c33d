"""Which lines of a page are not the policy? Menus, counters, copyright lines, dates, the title said again.

1. A line takes its kind from the words in it; a line that holds several ("date | reads") is cut between them.
2. Where it stands counts only for short lines that make no sentence: before the title, or after the copyright line.
3. A sentence that promises is never furniture, wherever it stands.
4. In doubt a line stays a clause: the owner sees it unkept and can set it aside; a promise set aside nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from camket.kernel.text import fold
from camket.policy.core.page.cut import PROMISES
from camket.policy.core.page.draft import Furniture, Line, Mark, Piece, Role, Style
from camket.policy.core.page.signs import any_of, read_signs

_TITLE = re.compile(
    r"chinh sach|quyen rieng tu|bao mat|bao ve (du lieu|thong tin)|quy dinh|privacy|data protection|tuyen bo"
)
_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}"
_CLOCK = r"(?:\s*[,|-]?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?)?"
_DATED = any_of("dated")
_DATE = re.compile(
    rf"(?:{_DATED}\s*:?\s*[\[(]?\s*)?(?:(?:thứ \w+|chủ nhật),?\s*)?(?:ngày\s*)?"
    rf"(?:{_DAY}{_CLOCK}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*[,|-]?\s*{_DAY}|\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.+Z-]+)?)[\])]?\.?",
    re.IGNORECASE,
)
_DATED_LINE = re.compile(rf"[\[(]?{_DATED}\s*(?::|ngày|tháng|năm|\d|\{{).{{0,110}}", re.IGNORECASE)
_DATED_WORD = re.compile(_DATED, re.IGNORECASE)
_UPDATED = re.compile(r"(?:cập nhật lần cuối|lần cập nhật cuối|last updated?)\s*:", re.IGNORECASE)
_COUNTER = re.compile(
    rf"{any_of('counted')}\s*[:=]?\s*[\d.,]+"
    r"|[\d.,]+\s*(?:lượt (?:xem|truy cập|đọc)|views?|visitors?|người đang online)|\|\s*\d[\d.,]*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(any_of("copyright"), re.IGNORECASE)
_MENU_WORDS = frozenset(read_signs("menu"))
_BREADCRUMB = re.compile(r"(trang chủ|home)\s*[>»›/|\\–-].{0,160}", re.IGNORECASE)
_CONTACT_LINE = re.compile(
    r"(?:(?:hotline|tel|điện thoại|đt|sđt|email|e-mail|mail|địa chỉ|website|fax|zalo)\s*[:.].{0,140}"
    r"|(?:[\w.+-]+@[\w.-]+|\+?\d[\d .()-]{7,16})(?:\s*[-|–,/]?\s*(?:[\w.+-]+@[\w.-]+|\+?\d[\d .()-]{7,16}))*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?…:]\s*$|\.\s+\w")
_CONTENTS = re.compile(r"(muc luc|noi dung|noi dung chinh|contents|table of contents|trong trang nay)")
_RULE = re.compile(r"[\W_]+")
_TITLE_WORDS = read_signs("title_starts")
SHORT = 90
_TITLE_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Sorted:
    """The page with its title found and its furniture set apart; `open` lines are still to be cut."""

    title: int | None  # place of the title among `parts`
    parts: tuple[Piece | Line, ...]


def sort_lines(lines: Sequence[Line], title: str = "") -> Sorted:
    """Furniture as pieces, the rest as lines, in order. `title` names the title if the caller knows it."""
    at = _find_title(lines, title)
    name = fold(title) or (fold(lines[at].text) if at is not None else "")
    end = _copyright_at(lines, at)
    contents = _contents(lines)
    parts: list[Piece | Line] = []
    where: int | None = None
    begun = False
    for place, line in enumerate(lines):
        if place == at:
            where = len(parts)
            parts.append(Piece(Role.TITLE, line))
            continue
        before = at is not None and place < at
        known = Furniture.MENU if place in contents else None
        kind = known or _kind_of(
            line, name, before=before, after=end is not None and place > end, begun=begun
        )
        if kind is not None and kind is not Furniture.FOOTER:
            parts.append(Piece(Role.FURNITURE, line, kind=kind))
            continue
        cut = tuple(_cut_line(line, dates=not begun))
        if kind is Furniture.FOOTER and not cut:
            cut = (Piece(Role.FURNITURE, line, kind=kind),)
        parts.extend(cut or (line,))
        begun = begun or not (cut or before)
    return Sorted(where, tuple(parts))


def looks_like_title(text: str) -> bool:
    """Whether a line names a privacy policy."""
    return bool(_TITLE.search(fold(text)))


def makes_sentence(text: str) -> bool:
    """Whether a line says something, rather than naming something."""
    return len(text) > SHORT or bool(_SENTENCE.search(text))


def _find_title(lines: Sequence[Line], title: str) -> int | None:
    wanted = fold(title)
    near = [place for place, line in enumerate(lines[:_TITLE_WITHIN]) if not line.zone]
    if wanted:
        return next((place for place in near if _bare(lines[place].text) == _bare(wanted)), None)
    tops = [place for place, line in enumerate(lines) if line.level == 1 and not line.zone]
    named = [place for place in tops if looks_like_title(lines[place].text)]
    if named or len(tops) == 1:
        return (named or tops)[0]
    for place in near:
        line = lines[place]
        numbered = line.mark.numbers or line.mark.style is Style.BULLET
        if not numbered and looks_like_title(line.text) and _names(line.text):
            return place
        if numbered or (
            not looks_like_title(line.text) and makes_sentence(line.text) and line.text.endswith(".")
        ):
            return None
    return None


def _names(text: str) -> bool:
    return len(text) <= 110 and not re.search(r"[.;]\s*$|\.\s", text) and not _BREADCRUMB.fullmatch(text)


def _copyright_at(lines: Sequence[Line], title: int | None) -> int | None:
    """The last copyright line in the page's second half; what stands after it is the page's foot."""
    found = [n for n, line in enumerate(lines) if _COPYRIGHT.search(line.text) and len(line.text) <= 240]
    late = [n for n in found if n > max(title or 0, len(lines) // 2)]
    return late[0] if late else None


def _contents(lines: Sequence[Line]) -> set[int]:
    """A table of contents: lines below its title that come again further down."""
    found: set[int] = set()
    for place, line in enumerate(lines[:_TITLE_WITHIN]):
        if not _CONTENTS.fullmatch(_bare(line.text)):
            continue
        later = [_bare(other.text) for other in lines[place + 1 :]]
        below = place + 1
        while below < len(lines) and _comes_again(_bare(lines[below].text), later[below - place :]):
            below += 1
        if below > place + 2:
            found.update(range(place, below))
    return found


def _comes_again(text: str, later: Sequence[str]) -> bool:
    return 3 <= len(text) <= SHORT and any(other.startswith(text) and len(other) <= SHORT for other in later)


def _bare(folded: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(folded)).strip()


def _kind_of(line: Line, title: str, *, before: bool, after: bool, begun: bool) -> Furniture | None:
    text = line.text
    if PROMISES.search(text) and makes_sentence(text):
        return None
    if line.zone is not None:
        by_zone = _by_zone(line)
        if by_zone is not None:
            return by_zone
    if _RULE.fullmatch(line.words):
        return Furniture.RULE
    if title and not line.mark.numbers and _says_title(text, title, begun=begun):
        return Furniture.TITLE_REPEAT
    if _BREADCRUMB.fullmatch(text) and not makes_sentence(text.rstrip(".")):
        return Furniture.BREADCRUMB
    dated = (
        line.level == 0
        and _DATED_LINE.fullmatch(text)
        and not re.search(r"[^\W\d]{2}\.\s+\w|\d\.\s+[^\W\d]", text)
    )
    if dated and (not begun or _UPDATED.match(text)):
        return Furniture.DATE
    if (
        fold(text) in _MENU_WORDS
        and line.mark.style not in (Style.DECIMAL, Style.ROMAN)
        and (before or after)
    ):
        return Furniture.MENU
    if (before or after) and not makes_sentence(text):
        return Furniture.CONTACT_BLOCK if _CONTACT_LINE.fullmatch(text) else Furniture.MENU
    return None


def _by_zone(line: Line) -> Furniture | None:
    if line.zone is Furniture.FOOTER:
        return Furniture.FOOTER if len(line.text) <= SHORT or _COPYRIGHT.search(line.text) else None
    if line.zone is Furniture.CONTROL:
        return (
            Furniture.CONTROL if not makes_sentence(line.text) or "javascript" in line.text.lower() else None
        )
    if line.zone is Furniture.MENU:
        return None if len(line.text) > SHORT and line.text.endswith(".") else Furniture.MENU
    return line.zone


def _says_title(text: str, title: str, *, begun: bool) -> bool:
    said, wanted = _bare(text), _bare(title)
    if said == wanted:
        return True
    near = said in wanted or not begun
    return near and said.startswith(_TITLE_WORDS) and _names(text)


def _cut_line(line: Line, *, dates: bool) -> Iterator[Piece]:
    """The furniture pieces a line wholly consists of; nothing when something else is in it."""
    places: list[tuple[int, Furniture]] = []
    text = line.text
    if len(text) > 300 or line.level or (PROMISES.search(text) and makes_sentence(text)):
        return
    if _COPYRIGHT.search(text):
        first = _COPYRIGHT.search(text)
        lead = text[: first.start()] if first else ""
        if not makes_sentence(lead):
            places.append((0, Furniture.COPYRIGHT))
    taken = [
        (match.span(), Furniture.DATE)
        for match in _DATE.finditer(text)
        if dates or (_DATED_WORD.match(match.group()) and not text.startswith("("))
    ]
    counters = [(match.span(), Furniture.COUNTER) for match in _COUNTER.finditer(text)]
    taken += [one for one in counters if taken or text[one[0][0]] != "|"]
    if not places and not _covers(text, [span for span, _ in taken]):
        return
    places += [(span[0], kind) for span, kind in taken if not places or kind is Furniture.COUNTER]
    yield from _pieces(line, sorted(set(places)))


def _covers(text: str, spans: list[tuple[int, int]]) -> bool:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return bool(spans) and not re.sub(r"[\W_]+", "", "".join(left))


def _pieces(line: Line, places: list[tuple[int, Furniture]]) -> Iterator[Piece]:
    starts = [start for start, _ in places]
    starts[0] = 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(line.text)], strict=True)):
        part = replace(line, text=line.text[start:end].strip())
        if number:
            part = replace(part, mark=Mark(), gap=False)
        if end != len(line.text):
            part = replace(part, tail="")
        if part.words:
            yield Piece(Role.FURNITURE, part, kind=places[number][1])
