"""What may I see of this customer, and for which purpose? Nothing is opened until a purpose is chosen."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket.access import api as access
from camket.access.data import HeldField
from camket.access.errors import AccessRefused
from camket.ledger import api as ledger
from camket.people import api as people
from camket.people.data import Customer, Staff
from camket.people.errors import CustomerMissing
from camket.policy import api as policy
from camket.policy.data import Edition
from camket.web.desk.cards import describe_held, fields_opened, list_offers, name_actor
from camket.web.desk.session import actor_for, for_staff
from camket.web.ui.clauses import link_clauses
from camket.web.ui.http import Request, show, show_under
from camket.web.ui.refusals import explain_refusal
from camket.web.ui.timeline import Happening, say_purpose, tell_entries
from camket.web.ui.values import show_values

_LATELY = 20


@require_safe
@for_staff
def card(request: Request, staff: Staff, customer: UUID) -> HttpResponse:
    """Masked fields, what may be opened for what, and what happened lately."""
    return _show_card(request, staff, _find(customer))


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def open_values(request: Request, staff: Staff, customer: UUID) -> HttpResponse:
    """POST opens what one purpose uses; GET (coming back, a switched language) leads to the card."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:card", args=[customer]))
    found = _find(customer)
    edition = policy.current_edition(now=request.now)
    purpose = request.POST.get("purpose", "")
    opening: dict[str, object] = {"opened_for": say_purpose(purpose, edition.policy, request.language)}
    status = 200
    try:
        opening |= _open(request, edition, staff, found, purpose)
    except AccessRefused as refused:
        status = 403
        opening["recorded"] = True
        opening["refusal"] = explain_refusal(
            refused.decision, purpose=purpose, policy=edition.policy, language=request.language
        )
    if request.headers.get("HX-Request") == "true":
        events = _happenings(request, found, edition)
        return show(request, "camket/desk/fragment.html", status=status, events=events, **opening)
    return _show_card(request, staff, found, status=status, **opening)


def _open(
    request: Request, edition: Edition, staff: Staff, customer: Customer, purpose: str
) -> dict[str, object]:
    names = [held.name for held in access.describe(customer=customer.id)]
    wanted = fields_opened(purpose, names, edition.policy) or names
    asked = {"actor": actor_for(staff), "customer": customer.id, "purpose": purpose, "now": request.now}
    # A yes to email opens the address and not the phone number; with nothing to open, the refusal is recorded.
    fields = access.list_permitted(fields=wanted, **asked) or wanted
    revealed = access.reveal(
        actor=actor_for(staff),
        customer=customer.id,
        fields=fields,
        purpose=purpose,
        now=request.now,
    )
    values = {name: value.value for name, value in revealed.values.items()}
    return {
        "opened": show_values(values, edition.policy, request.language),
        "opened_under": link_clauses(revealed.decision.clauses, edition.policy, request.language),
    }


def _find(customer: UUID) -> Customer:
    try:
        return people.find_customer(customer=customer)
    except CustomerMissing:
        raise Http404 from None


def _show_card(
    request: Request, staff: Staff, customer: Customer, *, status: int = 200, **opening: object
) -> HttpResponse:
    edition = policy.current_edition(now=request.now)
    held: list[HeldField] = access.describe(customer=customer.id)
    names = [one.name for one in held]
    offers, shut = list_offers(names, staff, edition.policy, request.language)
    return show_under(
        request,
        edition,
        "camket/desk/card.html",
        status=status,
        staff=staff,
        customer=customer,
        held=describe_held(held, edition.policy, request.language),
        offers=offers,
        shut=shut,
        events=_happenings(request, customer, edition),
        **opening,
    )


def _happenings(request: Request, customer: Customer, edition: Edition) -> list[Happening]:
    staff = {one.id.hex: one.name for one in people.list_staff()}
    return tell_entries(
        ledger.entries_about(ref=customer.ref, limit=_LATELY),
        policy=edition.policy,
        language=request.language,
        name_actor=partial(name_actor, staff=staff, policy=edition.policy, language=request.language),
    )
