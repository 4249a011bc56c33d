"""How does Django know this room?"""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault room; its tables are named vault_*."""

    name = "camket.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
