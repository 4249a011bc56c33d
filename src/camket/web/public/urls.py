"""Which addresses may anybody read?"""

from __future__ import annotations

from django.urls import path

from camket.web.public import views_capture, views_demo, views_policy
from camket.web.ui.language import switch_language

app_name = "public"
urlpatterns = [
    path("", views_demo.start, name="start"),
    path("chinh-sach", views_policy.show_policy, name="policy"),
    path("bieu-mau/<str:form>", views_capture.capture, name="capture"),
    path("bieu-mau/<str:form>/xong", views_capture.captured, name="captured"),
    path("demo/hop-thu-di", views_demo.show_outbox, name="outbox"),
    path("ngon-ngu", switch_language, name="language"),
]
