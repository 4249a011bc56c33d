"""Which checks are there, in which order? The registry; each check is one function for one kind of finding.

A check takes a reading and gives findings. The order here is the order of reading a policy: the text, the
names, the purposes, how data comes in, who gets it, how long it stays, how customers reach the business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from camket.policy.core.checks import (
    cases,
    clauses,
    collection,
    contact,
    keeping,
    names,
    purposes,
    sharing,
    wording,
)
from camket.policy.core.read import Reading
from camket.policy.data import Finding

Check = Callable[[Reading], Iterable[Finding]]

ALL_CHECKS: tuple[Check, ...] = (
    *clauses.CHECKS,
    *names.CHECKS,
    *purposes.CHECKS,
    *collection.CHECKS,
    *sharing.CHECKS,
    *keeping.CHECKS,
    *contact.CHECKS,
    *wording.CHECKS,
    *cases.CHECKS,
)
