"""Which parts make up the running program? The one list of what every room offers, in order."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from camket.consent.steps import EraseChoices
from camket.kernel.ports import ErasureStep
from camket.people.steps import EraseCustomer
from camket.vault import api as vault
from camket.vault.errors import RingExists
from camket.vault.steps import VaultErasure

ERASURE_STEPS: tuple[ErasureStep, ...] = (EraseChoices(), VaultErasure(), EraseCustomer())
"""Consent first, so that nothing goes out on a choice about to vanish; the customer's row, which leads from the
ledger's ref to a person, last."""


def prepare_vault(*, folder: Path, now: datetime) -> UUID:
    """Make the key ring on first use, check it on every later one; the deployment's id.

    Raises `VaultLocked` when the ring does not fit the database.
    """
    if not vault.is_sealed():
        root = settings.CAMKET_ROOT_KEY_FILE
        with suppress(RingExists):
            vault.create_ring(
                folder=folder,
                now=now,
                planned=settings.CAMKET_PLANNED_CUSTOMERS,
                root_file=Path(root) if root else None,
            )
    vault.forbid_core_dumps()
    vault.check_start()
    return vault.read_deployment()


def rotate_vault(*, now: datetime) -> tuple[int, int]:
    """Begin a new key epoch and wrap every customer's key anew, slice by slice; the epoch and how many keys.

    Safe to be killed: the next call goes on with the keys that are left.
    """
    epoch = vault.rotate(now=now)
    stale = left = vault.rewrap(limit=0)
    while left:
        left = vault.rewrap()
    return epoch, stale


def destroy_retired_keys(*, now: datetime) -> int:
    """Destroy every retired epoch that no key row names any more; how many.

    From then on no backup made under them can be read: neither the erased in it nor anybody else. Take a
    fresh backup first. Raises `EpochInUse` while somebody is writing.
    """
    retired = [
        one for one in vault.list_epochs() if one.retired_at and not one.destroyed_at and not one.key_rows
    ]
    for one in retired:
        if one.condemned_at is None:
            vault.condemn_epoch(epoch=one.epoch, now=now)
        vault.destroy_epoch(epoch=one.epoch, now=now)
    return len(retired)
