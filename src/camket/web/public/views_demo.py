"""What does a demonstration show on its first page, and which messages did it send? Nothing outside one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from camket.outreach import api as outreach
from camket.policy import api as policy
from camket.web.public.demo import read_demo
from camket.web.ui.http import Request, show_under


@require_safe
def start(request: Request) -> HttpResponse:
    """What to try in a demonstration; otherwise the policy."""
    if not settings.CAMKET_DEMO:
        return HttpResponseRedirect(reverse("public:policy"))
    edition = policy.current_edition(now=request.now)
    demo = read_demo(Path(settings.CAMKET_HOME))
    roles = edition.policy.roles
    doors = [(link, roles.get(link.role)) for link in demo.desk_links]
    return show_under(
        request,
        edition,
        "camket/public/start.html",
        doors=doors,
        phone=demo.phones[0] if demo.phones else "",
        forms=list(edition.policy.forms.values()),
    )


@require_safe
def show_outbox(request: Request) -> HttpResponse:
    """The messages that the demonstration sent, newest first."""
    if not settings.CAMKET_DEMO:
        raise Http404
    edition = policy.current_edition(now=request.now)
    return show_under(request, edition, "camket/public/outbox.html", messages=outreach.list_sent())
