"""Which bytes name an edition, and do its files come back from them?"""

from __future__ import annotations

import contextlib
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.policy.core.edition import hash_content, list_content, split_content
from camket.policy.core.findings import FILES
from camket.policy.errors import EditionBroken

some_files = st.dictionaries(st.sampled_from(FILES), st.binary(max_size=80))


def test_the_listing_is_as_documented() -> None:
    listing = list_content({"policy.yaml": b"camket: 1\n", "policy.vi.md": "# Sen hồ".encode()})
    assert listing == (
        b"camket/policy-edition/v1\npolicy.vi.md 10\n# Sen h\xe1\xbb\x93\npolicy.yaml 10\ncamket: 1\n\n"
    )
    assert hash_content(listing) == hashlib.sha256(listing).hexdigest()
    assert hash_content(listing) == "5c7084f94edff19eaa28a4413b073f012a20efc9d5963047eaca08177cbee9e2"


@settings(deadline=None, max_examples=200)
@given(some_files)
def test_files_come_back_byte_for_byte(files: dict[str, bytes]) -> None:
    assert split_content(list_content(files), number=1) == files


@settings(deadline=None, max_examples=200)
@given(some_files, some_files)
def test_different_files_have_different_listings(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (list_content(one) == list_content(other)) == (one == other)


@settings(deadline=None, max_examples=200)
@given(some_files, st.binary(max_size=40), st.integers(min_value=0, max_value=400))
def test_a_listing_nobody_wrote_is_refused_or_means_itself(
    files: dict[str, bytes], noise: bytes, at: int
) -> None:
    listing = list_content(files)
    spoiled = listing[:at] + noise + listing[at:]
    found = None
    with contextlib.suppress(EditionBroken):
        found = split_content(spoiled, number=7)
    assert found is None or list_content(found) == spoiled


def test_a_listing_that_is_cut_off_is_refused() -> None:
    listing = list_content({"policy.yaml": b"camket: 1\n"})
    for end in range(len(listing)):
        if end != len(b"camket/policy-edition/v1\n"):
            with pytest.raises(EditionBroken):
                split_content(listing[:end], number=1)
