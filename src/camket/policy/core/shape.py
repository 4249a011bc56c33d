"""Does the data have the shape of the schema? Turns each complaint of pydantic into a finding of ours.

* A finding has the place of the key or value, our own code, and the nearest right word.
* A rule without `keeps` is its own finding: nobody disclosed it.
* Several complaints about one place (the branches of a union) become one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from camket.policy.core.findings import error, find_nearest
from camket.policy.core.yaml_tree import Path, Tree
from camket.policy.data import Finding

MOST_FINDINGS = 200

_QUOTED = re.compile(r"'([^']*)'")
_NAME = re.compile(r"[\w-]+")
_PATTERNS = (
    ("hours|days|working days", "period_unparseable"),
    ("mon|tue", "bad_days"),
    ("[01][0-9]|2[0-3]", "bad_hours"),
    ("[A-Z]{2}", "bad_country"),
    ("[0-9A-Za-z][0-9A-Za-z._-]", "bad_anchor"),
    ("[a-z][a-z0-9_-]", "bad_name"),
)
_WANTED = {
    "list_type": "wrong_type_list",
    "dict_type": "wrong_type_mapping",
    "model_type": "wrong_type_mapping",
    "model_attributes_type": "wrong_type_mapping",
    "bool_type": "wrong_type_yes_or_no",
    "bool_parsing": "wrong_type_yes_or_no",
    "string_type": "wrong_type_text",
    "string_too_short": "text_empty",
    "string_too_long": "text_too_long",
    "too_short": "list_empty",
}

M = TypeVar("M", bound=BaseModel)


def read_shape(model: type[M], tree: Tree, file: str) -> tuple[M | None, list[Finding]]:
    """The model, or None and a finding for each thing that is not as the schema has it."""
    if not isinstance(tree.data, dict):
        code = "file_empty" if tree.data is None else "wrong_type_mapping"
        return None, [error(code, file, *tree.locate(()), value="", where="")]
    try:
        return model.model_validate(tree.data), []
    except ValidationError as fault:
        return None, _explain_all(fault.errors(include_url=False), model, tree, file)


def _explain_all(faults: Iterable[Any], model: type[BaseModel], tree: Tree, file: str) -> list[Finding]:
    choices: dict[Path, list[str]] = {}
    others: dict[Path, Finding] = {}
    for fault in faults:
        path, is_key, known = _follow(fault["loc"], tree.data)
        if fault["type"] in {"literal_error", "enum"}:
            choices.setdefault(path, []).extend(_read_choices(fault, is_key=is_key))
        elif known:
            others.setdefault(path, _explain(fault, path, is_key, model, tree, file))
    found = [
        _explain_choice(path, allowed, tree, file)
        for path, allowed in choices.items()
        if not any(_is_below(other, path) for other in (*others, *choices))
    ]
    found += [finding for path, finding in others.items() if path not in choices]
    return found[:MOST_FINDINGS]


def _is_below(path: Path, above: Path) -> bool:
    """A complaint about a part: the owner chose the branch that has parts, so the words of the other do not help."""
    return len(path) > len(above) and path[: len(above)] == above


def _follow(loc: tuple[int | str, ...], data: object) -> tuple[Path, bool, bool]:
    """The path in the data that a location names; whether it is a key; whether the branch fits the data.

    A location also holds the names of union branches and models, which the data does not have.
    """
    path: list[int | str] = []
    node = data
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if step == "[key]":
            return tuple(path), True, True
        if _has(node, step):
            path.append(step)
            node = _value_at(node, (step,))
        elif last and isinstance(node, dict) and not _is_branch(step):
            path.append(step)
        elif not isinstance(node, dict) and not last:
            return tuple(path), False, False
    return tuple(path), False, True


def _has(node: object, step: int | str) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)


def _is_branch(step: int | str) -> bool:
    return isinstance(step, str) and (step.endswith("Model") or "[" in step)


def _read_choices(fault: Any, *, is_key: bool) -> list[str]:
    allowed = _QUOTED.findall(str(fault.get("ctx", {}).get("expected", "")))
    return ["[key]", *allowed] if is_key else allowed


def _explain_choice(path: Path, allowed: list[str], tree: Tree, file: str) -> Finding:
    value = _value_at(tree.data, path)
    if "[key]" in allowed:
        return _unknown_key(path, [word for word in allowed if word != "[key]"], tree, file)
    if path == ("camket",):
        return error("unknown_version", file, *tree.locate(path), value=value)
    if not isinstance(value, str):
        code = _code_for_text(value)
        return error(code, file, *tree.locate(path), value=_show(value), where=_dotted(path))
    return error(
        "bad_value",
        file,
        *tree.locate(path),
        value=value,
        where=_dotted(path),
        nearest=find_nearest(value, allowed),
        allowed=", ".join(dict.fromkeys(allowed)),
    )


def _explain(fault: Any, path: Path, is_key: bool, model: type[BaseModel], tree: Tree, file: str) -> Finding:
    kind = fault["type"]
    value = path[-1] if is_key and path else _value_at(tree.data, path)
    where = _dotted(path)
    place = tree.locate_key(path) if is_key else tree.locate(path)
    if kind == "extra_forbidden" and value is None and not _NAME.fullmatch(str(path[-1])):
        return error("comma_in_text", file, *tree.locate_key(path), text=path[-1], where=_dotted(path[:-1]))
    if kind == "extra_forbidden":
        return _unknown_key(path, _keys_at(model, path[:-1]), tree, file)
    if path and path[-1] == "keeps" and kind in {"missing", "too_short"}:
        return error("rule_not_disclosed", file, *tree.locate_key(path), rule=_dotted(path[:-1]))
    if kind == "missing":
        return error(
            "missing_key", file, *tree.locate_key(path[:-1]), key=path[-1], where=_dotted(path[:-1]) or file
        )
    if kind == "string_pattern_mismatch":
        pattern = str(fault["ctx"]["pattern"])
        code = next((code for cue, code in _PATTERNS if cue in pattern), "not_understood")
        return error(code, file, *place, value=_show(value), where=where)
    code = _code_for_text(value) if kind == "string_type" else _WANTED.get(kind, "not_understood")
    return error(code, file, *place, value=_show(value), where=where)


def _unknown_key(path: Path, known: Iterable[str], tree: Tree, file: str) -> Finding:
    key = str(path[-1]) if path else ""
    nearest = find_nearest(key, known)
    return error(
        "unknown_key", file, *tree.locate_key(path), key=key, where=_dotted(path[:-1]), nearest=nearest
    )


def _code_for_text(value: object) -> str:
    """A number or yes/no where a text belongs wants quotation marks."""
    return "needs_quotes" if isinstance(value, bool | int | float) else "wrong_type_text"


def _value_at(data: object, path: Path) -> object:
    node = data
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return node


def _show(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return "" if value is None else str(value)


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the published schema knows at a path."""
    schema, define = _schema(model)
    nodes = [schema]
    for step in path:
        nodes = [below for node in nodes for below in _step_down(define, node, step)]
    return [
        key for node in nodes for branch in _branches(define, node) for key in branch.get("properties", {})
    ]


def _step_down(define: Callable[[Any], Any], node: Any, step: str | int) -> list[Any]:
    below: list[Any] = []
    for branch in _branches(define, node):
        if isinstance(step, int):
            below += [branch["items"]] if "items" in branch else []
        elif step in branch.get("properties", {}):
            below.append(branch["properties"][step])
        else:
            below += branch.get("patternProperties", {}).values()
            below += [branch["additionalProperties"]] if branch.get("additionalProperties") else []
    return below


def _branches(define: Callable[[Any], Any], node: Any) -> list[Any]:
    whole = define(node)
    return [define(branch) for branch in whole["anyOf"]] if "anyOf" in whole else [whole]


@cache
def _schema(model: type[BaseModel]) -> tuple[Any, Callable[[Any], Any]]:
    schema = model.model_json_schema(by_alias=True)

    def define(node: Any) -> Any:
        name = str(node.get("$ref", "")).rpartition("/")[2]
        return schema["$defs"].get(name, node) if name else node

    return schema, define
