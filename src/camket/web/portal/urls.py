"""Which addresses does a customer have of their own?"""

from __future__ import annotations

from django.urls import path

from camket.web.portal import views_choices, views_data, views_erase, views_sign_in

app_name = "portal"
urlpatterns = [
    path("", views_data.home, name="home"),
    path("vao", views_sign_in.sign_in, name="sign_in"),
    path("ma", views_sign_in.enter_code, name="code"),
    path("ra", views_sign_in.sign_out, name="sign_out"),
    path("thong-tin", views_data.my_data, name="data"),
    path("thong-tin/<str:field>", views_data.correct, name="correct"),
    path("ai-da-xem", views_data.seen, name="seen"),
    path("lua-chon", views_choices.my_choices, name="choices"),
    path("lua-chon/<uuid:event>/bien-nhan", views_choices.receipt, name="receipt"),
    path("xoa", views_erase.explain, name="erase"),
    path("xoa/xac-nhan", views_erase.confirm, name="confirm_erase"),
    path("da-xoa", views_erase.erased, name="erased"),
]
