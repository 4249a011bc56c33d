"""How many requests a second does the server answer, and how long does each take? One thread, many connections."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """What came out: answers a second, latencies in seconds, and how many answers were not 200."""

    per_second: float
    p50: float
    p99: float
    failed: int


class _Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.buffer = b""

    def send(self, request: bytes) -> None:
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The whole answer once it is there."""
        self.buffer += self.socket.recv(65536)
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        return self.buffer if len(body) >= length else None


def make_request(path: str, secret: str, body: bytes) -> bytes:
    """The bytes of a POST that keeps its connection."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def measure(port: int, *, clients: int, seconds: float, make: Callable[[int], bytes]) -> Load:
    """Keep `clients` connections busy for `seconds`; `make(n)` gives the n-th request."""
    selector = selectors.DefaultSelector()
    count, failed, latencies = 0, 0, []
    for _ in range(clients):
        client = _Client(port)
        selector.register(client.socket, selectors.EVENT_READ, client)
        client.send(make(count))
        count += 1
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        for key, _ in selector.select(timeout=1):
            client = key.data
            answer = client.receive()
            if answer is None:
                continue
            latencies.append(time.perf_counter() - client.sent_at)
            failed += not answer.startswith(b"HTTP/1.1 200")
            client.send(make(count))
            count += 1
    elapsed = time.perf_counter() - started
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    latencies.sort()
    return Load(
        len(latencies) / elapsed,
        latencies[len(latencies) // 2],
        latencies[len(latencies) * 99 // 100],
        failed,
    )
