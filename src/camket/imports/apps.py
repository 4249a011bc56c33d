"""Django's entry for the imports room."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Tables of import runs and refused rows."""

    name = "camket.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
