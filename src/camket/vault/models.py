"""Which tables does the vault keep? Wrapped keys, sealed records, blind tokens, and the deployment they belong to.

Queries stand in `store.py`; the models are here for migrations and for what each table holds.
"""

from __future__ import annotations

from django.db import models

from camket.kernel.holdings import Holding, Holds


class Key(models.Model):
    """One customer's wrapped data key of one retention class (docs/formats/key-row.md)."""

    pk = models.CompositePrimaryKey("customer", "retention_class")
    customer = models.UUIDField()
    retention_class = models.SmallIntegerField(db_column="class")
    ver = models.IntegerField()
    epoch = models.BigIntegerField()
    commitment = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(max_length=60)
    created_at = models.DateTimeField()

    holding = Holding(Holds.SEALED, erased_by="vault", kept="until erasure; copies die with their epoch")

    class Meta:
        """Named as the documents of the formats name it."""

        db_table = "vault_key"
        indexes = [models.Index(fields=["epoch"], name="vault_key_epoch")]


class Record(models.Model):
    """One customer's sealed fields of one retention class, and where each came from (field-envelope.md)."""

    pk = models.CompositePrimaryKey("customer", "retention_class")
    customer = models.UUIDField()
    retention_class = models.SmallIntegerField(db_column="class")
    fields = models.BinaryField()
    meta = models.BinaryField()

    holding = Holding(Holds.SEALED, erased_by="vault", kept="until erasure")

    class Meta:
        """Named as the documents of the formats name it."""

        db_table = "vault_record"


class BlindToken(models.Model):
    """That a customer has a value with this truncated keyed hash (blind-index.md)."""

    pk = models.CompositePrimaryKey("index", "token", "customer")
    index = models.SmallIntegerField()
    token = models.BigIntegerField()
    customer = models.UUIDField()

    holding = Holding(Holds.PSEUDONYM, erased_by="vault", kept="until erasure; never in a backup")

    class Meta:
        """Named as the documents of the formats name it."""

        db_table = "vault_index"
        indexes = [models.Index(fields=["customer"], name="vault_index_customer")]


class Deployment(models.Model):
    """Which ring belongs to this database: one row, the deployment id that the ring carries too."""

    id = models.SmallIntegerField(primary_key=True)
    tenant = models.BinaryField(max_length=16)

    holding = Holding(Holds.NOTHING, erased_by=None, kept="as long as the database")

    class Meta:
        """One row only."""

        db_table = "vault_deployment"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="vault_deployment_one")]
