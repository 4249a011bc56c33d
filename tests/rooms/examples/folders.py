"""Where are the examples, and what stands in their files? Shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
NAMES = ("estate", "supplier", "retailer", "agency", "mart")
FILES = ("policy.vi.md", "policy.en.md", "policy.yaml", "cases.yaml")


def policy_folder(name: str) -> Path:
    """The policy folder of one example."""
    return EXAMPLES / name / "policy"


@cache
def read_yaml(path: Path) -> Any:
    """A YAML file as plain data."""
    return YAML(typ="safe").load(path.read_text("utf-8"))


def rules_of(name: str) -> Any:
    """policy.yaml of one example as plain data."""
    return read_yaml(policy_folder(name) / "policy.yaml")


def texts_of(name: str) -> dict[Path, str]:
    """Every file of one example with its text."""
    folder = EXAMPLES / name
    return {path: path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def find_keeps(node: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each rule with its dotted path and the anchors it keeps; list items are numbered from 0."""
    if isinstance(node, dict):
        if isinstance(node.get("keeps"), list):
            yield path, node["keeps"]
        below = list(node.items())
    else:
        below = list(enumerate(node)) if isinstance(node, list) else []
    for key, value in below:
        yield from find_keeps(value, f"{path}.{key}" if path else str(key))
