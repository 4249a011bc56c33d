"""Do the commands about a policy say what an owner can act on, in both languages?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
PAGES = Path(__file__).parents[2] / "vectors" / "pages"


def run(*words: object, language: str = "vi") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from camket.cli.main import main; main()", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CAMKET_LANG": language, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("name", ["estate", "supplier", "retailer", "agency", "mart"])
def test_each_example_is_clean(name: str) -> None:
    done = run("check", EXAMPLES / name / "policy")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("Chính sách sạch")


@pytest.mark.parametrize(("language", "word"), [("vi", "lỗi"), ("en", "error")])
def test_a_case_that_comes_out_otherwise_is_told(tmp_path: Path, language: str, word: str) -> None:
    shutil.copytree(EXAMPLES / "mart" / "policy", tmp_path / "policy")
    cases = tmp_path / "policy" / "cases.yaml"
    text = cases.read_text("utf-8")
    assert "reason: consent_withdrawn" in text
    cases.write_text(text.replace("reason: consent_withdrawn", "reason: consent_refused", 1), "utf-8")
    done = run("check", tmp_path / "policy", language=language)
    assert done.returncode == 1
    assert "cases.yaml:" in done.stdout


@pytest.mark.parametrize(
    "page", sorted(PAGES.glob("*.txt")) + sorted(PAGES.glob("*.html")), ids=lambda p: p.name
)
def test_a_published_page_becomes_a_folder_whose_clauses_wait_for_rules(tmp_path: Path, page: Path) -> None:
    made = run("new", tmp_path / "policy", "--from", page)
    assert made.returncode == 0, made.stdout + made.stderr
    checked = run("check", tmp_path / "policy")
    clauses = (tmp_path / "policy" / "policy.vi.md").read_text("utf-8").count("{#")
    assert clauses > 0
    assert checked.returncode == 1
    assert checked.stdout.count("[clause_not_kept]") > 0


def test_a_folder_that_is_not_there_is_a_sentence_not_a_trace(tmp_path: Path) -> None:
    done = run("check", tmp_path / "none")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
