"""What does a policy folder say? Puts text, rules and cases together with their places. Total: any bytes give findings.

1. Each file is decoded (size, UTF-8, NFC, no hidden characters).
2. The pages are read into clauses; the English anchors are held against the Vietnamese ones.
3. policy.yaml and cases.yaml are read into trees, the trees into the models of `schema`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from camket.policy.core.clauses import Page, read_page
from camket.policy.core.findings import (
    CASES,
    ENGLISH_PAGE,
    FILES,
    RULES,
    VIETNAMESE_PAGE,
    error,
    find_nearest,
    warning,
)
from camket.policy.core.folder import decode, find_missing
from camket.policy.core.schema import CasesModel, PolicyModel
from camket.policy.core.shape import read_shape
from camket.policy.core.yaml_tree import Path, Tree, read_yaml
from camket.policy.data import Finding

Suggest = Callable[[str], Sequence[str]]


def suggest_nothing(_: str) -> Sequence[str]:
    """No idea which rules a clause asks for."""
    return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A policy with the places of everything in it: what checks work on.

    * `vi`, `en`: the pages; `rules`: the tree of policy.yaml; `model`: the same, typed; `cases` likewise.
    * `kept_by`: clause anchor -> dotted paths of the rules that keep it, in the order of the file.
    """

    vi: Page
    en: Page | None
    rules: Tree
    model: PolicyModel
    case_tree: Tree
    cases: CasesModel
    kept_by: dict[str, tuple[str, ...]]
    suggest: Suggest = suggest_nothing

    def error(self, code: str, path: Path, /, *, at_key: bool = False, **params: object) -> Finding:
        """An error at a path of policy.yaml."""
        place = self.rules.locate_key(path) if at_key else self.rules.locate(path)
        return error(code, RULES, *place, **params)

    def warning(self, code: str, path: Path, /, *, at_key: bool = False, **params: object) -> Finding:
        """A warning at a path of policy.yaml."""
        place = self.rules.locate_key(path) if at_key else self.rules.locate(path)
        return warning(code, RULES, *place, **params)


@dataclass(frozen=True, slots=True)
class _Text:
    """The decoded files."""

    by_name: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_bytes(
    files: Mapping[str, bytes], suggest: Suggest = suggest_nothing
) -> tuple[Reading | None, list[Finding]]:
    """The reading of a folder's files, or None where a needed file can't be read; and all findings so far."""
    text = _decode_all(files)
    findings = [*text.findings, *find_missing(files, text.findings)]
    vi = _read_page(VIETNAMESE_PAGE, text, findings)
    en = _read_page(ENGLISH_PAGE, text, findings)
    if vi and en:
        findings += _compare_anchors(vi, en)
    rules = _read_tree(RULES, text, findings)
    model = None
    if rules:
        model, wrong = read_shape(PolicyModel, rules, RULES)
        findings += wrong
    case_tree, cases = _read_cases(text, findings)
    if vi is None or rules is None or model is None:
        return None, findings
    kept_by = _collect_kept(rules)
    return Reading(vi, en, rules, model, case_tree, cases, kept_by, suggest), findings


def find_keeps(tree: Tree) -> Iterator[tuple[Path, list[str]]]:
    """Each rule of policy.yaml that says which clauses it keeps: its path and the anchors, in file order."""
    yield from _walk_keeps((), tree.data)


def _decode_all(files: Mapping[str, bytes]) -> _Text:
    text = _Text()
    for name in FILES:
        if name in files:
            decoded, wrong = decode(name, files[name])
            text.findings.extend(wrong)
            if decoded is not None:
                text.by_name[name] = decoded
    return text


def _read_page(name: str, text: _Text, findings: list[Finding]) -> Page | None:
    if name not in text.by_name:
        return None
    page, wrong = read_page(name, text.by_name[name])
    findings += wrong
    return page


def _read_tree(name: str, text: _Text, findings: list[Finding]) -> Tree | None:
    if name not in text.by_name:
        return None
    tree = read_yaml(name, text.by_name[name])
    findings += tree.findings
    return None if tree.data is None and tree.findings else tree


def _read_cases(text: _Text, findings: list[Finding]) -> tuple[Tree, CasesModel]:
    tree = _read_tree(CASES, text, findings)
    if tree is None or tree.data is None:
        return Tree(), CasesModel()
    cases, wrong = read_shape(CasesModel, tree, CASES)
    findings += wrong
    return (tree, cases) if cases else (Tree(), CasesModel())


def _compare_anchors(vi: Page, en: Page) -> Iterator[Finding]:
    vietnamese, english = vi.by_anchor(), en.by_anchor()
    for anchor, passage in vietnamese.items():
        if anchor not in english:
            place = (passage.anchor_line, passage.anchor_column)
            yield warning("clause_english_missing", VIETNAMESE_PAGE, *place, anchor=anchor)
    for anchor, passage in english.items():
        if anchor not in vietnamese:
            place = (passage.anchor_line, passage.anchor_column)
            nearest = find_nearest(anchor, vietnamese)
            yield error("english_anchor_unknown", ENGLISH_PAGE, *place, anchor=anchor, nearest=nearest)


def _collect_kept(tree: Tree) -> dict[str, tuple[str, ...]]:
    kept: dict[str, list[str]] = {}
    for path, anchors in find_keeps(tree):
        for anchor in dict.fromkeys(anchors):
            kept.setdefault(anchor, []).append(".".join(str(step) for step in path))
    return {anchor: tuple(rules) for anchor, rules in kept.items()}


def _walk_keeps(path: Path, node: object) -> Iterator[tuple[Path, list[str]]]:
    if isinstance(node, dict):
        keeps = node.get("keeps")
        if isinstance(keeps, list):
            yield path, keeps
        for key, below in node.items():
            yield from _walk_keeps((*path, key), below)
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from _walk_keeps((*path, number), below)
