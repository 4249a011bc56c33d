"""Do the words say what they should: no open-ended purpose, sensitive data named, both languages filled in?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.cues import find_cue, find_open_end
from camket.policy.core.findings import ENGLISH_PAGE, VIETNAMESE_PAGE, error
from camket.policy.core.read import Reading
from camket.policy.core.yaml_tree import Path
from camket.policy.data import Finding


def open_ended_purpose(reading: Reading) -> Iterator[Finding]:
    """A clause or purpose "for other lawful purposes": a promise that can't be kept."""
    pages = [(VIETNAMESE_PAGE, reading.vi), *([(ENGLISH_PAGE, reading.en)] if reading.en else [])]
    for file, page in pages:
        for passage in page.passages:
            cue = find_open_end(passage.text)
            if cue:
                place = (file, passage.line, passage.column)
                yield error("open_ended_purpose", *place, anchor=passage.anchor, cue=cue)
    for name, purpose in reading.model.purposes.items():
        cue = find_open_end(purpose.label.vi) or find_open_end(purpose.label.en)
        if cue:
            yield reading.error("open_ended_purpose", ("purposes", name, "label"), anchor=name, cue=cue)


def sensitive_not_said(reading: Reading) -> Iterator[Finding]:
    """A sensitive field where neither its name nor its clauses say that it is sensitive (D356 art. 6.4)."""
    passages = reading.vi.by_anchor()
    for name, field in reading.model.data.items():
        if field.class_ == "sensitive":
            texts = [field.label.vi, *(passages[a].text for a in field.keeps if a in passages)]
            if not any(find_cue(text, "sensitive") for text in texts):
                place = ("data", name, "class")
                yield reading.warning("sensitive_not_said", place, field=name, anchor=field.keeps[0])


def label_english_missing(reading: Reading) -> Iterator[Finding]:
    """A text without English where the policy is published in English."""
    if reading.en is None:
        return
    for path in _labels_without_english((), reading.rules.data):
        yield reading.warning("label_english_missing", path, where=".".join(str(step) for step in path))


def _labels_without_english(path: Path, node: object) -> Iterator[Path]:
    if isinstance(node, dict):
        if isinstance(node.get("vi"), str) and not node.get("en"):
            yield path
        for key, below in node.items():
            yield from _labels_without_english((*path, key), below)
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from _labels_without_english((*path, number), below)


CHECKS = (open_ended_purpose, sensitive_not_said, label_english_missing)
