"""Is every promise kept by a rule, and every rule disclosed by a clause?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.cues import find_cue
from camket.policy.core.findings import VIETNAMESE_PAGE, error, find_nearest
from camket.policy.core.read import Reading, find_keeps
from camket.policy.data import Finding

FAMILIES = (
    "data",
    "purposes",
    "collection",
    "records",
    "sharing",
    "recipients",
    "retention",
    "storage",
    "rights",
    "messages",
    "measurement",
    "incidents",
    "security",
    "changes",
)


def clause_not_kept(reading: Reading) -> Iterator[Finding]:
    """An anchored passage that no rule keeps and no statement explains: an empty promise."""
    explained = {statement.clause for statement in reading.model.statements}
    for passage in reading.vi.passages:
        if passage.anchor not in reading.kept_by and passage.anchor not in explained:
            families = tuple(reading.suggest(passage.text)) or FAMILIES
            yield error(
                "clause_not_kept",
                VIETNAMESE_PAGE,
                passage.line,
                passage.column,
                anchor=passage.anchor,
                text=passage.text,
                families=", ".join(families),
            )


def keeps_unknown_clause(reading: Reading) -> Iterator[Finding]:
    """A rule that says it keeps a clause the page does not have."""
    known = reading.vi.by_anchor()
    for path, anchors in find_keeps(reading.rules):
        for number, anchor in enumerate(anchors):
            if anchor not in known:
                nearest = find_nearest(anchor, known)
                place = (*path, "keeps", number)
                yield reading.error("keeps_unknown_clause", place, anchor=anchor, nearest=nearest)


def statement_of_unknown_clause(reading: Reading) -> Iterator[Finding]:
    """A statement about a clause the page does not have."""
    known = reading.vi.by_anchor()
    for number, statement in enumerate(reading.model.statements):
        if statement.clause not in known:
            nearest = find_nearest(statement.clause, known)
            place = ("statements", number, "clause")
            yield reading.error("keeps_unknown_clause", place, anchor=statement.clause, nearest=nearest)


def statement_is_kept(reading: Reading) -> Iterator[Finding]:
    """A clause called a mere statement although a rule keeps it."""
    for number, statement in enumerate(reading.model.statements):
        rules = reading.kept_by.get(statement.clause)
        if rules:
            place = ("statements", number, "clause")
            yield reading.warning("statement_is_kept", place, anchor=statement.clause, rule=rules[0])


def statement_sounds_like_promise(reading: Reading) -> Iterator[Finding]:
    """A clause called an introduction, definition or reference that commits to something."""
    passages = reading.vi.by_anchor()
    for number, statement in enumerate(reading.model.statements):
        passage = passages.get(statement.clause)
        if passage is None or statement.is_ == "duty-of-customer" or statement.clause in reading.kept_by:
            continue
        cue = find_cue(passage.text, "promise")
        if cue:
            place = ("statements", number, "clause")
            yield reading.warning("statement_sounds_like_promise", place, anchor=statement.clause, cue=cue)


CHECKS = (
    clause_not_kept,
    keeps_unknown_clause,
    statement_of_unknown_clause,
    statement_is_kept,
    statement_sounds_like_promise,
)
