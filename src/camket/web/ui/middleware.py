"""Who reads, and when is now? Runs once for each request, before any view.

* The clock is read once; everything on a page is judged by one instant.
* The language is what the reader chose (a cookie), Vietnamese until then; it is never in an address.
* Pages of customers and staff are stored nowhere (RFC 9111 §5.2.2.5).
* While no policy is in force there is nothing to act under: every page says so (503).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from camket.kernel.clock import read_clock
from camket.policy.errors import EditionMissing
from camket.web.ui.errors import not_ready
from camket.words import LANGUAGES

LANGUAGE_COOKIE = "camket_language"
PRIVATE_FACES = frozenset({"portal", "desk"})


class ReaderMiddleware:
    """Puts `now` and `language` on the request and the headers that follow from them on the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in LANGUAGES else LANGUAGES[0]
        request.now = read_clock()  # type: ignore[attr-defined]
        request.language = language  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        match = request.resolver_match
        if match is not None and PRIVATE_FACES & set(match.namespaces):
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for the one refusal that any view may meet; every other fault is Django's."""
        return not_ready(request) if isinstance(exception, EditionMissing) else None
