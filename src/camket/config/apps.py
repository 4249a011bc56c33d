"""Django's entry for the configuration: brings the start-up checks."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """No tables; registers the checks."""

    name = "camket.config"
    label = "camket_config"

    def ready(self) -> None:
        from django.core import checks as django_checks

        from camket.config import checks

        django_checks.register(checks.check_holdings, django_checks.Tags.models)
        django_checks.register(checks.check_roles, django_checks.Tags.security)
