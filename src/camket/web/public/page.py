"""How does the policy read as a page? Sections of clauses, each with the rules that keep it. Pure.

* A clause is Markdown as its author wrote it; HTML in it is text (markdown-it), and what comes out is
  washed once more (nh3), so an adopted policy can't bring a script along.
* A clause that is kept names the rules that keep it; what was measured comes with the promise board.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from camket.policy.data import Clause, Policy
from camket.words import SentenceMissing, say

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_TAGS = {"a", "br", "code", "em", "strong"}


@dataclass(frozen=True, slots=True)
class KeptBy:
    """A rule that keeps a clause: its family in words, its path in policy.yaml."""

    family: str
    path: str


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause of the page."""

    anchor: str
    html: SafeString
    is_heading: bool
    kept_by: tuple[KeptBy, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the clauses below it."""

    id: str
    heading: str
    clauses: tuple[ClauseText, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The whole page, and how many of its clauses a rule keeps."""

    title: str
    sections: tuple[Section, ...]
    clauses: int
    kept: int


def render_clause(markdown: str) -> SafeString:
    """A clause's inline Markdown as washed HTML."""
    washed = nh3.clean(_MARKDOWN.renderInline(markdown), tags=_TAGS, attributes={"a": {"href"}})
    return mark_safe(washed)  # noqa: S308 - washed by nh3 on the line above


def make_page(policy: Policy, language: str) -> PolicyPage:
    """The page in "vi" or "en"."""
    sections = tuple(
        _section(number, heading, clauses, policy, language)
        for number, (heading, clauses) in enumerate(
            groupby(policy.clauses, key=lambda clause: _heading(clause, language)), start=1
        )
    )
    kept = sum(1 for clause in policy.clauses if policy.kept_by.get(clause.anchor))
    return PolicyPage(policy.title.in_language(language), sections, len(policy.clauses), kept)


def _heading(clause: Clause, language: str) -> str:
    return clause.heading_en if language == "en" and clause.heading_en else clause.heading


def _section(number: int, heading: str, clauses: Iterable[Clause], policy: Policy, language: str) -> Section:
    return Section(
        id=f"s-{number}",
        heading=heading,
        clauses=tuple(_clause(clause, policy, language) for clause in clauses),
    )


def _clause(clause: Clause, policy: Policy, language: str) -> ClauseText:
    text = clause.en if language == "en" and clause.en else clause.vi
    return ClauseText(
        anchor=clause.anchor,
        html=render_clause(text),
        is_heading=clause.kind == "heading",
        kept_by=tuple(
            KeptBy(_family(path, language), path) for path in policy.kept_by.get(clause.anchor, ())
        ),
    )


def _family(path: str, language: str) -> str:
    family = path.replace("[", ".").split(".", 1)[0]
    try:
        return say(f"public.family.{family}", language)
    except SentenceMissing:
        return family
