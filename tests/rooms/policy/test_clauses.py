"""Which clauses does a page have?"""

from __future__ import annotations

from camket.policy.core.clauses import read_page

PAGE = """# Chính sách

Lời mở đầu
trên hai dòng. {#0}

## 1. Phạm vi {#1}

- Một {#1.a}
  - Hai, *nghiêng* {#1.b}
1. Ba {#1.c}

### 1.1 Chi tiết

> Bốn {#1.d}

## 2. Khác

Năm{#2.a}
"""


def test_headings_paragraphs_and_items_are_clauses_in_the_order_of_the_page() -> None:
    page, findings = read_page("policy.vi.md", PAGE)
    assert findings == []
    assert page.title == "Chính sách"
    assert [(p.anchor, p.text, p.line, p.kind, p.level, p.heading) for p in page.passages] == [
        ("0", "Lời mở đầu trên hai dòng.", 3, "paragraph", 0, ""),
        ("1", "1. Phạm vi", 6, "heading", 2, ""),
        ("1.a", "Một", 8, "item", 1, "1. Phạm vi"),
        ("1.b", "Hai, *nghiêng*", 9, "item", 2, "1. Phạm vi"),
        ("1.c", "Ba", 10, "item", 1, "1. Phạm vi"),
        ("1.d", "Bốn", 14, "paragraph", 0, "1.1 Chi tiết"),
        ("2.a", "Năm", 18, "paragraph", 0, "2. Khác"),
    ]


def test_places_point_at_the_text_and_at_the_mark() -> None:
    page, _ = read_page("policy.vi.md", PAGE)
    first, nested = page.passages[0], page.passages[3]
    assert (first.column, first.anchor_line, first.anchor_column) == (1, 4, 16)
    assert (nested.column, nested.anchor_line, nested.anchor_column) == (5, 9, 20)


def test_a_link_reference_or_html_hides_no_text() -> None:
    for hidden in ("[a]: https://sen.example\n", "<!-- lời hứa ẩn -->\n", "<div>lời hứa</div>\n"):
        _, findings = read_page("policy.vi.md", "# A\n\n" + hidden)
        assert [finding.code for finding in findings] == ["clause_without_anchor"], hidden
