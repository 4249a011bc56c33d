"""What may be asked of the vault? The one door to sealed data; only `access` and the erasure step come through it.

* Everything works on many customers at once and joins the caller's transaction.
* Values come in normalised and search terms from `index_terms`, both by `camket.values.api`.
* Nothing here decides whether somebody may see a value: that is the business of `access`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import transaction
from psycopg.errors import UniqueViolation

from camket.policy.data import Field
from camket.vault import finding, reading, store, upkeep, writing
from camket.vault.core.names import refuse_collisions
from camket.vault.data import EpochState, Erased, HeldValue, IndexName, OpenedValue, Sealing
from camket.vault.errors import WriteCollided
from camket.vault.process import forbid_core_dumps
from camket.vault.room import DEFAULT_PLANNED, open_room

__all__ = [
    "check_field_names",
    "check_start",
    "condemn_epoch",
    "create_ring",
    "describe_many",
    "destroy_epoch",
    "erase_many",
    "forbid_core_dumps",
    "is_sealed",
    "list_epochs",
    "match_many",
    "open_many",
    "read_deployment",
    "reindex",
    "remove_fields",
    "rewrap",
    "rotate",
    "rotate_index_keys",
    "seal_many",
    "search",
]

_SLICE = 10_000
_TRIES = 3


def seal_many(*, sealings: Sequence[Sealing], now: datetime) -> None:
    """Write values of new and known customers; other fields stay as they are. Values are normalised already.

    Raises `WriteCollided` when others keep writing the same customers, `FieldNamesCollide`, `WrapsExhausted`,
    `VaultLocked`, and `SealBroken` where a record that has to be changed is not what was written.
    """
    room = open_room()
    with transaction.atomic():
        wanted = iter(writing.gather(sealings).items())
        while part := dict(islice(wanted, _SLICE)):
            for left in reversed(range(_TRIES)):
                try:
                    with transaction.atomic():
                        writing.seal(room, part, now=now)
                    break
                except UniqueViolation:
                    if not left:
                        raise WriteCollided from None


def open_many(*, customers: Sequence[UUID], fields: Collection[Field]) -> dict[UUID, dict[str, OpenedValue]]:
    """The asked fields by customer and field name; no other field is decrypted.

    A field that isn't held is left out, so is a customer with none of them. Raises `SealBroken`, `VaultLocked`.
    """
    return reading.open_records(open_room(), customers, frozenset(field.name for field in fields))


def describe_many(*, customers: Sequence[UUID]) -> dict[UUID, tuple[HeldValue, ...]]:
    """Which fields are held, from which source, since when, under which edition. Nothing is decrypted."""
    return reading.describe_records(customers)


def search(*, index: IndexName, term: str, limit: int | None = None) -> list[UUID]:
    """Who has a value with this term (one of `index_terms`), `limit` at most; every hit was verified by opening it.

    Raises `IndexUnknown`, `SealBroken`, `VaultLocked`.
    """
    return [customer for _, customer in islice(finding.find(open_room(), index, [term]), limit)]


def match_many(*, index: IndexName, terms: Collection[str]) -> dict[str, list[UUID]]:
    """The same for many terms at once, in few queries; terms nobody has are left out."""
    found: dict[str, list[UUID]] = {}
    for term, customer in finding.find(open_room(), index, set(terms)):
        found.setdefault(term, []).append(customer)
    return found


def remove_fields(*, customers: Sequence[UUID], fields: Collection[Field], now: datetime) -> int:
    """Remove these fields; how many values went. A class left without fields loses its key too."""
    with transaction.atomic():
        return writing.remove(open_room(), customers, frozenset(field.name for field in fields), now=now)


def erase_many(*, customers: Sequence[UUID]) -> Erased:
    """Destroy the keys of these customers and delete their ciphertexts and tokens. Idempotent."""
    with transaction.atomic():
        erased, places = store.delete_customers(customers)
    open_room().cache.evict(places)
    return erased


def check_field_names(*, names: Collection[str]) -> None:
    """Raises `FieldNamesCollide` when the names of one policy can't live in one record."""
    refuse_collisions(names)


def create_ring(
    *, folder: Path, now: datetime, planned: int = DEFAULT_PLANNED, root_file: Path | None = None
) -> None:
    """Make the key ring of a new deployment, and its root key where there is none. Raises `RingExists`."""
    upkeep.create_ring(folder=folder, planned=planned, now=now, root_file=root_file)


def check_start() -> None:
    """Raises `VaultLocked` unless the ring can be read, fits this database and opens its keys."""
    with transaction.atomic():
        upkeep.check_start(open_room())


def is_sealed() -> bool:
    """Whether this database was sealed with some ring before: then a new ring would only stand in that one's way."""
    return store.read_tenant() is not None


def read_deployment() -> UUID:
    """The id of this deployment, which ring and database share. Raises `VaultLocked`."""
    return UUID(bytes=open_room().ring().tenant)


def rotate(*, now: datetime) -> int:
    """Begin a new key epoch (at least every 30 days); its number. Then call `rewrap` until it answers 0."""
    return upkeep.rotate(open_room(), now=now)


def rewrap(*, limit: int = _SLICE) -> int:
    """Wrap up to `limit` keys under the current epoch; how many are left. One transaction; safe to be killed."""
    with transaction.atomic():
        return upkeep.rewrap(open_room(), limit=limit)


def condemn_epoch(*, epoch: int, now: datetime) -> None:
    """Step one of destroying a retired epoch. Raises `EpochInUse`."""
    upkeep.condemn(open_room(), epoch=epoch, now=now)


def destroy_epoch(*, epoch: int, now: datetime) -> None:
    """Step two: a condemned epoch that no key row names leaves the ring; old copies of its rows die with it.

    Not inside another transaction. Raises `EpochInUse`, also while somebody is writing: try again.
    """
    upkeep.destroy(open_room(), epoch=epoch, now=now)


def list_epochs() -> tuple[EpochState, ...]:
    """Every epoch ever made, with its dates, count of wraps and key rows."""
    return upkeep.list_epochs(open_room())


def rotate_index_keys(*, now: datetime) -> int:
    """Begin a new version of the index key; its number. Then call `reindex` until it answers 0."""
    return upkeep.rotate_index_keys(open_room(), now=now)


def reindex(*, limit: int = _SLICE) -> int:
    """Rebuild tokens of up to `limit` customers; how many old tokens are left. At 0 the old key is dropped.

    Not inside another transaction; safe to be killed.
    """
    return upkeep.reindex(open_room(), limit=limit)
