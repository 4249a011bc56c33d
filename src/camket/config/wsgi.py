"""What does the web server call? Django, after the checks that may refuse to start.

* Pages go through the whole chain of middleware.
* The API goes round it: sessions, cookies, CSRF and headers for HTML mean nothing to the holder of a key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings")

import django

django.setup(set_prefix=False)

from django.core.handlers.exception import convert_exception_to_response  # noqa: E402 - after Django is set up
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - after Django is set up
from django.db import close_old_connections  # noqa: E402 - after Django is set up

from camket.config.checks import refuse_undeclared  # noqa: E402 - after Django is set up

API = "/api/v1/"
SERVER_FAULT = 500


class BareHandler(WSGIHandler):
    """Django's handler with an empty chain: URL, view, answer."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's signature
        """No middleware: the view is called straight away."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        self._middleware_chain = convert_exception_to_response(self._get_response)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer without Django's per-request signals: they test the connection with a query of its own each time.

        Instead, a connection that broke is put away when a request failed, so the next one starts afresh.
        """
        response = self.get_response(self.request_class(environ))
        if response.status_code >= SERVER_FAULT:
            close_old_connections()
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]


refuse_undeclared()
_pages, _api = WSGIHandler(), BareHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The WSGI callable."""
    handler = _api if environ.get("PATH_INFO", "").startswith(API) else _pages
    return handler(environ, start_response)
