"""Which unlocked keys may stay in memory, and for how long? Few, not long, and only for the very same row.

* At most `size` keys, the least recently used goes first; none older than `seconds`.
* A key is found only by the row just read from the database: where the row is gone or changed, so is the key.
* An erasure evicts at once in its own process; elsewhere the missing row already keeps the key from being used.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock

from camket.vault.core.keys import FieldKey, KeyRow


class KeyCache:
    """A bounded memory of unlocked keys. `tick` gives monotonic seconds."""

    def __init__(self, *, size: int, seconds: float, tick: Callable[[], float]) -> None:
        self._size = size
        self._seconds = seconds
        self._tick = tick
        self._lock = Lock()
        self._kept: OrderedDict[tuple[bytes, int], tuple[KeyRow, FieldKey, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, row: KeyRow) -> FieldKey | None:
        """The key of exactly this row, if it is remembered and fresh."""
        place = (row.customer, row.retention_class)
        with self._lock:
            found = self._kept.get(place)
            if found is None:
                return None
            if found[0] != row or self._tick() - found[2] > self._seconds:
                del self._kept[place]
                return None
            self._kept.move_to_end(place)
            return found[1]

    def keep(self, row: KeyRow, key: FieldKey) -> None:
        """Remember the key of this row."""
        place = (row.customer, row.retention_class)
        with self._lock:
            self._kept[place] = (row, key, self._tick())
            self._kept.move_to_end(place)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def evict(self, places: Iterable[tuple[bytes, int]]) -> None:
        """Forget the keys of these (customer, class) pairs."""
        with self._lock:
            for place in places:
                self._kept.pop(place, None)

    def clear(self) -> None:
        """Forget every key."""
        with self._lock:
            self._kept.clear()
