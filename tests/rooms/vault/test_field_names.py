"""Is a policy refused whose field names would share a place in a record?"""

from __future__ import annotations

from itertools import count

import pytest

from camket.vault import api
from camket.vault.core import names
from camket.vault.errors import FieldNamesCollide


def test_names_that_differ_pass() -> None:
    api.check_field_names(names=["phone", "full_name", "email", "phone"])


def test_names_that_share_a_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With numbers cut to 12 bits a collision is found at once; the rule is the same."""
    short = names.field_id
    monkeypatch.setattr(names, "field_id", lambda name: (short(name) & 0xFFF) + 1)
    seen: dict[int, str] = {}
    for step in count():
        name = f"field_{step}"
        if names.field_id(name) in seen:
            break
        seen[names.field_id(name)] = name
    with pytest.raises(FieldNamesCollide):
        api.check_field_names(names=[seen[names.field_id(name)], name])


def test_the_reserved_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "field_id", lambda _: names.NOTES_ID)
    with pytest.raises(FieldNamesCollide):
        api.check_field_names(names=["phone"])
