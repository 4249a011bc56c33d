"""Why can the ledger refuse?"""

from __future__ import annotations

from typing import ClassVar

from camket.ledger.shape import EntryRefused, LedgerError

__all__ = [
    "EntryMissing",
    "EntryRefused",
    "ExportRefused",
    "KeyMismatch",
    "KeyUnsafe",
    "LedgerDamaged",
    "LedgerError",
    "LedgerUnwritable",
    "LogMissing",
    "LogRolledBack",
    "NotInTransaction",
    "NotYetPublished",
    "SuccessorRefused",
]


class NotInTransaction(LedgerError):
    """An entry must be written in the transaction of what it describes."""

    code: ClassVar[str] = "ledger.not_in_transaction"


class LedgerUnwritable(LedgerError):
    """The database did not take the entry (disk full, connection lost, id already used): nothing may go on."""

    code: ClassVar[str] = "ledger.unwritable"


class LogMissing(LedgerError):
    """No log has been opened in this database."""

    code: ClassVar[str] = "ledger.log_missing"


class EntryMissing(LedgerError):
    """No entry has this id. Params: entry."""

    code: ClassVar[str] = "ledger.entry_missing"


class NotYetPublished(LedgerError):
    """The entry is recorded but not yet under a signed checkpoint. Params: entry or size."""

    code: ClassVar[str] = "ledger.not_yet_published"


class LedgerDamaged(LedgerError):
    """Leaves, tiles and head do not agree: nothing more is written. Params: what, log."""

    code: ClassVar[str] = "ledger.damaged"


class LogRolledBack(LedgerError):
    """The database is older than the last checkpoint signed, or another history. Params: log, known, held."""

    code: ClassVar[str] = "ledger.rolled_back"


class KeyMismatch(LedgerError):
    """The signing key is not the one this log was opened with. Params: log."""

    code: ClassVar[str] = "ledger.key_mismatch"


class KeyUnsafe(LedgerError):
    """The signing key file is missing, malformed, or others may read it. Params: file, why."""

    code: ClassVar[str] = "ledger.key_unsafe"


class SuccessorRefused(LedgerError):
    """The log is in order: there is nothing to start a successor for."""

    code: ClassVar[str] = "ledger.successor_refused"


class ExportRefused(LedgerError):
    """An export goes into a new or empty folder only. Params: folder."""

    code: ClassVar[str] = "ledger.export_refused"
