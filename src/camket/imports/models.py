"""Which tables does the imports room keep? Runs and why rows were refused; never a value of a row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from camket.kernel.holdings import Holding, Holds


class Run(models.Model):
    """One import of one file: how far it is, so that a killed one goes on where it was."""

    id = models.UUIDField(primary_key=True)
    file_hash = models.CharField(max_length=64, unique=True)
    purposes = ArrayField(models.CharField(max_length=64))
    source = models.CharField(max_length=16)
    edition = models.CharField(max_length=32)
    row = models.BigIntegerField(default=0)  # the last row of the file that is dealt with
    written = models.BigIntegerField(default=0)
    matched = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    left_out = models.BigIntegerField(default=0)  # second numbers for which the policy has no field
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    holding = Holding(Holds.NOTHING, erased_by=None, kept="counts and the file's hash, for good")

    class Meta:
        """A file is known by its content."""

        db_table = "imports_run"


class Refusal(models.Model):
    """Why one row was not taken: names of fields and codes of reasons."""

    pk = models.CompositePrimaryKey("run_id", "row")
    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    row = models.BigIntegerField()
    problems = models.JSONField()

    holding = Holding(Holds.NOTHING, erased_by=None, kept="row numbers and codes, for the error workbook")

    class Meta:
        """Read back in the file's order."""

        db_table = "imports_refusal"
