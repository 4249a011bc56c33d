"""What does a reader see when a page can't be shown? A sentence and a way on, in both languages.

* Wired as `handler403`, `handler404`, `handler500` of the root URLs and as `CSRF_FAILURE_VIEW`.
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


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 for a form whose token is missing or old: what to do about it."""
    return _error(request, "403", kind="csrf")


def _error(request: HttpRequest, status: str, kind: str = "") -> HttpResponse:
    kind = kind or status
    return show(
        request,
        "camket/ui/error.html",
        status=int(status),
        title_key=f"web.error.{kind}.title",
        text_key=f"web.error.{kind}.text",
    )
