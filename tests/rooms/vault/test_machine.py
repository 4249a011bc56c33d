"""Whatever order things are done in: does the vault always hold exactly what was last written and not removed?

The real database against a dictionary; every rule may come at any time.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from camket.kernel.ids import make_id
from camket.vault import api
from camket.vault.data import IndexName
from camket.vault.errors import EpochInUse
from camket.vault.room import open_room
from tests.kit import vault as kit

PHONES = [f"+8490000000{n}" for n in range(6)]
TEXTS = {
    "phone": PHONES,
    "second_phone": PHONES,
    "full_name": ["Nguyễn Thị Đào", "Lê Văn Bình", "Đào"],
    "email": ["a@shop.example", "b@shop.example"],
    "hobby": ["câu cá", "đọc sách\x80", ""],
    "birthday": ["--03-02", "1990-01-01"],
}
customers = st.integers(0, 4)
values = st.fixed_dictionaries({}, optional={n: st.sampled_from(texts) for n, texts in TEXTS.items()})


class VaultMachine(RuleBasedStateMachine):
    """Five customers, six fields in two classes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="camket-ring-"))
        django_settings.CAMKET_KEYS = self.folder
        api.create_ring(folder=self.folder, now=kit.NOW, planned=16)
        self.savepoint = transaction.savepoint()
        self.people = [make_id() for _ in range(5)]
        self.model: dict[UUID, dict[str, str]] = {}
        self.now = kit.NOW

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)
        shutil.rmtree(self.folder)

    @rule(wanted=st.dictionaries(customers, values, max_size=5))
    def seal(self, wanted: dict[int, dict[str, str]]) -> None:
        self.now += timedelta(minutes=1)
        api.seal_many(
            sealings=[kit.sealing(self.people[n], **texts) for n, texts in wanted.items()], now=self.now
        )
        for number, texts in wanted.items():
            if texts:
                self.model.setdefault(self.people[number], {}).update(texts)

    @rule(number=customers, names=st.sets(st.sampled_from(sorted(TEXTS)), min_size=1))
    def remove(self, number: int, names: set[str]) -> None:
        held = self.model.get(self.people[number], {})
        removed = api.remove_fields(
            customers=[self.people[number]], fields=[kit.FIELDS[n] for n in names], now=self.now
        )
        assert removed == len(names & held.keys())
        for name in names:
            held.pop(name, None)
        if not held:
            self.model.pop(self.people[number], None)

    @rule(numbers=st.sets(customers))
    def erase(self, numbers: set[int]) -> None:
        api.erase_many(customers=[self.people[n] for n in numbers])
        for number in numbers:
            self.model.pop(self.people[number], None)

    @rule()
    def rotate(self) -> None:
        api.rotate(now=self.now)

    @rule(limit=st.integers(1, 20))
    def rewrap(self, limit: int) -> None:
        api.rewrap(limit=limit)

    @rule()
    def destroy_the_oldest(self) -> None:
        oldest = next(e for e in api.list_epochs() if e.destroyed_at is None)
        try:
            api.condemn_epoch(epoch=oldest.epoch, now=self.now)
            api.destroy_epoch(epoch=oldest.epoch, now=self.now)
        except EpochInUse:
            assert oldest.retired_at is None or oldest.key_rows
        else:
            assert not oldest.key_rows

    @rule()
    def rotate_index(self) -> None:
        api.rotate_index_keys(now=self.now)

    @rule(limit=st.integers(1, 10))
    def reindex(self, limit: int) -> None:
        api.reindex(limit=limit)

    @rule()
    def another_process(self) -> None:
        open_room().cache.clear()

    @rule(cipher=st.sampled_from(["gcm", "gcm-siv"]))
    def change_cipher(self, cipher: str) -> None:
        django_settings.CAMKET_FIELD_CIPHER = cipher

    @invariant()
    def everything_opens(self) -> None:
        found = api.open_many(customers=self.people, fields=list(kit.FIELDS.values()))
        assert {c: {n: v.value for n, v in held.items()} for c, held in found.items()} == self.model
        described = api.describe_many(customers=self.people)
        assert {c: {h.field for h in held} for c, held in described.items()} == {
            c: set(held) for c, held in self.model.items()
        }

    @invariant()
    def everybody_is_found(self) -> None:
        found = api.match_many(index=IndexName.PHONE, terms=PHONES)
        wanted: dict[str, set[UUID]] = {}
        for customer, held in self.model.items():
            for name in ("phone", "second_phone"):
                if name in held:
                    wanted.setdefault(held[name], set()).add(customer)
        assert {term: set(hits) for term, hits in found.items()} == wanted

    @invariant()
    def the_program_would_start(self) -> None:
        api.check_start()


@pytest.mark.django_db
def test_the_vault_holds_what_it_should(settings: Any) -> None:
    """`settings` is asked for so that pytest-django puts back what the machine sets."""
    before = settings.CAMKET_KEYS
    settings.CAMKET_FIELD_CIPHER = "gcm"
    settings.CAMKET_KEYS = before
    run_state_machine_as_test(VaultMachine, settings=MACHINE)  # type: ignore[no-untyped-call]


MACHINE = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
