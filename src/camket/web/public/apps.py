"""Django's entry for camket.web.public: templates, no tables."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The pages anybody may read."""

    name = "camket.web.public"
    label = "web_public"
