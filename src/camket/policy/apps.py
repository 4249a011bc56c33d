"""Django's entry for the policy room."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The table of editions."""

    name = "camket.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"
