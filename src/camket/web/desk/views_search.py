"""Whom does this call, parcel or invoice belong to? One box; what was typed is never in an address or a session.

POST searches and remembers the opaque ids it found; GET shows them, so going back from a card works.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from camket.access import api as access
from camket.access.data import Reason
from camket.access.errors import AccessRefused
from camket.people.data import Staff
from camket.policy import api as policy
from camket.policy.data import Edition
from camket.web.desk.cards import name_fields, purposes_for
from camket.web.desk.session import actor_for, for_staff
from camket.web.ui.http import Request, show_under
from camket.web.ui.refusals import explain_refusal
from camket.web.ui.timeline import say_purpose

_FOUND = "desk_found"
_PURPOSE = "desk_purpose"
_MOST_SHOWN = 20
_LONGEST = 254


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def search(request: Request, staff: Staff) -> HttpResponse:
    """The search box, and what the last search found."""
    edition = policy.current_edition(now=request.now)
    if request.method != "POST":
        return _show(request, edition, staff)
    text, purpose = request.POST.get("text", "").strip()[:_LONGEST], request.POST.get("purpose", "")
    if not text:
        return HttpResponseRedirect(reverse("desk:search"))
    try:
        found = access.find(actor=actor_for(staff), text=text, purpose=purpose, now=request.now)
    except AccessRefused as refused:
        refusal = explain_refusal(
            refused.decision, purpose=purpose, policy=edition.policy, language=request.language
        )
        return _show(request, edition, staff, status=403, refusal=refusal, text=text, purpose=purpose)
    request.session[_FOUND] = [customer.hex for customer in found.customers]
    request.session[_PURPOSE] = purpose
    return HttpResponseRedirect(reverse("desk:search"))


def _show(
    request: Request, edition: Edition, staff: Staff, *, status: int = 200, **context: object
) -> HttpResponse:
    found = request.session.get(_FOUND)
    searched = str(request.session.get(_PURPOSE, ""))
    ids = [UUID(hex=one) for one in found or ()]
    context.setdefault("purpose", searched)
    return show_under(
        request,
        edition,
        "camket/desk/search.html",
        status=status,
        staff=staff,
        purposes=purposes_for(staff, edition.policy),
        searched=found is not None,
        searched_for=say_purpose(searched, edition.policy, request.language) if searched else "",
        results=_name_all(request, edition, staff, ids[:_MOST_SHOWN], searched),
        total=len(ids),
        recorded=True,
        **context,
    )


def _name_all(
    request: Request, edition: Edition, staff: Staff, customers: list[UUID], purpose: str
) -> list[tuple[UUID, str]]:
    """Each customer with the name that this purpose may see; "" where it may not."""
    fields = name_fields(purpose, edition.policy)
    if not customers or not fields:
        return [(customer, "") for customer in customers]
    opened = access.reveal_batch(
        actor=actor_for(staff), customers=customers, fields=fields, purpose=purpose, now=request.now
    )
    return [
        (customer, " · ".join(value.value for value in opened.permitted.get(customer, {}).values()))
        for customer in customers
        if opened.refused.get(customer) is not Reason.NO_SUCH_CUSTOMER
    ]
