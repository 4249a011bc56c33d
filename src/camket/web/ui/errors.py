"""What does a reader see when a page can't be shown? A sentence and a way on, in both languages.

* Wired as `handler403`, `handler404`, `handler500` of the root URLs; a form's missing token has 403_csrf.html.
* The page of a fault asks no room anything: whatever failed may fail again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from camket.web.ui.http import show


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """403: the reader may not have this page."""
    return _error(request, "403")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """404: there is no such page."""
    return _error(request, "404")


def failed(request: HttpRequest) -> HttpResponse:
    """500: something broke on our side."""
    return _error(request, "500")


def not_ready(request: HttpRequest) -> HttpResponse:
    """503: no policy is in force yet."""
    return _error(request, "503")


def _error(request: HttpRequest, status: str) -> HttpResponse:
    return show(
        request,
        "camket/ui/error.html",
        status=int(status),
        title_key=f"web.error.{status}.title",
        text_key=f"web.error.{status}.text",
    )
