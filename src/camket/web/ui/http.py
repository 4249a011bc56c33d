"""What does every view know of its reader? The instant, read once, and the language, beside Django's request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from camket.words import say

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request as `ReaderMiddleware` hands it on."""

    now: datetime
    language: str

    def say(self, key: str, **params: object) -> str:
        """The sentence for `key` in the reader's language."""
        return say(key, self.language, **params)


def show(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """The page `template` in the reader's language."""
    return render(request, template, context, status=status)
