"""Which tables hold the log? All of them only grow; the queries are in `store.py`.

* Rows are written to `ledger_pending` and `ledger_checkpoint` only; everything else is moved there by the
  database functions of migration 0002, which run as the owner of the tables.
* `append_only`: the application role may SELECT and INSERT, nothing else.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from camket.kernel.holdings import Holding, Holds

_KEPT = "for good: random refs, names of fields and hashes; erasing a customer destroys what a ref points to"


class Pending(models.Model):
    """An entry that is durable but has no place in the tree yet."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.PSEUDONYM, None, _KEPT)

    id = models.BigAutoField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    data = models.BinaryField()
    refs = ArrayField(models.UUIDField())

    class Meta:
        indexes = [GinIndex(fields=["refs"], name="ledger_pending_refs")]

    def __str__(self) -> str:
        return f"waiting {self.entry_id}"


class Leaf(models.Model):
    """An entry at its place: log number and index, and the exact bytes that were hashed."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.PSEUDONYM, None, _KEPT)

    pk = models.CompositePrimaryKey("log", "idx")
    log = models.SmallIntegerField()
    idx = models.BigIntegerField()
    entry_id = models.UUIDField(unique=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"log {self.log} entry {self.idx}"


class Ref(models.Model):
    """Which entries are about a ref. Can be made again from the leaves."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.PSEUDONYM, None, _KEPT)

    pk = models.CompositePrimaryKey("ref", "log", "idx")
    ref = models.UUIDField()
    log = models.SmallIntegerField()
    idx = models.BigIntegerField()

    def __str__(self) -> str:
        return f"log {self.log} entry {self.idx}"


class Tile(models.Model):
    """A full tile: 256 hashes, and the tree hash over them."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.NOTHING, None, "for good: hashes")

    pk = models.CompositePrimaryKey("log", "level", "number")
    log = models.SmallIntegerField()
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    root = models.BinaryField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"log {self.log} tile {self.level}/{self.number}"


class Head(models.Model):
    """How far a log has grown. Moves forward only; the log with the highest number is the current one."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.NOTHING, None, "for good: sizes and hashes")

    log = models.SmallIntegerField(primary_key=True)
    origin = models.TextField(unique=True)
    vkey = models.TextField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.origin} with {self.size}"


class Checkpoint(models.Model):
    """A signed note over the first `size` entries of a log."""

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(Holds.NOTHING, None, "for good: sizes, hashes and signatures")

    pk = models.CompositePrimaryKey("log", "size")
    log = models.SmallIntegerField()
    size = models.BigIntegerField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"log {self.log} at {self.size}"
