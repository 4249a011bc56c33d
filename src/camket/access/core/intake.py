"""May these values be taken in, from this source, for these purposes? Pure: no clock, no tables.

The first refusal found is the one reported, in this order:

* a policy that writes data down by hand only takes nothing from forms, scripts or the API;
* every purpose is one the policy names, every field one the policy names;
* the fields belong to this kind of customer, and may come from this source;
* every field serves one of the purposes;
* staff have a role that is named for one of the purposes;
* what the purposes require is there (for a new customer).
"""

from __future__ import annotations

from dataclasses import dataclass

from camket.access.data import Actor, ActorKind, Decision, Reason
from camket.policy.data import Policy, Source


@dataclass(frozen=True, slots=True)
class Intake:
    """What is about to be taken in about one customer: names only, the values play no part."""

    kind: str  # "person" or "organisation"
    fields: frozenset[str]
    purposes: frozenset[str]
    source: Source
    source_name: str
    is_new: bool


def decide_intake(*, policy: Policy, actor: Actor, intake: Intake) -> Decision:
    """Deny unless the policy lets these values in."""
    reason = _first_refusal(policy, actor, intake)
    clauses = _clauses(policy, intake)
    if reason is not None or not clauses:
        return Decision(allowed=False, reason=reason or Reason.NO_SUCH_PURPOSE, clauses=clauses)
    return Decision(
        allowed=True, reason=Reason.CLAUSE_ALLOWS, clauses=clauses, role=_role(policy, actor, intake)
    )


def _first_refusal(policy: Policy, actor: Actor, intake: Intake) -> Reason | None:
    by_hand = actor.kind in {ActorKind.STAFF, ActorKind.SYSTEM} and intake.source is Source.STAFF
    if policy.manual_only and not by_hand:
        return Reason.MANUAL_ONLY
    if not intake.purposes or not intake.purposes <= policy.purposes.keys():
        return Reason.NO_SUCH_PURPOSE
    if not intake.fields <= policy.fields.keys():
        return Reason.FIELD_NOT_IN_POLICY
    fields = [policy.fields[name] for name in intake.fields]
    served = frozenset().union(*(policy.purposes[name].data for name in intake.purposes))
    needed = frozenset().union(*(policy.purposes[name].requires for name in intake.purposes))
    unnamed_source = intake.source is Source.OTHER and not intake.source_name
    refusals = (
        (any(intake.kind not in field.of for field in fields), Reason.KIND_NOT_NAMED),
        (
            any(intake.source not in field.sources for field in fields) or unnamed_source,
            Reason.SOURCE_NOT_NAMED,
        ),
        (not intake.fields <= served, Reason.FIELD_NOT_IN_PURPOSE),
        (
            actor.kind in {ActorKind.STAFF, ActorKind.API} and not _role(policy, actor, intake),
            Reason.ROLE_NOT_NAMED,
        ),
        (
            intake.is_new and not _for_kind(policy, needed, intake.kind) <= intake.fields,
            Reason.REQUIRED_MISSING,
        ),
    )
    return next((reason for refused, reason in refusals if refused), None)


def _for_kind(policy: Policy, names: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(name for name in names if kind in policy.fields[name].of)


def _role(policy: Policy, actor: Actor, intake: Intake) -> str:
    named = {role for name in intake.purposes for role in policy.purposes[name].roles}
    return next(iter(sorted(actor.roles & named)), "")


def _clauses(policy: Policy, intake: Intake) -> tuple[str, ...]:
    """The clauses on collecting first, then those of each field taken in; in order, each once."""
    collection = policy.rules.get("collection")
    own = collection.get("keeps", ()) if isinstance(collection, dict) else ()
    of_fields = [
        clause
        for name in sorted(intake.fields & policy.fields.keys())
        for clause in policy.fields[name].keeps
    ]
    return tuple(dict.fromkeys([*map(str, own), *of_fields]))
