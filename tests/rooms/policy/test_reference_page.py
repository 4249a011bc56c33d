"""Is the reference page true: does its example check clean, say what it says when spoiled, and name every key?"""

from __future__ import annotations

import re
from pathlib import Path

from camket.policy.core.edition import hash_content, list_content
from camket.policy.core.schema import PolicyModel
from camket.policy.reading import check_folder
from camket.words import say
from tools.spoil_policies import write_files

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "policy.md").read_text("utf-8")


def block(language: str, number: int = 0) -> str:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found[number]


def example() -> dict[str, bytes]:
    return {
        "policy.vi.md": block("markdown").encode(),
        "policy.yaml": block("yaml").encode(),
        "cases.yaml": block("yaml", 1).encode(),
    }


def test_the_example_has_no_findings(tmp_path: Path) -> None:
    write_files(example(), tmp_path)
    assert [(finding.code, finding.params) for finding in check_folder(tmp_path)] == []


def test_the_spoiled_example_says_what_the_page_says(tmp_path: Path) -> None:
    files = example()
    write_files(
        {**files, "policy.yaml": files["policy.yaml"].replace(b"roles: [shipping]", b"roles: [shiping]")},
        tmp_path,
    )
    (finding,) = (one for one in check_folder(tmp_path) if one.code == "unknown_role")
    sentence = say(f"policy.finding.{finding.code}", "vi", **finding.params)
    assert f"{finding.file}:{finding.line}:{finding.column}: {sentence}" in PAGE


def test_every_key_and_word_of_the_schema_is_on_the_page() -> None:
    schema = PolicyModel.model_json_schema(by_alias=True)
    tables = set(re.findall(r"[a-z][a-z0-9_-]*", PAGE))
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}
    words = set(re.findall(r"'enum': \[([^\]]*)\]", str(schema)))
    named = {word for group in words for word in re.findall(r"'([^']*)'", group)}
    assert keys | named <= tables | {"camket"}


def test_the_hash_on_the_page_is_right() -> None:
    listing = list_content({"policy.vi.md": "# Sen hồ".encode(), "policy.yaml": b"camket: 1\n"})
    assert hash_content(listing) in PAGE
