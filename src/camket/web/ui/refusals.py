"""How is a refusal said? What happened, under which clause, who may or what would allow it: no dead ends."""

from __future__ import annotations

from dataclasses import dataclass

from camket.access.data import Decision, Reason
from camket.policy.data import Policy
from camket.web.ui.clauses import ClauseLink, link_clauses
from camket.web.ui.timeline import say_purpose
from camket.words import SentenceMissing, say


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as `camket/ui/refusal.html` shows it."""

    purpose: str
    what: str
    way: str
    who_may: str
    clauses: tuple[ClauseLink, ...]


def explain_refusal(decision: Decision, *, purpose: str, policy: Policy, language: str) -> Refusal:
    """The sentences for a decision that said no."""
    reason = decision.reason
    return Refusal(
        purpose=say_purpose(purpose, policy, language),
        what=_say(reason, "what", language),
        way=_say(reason, "way", language),
        who_may=say_who_may(purpose, policy, language) if reason is Reason.ROLE_NOT_NAMED else "",
        clauses=link_clauses(decision.clauses, policy, language),
    )


def say_who_may(purpose: str, policy: Policy, language: str) -> str:
    """Whom the policy names for a purpose."""
    named = policy.purposes[purpose].roles if purpose in policy.purposes else frozenset()
    labels = [policy.roles[role].in_language(language) for role in sorted(named) if role in policy.roles]
    if not labels:
        return say("refusals.nobody_may", language)
    return say("refusals.roles_may", language, roles=", ".join(labels))


def _say(reason: Reason, part: str, language: str) -> str:
    try:
        return say(f"refusals.{reason.value}.{part}", language)
    except SentenceMissing:
        return say(f"refusals.other.{part}", language)
