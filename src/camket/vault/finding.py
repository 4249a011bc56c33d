"""Whose value is this? Looks the token up, then opens every candidate: a token alone proves nothing.

* All live versions of the index key are tried at once, so search works while tokens are being rebuilt.
* Did the versions change between reading the ring and reading the table, the search is done again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from camket.vault import store
from camket.vault.core.blind import FEEDING_TYPES
from camket.vault.core.ring import OpenRing
from camket.vault.data import IndexName
from camket.vault.errors import IndexUnknown, VaultLocked
from camket.vault.room import Room
from camket.vault.writing import terms_of

_SLICE = 1000
_TRIES = 5


def find(room: Room, index: str, terms: Collection[str]) -> Iterator[tuple[str, UUID]]:
    """(term, customer) pairs, each once, verified by decryption, in order of customer. Raises `IndexUnknown`."""
    try:
        name = IndexName(index)
    except ValueError:
        raise IndexUnknown(index=index) from None
    ring, candidates = _candidates(room, name, terms)
    customers = list(candidates)
    for start in range(0, len(customers), _SLICE):
        yield from _verified(room, ring, name, candidates, customers[start : start + _SLICE])


def _candidates(room: Room, name: IndexName, terms: Collection[str]) -> tuple[OpenRing, dict[UUID, set[str]]]:
    for _ in range(_TRIES):
        ring = room.ring()
        meant: dict[tuple[int, int], list[str]] = {}
        for keys in ring.index_keys:
            for term in terms:
                meant.setdefault(keys.token(name, term), []).append(term)
        rows = store.find_tokens(meant) if meant else []
        if [k.ver for k in room.ring().index_keys] == [k.ver for k in ring.index_keys]:
            break
    else:
        raise VaultLocked(why="ring_unsteady")
    found: dict[UUID, set[str]] = {}
    for index, token, customer in rows:
        found.setdefault(customer, set()).update(meant[index, token])
    return ring, found


def _verified(
    room: Room, ring: OpenRing, name: IndexName, candidates: dict[UUID, set[str]], customers: list[UUID]
) -> Iterator[tuple[str, UUID]]:
    held: dict[UUID, set[str]] = {}
    for record in store.read_records(customers):
        pairs = terms_of(room, ring, record, only=FEEDING_TYPES[name])
        held.setdefault(UUID(bytes=record.key.customer), set()).update(t for n, t in pairs if n == name)
    for customer in customers:
        for term in sorted(candidates[customer] & held.get(customer, set())):
            yield term, customer
