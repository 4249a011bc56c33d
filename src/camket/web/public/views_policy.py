"""What did the business promise? The policy in force, as a contract with a seal beside what a rule keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from camket.policy import api as policy
from camket.web.public.page import make_page
from camket.web.ui.http import Request, show_under


@require_safe
def show_policy(request: Request) -> HttpResponse:
    """The policy page of the edition in force."""
    edition = policy.current_edition(now=request.now)
    page = make_page(edition.policy, request.language)
    return show_under(request, edition, "camket/public/policy.html", page=page)
