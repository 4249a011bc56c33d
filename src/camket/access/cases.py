"""Do the owner's own examples come out as written? Runs cases.yaml against the rules; needs no database."""

from __future__ import annotations

from dataclasses import dataclass

from camket.access.core.decide import decide
from camket.access.core.own import own_rule
from camket.access.data import OWN_DATA, Decision, Question
from camket.consent.data import ConsentState
from camket.policy.data import Case, Policy


@dataclass(frozen=True, slots=True)
class CaseFailed:
    """A case whose answer is not the one written down."""

    case: Case
    got: Decision


def run_cases(*, policy: Policy, cases: tuple[Case, ...]) -> list[CaseFailed]:
    """The cases that came out otherwise than expected; empty means all hold."""
    failed = []
    for case in cases:
        got = _ask(policy, case)
        if not _as_expected(case, got):
            failed.append(CaseFailed(case, got))
    return failed


def _ask(policy: Policy, case: Case) -> Decision:
    question = Question(
        purpose=case.purpose,
        fields=frozenset(case.fields),
        roles=frozenset({case.role}),
        channel=case.channel,
    )
    standings = {
        channel: ConsentState(state) for purpose, channel, state in case.consents if purpose == case.purpose
    }
    rule = own_rule(policy) if case.purpose == OWN_DATA else policy.rule_for(case.purpose)
    return decide(policy=policy, rule=rule, question=question, standings=standings)


def _as_expected(case: Case, got: Decision) -> bool:
    return (
        got.allowed == case.allow
        and got.reason.value == case.reason
        and (case.clause is None or case.clause in got.clauses)
    )
