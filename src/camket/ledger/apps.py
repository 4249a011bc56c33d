"""How does Django find the ledger's tables?"""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger as a Django application."""

    name = "camket.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
