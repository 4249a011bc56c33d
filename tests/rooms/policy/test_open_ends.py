"""Which wording leaves a purpose open, and which shuts the door?"""

from __future__ import annotations

import pytest

from camket.policy.core.cues import find_cue, find_open_end

OPEN = [
    "Và các mục đích khác không trái với quy định của pháp luật.",
    "Phục vụ cho mục đích hợp pháp khác.",
    "Giao hàng, chăm sóc và những mục đích khác.",
    "Chúng tôi không bán dữ liệu. Dữ liệu dùng cho mục đích khác.",
    "We use it for delivery and other lawful purposes.",
    "We may use data for any purpose.",
]
SHUT = [
    "Chúng tôi không dùng dữ liệu vào mục đích khác.",
    "Không sử dụng thông tin cho bất kỳ mục đích nào khác ngoài giao hàng.",
    "Nếu muốn dùng cho mục đích khác, chúng tôi hỏi lại khách.",
    "Khách có quyền phản đối các mục đích khác.",
    "We never use it for any other purpose.",
    "It is not used for other purposes.",
    "If we ever want it for other purposes, we ask you first.",
    "Mỗi mục đích được nêu rõ ở đây.",
]


@pytest.mark.parametrize("text", OPEN)
def test_open(text: str) -> None:
    assert find_open_end(text)


@pytest.mark.parametrize("text", SHUT)
def test_shut(text: str) -> None:
    assert find_open_end(text) == ""


def test_cues_are_whole_words() -> None:
    assert find_cue("Số thẻ ngân hàng", "card", "labels") == "số thẻ"
    assert find_cue("Số thẻo", "card", "labels") == ""
