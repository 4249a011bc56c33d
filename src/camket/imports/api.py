"""How does a shop's spreadsheet become customers? The door of the imports room.

* A file is known by its SHA-256: an import that was killed goes on behind its last batch, a finished one adds nothing.
* Each batch is one transaction: customers, values, consent *unknown*, ledger entry, refused rows and the place in
  the file come together or not at all.
* A customer who is known already (phone, email, tax code) gets what was missing; nothing is overwritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from camket.access import api as access
from camket.access.data import Actor, NewCustomer
from camket.consent import api as consent
from camket.consent.data import EVERY_CHANNEL, Choice, ConsentState, Shown
from camket.imports import store
from camket.imports.core.asides import set_aside
from camket.imports.core.error_workbook import write_errors
from camket.imports.core.mapping import check_mapping, propose_mapping
from camket.imports.core.sheets import Sheet, read_rows
from camket.imports.core.sorting import Fresh, Sorted, Terms, sort_rows
from camket.imports.core.worker import Cleaned, Job, clean_batches
from camket.imports.data import CleanRow, Outcome, RowRefused, SheetRow
from camket.imports.data import Mapping as Columns
from camket.imports.errors import PurposeUnknown
from camket.imports.models import Run
from camket.kernel.clock import VIETNAM
from camket.people.data import CustomerKind
from camket.policy import api as policy
from camket.policy.data import Edition, Source

BATCH = 1000
"""Rows of a transaction; also the most customers that one ledger entry names."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to import, and as what."""

    path: Path
    actor: Actor
    purposes: frozenset[str]
    source: Source
    source_name: str


def preview_file(*, path: Path, now: datetime) -> tuple[Sheet, Columns]:
    """The sheet and what each of its columns is taken for. Raises `ImportsError`."""
    edition = policy.current_edition(now=now)
    sheet = read_rows(path)
    asks = {purpose.name: purpose.label for purpose in edition.policy.consent_purposes()}
    return sheet, propose_mapping(sheet.headers, edition.policy.fields, asks=asks)


def import_file(
    *,
    order: Order,
    now: datetime,
    mapping: Columns | None = None,
    told: Callable[[Outcome], None] = lambda _: None,
) -> Outcome:
    """Import a file, or go on with it; `told` hears of every batch. Raises `ImportsError`, `AccessRefused`."""
    edition = policy.current_edition(now=now)
    if unknown := order.purposes - edition.policy.purposes.keys():
        raise PurposeUnknown(purposes=", ".join(sorted(unknown)), known=", ".join(edition.policy.purposes))
    sheet, proposed = preview_file(path=order.path, now=now)
    check_mapping(mapping or proposed, sheet.headers, edition.policy.fields)
    run = store.open_run(
        file_hash=_hash_file(order.path),
        purposes=sorted(order.purposes),
        source=order.source.value,
        edition=edition.name,
        now=now,
    )
    outcome = _to_outcome(run)
    if run.finished_at is not None:
        return outcome
    job = Job(
        path=order.path,
        columns=mapping or proposed,
        fields=edition.policy.fields,
        today=now.astimezone(VIETNAM).date(),
        after=outcome.row,
        batch=BATCH,
    )
    for batch in clean_batches(job):
        outcome = _import_batch(order, edition, run.id, batch, now)
        told(outcome)
    return _finish(run.id, now)


def count_rows(*, path: Path) -> int:
    """How many rows of the file are customers. Raises `ImportsError`."""
    sheet = read_rows(path)
    return sum(not set_aside(row, sheet.headers) for row in sheet.rows())


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic(durable=True)
def _import_batch(
    order: Order, edition: Edition, run_id: UUID, batch: Sequence[Cleaned], now: datetime
) -> Outcome:
    run = store.lock_run(run_id)
    due = [(row, terms) for row, terms in batch if row.number > run.row]
    clean = [(row, terms) for row, terms in due if isinstance(row, CleanRow)]
    refused = [row for row, _ in due if isinstance(row, RowRefused)]
    done = _sort(order, edition, clean, now)
    _write(order, edition, done, now)
    store.add_refusals(run_id, [*refused, *done.refused])
    run.row = batch[-1][0].number
    run.written += len(done.fresh)
    run.matched += done.matched
    run.refused += len(refused) + len(done.refused)
    run.left_out += sum(len(more) for row, _ in clean for more in row.more.values())
    store.save_run(run)
    return _to_outcome(run)


