"""What does every view know of its reader? The instant, read once, and the language, beside Django's request."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from camket.policy.data import Edition
from camket.words import say


class Request(HttpRequest):
    """A request as `ReaderMiddleware` hands it on."""

    now: datetime
    language: str


def say_to(request: Request, key: str, /, **params: object) -> str:
    """The sentence for `key` in the reader's language."""
    return say(key, request.language, **params)


def show(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """The page `template` in the reader's language."""
    return render(request, template, context, status=status)


def show_under(
    request: Request, edition: Edition, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """A page that belongs to a business: its name on top, its first contact at the foot."""
    contacts = edition.policy.contacts
    return show(
        request,
        template,
        status=status,
        edition=edition,
        house=edition.policy.name,
        contact=contacts[0].value if contacts else "",
        **context,
    )
