"""What do you hold about me, who opened it, and is it right? Every value is opened through the gate, as anybody's."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket.access import api as access
from camket.access.data import OWN_DATA, Value
from camket.access.errors import ValuesRefused
from camket.consent import api as consent
from camket.consent.data import ConsentState
from camket.ledger import api as ledger
from camket.people.data import Customer
from camket.policy import api as policy
from camket.policy.data import Edition, Field, Source
from camket.web.portal.mine import describe_values, name_actor
from camket.web.portal.session import actor_for, for_customer
from camket.web.ui.forms import field_from, say_refused
from camket.web.ui.http import Request, show_under
from camket.web.ui.timeline import Happening, tell_entries
from camket.web.ui.values import say_value

_LATELY = 5
_MOST = 200
_CORRECTED = "portal_corrected"


@require_safe
@for_customer
def home(request: Request, customer: Customer) -> HttpResponse:
    """The four verbs with their present state, and what happened lately."""
    edition = policy.current_edition(now=request.now)
    standing = consent.standing_of(customer=customer.id, now=request.now).values()
    return show_under(
        request,
        edition,
        "camket/portal/home.html",
        held=len(access.describe(customer=customer.id)),
        given=sum(1 for event in standing if event.state is ConsentState.GIVEN),
        events=_happenings(request, customer, edition, limit=_LATELY),
    )


@require_safe
@for_customer
def my_data(request: Request, customer: Customer) -> HttpResponse:
    """Every value that is held, where it came from and why it is held."""
    edition = policy.current_edition(now=request.now)
    names = [held.name for held in access.describe(customer=customer.id)]
    values = _open(request, customer, names) if names else {}
    corrected = request.session.pop(_CORRECTED, "")
    field = edition.policy.fields.get(corrected)
    standing = consent.standing_of(customer=customer.id, now=request.now).values()
    consented = frozenset(event.purpose for event in standing if event.state is ConsentState.GIVEN)
    return show_under(
        request,
        edition,
        "camket/portal/data.html",
        held=describe_values(values, edition.policy, request.language, consented=consented),
        corrected=field.label if field else None,
    )


@require_safe
@for_customer
def seen(request: Request, customer: Customer) -> HttpResponse:
    """Everything that the ledger has about this customer, newest first."""
    edition = policy.current_edition(now=request.now)
    events = _happenings(request, customer, edition, limit=_MOST)
    return show_under(request, edition, "camket/portal/seen.html", events=events)


@require_http_methods(["GET", "HEAD", "POST"])
@for_customer
def correct(request: Request, customer: Customer, field: str) -> HttpResponse:
    """Put a right value in place of a wrong one."""
    edition = policy.current_edition(now=request.now)
    named = edition.policy.fields.get(field)
    if named is None or Source.CUSTOMER not in named.sources:
        raise Http404
    if request.method != "POST":
        held = _open(request, customer, [field]).get(field)
        value = say_value(named, held.value, request.language) if held else ""
        return _ask_value(request, edition, named, value=value, why="")
    typed = request.POST.get(field, "")
    if not typed.strip():
        return _ask_value(request, edition, named, value=typed, why="empty")
    try:
        access.correct(
            actor=actor_for(customer),
            customer=customer.id,
            field=field,
            raw=typed,
            purpose=OWN_DATA,
            now=request.now,
        )
    except ValuesRefused as refused:
        return _ask_value(request, edition, named, value=typed, why=refused.why.get(field, "other"))
    request.session[_CORRECTED] = field
    return HttpResponseRedirect(reverse("portal:data"))


def _ask_value(request: Request, edition: Edition, field: Field, *, value: str, why: str) -> HttpResponse:
    label = field.label.in_language(request.language)
    error = say_refused(label, why, request.language) if why else ""
    shown = field_from(field, value=value, required=True, error=error, language=request.language)
    return show_under(
        request,
        edition,
        "camket/portal/correct.html",
        status=422 if why else 200,
        field=shown,
        errors={field.name: error} if error else {},
    )


def _open(request: Request, customer: Customer, fields: list[str]) -> dict[str, Value]:
    return access.reveal(
        actor=actor_for(customer),
        customer=customer.id,
        fields=fields,
        purpose=OWN_DATA,
        now=request.now,
    ).values


def _happenings(request: Request, customer: Customer, edition: Edition, *, limit: int) -> list[Happening]:
    return tell_entries(
        ledger.entries_about(ref=customer.ref, limit=limit),
        policy=edition.policy,
        language=request.language,
        name_actor=partial(name_actor, policy=edition.policy, language=request.language),
    )
