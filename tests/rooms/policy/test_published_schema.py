"""Are the published JSON Schemas up to date, valid, and of one mind with the checker?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from camket.policy.core.yaml_tree import read_yaml
from tools.policy_schema import FOLDER, PUBLISHED, make_schema
from tools.spoil_policies import Spoiled, read_base, read_spoiled


@pytest.mark.parametrize("name", PUBLISHED)
def test_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == make_schema(PUBLISHED[name]), "run tools/policy_schema.py"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(Path(FOLDER / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_sound_policy_fits() -> None:
    base = read_base()
    for name, file in (("policy.schema.json", "policy.yaml"), ("cases.schema.json", "cases.yaml")):
        validator(name).validate(read_yaml(file, base[file].decode()).data)


SHAPES = {
    "unknown_version",
    "unknown_key",
    "missing_key",
    "rule_not_disclosed",
    "bad_value",
    "bad_name",
    "bad_anchor",
    "bad_hours",
    "bad_days",
    "bad_country",
    "period_unparseable",
    "needs_quotes",
    "wrong_type_list",
    "wrong_type_mapping",
    "wrong_type_text",
    "wrong_type_yes_or_no",
    "text_empty",
    "text_too_long",
    "list_empty",
}


@pytest.mark.parametrize(
    "case", [case for case in read_spoiled() if case.expect["code"] in SHAPES], ids=lambda case: case.name
)
def test_the_schema_refuses_what_the_checker_refuses(case: Spoiled) -> None:
    file = case.expect["file"]
    text = case.files[file].decode()
    schema = "policy.schema.json" if file == "policy.yaml" else "cases.schema.json"
    assert list(validator(schema).iter_errors(read_yaml(file, text).data))
