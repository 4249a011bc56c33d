"""Which JSON Schemas does Camket publish for policy.yaml and cases.yaml? Writes them beside the policy room.

`policy_schema.py` writes both files; a test says whether they are up to date. Editors that know JSON Schema
complete and check the files as they are typed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from camket.policy.core.schema import CasesModel, PolicyModel

FOLDER = Path(__file__).parents[1] / "src" / "camket" / "policy"
PUBLISHED: dict[str, type[BaseModel]] = {
    "policy.schema.json": PolicyModel,
    "cases.schema.json": CasesModel,
}


def make_schema(model: type[BaseModel]) -> str:
    """The JSON Schema (2020-12) of one file, as published."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_close(model.model_json_schema(by_alias=True)),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _close(node: Any) -> Any:
    """The same schema, where names that do not fit their pattern are refused too, as the checker does."""
    if isinstance(node, dict):
        closed = {key: _close(below) for key, below in node.items()}
        return {**closed, "additionalProperties": False} if "patternProperties" in node else closed
    return [_close(below) for below in node] if isinstance(node, list) else node


def main() -> None:
    """Write both schemas."""
    for name, model in PUBLISHED.items():
        (FOLDER / name).write_text(make_schema(model), encoding="utf-8")


if __name__ == "__main__":
    main()
