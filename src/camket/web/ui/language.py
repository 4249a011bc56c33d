"""How does a reader change the language? One POST, one cookie, back to the same page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from camket.web.ui.middleware import LANGUAGE_COOKIE
from camket.words import LANGUAGES

_YEAR = 365 * 24 * 3600


@csrf_exempt  # A forged switch harms nobody, and so the public pages need no cookie at all.
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Remember the language for a year and go back to where the reader was."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if safe else "/")
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response
