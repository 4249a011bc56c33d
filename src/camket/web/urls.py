"""Which face answers which path? All of them, and the pages for what can't be shown.

For a root URL configuration: `handler403`, `handler404`, `handler500` are read from it by Django.
"""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("desk/", include("camket.web.desk.urls")),
    path("me/", include("camket.web.portal.urls")),
    path("", include("camket.web.public.urls")),
]
handler403 = "camket.web.ui.errors.forbidden"
handler404 = "camket.web.ui.errors.not_found"
handler500 = "camket.web.ui.errors.failed"
