"""Do policy.yaml and cases.yaml of every example have the shape of the schema?"""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from camket.policy.core.schema import CasesModel, PolicyModel
from tests.rooms.examples.folders import EXAMPLES, FILES, NAMES, policy_folder, read_yaml, rules_of


def test_there_are_exactly_five_examples() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_folder_holds_the_four_files(name: str) -> None:
    assert {path.name for path in policy_folder(name).iterdir()} == set(FILES)


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_fit_the_schema(name: str) -> None:
    assert PolicyModel.model_validate(rules_of(name)).purposes


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_fit_the_schema(name: str) -> None:
    assert CasesModel.model_validate(read_yaml(policy_folder(name) / "cases.yaml")).cases


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_key_would_be_seen(name: str) -> None:
    with pytest.raises(ValidationError):
        PolicyModel.model_validate({**rules_of(name), "promises": []})
