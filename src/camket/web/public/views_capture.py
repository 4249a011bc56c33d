"""How does a customer hand in a form? GET shows it, POST takes it in whole or shows it again with what was typed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket.access import api as access
from camket.access.data import Actor, ActorKind, Collected
from camket.access.errors import AccessRefused, ValuesRefused
from camket.consent import api as consent
from camket.consent.data import Shown
from camket.ledger.data import name_customer
from camket.policy import api as policy
from camket.policy.data import Edition, Form, Source
from camket.web.public.capture import CaptureForm, build_form, find_gaps
from camket.web.ui.http import Request, show_under
from camket.web.ui.reference import say_reference
from camket.web.ui.refusals import explain_refusal
from camket.web.ui.timeline import say_fields

_ACTOR = Actor(ActorKind.SYSTEM, "form")
_KEPT = "public_captured"


@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: Request, form: str) -> HttpResponse:
    """The form, empty; or what became of the one handed in."""
    edition = policy.current_edition(now=request.now)
    wanted = _find_form(edition, form)
    typed = request.POST.dict() if request.method == "POST" else {}
    shown = build_form(wanted, edition.policy, typed=typed, why={}, language=request.language)
    if request.method != "POST" and not edition.policy.manual_only:
        return _show(request, edition, shown)
    why = {} if edition.policy.manual_only else find_gaps(shown, typed)
    try:
        if why:
            raise ValuesRefused(why)
        taken = _take_in(request, edition, wanted, shown)
    except ValuesRefused as refused:
        again = build_form(
            wanted, edition.policy, typed=typed, why=refused.why, language=request.language
        )
        return _show(request, edition, again, status=422)
    except AccessRefused as refused:
        refusal = explain_refusal(
            refused.decision, purpose="collection", policy=edition.policy, language=request.language
        )
        return show_under(
            request, edition, "camket/public/form_refused.html", status=403, form=shown, refusal=refusal
        )
    request.session[_KEPT] = _remember(taken, form, request.now)
    return HttpResponseRedirect(reverse("public:captured", args=[form]))


@require_safe
def captured(request: Request, form: str) -> HttpResponse:
    """What was taken in: names of fields and a reference, never a value."""
    edition = policy.current_edition(now=request.now)
    kept = request.session.get(_KEPT)
    if not isinstance(kept, dict) or kept.get("form") != form:
        return HttpResponseRedirect(reverse("public:capture", args=[form]))
    return show_under(
        request,
        edition,
        "camket/public/captured.html",
        form=_find_form(edition, form),
        fields=say_fields(kept["fields"], edition.policy, request.language),
        reference=say_reference(UUID(hex=kept["entry"])),
        at=datetime.fromisoformat(kept["at"]),
    )


def _find_form(edition: Edition, name: str) -> Form:
    try:
        return edition.policy.forms[name]
    except KeyError:
        raise Http404 from None


def _show(request: Request, edition: Edition, form: CaptureForm, status: int = 200) -> HttpResponse:
    return show_under(request, edition, "camket/public/form.html", status=status, form=form)


def _take_in(request: Request, edition: Edition, form: Form, shown: CaptureForm) -> Collected:
    """The values first, then the choices: if the second fails, nothing is permitted that was not asked."""
    taken = access.collect(
        actor=_ACTOR,
        kind=shown.kind,
        values=shown.values,
        purposes=frozenset(form.purposes),
        source=Source.CUSTOMER,
        source_name=form.name,
        now=request.now,
    )
    choices = shown.choices_for(taken.customer, taken.ref)
    if choices:
        consent.record_choices(
            choices=choices,
            shown=Shown(shown.hash, request.language, edition.name),
            who=name_customer(taken.ref),
            now=request.now,
        )
    return taken


def _remember(taken: Collected, form: str, at: datetime) -> dict[str, object]:
    return {"form": form, "fields": list(taken.fields), "entry": taken.entry.hex, "at": at.isoformat()}
