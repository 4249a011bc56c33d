"""Has every finding a sentence, and every sentence a finding that some test brings about?"""

from __future__ import annotations

import re
from pathlib import Path

import camket.policy.core
from camket.policy.core.checks import ALL_CHECKS
from camket.words import read_catalogue
from tools.spoil_policies import read_spoiled

# Brought about by test_folder.py, test_yaml_tree.py, test_field_ids.py, test_shape.py
ELSEWHERE = {
    "file_is_no_file",
    "file_too_large",
    "file_too_many_lines",
    "file_unreadable",
    "folder_missing",
    "line_too_long",
    "not_understood",
    "two_fields_same_id",
    "yaml_syntax",
    "yaml_too_large",
}


def said(language: str) -> set[str]:
    prefix = "policy.finding."
    return {key.removeprefix(prefix) for key in read_catalogue(language) if key.startswith(prefix)}


def test_every_sentence_belongs_to_a_finding_under_test() -> None:
    tested = {case.expect["code"] for case in read_spoiled()} | ELSEWHERE
    assert said("vi") == tested
    assert said("en") == tested


def test_every_code_in_the_checks_has_a_sentence() -> None:
    folder = Path(next(iter(camket.policy.core.__path__))) / "checks"
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'(?:error|warning)\(\s*"([a-z_]+)"', text))
    assert len(codes) > 30
    assert codes <= said("vi")


def test_sentences_ask_for_the_same_parameters_in_both_languages() -> None:
    vi, en = read_catalogue("vi"), read_catalogue("en")
    for key in said("vi"):
        names = [set(re.findall(r"(?<!\{)\{([a-z_]+)\}", text[f"policy.finding.{key}"])) for text in (vi, en)]
        assert names[0] == names[1], key


def test_no_check_stands_twice() -> None:
    assert len(set(ALL_CHECKS)) == len(ALL_CHECKS)
