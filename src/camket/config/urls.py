"""Which face answers which path?"""

from __future__ import annotations

from django.urls import include, path

from camket.config import rooms

urlpatterns = [path(prefix, include(f"{face}.urls")) for face, prefix in rooms.faces()]
