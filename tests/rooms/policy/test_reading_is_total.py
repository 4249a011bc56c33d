"""Do any bytes give findings, never an exception? (tools/fuzz_policies.py runs more of the same.)"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tools.fuzz_policies import SMALL, judge, spoil

FILES = {name: text.encode() for name, text in SMALL.items()}


def test_the_small_policy_has_no_errors() -> None:
    assert {finding.code for finding in judge(FILES)} == set()


def test_random_changes_end_in_findings() -> None:
    chance = random.Random(20261123)
    seen = {finding.code for _ in range(1500) for finding in judge(spoil(FILES, chance))}
    assert len(seen) > 30


@settings(deadline=None, max_examples=150)
@given(st.fixed_dictionaries({name: st.binary(max_size=200) for name in FILES}))
def test_any_bytes_end_in_findings(files: dict[str, bytes]) -> None:
    assert judge(files)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.text(max_size=300))
def test_any_text_ends_in_findings(name: str, text: str) -> None:
    judge({**FILES, name: text.encode("utf-8", errors="surrogatepass")})
