"""Which table does the policy room keep?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from camket.kernel.holdings import Holding, Holds


class PolicyEdition(models.Model):
    """A policy as adopted: the listing of its files, so that any edition can be shown again years later."""

    number = models.PositiveIntegerField(primary_key=True)
    hash = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    adopted_at = models.DateTimeField()
    effective_from = models.DateTimeField()

    append_only: ClassVar[bool] = True
    holding: ClassVar[Holding] = Holding(
        Holds.NOTHING,
        erased_by=None,
        kept="for as long as the ledger: decisions and receipts name the edition they were made under",
    )

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "policy_edition"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective_from__gte=models.F("adopted_at")),
                name="policy_edition_not_backdated",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="policy_edition_number"),
        ]
