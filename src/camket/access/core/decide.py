"""May these fields be used for this purpose, by this role, over this channel? Pure: no clock, no tables.

The first refusal found is the one reported, in this order:

* the purpose is one the policy names;
* it is not a purpose that works on totals only;
* every field is one the policy names, and one of this purpose;
* one of the asker's roles is named for the purpose;
* the channel, if one is asked for, is named for the purpose;
* where the ground is consent, it stands: for the channel asked, or for one that the fields asked for can reach.
"""

from __future__ import annotations

from collections.abc import Mapping

from camket.access.data import Decision, Question, Reason
from camket.consent.data import ConsentState, state_for
from camket.policy.data import Channel, FieldType, Ground, Policy, Rule

Standings = Mapping[str, ConsentState]
"""State by channel for one customer and purpose; `EVERY_CHANNEL` speaks for channels not listed."""


def decide(*, policy: Policy, rule: Rule | None, question: Question, standings: Standings) -> Decision:
    """Deny unless a clause says yes."""
    shut = decide_without_consent(policy=policy, rule=rule, question=question)
    if not shut.allowed or rule is None or rule.ground is not Ground.CONSENT:
        return shut
    for channels in _channels_asked(policy, rule, question):
        refusal = _refusal_for(standings, channels)
        if refusal is not None:
            return Decision(allowed=False, reason=refusal, clauses=rule.clauses, role=shut.role)
    return shut


Channels = tuple[Channel | None, ...]

_REACHED_BY: dict[FieldType, frozenset[Channel]] = {
    FieldType.PHONE: frozenset({Channel.PHONE, Channel.SMS, Channel.ZALO}),
    FieldType.EMAIL: frozenset({Channel.EMAIL}),
    FieldType.ADDRESS: frozenset({Channel.POST}),
}


def _channels_asked(policy: Policy, rule: Rule, question: Question) -> list[Channels]:
    """For each of these sets, consent must stand for one channel. None stands for any channel at all.

    Who asks for a phone number without naming a channel needs consent for a channel that reaches a phone:
    a yes to email opens no phone number.
    """
    if question.channel is not None:
        return [(question.channel,)]
    types = {policy.fields[name].type for name in question.fields}
    reaching = [_REACHED_BY[type_] & rule.channels for type_ in sorted(types & _REACHED_BY.keys())]
    return [tuple(sorted(channels)) for channels in reaching if channels] or [(None,)]


def _refusal_for(standings: Standings, channels: Channels) -> Reason | None:
    """None if consent stands for one of these channels, else the plainest refusal."""
    states = {state_for(standings=standings, channel=channel and channel.value) for channel in channels}
    if ConsentState.GIVEN in states:
        return None
    plainest = (ConsentState.WITHDRAWN, ConsentState.REFUSED)
    return _REFUSALS[next((state for state in plainest if state in states), ConsentState.UNKNOWN)]


def decide_without_consent(*, policy: Policy, rule: Rule | None, question: Question) -> Decision:
    """Everything that does not depend on the customer: asked once for a whole batch."""
    if rule is None:
        return Decision(allowed=False, reason=Reason.NO_SUCH_PURPOSE)
    if not question.fields <= policy.fields.keys():
        return Decision(allowed=False, reason=Reason.FIELD_NOT_IN_POLICY)
    named = sorted(question.roles & rule.roles)
    refusals = (
        (rule.aggregate_only, Reason.AGGREGATE_ONLY),
        (not question.fields <= rule.data, Reason.FIELD_NOT_IN_PURPOSE),
        (not named, Reason.ROLE_NOT_NAMED),
        (question.channel is not None and question.channel not in rule.channels, Reason.CHANNEL_NOT_NAMED),
        (not rule.clauses, Reason.NO_SUCH_PURPOSE),
    )
    for refused, reason in refusals:
        if refused:
            return Decision(allowed=False, reason=reason, clauses=rule.clauses)
    return Decision(allowed=True, reason=Reason.CLAUSE_ALLOWS, clauses=rule.clauses, role=named[0])


_REFUSALS: dict[ConsentState, Reason] = {
    ConsentState.UNKNOWN: Reason.CONSENT_MISSING,
    ConsentState.REFUSED: Reason.CONSENT_REFUSED,
    ConsentState.WITHDRAWN: Reason.CONSENT_WITHDRAWN,
}
