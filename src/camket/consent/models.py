"""Which tables does the consent room keep?"""

from __future__ import annotations

from django.db import models

from camket.kernel.holdings import Holding, Holds

_HOLDING = Holding(
    Holds.PSEUDONYM, erased_by="consent", kept="until erasure; the ledger keeps the event by ref"
)


class ChoiceRow(models.Model):
    """One event: what a customer chose, when, shown which text. Never changed, only followed by another."""

    id = models.UUIDField(primary_key=True)
    customer = models.UUIDField()
    purpose = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=12)
    at = models.DateTimeField()
    shown_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, blank=True)
    edition = models.CharField(max_length=32)
    who = models.CharField(max_length=80)
    entry = models.UUIDField()

    holding = _HOLDING

    class Meta:
        """Found by customer; the index begins with the key that would be sharded."""

        db_table = "consent_choice"
        indexes = [models.Index(fields=["customer", "at"], name="consent_choice_customer")]


class StandingRow(models.Model):
    """Where each choice stands now: the last event, kept beside the events so that a gate asks one row."""

    pk = models.CompositePrimaryKey("customer", "purpose", "channel")
    customer = models.UUIDField()
    purpose = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=12)
    at = models.DateTimeField()
    event = models.UUIDField()

    holding = _HOLDING

    class Meta:
        """Counted by purpose for lists and the board."""

        db_table = "consent_standing"
        indexes = [models.Index(fields=["purpose", "channel", "state"], name="consent_standing_purpose")]
