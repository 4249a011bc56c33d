"""Which ring, cipher and unlocked keys does this process work with? One room per keys folder, opened when needed.

* The ring is read again as soon as its file changed; a call works with one state of the ring.
* Wraps are reserved in the ring before use, some thousands at a time, so that counting costs no file write each.
* Settings: CAMKET_KEYS (folder), CAMKET_ROOT_KEY_FILE (default: root.key in it), CAMKET_FIELD_CIPHER ("gcm"
  or "gcm-siv"), CAMKET_PLANNED_CUSTOMERS (how many customers new index keys are made for).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from camket.vault import ringfile
from camket.vault.core import ring as rules
from camket.vault.core.cache import KeyCache
from camket.vault.core.ciphers import GCM, GCM_SIV, Aead
from camket.vault.core.keys import FieldKey, KeyRow, unlock
from camket.vault.core.record import Sealer
from camket.vault.core.ring import OpenRing, Ring
from camket.vault.errors import KeyBroken, VaultLocked
from camket.vault.rootkey import RootKey, read_root_key

RING_FILE = "ring.json"
ROOT_KEY_FILE = "root.key"
DEFAULT_PLANNED = 1_000_000
CACHED_KEYS = 10_000
CACHE_SECONDS = 60.0
RESERVED_AT_ONCE = 4096
_ALGORITHMS = {"gcm": GCM, "gcm-siv": GCM_SIV}


class Room:
    """The keys of one deployment as this process sees them."""

    def __init__(self, *, ring_path: Path, root_path: Path, alg: int, planned: int) -> None:
        self.ring_path = ring_path
        self.alg = alg
        self.planned = planned
        self.cache = KeyCache(size=CACHED_KEYS, seconds=CACHE_SECONDS, tick=time.monotonic)
        self._root_path = root_path
        self._lock = Lock()
        self._seen: ringfile.Identity | None = None
        self._stored: Ring | None = None
        self._open: OpenRing | None = None
        self._reserved = (0, 0, 0)  # process, epoch, wraps still free

    @property
    def root(self) -> RootKey:
        """The root key, read anew: it isn't kept in memory longer than needed."""
        return read_root_key(path=self._root_path)

    def ring(self) -> OpenRing:
        """The ring as its file stands now. Raises `VaultLocked`."""
        seen = ringfile.identify(self.ring_path)
        with self._lock:
            if self._open is None or seen != self._seen:
                stored = ringfile.read_ring(path=self.ring_path)
                if self._open is None or self._stored is None or not rules.same_keys(stored, self._stored):
                    self._open = ringfile.unlock_ring(stored, root=self.root)
                self._stored, self._seen = stored, seen
            return self._open

    def edit(self, change: Callable[[Ring], Ring]) -> Ring:
        """Change the stored ring; the next `ring()` sees it."""
        return ringfile.edit_ring(path=self.ring_path, change=change)

    def sealer(self, ring: OpenRing) -> Sealer:
        """Seals records for this deployment."""
        return Sealer(tenant=ring.tenant, alg=self.alg)

    def reserve(self, count: int) -> tuple[int, Aead]:
        """(epoch, KEK) under which `count` data keys may now be wrapped. Raises `WrapsExhausted`."""
        current = self.ring()
        with self._lock:
            process, epoch, free = self._reserved
            if process != os.getpid() or epoch != current.epoch or free < count:
                more = max(count, RESERVED_AT_ONCE)
                epoch = self.edit(lambda ring: rules.reserve_wraps(ring, more)).current.epoch
                free = more
            self._reserved = (os.getpid(), epoch, free - count)
        return epoch, (current if epoch == current.epoch else self.ring()).kek(epoch)

    def unlock(self, ring: OpenRing, row: KeyRow) -> FieldKey:
        """The field key of a row just read, from memory where this very row was unlocked lately."""
        known = self.cache.find(row)
        if known is not None:
            return known
        key = unlock(kek=ring.kek(row.epoch), tenant=ring.tenant, row=row)
        self.cache.keep(row, key)
        return key

    def can_unlock(self, ring: OpenRing, row: KeyRow) -> bool:
        """Whether the ring's keys really are those of this row."""
        try:
            unlock(kek=ring.kek(row.epoch), tenant=ring.tenant, row=row)
        except KeyBroken:
            return False
        return True


@lru_cache(maxsize=8)
def _room(keys: Path, root: Path, cipher: str, planned: int) -> Room:
    if cipher not in _ALGORITHMS:
        raise VaultLocked(why="cipher_unknown", cipher=cipher)
    return Room(ring_path=keys / RING_FILE, root_path=root, alg=_ALGORITHMS[cipher], planned=planned)


def open_room() -> Room:
    """The room of the configured keys folder. Raises `VaultLocked(why="no_folder")` when none is configured."""
    folder = getattr(settings, "CAMKET_KEYS", None)
    if folder is None:
        raise VaultLocked(why="no_folder")
    keys = Path(folder)
    return _room(
        keys,
        Path(getattr(settings, "CAMKET_ROOT_KEY_FILE", None) or keys / ROOT_KEY_FILE),
        getattr(settings, "CAMKET_FIELD_CIPHER", "gcm"),
        getattr(settings, "CAMKET_PLANNED_CUSTOMERS", DEFAULT_PLANNED),
    )
