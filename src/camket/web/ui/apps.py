"""Django's entry for camket.web.ui: templates, no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, words and static files shared by all pages."""

    name = "camket.web.ui"
    label = "web_ui"
