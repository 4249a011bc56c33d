"""Is the written folder one that the policy reader reads back clause for clause?"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from camket.policy.core.clauses import read_page
from camket.policy.core.page.doors import draft_from_page, files_of, write_draft
from camket.policy.core.page.draft import Draft
from camket.policy.core.page.errors import FolderTaken
from camket.policy.core.schema import BusinessModel
from tests.kit.pages import CORPUS, ORIGINALS, own_pages, real_pages


def draft_of(path: Path) -> Draft:
    return draft_from_page(text=path.read_text("utf-8"), kind=path.suffix[1:])


def assert_reads_back(draft: Draft) -> None:
    page, findings = read_page("policy.vi.md", files_of(draft)["policy.vi.md"])
    assert findings == []
    assert [passage.anchor for passage in page.passages] == [piece.anchor for piece in draft.clauses]
    for passage, piece in zip(page.passages, draft.clauses, strict=True):
        assert piece.text in passage.text


@pytest.mark.parametrize("path", own_pages(), ids=lambda p: p.name)
def test_own_pages_read_back(path: Path) -> None:
    assert_reads_back(draft_of(path))


def test_real_pages_read_back() -> None:
    for path in real_pages(ORIGINALS, 5) + real_pages(CORPUS, 70):
        assert_reads_back(draft_of(path))


def test_plain_text_that_looks_like_markdown_stays_text() -> None:
    draft = draft_from_page(
        text="Chính sách bảo mật\n> Tiệm hỏi tên.\n```\n=====\nTiệm giữ một năm.", kind="txt"
    )
    page, _ = read_page("policy.vi.md", files_of(draft)["policy.vi.md"])
    assert len(page.passages) == len(draft.clauses)


def test_the_skeleton_says_only_what_the_page_says(tmp_path: Path) -> None:
    path = next(p for p in own_pages() if p.name.startswith("2_"))
    write_draft(draft_of(path), tmp_path / "policy")
    rules = YAML(typ="safe").load(tmp_path / "policy" / "policy.yaml")
    business = BusinessModel.model_validate(rules["business"])
    assert rules["camket"] == 1
    assert business.name.vi == "Công ty TNHH Vải Sợi Nắng Mai"
    assert business.tax_code == "0100000001"
    hotline = next(contact for contact in business.contacts if contact.kind == "hotline")
    assert (hotline.value, hotline.hours, hotline.days, hotline.keeps) == (
        "1900 000 102",
        "08:30-17:00",
        "mon-fri",
        ["4.3"],
    )
    assert not any(rules[section] for section in rules if section not in ("camket", "title", "business"))


def test_furniture_is_written_with_its_kind(tmp_path: Path) -> None:
    write_draft(draft_of(own_pages()[0]), tmp_path)
    rows = YAML(typ="safe").load(tmp_path / "page-furniture.yaml")["furniture"]
    assert {
        "kind": "copyright",
        "line": 23,
        "text": "© 2024 Tiệm Bánh Mây Hồng. All rights reserved.",
    } in rows


def test_a_policy_is_never_written_over(tmp_path: Path) -> None:
    draft = draft_of(own_pages()[0])
    (tmp_path / "policy.yaml").write_text("camket: 1\n", "utf-8")
    with pytest.raises(FolderTaken) as refusal:
        write_draft(draft, tmp_path)
    assert refusal.value.params == {"name": "policy.yaml"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["policy.yaml"]
