"""Are unlocked keys few, short-lived, and only ever found by the row just read?"""

from __future__ import annotations

from camket.vault.core.cache import KeyCache
from camket.vault.core.keys import FieldKey, KeyRow


class Ticks:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def row(number: int, *, wrapped: bytes = b"w") -> KeyRow:
    return KeyRow(number.to_bytes(16, "big"), 1, 1, 1, b"c", wrapped)


def make(size: int = 3) -> tuple[KeyCache, Ticks]:
    ticks = Ticks()
    return KeyCache(size=size, seconds=60.0, tick=ticks), ticks


def test_the_same_row_finds_its_key() -> None:
    cache, _ = make()
    key = FieldKey(bytes(32), 1)
    cache.keep(row(1), key)
    assert cache.find(row(1)) is key


def test_a_row_wrapped_anew_does_not() -> None:
    cache, _ = make()
    cache.keep(row(1), FieldKey(bytes(32), 1))
    assert cache.find(row(1, wrapped=b"other")) is None
    assert len(cache) == 0


def test_after_sixty_seconds_it_is_gone() -> None:
    cache, ticks = make()
    cache.keep(row(1), FieldKey(bytes(32), 1))
    ticks.seconds = 60.0
    assert cache.find(row(1)) is not None
    ticks.seconds = 60.1
    assert cache.find(row(1)) is None


def test_the_least_recently_used_goes_first() -> None:
    cache, _ = make(size=2)
    for number in (1, 2):
        cache.keep(row(number), FieldKey(bytes(32), 1))
    cache.find(row(1))
    cache.keep(row(3), FieldKey(bytes(32), 1))
    assert [number for number in (1, 2, 3) if cache.find(row(number))] == [1, 3]


def test_eviction_and_clearing() -> None:
    cache, _ = make()
    for number in (1, 2):
        cache.keep(row(number), FieldKey(bytes(32), 1))
    cache.evict([(row(1).customer, 1), (row(9).customer, 1)])
    assert (cache.find(row(1)), len(cache)) == (None, 1)
    cache.clear()
    assert len(cache) == 0


def test_a_key_is_never_printed() -> None:
    secret = b"\x5a" * 32
    assert repr(FieldKey(secret, 1)) == "FieldKey(ver=1)"
