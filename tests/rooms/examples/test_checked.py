"""Does the checker have nothing to say about the examples, and does it speak up when one is spoilt?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from camket.policy.api import check_folder
from tests.rooms.examples.folders import NAMES, policy_folder


@pytest.mark.parametrize("name", NAMES)
def test_the_checker_finds_nothing(name: str) -> None:
    assert check_folder(policy_folder(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_promise_would_be_found(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(policy_folder(name), tmp_path / "policy")
    page = folder / "policy.vi.md"
    page.write_text(f"{page.read_text('utf-8')}\nMọi khách hàng đều được tặng quà. {{#99.1}}\n", "utf-8")
    assert "clause_not_kept" in {finding.code for finding in check_folder(folder)}


def test_the_open_ended_purpose_of_the_estate_page_would_be_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(policy_folder("estate"), tmp_path / "policy")
    page = folder / "policy.vi.md"
    spoilt = page.read_text("utf-8").replace(
        "- **Tin tuyển dụng:** ", "- **Tin tuyển dụng và các mục đích khác không trái với quy định:** "
    )
    page.write_text(spoilt, "utf-8")
    assert [(f.code, f.params["anchor"]) for f in check_folder(folder)] == [("open_ended_purpose", "1.7")]
