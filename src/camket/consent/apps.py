"""Django's entry for the consent room."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Tables of choices and where they stand."""

    name = "camket.consent"
    label = "consent"
    default_auto_field = "django.db.models.BigAutoField"