def _sort(order: Order, edition: Edition, rows: Sequence[tuple[CleanRow, Terms]], now: datetime) -> Sorted:
    known: dict[tuple[str, str], UUID] = {}
    for index in {index for _, terms in rows for index, _ in terms}:
        wanted = {term for _, terms in rows for name, term in terms if name == index}
        for term, customers in access.match_many(index=index, terms=sorted(wanted)).items():
            known[(index, term)] = min(customers)
    remembered: dict[tuple[str, frozenset[str]], str | None] = {}

    def refusal_for(kind: str, names: frozenset[str]) -> str | None:
        key = (kind, names)
        if key not in remembered:
            decision = access.may_collect(
                actor=order.actor,
                kind=CustomerKind(kind),
                fields=names,
                purposes=order.purposes,
                source=order.source,
                source_name=order.source_name,
                is_new=True,
                now=now,
            )
            remembered[key] = None if decision.allowed else decision.reason.value
        return remembered[key]

    return sort_rows(rows, known=known, fields=edition.policy.fields, refusal_for=refusal_for)


def _write(order: Order, edition: Edition, done: Sorted, now: datetime) -> None:
    given = {
        "actor": order.actor,
        "purposes": order.purposes,
        "source": order.source,
        "source_name": order.source_name,
        "now": now,
    }
    if done.known:
        access.complete_many(values=done.known, **given)  # type: ignore[arg-type]
    if done.fresh:
        taken = access.collect_many(
            customers=[NewCustomer(CustomerKind(one.kind), one.values) for one in done.fresh],
            **given,  # type: ignore[arg-type]
        )
        pairs = [(one.customer, one.ref) for one in taken]
        consent.record_unknown(customers=pairs, edition=edition.name, who=order.actor.who, now=now)
        _record_proved(order, edition, list(zip(done.fresh, pairs, strict=True)), now)


def _record_proved(
    order: Order, edition: Edition, taken: Sequence[tuple[Fresh, tuple[UUID, UUID]]], now: datetime
) -> None:
    """A yes counts only beside the day it was given; a no counts always. Anything else stays unknown."""
    named = {purpose.name for purpose in edition.policy.consent_purposes()}
    choices = [
        Choice(customer, ref, purpose, EVERY_CHANNEL, ConsentState.GIVEN if said else ConsentState.REFUSED)
        for fresh, (customer, ref) in taken
        for purpose, said in fresh.row.consents.items()
        if purpose in named and (not said or fresh.row.consent_date)
    ]
    if choices:
        shown = Shown(hash="", language="", edition=edition.name)
        consent.record_choices(choices=choices, shown=shown, who=order.actor.who, now=now)


@transaction.atomic(durable=True)
def _finish(run_id: UUID, now: datetime) -> Outcome:
    run = store.lock_run(run_id)
    run.finished_at = now
    store.save_run(run)
    return _to_outcome(run)


def _to_outcome(run: Run) -> Outcome:
    return Outcome(
        run.id, run.row, run.written, run.matched, run.refused, run.left_out, run.finished_at is not None
    )


def write_refused(*, path: Path, run: UUID, target: Path, labels: Mapping[str, str], language: str) -> int:
    """The rows not taken as a workbook, as they came, with the reasons in one more column; how many."""
    sheet = read_rows(path)
    return write_errors(
        target,
        headers=sheet.headers,
        refused=_beside(sheet.rows(), store.read_refusals(run)),
        labels=dict(labels),
        language=language,
    )


def _beside(
    rows: Iterator[SheetRow], refusals: Iterator[RowRefused]
) -> Iterator[tuple[SheetRow, RowRefused]]:
    """Each refusal with its row; both come in the file's order."""
    refusal = next(refusals, None)
    for row in rows:
        if refusal is None:
            return
        if row.number == refusal.number:
            yield row, refusal
            refusal = next(refusals, None)
