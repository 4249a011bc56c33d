"""`make bench`: every target of the project measured, beside the machine's own calibration in the same run.

* `--rows N`: customers to import (default 40,000); `--million` adds the memory run over 1,000,000 rows.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import calibrate, client, shop
from camket.cli.start import opened
from camket.kernel.clock import read_clock


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line: what, how much, the target, and the ratio to a calibration of this run."""

    name: str
    value: float
    unit: str
    target: float
    higher_is_better: bool
    against: str


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="camket-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with opened(home):
            figures = measure_all(home, given.rows, given.seconds, million=given.million)
    print_table(figures)


def measure_all(home: Path, rows: int, seconds: float, *, million: bool) -> list[Figure]:
    """All figures, in the order of the table."""
    shop.adopt_mart()
    aes = calibrate.time_aes_gcm()
    sync = calibrate.time_fdatasync(home)
    commit = calibrate.time_commit(os.environ["CAMKET_DATABASE_URL"])
    figures = [
        Figure("calibration: AES-256-GCM, 20 B", aes * 1e6, "µs", 0, False, ""),
        Figure("calibration: fdatasync, 300 B", sync * 1e6, "µs", 0, False, ""),
        Figure("calibration: empty commit", commit * 1e6, "µs", 0, False, ""),
    ]
    rate = measure_import(home, rows)
    against = f"{1 / rate / aes:,.0f} AES calls a customer"
    figures.append(Figure("import", rate, "customers/s", 8000, True, against))
    customers = shop.read_all_customers(min(rows, 20_000))
    figures += measure_http(home, customers, seconds, commit)
    figures.append(measure_batch(customers, aes))
    figures.append(measure_erase(customers[:10_000]))
    figures.append(measure_verify(home))
    if million:
        figures += measure_million(home)
    return figures


def measure_import(home: Path, rows: int) -> float:
    """Customers a second, from the CSV file to durable rows, everything switched on."""
    from camket.imports import api as imports

    path = shop.write_sheet(home, rows)
    started = time.perf_counter()
    outcome = imports.import_file(order=shop.make_order(path), now=read_clock())  # type: ignore[arg-type]
    elapsed = time.perf_counter() - started
    if outcome.written < rows * 0.9:
        sys.exit(f"only {outcome.written} of {rows} rows were imported: the figure would mean nothing")
    return (outcome.written + outcome.matched) / elapsed


def measure_http(home: Path, customers: list[object], seconds: float, commit: float) -> list[Figure]:
    """Reveal and search over HTTP at sixteen clients, each answer with its durable entry."""
    from camket.people import api as people

    _, secret = people.add_api_key(label="bench", roles=frozenset({"shipping", "care"}), now=read_clock())
    phones = read_phones(customers[:2000])

    def reveal(number: int) -> bytes:
        body = {
            "customer": str(customers[number * 7919 % len(customers)]),
            "fields": ["full_name", "phone", "delivery_address"],
            "purpose": "delivery",
        }
        return client.make_request("/api/v1/reveal", secret, json.dumps(body).encode())

    def find(number: int) -> bytes:
        body = {"text": phones[number * 7919 % len(phones)], "purpose": "care"}
        return client.make_request("/api/v1/find", secret, json.dumps(body).encode())

    with shop.serving(home) as port:
        figures = []
        tasks: list[tuple[str, Callable[[int], bytes], float]] = [
            ("reveal", reveal, 2500),
            ("search", find, 3000),
        ]
        for name, make, target in tasks:
            client.measure(port, clients=16, seconds=1.5, make=make)
            load = client.measure(port, clients=16, seconds=seconds, make=make)
            if load.failed:
                sys.exit(f"{load.failed} answers of {name} were not 200")
            against = f"{load.per_second * commit:.2f} x one connection's commits"
            figures.append(
                Figure(f"{name} over HTTP, 16 clients", load.per_second, "/s", target, True, against)
            )
            figures.append(
                Figure(f"{name}: p99", load.p99 * 1e3, "ms", 15 if name == "reveal" else 0, False, "")
            )
    return figures


def read_phones(customers: list[object]) -> list[str]:
    """Phone numbers to search for, opened as staff would."""
    from camket.access import api as access
    from camket.access.data import Actor, ActorKind

    actor = Actor(ActorKind.STAFF, "0" * 32, frozenset({"care"}))
    got = access.reveal_batch(
        actor=actor, customers=customers, fields=["phone"], purpose="care", now=read_clock()
    )  # type: ignore[arg-type]
    return [values["phone"].value for values in got.permitted.values() if "phone" in values]


def measure_batch(customers: list[object], aes: float) -> Figure:
    """People a second in batches of a thousand."""
    from camket.access import api as access
    from camket.access.data import Actor, ActorKind

    actor = Actor(ActorKind.STAFF, "0" * 32, frozenset({"shipping"}))
    fields = ["full_name", "phone", "delivery_address"]
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < 3:
        part = customers[count % len(customers) :][:1000]
        got = access.reveal_batch(
            actor=actor, customers=part, fields=fields, purpose="delivery", now=read_clock()
        )  # type: ignore[arg-type]
        count += len(got.permitted)
    rate = count / (time.perf_counter() - started)
    return Figure("batch reveal", rate, "people/s", 25_000, True, f"{1 / rate / aes:,.0f} AES calls a person")


def measure_erase(customers: list[object]) -> Figure:
    """Seconds to erase 10,000 people from every room, with entries."""
    from camket.access import api as access
    from camket.access.data import Actor, ActorKind
    from camket.wiring import ERASURE_STEPS

    started = time.perf_counter()
    done = access.erase(
        actor=Actor(ActorKind.SYSTEM, "bench"),
        customers=customers,  # type: ignore[arg-type]
        steps=ERASURE_STEPS,
        because=None,
        now=read_clock(),
    )
    seconds = (time.perf_counter() - started) * 10_000 / done.customers
    return Figure("erase 10,000 people", seconds, "s", 4, False, "")


def measure_verify(home: Path) -> Figure:
    """Seconds for the stand-alone verifier over an export of 1,000,000 entries."""
    from benchmarks.big_log import write_big_log
    from camket_verify import log

    folder = home / "log"
    write_big_log(folder, 1_000_000)
    started = time.perf_counter()
    code = log.main([str(folder)])
    seconds = time.perf_counter() - started
    if code:
        sys.exit("the verifier does not accept the log that was written for it")
    return Figure("verify 1,000,000 entries", seconds, "s", 3, False, "")


def measure_million(home: Path) -> list[Figure]:
    """Rate and peak memory of an import of 1,000,000 rows."""
    rate = measure_import(home, 1_000_000)
    return [
        Figure("import of 1,000,000", rate, "customers/s", 8000, True, ""),
        Figure("peak memory of that process", shop.peak_memory_mb(), "MB", 400, False, ""),
    ]


def print_table(figures: list[Figure]) -> None:
    """A table for people, with the machine named by cores and memory only."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB\n")
    print(f"{'what':36}{'measured':>14} {'unit':12}{'target':>9}  {'':6} against this run")
    for one in figures:
        met = ""
        if one.target:
            good = one.value >= one.target if one.higher_is_better else one.value <= one.target
            met = "met" if good else "SHORT"
        target = f"{one.target:,.0f}" if one.target else ""
        value = f"{one.value:,.0f}" if one.value >= 100 else f"{one.value:,.2f}"
        print(f"{one.name:36}{value:>14} {one.unit:12}{target:>9}  {met:6} {one.against}")


if __name__ == "__main__":
    main()
