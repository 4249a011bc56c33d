"""Django's entry for camket.web.desk: templates, no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The pages of signed-in staff."""

    name = "camket.web.desk"
    label = "web_desk"
