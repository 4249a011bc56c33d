"""How does a draft look as a policy folder? policy.vi.md, policy.yaml, cases.yaml, page-furniture.yaml.

* The page's words go in unchanged; only list marks become Markdown's, and each clause ends in its ` {#anchor}`.
* policy.yaml says nothing the page does not say: the business as far as it was found, every other section empty.
* A folder that already holds one of the files is refused: a draft never writes over a policy.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from camket.policy.core.page.draft import Draft, FoundBusiness, FoundContact, PageKind, Piece, Role, Style
from camket.policy.core.page.errors import FolderTaken
from camket.policy.core.page.marks import BULLETS, DASHES
from camket.words import say

PAGE_FILE = "policy.vi.md"
RULES_FILE = "policy.yaml"
CASES_FILE = "cases.yaml"
FURNITURE_FILE = "page-furniture.yaml"
_MAPS = ("data", "purposes", "roles", "records", "recipients", "rights")
_LISTS = ("retention", "security")
_ORDER = (
    *("data", "purposes", "roles", "collection", "records", "recipients", "retention", "storage"),
    *("rights", "messages", "measurement", "incidents", "security", "changes"),
)
_PLAIN_BULLETS = frozenset(
    (BULLETS + DASHES).replace("✅", "").replace("❌", "").replace("☐", "").replace("☑", "")
)
_BLOCK_START = re.compile(r"(?:[-+*]\s|#{1,6}\s|>|\d{1,9}[.)]\s|`{3}|~{3}|=+$|-+$)")
_DEEPEST_HEADING = 6
_WIDE = 10_000


def files_of(draft: Draft) -> dict[str, str]:
    """The files of the folder by name."""
    return {
        PAGE_FILE: _page(draft),
        RULES_FILE: _rules(draft),
        CASES_FILE: _dump(CommentedMap(cases=[]), say("page.file.cases", "vi")),
        FURNITURE_FILE: _furniture(draft),
    }


def write_draft(draft: Draft, folder: Path) -> tuple[Path, ...]:
    """Writes the draft's files into `folder` (made if absent); raises `FolderTaken` when one is already there."""
    files = files_of(draft)
    for name in files:
        if (folder / name).exists():
            raise FolderTaken(name=name)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files.items():
        path = folder / name
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
        written.append(path)
    return tuple(written)


def _page(draft: Draft) -> str:
    blocks = [f"# {draft.title or say('page.untitled', 'vi')}"]
    for piece in draft.pieces:
        if piece.role is Role.HEADING:
            blocks.append(_heading(piece))
        elif piece.role is Role.CLAUSE:
            blocks.append(_clause(piece, draft.kind))
    return "\n\n".join(blocks) + "\n"


def _heading(piece: Piece) -> str:
    hashes = "#" * min(piece.depth + 1, _DEEPEST_HEADING)
    return " ".join(part for part in (hashes, _own_mark(piece), piece.text) if part)


def _clause(piece: Piece, kind: PageKind) -> str:
    mark = _own_mark(piece)
    text = f"{piece.text} {{#{piece.anchor}}}"
    style = piece.line.mark.style
    opening, closing = _emphasis(piece)
    if opening:
        text = f"{opening}{piece.text}{closing} {{#{piece.anchor}}}"
    if style in (Style.BULLET, Style.LETTER, Style.UPPER):
        return f"- {mark} {text}" if mark else f"- {text if kind is PageKind.MD else _safe(text)}"
    if mark:
        return f"{mark} {text}"
    return text if kind is PageKind.MD else _safe(text)


def _own_mark(piece: Piece) -> str:
    """The part of the mark that says something: numbers and signs, not bullets, hashes or emphasis."""
    mark = piece.line.mark
    if mark.style in (Style.NONE, Style.HASH):
        return ""
    words = [word.strip("*_") for word in mark.text.replace("#", " ").split()]
    return " ".join(word for word in words if word and not set(word.strip("\ufe0f.")) <= _PLAIN_BULLETS)


def _emphasis(piece: Piece) -> tuple[str, str]:
    tail = re.match(r"(\*\*|__|\*|_)(\s*:)?", piece.line.tail)
    return (tail.group(1), tail.group().replace(" ", "")) if tail else ("", "")


def _safe(text: str) -> str:
    """Plain text whose first sign would mean something in Markdown."""
    return f"\\{text}" if _BLOCK_START.match(text) else text


def _rules(draft: Draft) -> str:
    found = draft.business
    rules = CommentedMap(camket=1)
    rules["title"] = {"vi": draft.title or say("page.untitled", "vi")}
    rules["business"] = _business(found)
    for section in _ORDER:
        rules[section] = CommentedMap() if section in _MAPS else [] if section in _LISTS else None
    return _dump(rules, say("page.file.rules", "vi"))


def _business(found: FoundBusiness) -> CommentedMap:
    business = CommentedMap()
    if found.name:
        business["name"] = {"vi": found.name}
    if found.address:
        business["address"] = found.address
    if found.tax_code:
        business["tax_code"] = found.tax_code
    business["contacts"] = [_contact(contact) for contact in found.contacts]
    return business


def _contact(contact: FoundContact) -> dict[str, object]:
    shown: dict[str, object] = {"kind": contact.kind, "value": contact.value}
    if contact.hours:
        shown["hours"] = contact.hours
    if contact.days:
        shown["days"] = contact.days
    if contact.clause:
        shown["keeps"] = [contact.clause]
    return shown


def _furniture(draft: Draft) -> str:
    rows = [
        {"kind": str(piece.kind), "line": piece.line.number, "text": piece.words} for piece in draft.furniture
    ]
    return _dump(CommentedMap(furniture=rows), say("page.file.furniture", "vi"))


def _dump(content: CommentedMap, comment: str) -> str:
    yaml = YAML()
    yaml.width = _WIDE
    yaml.allow_unicode = True
    content.yaml_set_start_comment(comment)
    stream = io.StringIO()
    yaml.dump(content, stream)
    return stream.getvalue()
