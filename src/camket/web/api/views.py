"""What does the API answer? One domain call for each endpoint; the clock is read once a request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from camket.access import api as access
from camket.kernel.clock import read_clock
from camket.web.api import bodies
from camket.web.api.serving import answer, endpoint, read_actor, read_body

LARGEST_BATCH = 10_000


@endpoint
def reveal(request: HttpRequest) -> HttpResponse:
    """POST /api/v1/reveal."""
    now = read_clock()
    body = read_body(request, bodies.RevealBody)
    got = access.reveal(
        actor=read_actor(request, now=now),
        customer=body.customer,
        fields=body.fields,
        purpose=body.purpose,
        channel=body.channel,
        because=body.because,
        now=now,
    )
    values = {name: one.value for name, one in got.values.items()}
    return answer(bodies.Revealed(values, list(got.decision.clauses), got.entry.hex))


@endpoint
def reveal_batch(request: HttpRequest) -> HttpResponse:
    """POST /api/v1/reveal-batch."""
    now = read_clock()
    body = read_body(request, bodies.RevealBatchBody)
    got = access.reveal_batch(
        actor=read_actor(request, now=now),
        customers=body.customers[:LARGEST_BATCH],
        fields=body.fields,
        purpose=body.purpose,
        channel=body.channel,
        because=body.because,
        now=now,
    )
    permitted = {
        str(customer): {name: one.value for name, one in values.items()}
        for customer, values in got.permitted.items()
    }
    refused = {str(customer): reason.value for customer, reason in got.refused.items()}
    return answer(bodies.BatchRevealed(permitted, refused, [entry.hex for entry in got.entries]))


@endpoint
def find(request: HttpRequest) -> HttpResponse:
    """POST /api/v1/find. What is looked for stands in the body: no value in a URL."""
    now = read_clock()
    body = read_body(request, bodies.FindBody)
    got = access.find(actor=read_actor(request, now=now), text=body.text, purpose=body.purpose, now=now)
    return answer(bodies.Found([str(c) for c in got.customers], list(got.decision.clauses), got.entry.hex))
