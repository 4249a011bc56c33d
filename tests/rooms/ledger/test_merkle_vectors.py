"""Do our proof checks agree with the published vectors (transparency-dev/merkle, Apache-2.0)? All 518 files.

We are stricter in eight of them, on purpose: an empty tree proves nothing, and a root has 32 bytes.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from camket_verify.proof import verify_consistency, verify_inclusion

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT.parent / "shared" / "vectors" / "merkle" / "testdata"
FILES = {"consistency": 98, "inclusion": 98, "subtreeconsistency": 118, "subtreeinclusion": 204}
STRICTER = {
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    *(
        f"subtreeconsistency/additional/subtree-is-empty-{rest}-proof-is-empty.json"
        for rest in (
            "sizes-are-equal-one-subtree-root-valid",
            "sizes-are-equal-one-subtree-root-valid-tree-root-random",
            "sizes-are-equal-zero-subtree-root-valid",
            "sizes-are-equal-zero-subtree-root-valid-tree-root-random",
            "subtree-root-valid",
            "subtree-root-valid-tree-root-random",
        )
    ),
}


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def holds(kind: str, case: dict[str, Any]) -> bool:
    path = [raw(text) for text in case["proof"] or []]
    if kind.endswith("consistency"):
        old, new = case["end" if "end" in case else "size1"], case["size" if "size" in case else "size2"]
        return verify_consistency(
            old, new, raw(case["root1"]), raw(case["root2"]), path, case.get("start", 0)
        )
    start = case.get("start", 0)
    width = case["end" if "end" in case else "treeSize"] - start
    if width <= 0 or start % (1 << (width - 1).bit_length()):
        return False  # not a subtree
    return verify_inclusion(case["leafIdx"] - start, width, raw(case["leafHash"]), path, raw(case["root"]))


@pytest.mark.skipif(
    not FOLDER.is_dir(), reason="0 of 518 vector files ran: ../shared/vectors/merkle is absent"
)
@pytest.mark.parametrize("kind", FILES)
def test_published_vectors(kind: str) -> None:
    files = sorted((FOLDER / kind).rglob("*.json"))
    assert len(files) == FILES[kind]
    wrong = set()
    for file in files:
        case = json.loads(file.read_text("utf-8"))
        if holds(kind, case) == case["wantErr"]:
            name = file.relative_to(FOLDER).as_posix()
            assert not case["wantErr"], f"{name}: accepted what must be refused"
            wrong.add(name)
    assert wrong == {name for name in STRICTER if name.startswith(f"{kind}/")}
