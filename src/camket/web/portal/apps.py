"""Django's entry for camket.web.portal: templates, no tables."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages of a signed-in customer."""

    name = "camket.web.portal"
    label = "web_portal"
