"""Which customer is signed in? The session holds the opaque id and when it was last used, nothing else.

* Half an hour without a request signs out; a customer who was erased is signed out at the next request.
* Signing in gives the session a new key (session fixation, OWASP ASVS 3.2.1).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from camket.access.data import CUSTOMER_ROLE, Actor, ActorKind
from camket.people import api as people
from camket.people.data import Customer
from camket.people.errors import CustomerMissing
from camket.web.ui.http import Request

IDLE = timedelta(minutes=30)
_CUSTOMER = "portal_customer"
_SEEN = "portal_seen"

CustomerView = Callable[..., HttpResponse]


def start_session(request: Request, customer: UUID) -> None:
    """From now on this session is the customer's."""
    request.session.cycle_key()
    request.session[_CUSTOMER] = customer.hex
    request.session[_SEEN] = request.now.isoformat()


def end_session(request: Request) -> None:
    """Nobody is signed in here any more."""
    for key in (_CUSTOMER, _SEEN):
        request.session.pop(key, None)
    request.session.cycle_key()


def actor_for(customer: Customer) -> Actor:
    """The customer at the gate, named by the ledger's ref."""
    return Actor(ActorKind.CUSTOMER, customer.ref.hex, frozenset({CUSTOMER_ROLE}))


def for_customer(view: CustomerView) -> CustomerView:
    """The view gets the signed-in customer as its second argument; others go to the sign-in page."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        customer = _find(request)
        if customer is None:
            end_session(request)
            return HttpResponseRedirect(reverse("portal:sign_in"))
        request.session[_SEEN] = request.now.isoformat()
        return view(request, customer, *args, **kwargs)

    return guarded


def _find(request: Request) -> Customer | None:
    kept, seen = request.session.get(_CUSTOMER), request.session.get(_SEEN)
    if not kept or not seen or request.now - datetime.fromisoformat(seen) > IDLE:
        return None
    try:
        return people.find_customer(customer=UUID(hex=kept))
    except CustomerMissing:
        return None
