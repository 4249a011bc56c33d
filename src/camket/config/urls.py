"""Which face answers which path? The API first, then the pages; Django reads the handlers of errors from here."""

from __future__ import annotations

from django.urls import include, path

from camket.web.urls import handler403, handler404, handler500

urlpatterns = [
    path("api/v1/", include("camket.web.api.urls")),
    path("", include("camket.web.urls")),
]

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
