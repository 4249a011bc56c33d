"""Where does a clause stand? A link into the policy page, or the article of the law where no clause speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from camket.policy.data import Policy
from camket.words import say

_LAW = "L91."


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause's number and where to read it; `link` is empty for an article of the law."""

    anchor: str
    link: str


def link_clauses(anchors: Iterable[str], policy: Policy, language: str) -> tuple[ClauseLink, ...]:
    """Links in the order given."""
    published = {clause.anchor for clause in policy.clauses}
    page = reverse("public:policy")
    return tuple(
        ClauseLink(anchor, f"{page}#c-{anchor}")
        if anchor in published
        else ClauseLink(_law(anchor, language), "")
        for anchor in anchors
    )


def _law(anchor: str, language: str) -> str:
    if anchor.startswith(_LAW):
        return say("web.law", language, article=anchor.removeprefix(_LAW))
    return say("web.clause", language, anchor=anchor)
