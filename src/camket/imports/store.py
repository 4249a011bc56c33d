"""How far is each import? The only queries of the imports room."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from camket.imports.data import Problem, RowRefused
from camket.imports.models import Refusal, Run
from camket.kernel.ids import make_id


def open_run(*, file_hash: str, purposes: Sequence[str], source: str, edition: str, now: datetime) -> Run:
    """The run of this file: a new one, or the one that was begun."""
    Run.objects.bulk_create(
        [
            Run(
                id=make_id(),
                file_hash=file_hash,
                purposes=sorted(purposes),
                source=source,
                edition=edition,
                started_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    return Run.objects.get(file_hash=file_hash)


def lock_run(run: UUID) -> Run:
    """The run's row, locked until the transaction ends: two importers of one file take turns."""
    return Run.objects.select_for_update().get(id=run)


def save_run(run: Run) -> None:
    """Write the counts back."""
    run.save()


def add_refusals(run: UUID, refused: Sequence[RowRefused]) -> None:
    """Keep why rows were not taken."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY imports_refusal (run_id, row, problems) FROM STDIN") as copy,
    ):
        for one in refused:
            problems = [[p.field, p.why, p.sentence, p.details] for p in one.problems]
            copy.write_row((run, one.number, json.dumps(problems, ensure_ascii=False)))


def read_refusals(run: UUID) -> Iterator[RowRefused]:
    """In the file's order, a few thousand in memory at most."""
    for row in Refusal.objects.filter(run_id=run).order_by("row").iterator(chunk_size=2000):
        yield RowRefused(row.row, tuple(Problem(*problem) for problem in row.problems))
