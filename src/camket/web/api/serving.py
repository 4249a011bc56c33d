"""How does a request become typed data, and an answer or a refusal bytes?

* A key is looked up at most every two seconds in a process: a withdrawn key works that long at most.
* Refusals are RFC 9457 problem documents; their sentence is in the language of Accept-Language, Vietnamese first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse

from camket.access.data import Actor, ActorKind
from camket.access.errors import AccessRefused
from camket.kernel.errors import CamketError
from camket.people import api as people
from camket.people.errors import ApiKeyRefused
from camket.web.api.bodies import Problem
from camket.words import say

Body = TypeVar("Body", bound=msgspec.Struct)
View = Callable[[HttpRequest], HttpResponse]

KEY_REMEMBERED = timedelta(seconds=2)
MOST_REMEMBERED = 1000
_remembered: dict[str, tuple[datetime, Actor]] = {}
_encoder = msgspec.json.Encoder()


def read_actor(request: HttpRequest, *, now: datetime) -> Actor:
    """Who asks, by the bearer key. Raises ApiKeyRefused."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise ApiKeyRefused
    known = _remembered.get(secret)
    if known is None or now - known[0] > KEY_REMEMBERED:
        key = people.find_api_key(secret=secret)
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        known = _remembered[secret] = (now, Actor(ActorKind.API, key.id.hex, key.roles))
    return known[1]


def read_body(request: HttpRequest, shape: type[Body]) -> Body:
    """The request's body. Raises msgspec.ValidationError or DecodeError."""
    return msgspec.json.decode(request.body, type=shape)


def answer(body: msgspec.Struct, *, status: int = 200, kind: str = "application/json") -> HttpResponse:
    """A JSON answer that no cache keeps."""
    content = _encoder.encode(body)
    return HttpResponse(
        content,
        status=status,
        content_type=kind,
        headers={
            "Cache-Control": "no-store",
            "Content-Length": str(len(content)),
            "X-Content-Type-Options": "nosniff",
        },
    )


def endpoint(view: View) -> View:
    """POST only; refusals and bad bodies become problem documents. A key needs no CSRF token."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return _problem(request, 405, "api.method")
        try:
            return view(request)
        except AccessRefused as refused:
            return _refusal(request, refused)
        except ApiKeyRefused as refused:
            return _problem(request, 401, refused.code)
        except msgspec.MsgspecError as wrong:
            return _problem(request, 400, "api.body", where=_place(wrong))
        except CamketError as error:
            return _problem(request, 400, error.code, **error.params)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _place(wrong: msgspec.MsgspecError) -> str:
    """msgspec's message names the place and what was expected, never the value."""
    return str(wrong)


def _language(request: HttpRequest) -> str:
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "vi"


def _refusal(request: HttpRequest, refused: AccessRefused) -> HttpResponse:
    decision, language = refused.decision, _language(request)
    body = Problem(
        type="about:blank",
        title=say("api.refused", language),
        status=403,
        code=refused.code,
        detail=say(f"access.reason.{decision.reason.value}", language),
        reason=decision.reason.value,
        clauses=list(decision.clauses),
    )
    return answer(body, status=403, kind="application/problem+json")


def _problem(request: HttpRequest, status: int, code: str, **params: Any) -> HttpResponse:
    sentence = say(code, _language(request), **params)
    body = Problem(type="about:blank", title=sentence, status=status, code=code)
    return answer(body, status=status, kind="application/problem+json")
