"""What happens when two work on the same customer or the same key at the same moment?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connections, transaction

from camket.kernel.ids import make_id
from camket.vault import api, ringfile, store
from camket.vault.data import IndexName
from camket.vault.errors import EpochInUse, WriteCollided
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db(transaction=True)]


class Worker(Thread):
    """A thread with a connection of its own whose failure is not lost."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self._work()
        except BaseException as failure:  # noqa: BLE001 - told to the test
            self.failure = failure
        finally:
            connections.close_all()

    def finish(self) -> None:
        self.join(timeout=30)
        assert not self.is_alive()
        if self.failure:
            raise self.failure


def test_a_key_somebody_is_just_wrapping_is_not_destroyed(ring: Path) -> None:
    """The writer's row is not committed: counting rows would say none."""
    customer = make_id()
    written, leave = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            kit.seal(customer, phone="+84900000001")
            written.set()
            assert leave.wait(timeout=30)

    writer = Worker(write)
    writer.start()
    assert written.wait(timeout=30)
    api.rotate(now=kit.NOW)
    assert api.rewrap() == 0
    api.condemn_epoch(epoch=1, now=kit.NOW)
    with pytest.raises(EpochInUse):
        api.destroy_epoch(epoch=1, now=kit.NOW)
    leave.set()
    writer.finish()
    with pytest.raises(EpochInUse):
        api.destroy_epoch(epoch=1, now=kit.NOW)
    assert api.rewrap() == 0
    api.destroy_epoch(epoch=1, now=kit.NOW)
    assert kit.opened(customer) == {"phone": "+84900000001"}


def test_an_index_key_somebody_is_just_using_is_not_dropped(ring: Path) -> None:
    """The writer's tokens are not committed: counting them would say none."""
    customer = make_id()
    written, leave = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            kit.seal(customer, phone="+84900000001")
            written.set()
            assert leave.wait(timeout=30)

    writer = Worker(write)
    writer.start()
    assert written.wait(timeout=30)
    api.rotate_index_keys(now=kit.NOW)
    assert api.reindex() == 0
    leave.set()
    writer.finish()
    assert versions(ring) == [1, 2]
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [customer]
    assert api.reindex() == 0
    assert versions(ring) == [2]
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [customer]


def versions(ring: Path) -> list[int]:
    return [key.ver for key in ringfile.read_ring(path=ring / "ring.json").index_keys]


def test_a_second_correction_waits_for_the_first(ring: Path) -> None:
    """Both change the same row: without waiting the second would write back what it read before."""
    customer = make_id()
    kit.seal(customer, full_name="Lê Văn Bình")
    second = Worker(lambda: kit.seal(customer, email="dao@shop.example"))
    with transaction.atomic():
        kit.seal(customer, phone="+84900000001")
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive()
    second.finish()
    assert set(kit.opened(customer)) == {"full_name", "phone", "email"}


def test_two_first_writers_of_one_customer_both_get_through(
    ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked and found nothing before either writes."""
    customer = make_id()
    barrier = Barrier(2)
    read = store.read_records

    def meet(*args: Any, **named: Any) -> Any:
        found = read(*args, **named)
        if named.get("lock") and not found and barrier.n_waiting < 2 and not barrier.broken:
            barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(store, "read_records", meet)
    writers = [
        Worker(lambda: kit.seal(customer, phone="+84900000001")),
        Worker(lambda: kit.seal(customer, email="dao@shop.example")),
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.finish()
    assert kit.opened(customer) == {"phone": "+84900000001", "email": "dao@shop.example"}
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [customer]
    assert api.search(index=IndexName.EMAIL, term="dao@shop.example") == [customer]


def test_who_never_gets_through_is_told(ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001")

    def see_nothing(*_: Any, **__: Any) -> list[Any]:
        return []

    monkeypatch.setattr(store, "read_records", see_nothing)
    with pytest.raises(WriteCollided):
        kit.seal(customer, email="dao@shop.example")
    monkeypatch.undo()
    assert kit.opened(customer) == {"phone": "+84900000001"}


def test_corrections_of_two_fields_at_once_are_both_kept(ring: Path) -> None:
    customers = [make_id() for _ in range(20)]
    api.seal_many(sealings=[kit.sealing(c, full_name="Lê Văn Bình") for c in customers], now=kit.NOW)

    def write(name: str, text: str, order: int) -> Callable[[], None]:
        sealings = [kit.sealing(c, **{name: text}) for c in customers[::order]]
        return lambda: api.seal_many(sealings=sealings, now=kit.NOW)

    writers = [
        Worker(write("phone", "+84900000001", 1)),
        Worker(write("email", "a@shop.example", -1)),
        Worker(write("hobby", "câu cá", 1)),
        Worker(write("birthday", "--03-02", -1)),
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.finish()
    wanted = {"full_name", "phone", "email", "hobby", "birthday"}
    assert [set(kit.opened(customer)) for customer in customers] == [wanted] * 20
