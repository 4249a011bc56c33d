"""How is a policy folder drafted from a page? One function cuts it, one writes it down.

1. Read the page into lines. 2. Set furniture apart. 3. Tell headings from clauses.
4. Nest. 5. Anchor. 6. Lift contacts.
"""

from __future__ import annotations

from camket.kernel.text import squeeze
from camket.policy.core.page.anchors import assign_anchors
from camket.policy.core.page.contacts import find_business
from camket.policy.core.page.cut import find_headings, settle_runs
from camket.policy.core.page.decode import decode_page, kind_of_name
from camket.policy.core.page.draft import Draft, Line, PageKind, Piece, Role
from camket.policy.core.page.errors import PageEmpty, PageKindUnknown
from camket.policy.core.page.families import suggest_families
from camket.policy.core.page.furniture import sort_lines
from camket.policy.core.page.nest import ROOT, find_parents
from camket.policy.core.page.read import read_lines
from camket.policy.core.page.write import files_of, write_draft


def draft_from_page(*, text: str, kind: str, title: str = "") -> Draft:
    """A page's text cut into anchored clauses. `kind` is "txt", "md" or "html"; `title` if the page's own is not found.

    Every word of the page is in exactly one piece of the draft. Raises a `PageRefused`.
    """
    try:
        page_kind = PageKind(kind)
    except ValueError:
        raise PageKindUnknown(kind=kind) from None
    sorted_page = sort_lines(read_lines(text, page_kind), squeeze(title))
    lines = settle_runs([part for part in sorted_page.parts if isinstance(part, Line)])
    cut = iter(_cut(lines))
    pieces = tuple(next(cut) if isinstance(part, Line) else part for part in sorted_page.parts)
    if not any(piece.role is Role.CLAUSE for piece in pieces):
        raise PageEmpty
    found = pieces[sorted_page.title].text.rstrip(":") if sorted_page.title is not None else squeeze(title)
    return Draft(found, page_kind, pieces, find_business(pieces))


def _cut(lines: list[Line]) -> list[Piece]:
    headings = find_headings(lines)
    parents = find_parents(lines, headings)
    anchors = assign_anchors(lines, headings, parents)
    depths: list[int] = []
    pieces: list[Piece] = []
    for line, heading, parent, anchor in zip(lines, headings, parents, anchors, strict=True):
        depths.append((0 if parent == ROOT else depths[parent]) + 1)
        role = Role.HEADING if heading else Role.CLAUSE
        pieces.append(Piece(role, line, anchor, depths[-1]))
    return pieces


__all__ = ["decode_page", "draft_from_page", "files_of", "kind_of_name", "suggest_families", "write_draft"]
