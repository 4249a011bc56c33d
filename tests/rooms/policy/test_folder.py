"""Does a folder that is not a policy give findings instead of faults?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from camket.policy.errors import PolicyRefused
from camket.policy.reading import check_folder, read_policy
from tools.spoil_policies import write_files


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.file) for finding in check_folder(folder)]


def test_no_folder(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere")[0] == ("folder_missing", "policy.vi.md")


def test_a_name_no_folder_can_have() -> None:
    assert codes(Path("a\0b"))[0] == ("folder_missing", "policy.vi.md")


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "policy").write_text("x", encoding="utf-8")
    assert codes(tmp_path / "policy")[0] == ("folder_missing", "policy.vi.md")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("file_missing", "policy.vi.md"), ("file_missing", "policy.yaml")]


def test_a_folder_instead_of_a_file(tmp_path: Path, base: dict[str, bytes]) -> None:
    write_files({name: content for name, content in base.items() if name != "policy.yaml"}, tmp_path)
    (tmp_path / "policy.yaml").mkdir()
    assert codes(tmp_path) == [("file_is_no_file", "policy.yaml")]


def test_a_pipe_is_not_waited_for(tmp_path: Path, base: dict[str, bytes]) -> None:
    write_files({name: content for name, content in base.items() if name != "cases.yaml"}, tmp_path)
    os.mkfifo(tmp_path / "cases.yaml")
    assert codes(tmp_path) == [("file_is_no_file", "cases.yaml")]


def test_a_file_that_is_too_large(tmp_path: Path, base: dict[str, bytes]) -> None:
    write_files({**base, "policy.yaml": b"#" * 2_000_001}, tmp_path)
    assert codes(tmp_path) == [("file_too_large", "policy.yaml")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"- a\n" * 20_001, "file_too_many_lines"), (b"a: !" + b"x" * 20_000, "line_too_long")],
)
def test_what_would_take_long_is_not_read(
    tmp_path: Path, base: dict[str, bytes], content: bytes, code: str
) -> None:
    write_files({**base, "policy.yaml": content}, tmp_path)
    assert codes(tmp_path) == [(code, "policy.yaml")]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and does not read")
def test_a_file_that_does_not_read(tmp_path: Path, base: dict[str, bytes]) -> None:
    write_files({name: content for name, content in base.items() if name != "policy.yaml"}, tmp_path)
    (tmp_path / "policy.yaml").symlink_to("/proc/self/mem")
    assert codes(tmp_path) == [("file_unreadable", "policy.yaml")]


def test_a_link_that_leads_round(tmp_path: Path, base: dict[str, bytes]) -> None:
    write_files({name: content for name, content in base.items() if name != "policy.yaml"}, tmp_path)
    (tmp_path / "policy.yaml").symlink_to("policy.yaml")
    assert [file for _, file in codes(tmp_path)] == ["policy.yaml"]


def test_a_byte_order_mark_and_line_ends_of_windows_are_fine(tmp_path: Path, base: dict[str, bytes]) -> None:
    changed = {name: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for name, content in base.items()}
    write_files(changed, tmp_path)
    assert codes(tmp_path) == []


def test_the_refusal_has_all_findings(tmp_path: Path) -> None:
    with pytest.raises(PolicyRefused) as refused:
        read_policy(tmp_path)
    assert [finding.code for finding in refused.value.findings] == ["file_missing", "file_missing"]
    assert refused.value.params == {"count": 2, "first": "file_missing", "file": "policy.vi.md", "line": 1}
