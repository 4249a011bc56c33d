"""What does a YAML file say, and where does each key and value stand? Plain data beside a table of places.

* Read event by event (ruamel.yaml, YAML 1.2), never recursively: deep or huge files are refused, not suffered.
* A smaller language than YAML: no anchors and aliases, no tags, no second document, only texts as keys.
* A key that stands twice is a finding; the first one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from camket.policy.core.findings import error
from camket.policy.data import Finding

Path = tuple[str | int, ...]
Place = tuple[int, int]

DEEPEST = 16
MOST_EVENTS = 100_000

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,15}|[0-9]{0,15}\.[0-9]{1,15}|[0-9]{1,15}\.)")
_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BARE_KEY = re.compile(r"( *)[A-Za-z_][A-Za-z0-9_-]*\s*")
_HINTS = (
    ("'\\t'", "yaml_tab"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_key_without_colon"),
    ("unexpected end of stream", "yaml_quote_open"),
    ("',' or ']'", "yaml_bracket_open"),
    ("',' or '}'", "yaml_bracket_open"),
    ("<block end>", "yaml_indent"),
)


@dataclass(slots=True)
class Tree:
    """Plain data (dict, list, str, int, float, bool, None) and where its keys and values stand."""

    data: object = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def locate(self, path: Path) -> Place:
        """Where a value stands; for what is absent, where its nearest parent is named."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
            if path in self.keys:
                return self.keys[path]
        return self.values.get((), (1, 1))

    def locate_key(self, path: Path) -> Place:
        """Where a key stands; for an item of a list, where the item stands."""
        return self.keys.get(path) or self.locate(path)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled."""

    path: Path
    node: dict[str, object] | list[object]
    key: str | None = None
    skipping: bool = False


class _Refused(Exception):
    """Reading can't go on; carries the finding."""

    def __init__(self, code: str, mark: Any, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        self.params = params


class _Builder:
    """Puts events together into a tree with an explicit stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = Tree()
        self.stack: list[_Frame] = []
        self.documents = 0
        self.events = 0

    def take(self, event: Any) -> None:
        self.events += 1
        if self.events > MOST_EVENTS:
            raise _Refused("yaml_too_large", event.start_mark)
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _Refused("yaml_several_documents", event.start_mark)
        elif isinstance(event, NodeEvent):
            self._refuse_extras(event)
            self._take_node(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _Refused("yaml_alias", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise _Refused("yaml_tag", event.start_mark)
        if len(self.stack) >= DEEPEST:
            raise _Refused("yaml_too_deep", event.start_mark)

    def _take_node(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            self._take_key(frame, event)
            return
        path = self._path_below(frame)
        skipping = self._is_skipping(frame)
        value = _resolve(event) if isinstance(event, ScalarEvent) else _make_node(event)
        if not skipping:
            self.tree.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        self._put(frame, value)
        if isinstance(value, dict | list):
            self.stack.append(_Frame(path, value, skipping=skipping))
        if frame is not None:
            frame.key = None

    def _take_key(self, frame: _Frame, event: Any) -> None:
        if not isinstance(event, ScalarEvent):
            raise _Refused("yaml_key", event.start_mark)
        frame.key = event.value
        path = (*frame.path, event.value)
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if frame.skipping:
            return
        if path in self.tree.keys:
            first = self.tree.keys[path][0]
            self.tree.findings.append(error("duplicate_key", self.file, *place, key=event.value, first=first))
        else:
            self.tree.keys[path] = place

    def _path_below(self, frame: _Frame | None) -> Path:
        if frame is None:
            return ()
        return (*frame.path, len(frame.node) if isinstance(frame.node, list) else frame.key or "")

    def _is_skipping(self, frame: _Frame | None) -> bool:
        """Whether the value to come belongs to a key that stood before."""
        if frame is None:
            return False
        return frame.skipping or (isinstance(frame.node, dict) and frame.key in frame.node)

    def _put(self, frame: _Frame | None, value: object) -> None:
        if frame is None:
            self.tree.data = value
        elif isinstance(frame.node, list):
            frame.node.append(value)
        else:
            frame.node.setdefault(frame.key or "", value)


def read_yaml(file: str, text: str) -> Tree:
    """The tree of one file; never raises. Without a readable file `data` is None and findings say why."""
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except _Refused as refused:
        return _give_up(builder, error(refused.code, file, *refused.place, **refused.params))
    except MarkedYAMLError as fault:
        return _give_up(builder, _explain(file, fault, text))
    except (YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return _give_up(builder, error("yaml_syntax", file))
    return builder.tree


def _events(text: str) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _give_up(builder: _Builder, finding: Finding) -> Tree:
    return Tree(findings=[*builder.tree.findings, finding])


def _explain(file: str, fault: MarkedYAMLError, text: str) -> Finding:
    mark = fault.problem_mark or fault.context_mark
    said = f"{fault.context or ''} {fault.problem or ''}"
    code = next((code for cue, code in _HINTS if cue in said), "yaml_syntax")
    if code in {"yaml_quote_open", "yaml_bracket_open"} and fault.context_mark is not None:
        mark = fault.context_mark
    if mark is None:
        return error(code, file)
    bare = _find_bare_key(text, mark.line) if code == "yaml_colon" else None
    if bare is not None:
        return error("yaml_key_without_colon", file, *bare)
    return error(code, file, mark.line + 1, mark.column + 1)


def _find_bare_key(text: str, line: int) -> Place | None:
    """The line above, when it is one word as deep as this line: there the colon is missing, not here too many."""
    lines = text.split("\n", line + 1)[: line + 1]
    for number in range(len(lines) - 2, -1, -1):
        above = _BARE_KEY.fullmatch(lines[number])
        if above is not None:
            depth = len(lines[line]) - len(lines[line].lstrip(" "))
            return (number + 1, depth + 1) if len(above.group(1)) == depth else None
        if lines[number].strip():
            return None
    return None


def _make_node(event: Any) -> dict[str, object] | list[object]:
    if isinstance(event, MappingStartEvent):
        return {}
    assert isinstance(event, SequenceStartEvent)  # noqa: S101 - the only other node that opens
    return []


def _resolve(event: Any) -> object:
    """A quoted text stays a text; a plain word is what YAML 1.2 says it is."""
    value: str = event.value
    if event.style not in {None, ""}:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value
