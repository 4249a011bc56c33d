"""What can this machine do at best right now? Three costs that nothing built on it can go below."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def _median_of(rounds: int, run: Callable[[], float]) -> float:
    return sorted(run() for _ in range(rounds))[rounds // 2]


def time_aes_gcm() -> float:
    """Seconds to seal 20 bytes with a key object at hand."""
    cipher, nonce, text = AESGCM(os.urandom(32)), os.urandom(12), os.urandom(20)

    def run() -> float:
        started = time.perf_counter()
        for _ in range(20_000):
            cipher.encrypt(nonce, text, b"")
        return (time.perf_counter() - started) / 20_000

    return _median_of(5, run)


def time_fdatasync(folder: Path) -> float:
    """Seconds to write 300 bytes and have them on disk."""
    with (folder / "fdatasync").open("wb") as file:

        def run() -> float:
            started = time.perf_counter()
            for _ in range(100):
                os.pwrite(file.fileno(), b"x" * 300, 0)
                os.fdatasync(file.fileno())
            return (time.perf_counter() - started) / 100

        return _median_of(5, run)


def time_commit(url: str) -> float:
    """Seconds for a transaction that writes one record of a few bytes and waits until it is durable."""
    with psycopg.connect(url) as connection:

        def run() -> float:
            started = time.perf_counter()
            for _ in range(200):
                connection.execute("SELECT pg_logical_emit_message(true, 'camket', 'bench')")
                connection.commit()
            return (time.perf_counter() - started) / 200

        return _median_of(5, run)
