"""How does a customer hand in a form? GET shows it, POST takes it in whole or shows it again with what was typed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from camket.access import api as access
from camket.access.data import COLLECTION, Actor, ActorKind, Collected, Decision, Reason
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
    if edition.policy.manual_only:
        return _refuse_all(request, edition)
    wanted = _find_form(edition, form)
    typed = request.POST.dict() if request.method == "POST" else {}
    shown = build_form(wanted, edition.policy, typed=typed, why={}, language=request.language)
    if request.method != "POST":
        return _show(request, edition, shown)
    try:
        _refuse_gaps(find_gaps(shown, typed))
        taken = _take_in(request, edition, wanted, shown)
    except ValuesRefused as refused:
        again = build_form(wanted, edition.policy, typed=typed, why=refused.why, language=request.language)
        return _show(request, edition, again, status=422)
    except AccessRefused as refused:
        return _refuse(request, edition, refused.decision)
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


def _refuse_all(request: Request, edition: Edition) -> HttpResponse:
    """Where staff alone write things down, no form takes anything, whatever its name."""
    rule = edition.policy.rules.get("collection")
    clauses = rule.get("keeps", ()) if isinstance(rule, dict) else ()
    decision = Decision(allowed=False, reason=Reason.MANUAL_ONLY, clauses=tuple(clauses))
    return _refuse(request, edition, decision)


def _refuse(request: Request, edition: Edition, decision: Decision) -> HttpResponse:
    refusal = explain_refusal(decision, purpose=COLLECTION, policy=edition.policy, language=request.language)
    return show_under(request, edition, "camket/public/form_refused.html", status=403, refusal=refusal)


def _refuse_gaps(why: dict[str, str]) -> None:
    if why:
        raise ValuesRefused(why)


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
