"""Under which clauses does a customer see and correct what is theirs?

The right is the law's (L91 art. 4), so a policy that forgets it can't take it away.
"""

from __future__ import annotations

from camket.access.data import CUSTOMER_ROLE, OWN_DATA
from camket.policy.data import Channel, Ground, Policy, Rule

LAW = "L91.4"


def own_rule(policy: Policy) -> Rule:
    """The rule for own data: every field, the customer only, no consent needed."""
    return Rule(
        purpose=OWN_DATA,
        ground=Ground.LEGAL_DUTY,
        data=frozenset(policy.fields),
        roles=frozenset({CUSTOMER_ROLE}),
        channels=frozenset(Channel),
        aggregate_only=False,
        clauses=right_clauses(policy, "view"),
    )


def right_clauses(policy: Policy, right: str) -> tuple[str, ...]:
    """The clauses that promise a right ("view", "correct", "erase", ...), or the law's article."""
    rights = policy.rules.get("rights")
    if isinstance(rights, dict) and isinstance(rights.get(right), dict):
        return tuple(str(anchor) for anchor in rights[right].get("keeps", ())) or (LAW,)
    return (LAW,)
