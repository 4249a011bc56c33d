"""Where do pages change their language?"""

from __future__ import annotations

from django.urls import path

from camket.web.ui.language import switch_language

app_name = "ui"
urlpatterns = [path("ngon-ngu", switch_language, name="language")]
