"""Can a phone number, an e-mail address or a name get into an entry? Through no field, in no spelling."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.ledger.data import Entry, Event, decode_entry, encode_entry
from camket.ledger.errors import EntryRefused
from tests.kit.ledger import NOW, an_entry

TEXTS = ("who", "role", "purpose", "edition", "channel", "reason", "detail")
LISTS = ("clauses", "fields")

digits = st.text("0123456789", min_size=8, max_size=8)
phones = st.builds(
    lambda lead, rest, cut, sign: f"{lead}{sign}{rest[:cut]}{sign}{rest[cut:]}",
    st.sampled_from(["09", "03", "+849", "849", "028", "a09", "p_09"]),
    digits,
    st.integers(1, 7),
    st.sampled_from(["", ".", "-", " ", "_"]),
)
mails = st.builds(
    lambda box, host: f"{box}@{host}",
    st.from_regex(r"[a-z][a-z0-9.]{0,20}", fullmatch=True),
    st.sampled_from(["cua-hang.example", "khach.test", "a.example"]),
)
words = st.sampled_from(["Nguyễn", "Thị", "Đào", "Trần", "Văn", "An", "Lê", "Bình", "Phạm", "Hoa"])
names = st.lists(words, min_size=2, max_size=4).map(" ".join)
personal = st.one_of(phones, mails, names)


def refused(**given: Any) -> EntryRefused:
    with pytest.raises(EntryRefused) as caught:
        an_entry(**given)
    return caught.value


@settings(deadline=None, max_examples=300)
@given(personal, st.sampled_from(TEXTS))
def test_no_text_field_takes_it(value: str, field: str) -> None:
    assert value not in str(refused(**{field: value}))


@settings(deadline=None, max_examples=200)
@given(personal, st.sampled_from(["staff:", "customer:", "api:", "system:", ""]))
def test_no_actor_takes_it(value: str, kind: str) -> None:
    refused(who=kind + value)


@settings(deadline=None, max_examples=200)
@given(personal, st.sampled_from(LISTS))
def test_no_list_takes_it(value: str, field: str) -> None:
    refused(**{field: ("phone", value)})


@settings(deadline=None, max_examples=100)
@given(st.integers(300_000_000, 84_999_999_999))
def test_the_count_is_too_small_for_a_phone_number(number: int) -> None:
    refused(count=number)


@settings(deadline=None, max_examples=100)
@given(personal, st.sampled_from(["act", "refs", "request", "entry_id", "dec", "note", "v", "t", "n", "id"]))
def test_no_stored_bytes_with_it_are_read_as_an_entry(value: str, field: str) -> None:
    import json

    stored = json.loads(encode_entry(an_entry()))
    stored[field] = value
    with pytest.raises(EntryRefused):
        decode_entry(json.dumps(stored).encode())


@pytest.mark.parametrize("field", ["v", "t", "n"])
@pytest.mark.parametrize("value", [-1, 1.5, True, "1", None])
def test_numbers_are_whole_and_not_negative(field: str, value: object) -> None:
    sound = {name: getattr(an_entry(), name) for name in Entry.__struct_fields__}
    with pytest.raises(EntryRefused):
        Entry(**(sound | {field: value}))


@pytest.mark.parametrize("field", ["refs", "clauses", "fields"])
def test_lists_have_an_end(field: str) -> None:
    sound = {name: getattr(an_entry(), name) for name in Entry.__struct_fields__}
    many = tuple("a" * 32 if field == "refs" else "a" for _ in range(1001))
    with pytest.raises(EntryRefused):
        Entry(**(sound | {field: many}))


def test_the_largest_batch_fits() -> None:
    from camket.kernel.ids import make_ref

    entry = an_entry(refs=[make_ref() for _ in range(1000)], count=1000)
    assert len(encode_entry(entry)) < 40_000


def test_the_whole_entry_has_an_end() -> None:
    from camket.kernel.ids import make_ref

    wide = an_entry(
        refs=[make_ref() for _ in range(1000)], fields=["f" + "x" * 63] * 256, clauses=["9" * 8] * 256
    )
    assert len(encode_entry(wide)) < 65_536
    long = an_entry(
        refs=[make_ref() for _ in range(1000)], fields=["f" + "x" * 63] * 256, clauses=["c" + "x" * 31] * 256
    )
    assert len(encode_entry(long)) < 65_536


def test_every_event_can_be_written_and_read() -> None:
    for act in Event:
        entry = an_entry(act=act, now=NOW)
        assert decode_entry(encode_entry(entry)) == entry


def test_events_stand_in_alphabetical_order_and_keep_the_grammar() -> None:
    import re

    values = [event.value for event in Event]
    assert values == sorted(values)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", value) for value in values)
    assert all(event.name == event.value.replace(".", "_").upper() for event in Event)
