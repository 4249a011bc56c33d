"""Which addresses does staff have?"""

from __future__ import annotations

from django.urls import path

from camket.web.desk import views_customer, views_search, views_sign_in

app_name = "desk"
urlpatterns = [
    path("", views_search.search, name="search"),
    path("vao", views_sign_in.enter, name="enter"),
    path("ra", views_sign_in.sign_out, name="sign_out"),
    path("khach/<uuid:customer>", views_customer.card, name="card"),
    path("khach/<uuid:customer>/mo", views_customer.open_values, name="open"),
]
