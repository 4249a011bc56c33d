"""How does staff come in? A single-use link; following it only shows a button, so that a preview can't spend it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from camket.access import api as access
from camket.people import api as people
from camket.people.errors import PeopleError
from camket.web.desk.session import actor_for, end_session, start_session
from camket.web.ui.http import Request, say_to, show
from camket.web.ui.throttle import Throttled, address_of, count_try
from camket.words import SentenceMissing


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """GET shows the button; POST spends the link and signs in."""
    if request.method != "POST":
        return show(request, "camket/desk/enter.html", token=request.GET.get("token", ""))
    try:
        count_try(what="desk-link", by=address_of(request), limit=20)
        staff = people.redeem_staff_link(token=request.POST.get("token", ""), now=request.now)
    except Throttled as throttled:
        error = say_to(request, throttled.code, **throttled.params)
        return show(request, "camket/desk/enter.html", status=429, error=error)
    except PeopleError as refused:
        error = _say_why(request, str(refused.params.get("why", "")))
        return show(request, "camket/desk/enter.html", status=403, error=error)
    access.record_sign_in(actor=actor_for(staff), now=request.now)
    start_session(request, staff)
    return HttpResponseRedirect(reverse("desk:search"))


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Leave."""
    end_session(request)
    return HttpResponseRedirect(reverse("desk:search"))


def _say_why(request: Request, why: str) -> str:
    try:
        return say_to(request, f"desk.enter.{why}")
    except SentenceMissing:
        return say_to(request, "desk.enter.unknown")
