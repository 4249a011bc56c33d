"""Which paths does the API answer?"""

from __future__ import annotations

from django.urls import path

from camket.web.api import views

urlpatterns = [
    path("reveal", views.reveal),
    path("reveal-batch", views.reveal_batch),
    path("find", views.find),
]
