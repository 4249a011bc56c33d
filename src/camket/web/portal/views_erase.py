"""How does a customer have everything erased? What goes is said first, then asked once more, then proved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket import wiring
from camket.access import api as access
from camket.people.data import Customer
from camket.policy import api as policy
from camket.policy.data import Policy
from camket.web.portal.session import actor_for, end_session, for_customer
from camket.web.ui.clauses import ClauseLink, link_clauses
from camket.web.ui.http import Request, show_under
from camket.web.ui.reference import say_reference
from camket.web.ui.timeline import say_fields

_ERASED = "portal_erased"


@require_safe
@for_customer
def explain(request: Request, customer: Customer) -> HttpResponse:
    """What goes, what stays and why, before anything is asked."""
    edition = policy.current_edition(now=request.now)
    names = [held.name for held in access.describe(customer=customer.id)]
    return show_under(
        request,
        edition,
        "camket/portal/erase.html",
        fields=say_fields(names, edition.policy, request.language),
        clauses=_promise(edition.policy, request.language),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_customer
def confirm(request: Request, customer: Customer) -> HttpResponse:
    """Ask once more; POST erases, at once and for good."""
    if request.method != "POST":
        edition = policy.current_edition(now=request.now)
        return show_under(request, edition, "camket/portal/confirm_erase.html")
    done = access.erase(
        actor=actor_for(customer),
        customers=[customer.id],
        steps=wiring.ERASURE_STEPS,
        because=None,
        now=request.now,
    )
    end_session(request)
    request.session[_ERASED] = {
        "entry": done.entries[0].hex,
        "rows": sum(done.rows.values()),
        "at": request.now.isoformat(),
    }
    return HttpResponseRedirect(reverse("portal:erased"))


@require_safe
def erased(request: Request) -> HttpResponse:
    """Proof that it was done: a reference of the ledger, when, how much."""
    kept = request.session.get(_ERASED)
    if not isinstance(kept, dict):
        return HttpResponseRedirect(reverse("portal:sign_in"))
    return show_under(
        request,
        policy.current_edition(now=request.now),
        "camket/portal/erased.html",
        reference=say_reference(UUID(hex=kept["entry"])),
        rows=kept["rows"],
        at=datetime.fromisoformat(kept["at"]),
    )


def _promise(wanted: Policy, language: str) -> tuple[ClauseLink, ...]:
    rights = wanted.rules.get("rights")
    right = rights.get("erase") if isinstance(rights, dict) else None
    keeps = right.get("keeps", ()) if isinstance(right, dict) else ()
    return link_clauses([str(anchor) for anchor in keeps], wanted, language)
