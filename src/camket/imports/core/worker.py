"""How are rows read and cleaned on another core? A child process that needs no database and no settings.

* The parent starts `python -m camket.imports.core.worker`, writes the job to its standard input, reads batches.
* The pipe is the only buffer: a child that is ahead waits, a child whose parent was killed ends at its next write.
* Small files are not worth a process and are cleaned where they are.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO

from camket.imports.core.asides import set_aside
from camket.imports.core.rows import clean_planned, plan_cleaning
from camket.imports.core.sheets import read_rows
from camket.imports.core.sorting import Terms, read_terms
from camket.imports.data import CleanRow, RowRefused
from camket.imports.data import Mapping as Columns
from camket.imports.errors import ImportsError, SheetBroken
from camket.policy.data import Field
from camket.values import api as values

WORTH_A_PROCESS = 1_000_000  # bytes of file

Cleaned = tuple[CleanRow | RowRefused, Terms]


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean: rows of the file behind `after`, `batch` at a time."""

    path: Path
    columns: Columns
    fields: Mapping[str, Field]
    today: date
    after: int
    batch: int


def clean_batches(job: Job) -> Iterator[list[Cleaned]]:
    """Batches of cleaned rows in the file's order. Raises `ImportsError`."""
    if job.path.stat().st_size < WORTH_A_PROCESS:
        yield from clean_here(job)
    else:
        yield from _clean_elsewhere(job)


def clean_here(job: Job) -> Iterator[list[Cleaned]]:
    """The same in this process."""
    sheet = read_rows(job.path)
    plan = plan_cleaning(job.columns, job.fields, values, today=job.today)
    rows = (row for row in sheet.rows() if row.number > job.after and not set_aside(row, sheet.headers))
    cleaned = (clean_planned(row, plan) for row in rows)
    pairs = (
        (one, read_terms(one, job.fields, values.index_terms) if isinstance(one, CleanRow) else ())
        for one in cleaned
    )
    while batch := list(islice(pairs, job.batch)):
        yield batch


def _clean_elsewhere(job: Job) -> Iterator[list[Cleaned]]:
    command = [sys.executable, "-m", "camket.imports.core.worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        try:
            if child.stdin is None or child.stdout is None:
                raise SheetBroken(row=0)
            pickle.dump(job, child.stdin)
            child.stdin.close()
            yield from _read_batches(child.stdout)
        finally:
            child.kill()


def _read_batches(pipe: IO[bytes]) -> Iterator[list[Cleaned]]:
    """Batches until the child says it is done; a child that ends without saying so has failed."""
    while True:
        try:
            told = pickle.load(pipe)  # noqa: S301 - written by our own child
        except EOFError:
            raise SheetBroken(row=0) from None
        if told is None:
            return
        if isinstance(told, ImportsError):
            raise told
        yield [(_unpack(packed), terms) for packed, terms in told]


def _pack(row: CleanRow | RowRefused) -> object:
    """Plain tuples travel several times faster than objects."""
    if isinstance(row, RowRefused):
        return row
    return (row.number, row.values, row.more, row.code, row.consents, row.consent_date)


def _unpack(packed: object) -> CleanRow | RowRefused:
    return CleanRow(*packed) if isinstance(packed, tuple) else packed  # type: ignore[return-value]


def main() -> None:
    """The child: read the job, write packed batches, then None; a refusal is written in a batch's place."""
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    out = sys.stdout.buffer
    try:
        for batch in clean_here(job):
            pickle.dump([(_pack(row), terms) for row, terms in batch], out, protocol=5)
            out.flush()
        pickle.dump(None, out)
        out.flush()
    except ImportsError as refusal:
        pickle.dump(refusal, out)
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
