"""How often may somebody try? Counts in the cache, under keyed hashes, so that no address is written anywhere.

* A count lives for its window and then begins anew; past the limit the answer is Throttled.
* The default cache is this process's memory: each worker counts for itself, a restart forgets. The tries at
  one code are counted in the database besides (five, in the people room), so a restart gives nobody more.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from camket.kernel.errors import CamketError

WINDOW_SECONDS = 15 * 60


class Throttled(CamketError):
    """Too many tries; nothing was done. Params: minutes to wait at most."""

    code: ClassVar[str] = "web.throttled"


def count_try(*, what: str, by: str, limit: int) -> None:
    """Count one try at `what` by whoever `by` names. Raises Throttled past `limit` in fifteen minutes."""
    key = "try-" + salted_hmac(f"camket.web.throttle.{what}", by, algorithm="sha256").hexdigest()
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=WINDOW_SECONDS)
        tries = 1
    if tries > limit:
        raise Throttled(minutes=WINDOW_SECONDS // 60)


def address_of(request: HttpRequest) -> str:
    """The network address the request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))
