"""Can two different lists of parts ever become the same bytes, or two different texts the same padding?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.vault.core.keys import KeyRow, dek_bound
from camket.vault.core.padding import STEP, pad, unpad
from camket.vault.core.tlv import tlv, u16, u32
from camket.vault.errors import FormatUnknown

parts = st.lists(st.binary(max_size=20), max_size=6)


def read_back(joined: bytes) -> list[bytes]:
    found = []
    while joined:
        size = int.from_bytes(joined[:2], "big")
        found.append(joined[2 : 2 + size])
        joined = joined[2 + size :]
    return found


@given(parts)
@settings(deadline=None, max_examples=200)
def test_a_list_can_be_read_back(given_parts: list[bytes]) -> None:
    assert read_back(tlv(*given_parts)) == given_parts


@given(st.binary(max_size=100), st.booleans())
@settings(deadline=None, max_examples=200)
def test_padding_can_be_taken_off_without_knowing_the_type(text: bytes, to_step: bool) -> None:
    padded = pad(text, to_step=to_step)
    assert unpad(padded) == text
    assert len(padded) % STEP == 0 if to_step else len(padded) == len(text) + 1


@pytest.mark.parametrize("padded", [b"", b"\x00" * 16, b"text", b"text\x00\x00"])
def test_text_without_its_mark_is_refused(padded: bytes) -> None:
    with pytest.raises(FormatUnknown):
        unpad(padded)


@given(
    st.binary(min_size=16, max_size=16),
    st.binary(min_size=16, max_size=16),
    st.integers(0, 65535),
    st.integers(0, 65535),
    st.integers(0, 2**32 - 1),
    st.binary(min_size=32, max_size=32),
)
@settings(deadline=None, max_examples=100)
def test_the_packed_layout_is_the_tlv_of_the_document(
    tenant: bytes, customer: bytes, klass: int, ver: int, epoch: int, commitment: bytes
) -> None:
    row = KeyRow(customer, klass, ver, epoch, commitment, b"")
    assert dek_bound(tenant, row) == tlv(
        b"camket/dek/v1", tenant, customer, u16(klass), u16(ver), u32(epoch), commitment
    )
