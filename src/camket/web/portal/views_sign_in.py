"""How does a customer come in? A phone number or address on file, a one-time code sent there, nothing to remember.

* What is answered never depends on whether the address is known.
* Per quarter of an hour: five codes for one address, twenty from one place, thirty tries at codes from one place.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from camket.access import api as access
from camket.kernel.text import fold
from camket.outreach import api as outreach
from camket.outreach.errors import NoSender
from camket.people import api as people
from camket.people.errors import SignInRefused
from camket.policy import api as policy
from camket.web.portal.session import actor_for, end_session, start_session
from camket.web.ui.forms import FormField
from camket.web.ui.http import Request, say_to, show_under
from camket.web.ui.throttle import Throttled, address_of, count_try
from camket.words import SentenceMissing

_CHALLENGE = "portal_challenge"
_LONGEST = 254  # RFC 5321 §4.5.3.1.3, an address with its brackets


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask for the phone number or address; send a code there if it is on file."""
    if request.method != "POST":
        return _ask_address(request)
    typed = request.POST.get("address", "").strip()[:_LONGEST]
    if not outreach.can_send():
        # Nobody can be reached, known or not: saying so gives nothing away.
        return _ask_address(request, typed=typed, error=say_to(request, NoSender.code), status=503)
    if not typed:
        return _ask_address(request, error=say_to(request, "portal.sign_in.empty"), status=422)
    try:
        count_try(what="code-for", by=fold(typed).replace(" ", ""), limit=5)
        count_try(what="code-from", by=address_of(request), limit=20)
    except Throttled as throttled:
        error = say_to(request, throttled.code, **throttled.params)
        return _ask_address(request, typed=typed, error=error, status=429)
    request.session[_CHALLENGE] = _send_code(request, typed).hex
    return HttpResponseRedirect(reverse("portal:code"))


@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: Request) -> HttpResponse:
    """Ask for the code; the right one signs in."""
    challenge = request.session.get(_CHALLENGE)
    if not challenge:
        return HttpResponseRedirect(reverse("portal:sign_in"))
    if request.method != "POST":
        return _ask_code(request)
    code = "".join(sign for sign in request.POST.get("code", "") if sign.isdigit())
    try:
        count_try(what="code-tried", by=address_of(request), limit=30)
        customer = people.redeem_code(challenge=UUID(hex=challenge), code=code, now=request.now)
    except Throttled as throttled:
        return _ask_code(request, say_to(request, throttled.code, **throttled.params), status=429)
    except SignInRefused as refused:
        return _ask_code(request, _say_why(request, str(refused.params.get("why", ""))), status=422)
    del request.session[_CHALLENGE]
    actor = actor_for(people.find_customer(customer=customer))
    access.record_sign_in(actor=actor, now=request.now)
    start_session(request, customer)
    return HttpResponseRedirect(reverse("portal:home"))


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Leave; back to the sign-in page."""
    end_session(request)
    return HttpResponseRedirect(reverse("portal:sign_in"))


def _send_code(request: Request, typed: str) -> UUID:
    edition = policy.current_edition(now=request.now)
    customer = access.identify(text=typed, now=request.now)
    challenge = people.issue_code(customer=customer, now=request.now)
    if customer is not None:
        house = edition.policy.name.in_language(request.language)
        text = say_to(request, "portal.code.message", house=house, code=challenge.code)
        outreach.send_code(to=typed, text=text, now=request.now)
    return challenge.id


def _ask_address(request: Request, *, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    edition = policy.current_edition(now=request.now)
    field = FormField(
        name="address",
        label=say_to(request, "portal.sign_in.label"),
        hint=say_to(request, "portal.sign_in.hint"),
        value=typed,
        error=error,
        required=True,
        autocomplete="username",
    )
    errors = {"address": error} if error else {}
    return show_under(
        request, edition, "camket/portal/sign_in.html", status=status, field=field, errors=errors
    )


def _ask_code(request: Request, error: str = "", status: int = 200) -> HttpResponse:
    edition = policy.current_edition(now=request.now)
    field = FormField(
        name="code",
        label=say_to(request, "portal.code.label"),
        hint=say_to(request, "portal.code.hint"),
        error=error,
        required=True,
        autocomplete="one-time-code",
        inputmode="numeric",
        css="input-code",
    )
    errors = {"code": error} if error else {}
    return show_under(request, edition, "camket/portal/code.html", status=status, field=field, errors=errors)


def _say_why(request: Request, why: str) -> str:
    try:
        return say_to(request, f"portal.code.{why}")
    except SentenceMissing:
        return say_to(request, "portal.code.wrong")
