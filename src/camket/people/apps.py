"""Django's entry for the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tables of customers' ids, staff and sign-in."""

    name = "camket.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
