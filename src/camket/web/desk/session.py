"""Which member of staff is signed in? The session holds the opaque id and when it began, no name.

* A working day signs out (eight hours); who was taken off the staff is signed out at the next request.
* Signing in gives the session a new key (session fixation, OWASP ASVS 3.2.1).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from uuid import UUID

from django.http import HttpResponse

from camket.access.data import Actor, ActorKind
from camket.people import api as people
from camket.people.data import Staff
from camket.people.errors import StaffMissing
from camket.web.ui.http import Request, show

WORKING_DAY = timedelta(hours=8)
_STAFF = "desk_staff"
_SINCE = "desk_since"

StaffView = Callable[..., HttpResponse]


def start_session(request: Request, staff: Staff) -> None:
    """From now on this session is theirs."""
    end_session(request)
    request.session[_STAFF] = staff.id.hex
    request.session[_SINCE] = request.now.isoformat()


def end_session(request: Request) -> None:
    """Nobody of the staff is signed in here any more; what they had found goes too."""
    for key in [key for key in request.session.keys() if key.startswith("desk_")]:  # noqa: SIM118 - not a dict
        del request.session[key]
    request.session.cycle_key()


def actor_for(staff: Staff) -> Actor:
    """The member of staff at the gate."""
    return Actor(ActorKind.STAFF, staff.id.hex, staff.roles)


def for_staff(view: StaffView) -> StaffView:
    """The view gets the signed-in member of staff as its second argument; others are told how to come in."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        staff = _find(request)
        if staff is None:
            return show(request, "camket/desk/outside.html", status=403)
        return view(request, staff, *args, **kwargs)

    return guarded


def _find(request: Request) -> Staff | None:
    kept, since = request.session.get(_STAFF), request.session.get(_SINCE)
    if not kept or not since or request.now - datetime.fromisoformat(since) > WORKING_DAY:
        return None
    try:
        return people.find_staff(staff=UUID(hex=kept))
    except StaffMissing:
        return None
