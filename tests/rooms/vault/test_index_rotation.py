"""Does searching go on while index keys are changed, and does the old key go at the end?"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from camket.kernel.ids import make_id
from camket.vault import api, ringfile, store
from camket.vault.data import IndexName
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db]


def people(count: int, start: int = 0) -> dict[str, UUID]:
    made = {f"+8490{n:07}": make_id() for n in range(start, start + count)}
    api.seal_many(
        sealings=[kit.sealing(c, phone=p, full_name="Nguyễn Thị Đào") for p, c in made.items()], now=kit.NOW
    )
    return made


def found(made: dict[str, UUID]) -> bool:
    wanted = {term: [customer] for term, customer in made.items()}
    by_name = api.search(index=IndexName.NAME_TAIL, term="thi dao")
    return api.match_many(index=IndexName.PHONE, terms=made) == wanted and sorted(made.values()) == by_name


def versions(ring: Path) -> list[int]:
    return [k.ver for k in ringfile.read_ring(path=ring / "ring.json").index_keys]


def stored_versions() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT index / 16, count(*) FROM vault_index GROUP BY 1 ORDER BY 1")
        return dict(cursor.fetchall())


def test_everybody_is_found_at_every_moment(ring: Path) -> None:
    made = people(20)
    assert api.rotate_index_keys(now=kit.NOW) == 2
    assert found(made)
    left = [api.reindex(limit=15)]
    assert stored_versions().keys() == {1, 2}
    made |= people(5, start=100)
    assert found(made)
    while left[-1]:
        left.append(api.reindex(limit=15))
        assert found(made)
    assert left == sorted(left, reverse=True)
    assert stored_versions() == {2: 75}
    assert versions(ring) == [2]


def test_new_values_take_the_new_key_only(ring: Path) -> None:
    api.rotate_index_keys(now=kit.NOW)
    people(1)
    assert stored_versions() == {2: 3}


def test_corrections_and_erasure_reach_both_versions(ring: Path) -> None:
    made = people(2)
    (_, corrected), (old_phone, erased) = made.items()
    api.rotate_index_keys(now=kit.NOW)
    kit.seal(corrected, phone="+84900009999")
    api.erase_many(customers=[erased])
    assert stored_versions() == {2: 3}
    assert api.search(index=IndexName.PHONE, term=old_phone) == []
    assert api.search(index=IndexName.PHONE, term="+84900009999") == [corrected]


def test_a_change_of_keys_during_a_search_is_noticed(ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the ring and reading the table all tokens move to a new key: the search is done again."""
    made = people(3)
    look = store.find_tokens
    calls: list[int] = []

    def moving(pairs: Any) -> Any:
        calls.append(len(pairs))
        if len(calls) == 1:
            api.rotate_index_keys(now=kit.NOW)
            assert api.reindex(limit=100) == 0
        return look(pairs)

    monkeypatch.setattr(store, "find_tokens", moving)
    term, customer = next(iter(made.items()))
    assert api.search(index=IndexName.PHONE, term=term) == [customer]
    assert len(calls) == 2


def test_tokens_lengthen_with_the_planned_number(ring: Path, settings: Any) -> None:
    made = people(3)
    settings.CAMKET_PLANNED_CUSTOMERS = 50_000_000
    api.rotate_index_keys(now=kit.NOW)
    assert api.reindex(limit=100) == 0
    assert [k.bits for k in ringfile.read_ring(path=ring / "ring.json").index_keys] == [25]
    assert found(made)
