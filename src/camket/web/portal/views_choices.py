"""What did I allow, and how do I change my mind? Effective when the page comes back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket.consent import api as consent
from camket.consent.data import Shown
from camket.consent.errors import ReceiptMissing
from camket.ledger.data import name_customer
from camket.people.data import Customer
from camket.policy import api as policy
from camket.policy.data import Edition
from camket.web.portal.choices import ask_again, list_past, read_changes
from camket.web.portal.receipts import describe_party
from camket.web.portal.session import for_customer
from camket.web.ui.http import Request, show_under

_CHANGED = "portal_changed"


@require_http_methods(["GET", "HEAD", "POST"])
@for_customer
def my_choices(request: Request, customer: Customer) -> HttpResponse:
    """Every consent purpose with its present answers; POST changes those of one purpose."""
    edition = policy.current_edition(now=request.now)
    if request.method == "POST":
        return _change(request, customer, edition)
    standing = consent.standing_of(customer=customer.id, now=request.now)
    past = consent.history_of(customer=customer.id)
    changed = edition.policy.purposes.get(str(request.session.get(_CHANGED, "")))
    request.session.pop(_CHANGED, None)
    return show_under(
        request,
        edition,
        "camket/portal/choices.html",
        questions=[ask_again(p, standing, request.language) for p in edition.policy.consent_purposes()],
        past=list_past(past, edition.policy, request.language),
        changed=changed.label if changed else None,
    )


def _change(request: Request, customer: Customer, edition: Edition) -> HttpResponse:
    purpose = edition.policy.purposes.get(request.POST.get("purpose", ""))
    if purpose is None or purpose not in edition.policy.consent_purposes():
        raise Http404
    standing = consent.standing_of(customer=customer.id, now=request.now)
    changes = read_changes(purpose, standing, request.POST.dict(), customer=customer.id, ref=customer.ref)
    if changes:
        question = ask_again(purpose, standing, request.language)
        consent.record_choices(
            choices=changes,
            shown=Shown(question.hash, request.language, edition.name),
            who=name_customer(customer.ref),
            now=request.now,
        )
        request.session[_CHANGED] = purpose.name
    return HttpResponseRedirect(reverse("portal:choices"))


@require_safe
@for_customer
def receipt(request: Request, customer: Customer, event: UUID) -> HttpResponse:
    """The receipt of one choice as a JSON file to keep."""
    edition = policy.current_edition(now=request.now)
    purposes = {past.id: past.purpose for past in consent.history_of(customer=customer.id)}
    if event not in purposes:
        raise Http404
    party = describe_party(edition.policy, purposes[event], request.language)
    try:
        paper = consent.receipt_for(customer=customer.id, ref=customer.ref, event=event, party=party)
    except ReceiptMissing:
        raise Http404 from None
    response = JsonResponse(paper, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="camket-{event.hex[-8:]}.json"'
    return response
