"""What changed between two editions, and whose consent must be asked for again?

Consent is asked again when what was agreed to grew or reads differently:
* the purpose uses a field more, reaches people by a channel more, or no longer looks at totals only;
* a recipient is new for the purpose, gets a field more, is of another kind or in another country;
* the question or the text of "yes" changed, or the clauses that the purpose keeps read differently.

Less data, fewer channels or recipients ask nothing; nor does a purpose that did not rest on consent before,
for nobody chose then.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator
from enum import Enum

from camket.kernel.text import squeeze
from camket.policy.data import (
    Comparison,
    Ground,
    Label,
    Policy,
    Purpose,
    Rewording,
    RuleChange,
    WordChange,
)

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_PLAIN = ("contacts", "fields", "purposes", "roles", "forms")
_ONE = ("name", "address", "tax_code", "title", "statement_of_truth")


def compare_policies(old: Policy, new: Policy) -> Comparison:
    """Clauses added, removed and reworded, in page order; rules changed, key by key."""
    before = {clause.anchor: clause for clause in old.clauses}
    after = {clause.anchor: clause for clause in new.clauses}
    return Comparison(
        added=tuple(clause for clause in new.clauses if clause.anchor not in before),
        removed=tuple(clause for clause in old.clauses if clause.anchor not in after),
        reworded=tuple(_find_rewordings(old, new)),
        rules=tuple(_find_rule_changes(old, new)),
    )


def find_consents_to_renew(old: Policy, new: Policy) -> frozenset[str]:
    """The consent purposes of `new` whose meaning grew or changed since `old`."""
    return frozenset(
        name
        for name, purpose in new.purposes.items()
        if purpose.ground is Ground.CONSENT and name in old.purposes and _asks_again(old, new, name)
    )


def compare_words(old: str, new: str) -> tuple[tuple[WordChange, str], ...]:
    """The runs of words that stayed, went and came, in reading order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    runs: list[tuple[WordChange, str]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            runs.append((WordChange.SAME, "".join(before[start:end])))
            continue
        if end > start:
            runs.append((WordChange.REMOVED, "".join(before[start:end])))
        if new_end > new_start:
            runs.append((WordChange.ADDED, "".join(after[new_start:new_end])))
    return tuple(runs)


def _find_rewordings(old: Policy, new: Policy) -> Iterator[Rewording]:
    before = {clause.anchor: clause for clause in old.clauses}
    for clause in new.clauses:
        earlier = before.get(clause.anchor)
        if earlier is None:
            continue
        for language, was, now in (("vi", earlier.vi, clause.vi), ("en", earlier.en, clause.en)):
            if was != now:
                yield Rewording(clause.anchor, language, was, now, compare_words(was, now))


def _asks_again(old: Policy, new: Policy, name: str) -> bool:
    was, now = old.purposes[name], new.purposes[name]
    if was.ground is not Ground.CONSENT:
        return False
    return (
        not now.data <= was.data
        or not now.channels <= was.channels
        or (was.aggregate_only and not now.aggregate_only)
        or _reads_differently(was, now)
        or _clause_texts(old, was) != _clause_texts(new, now)
        or not _recipients_of(new, name) <= _recipients_of(old, name)
    )


def _reads_differently(was: Purpose, now: Purpose) -> bool:
    pairs = ((was.ask, now.ask), (was.if_yes, now.if_yes))
    return any(_text_changed(before, after) for before, after in pairs)


def _text_changed(before: Label | None, after: Label | None) -> bool:
    """Whether what people read changed; a first English translation changes nothing for anybody."""
    if before is None or after is None:
        return before is not after
    return squeeze(before.vi) != squeeze(after.vi) or bool(
        before.en and squeeze(before.en) != squeeze(after.en)
    )


def _clause_texts(policy: Policy, purpose: Purpose) -> frozenset[str]:
    return frozenset(squeeze(clause.vi) for clause in policy.clauses if clause.anchor in purpose.keeps)


def _recipients_of(policy: Policy, purpose: str) -> frozenset[tuple[str, ...]]:
    """What recipients get under a purpose, one fact each: widening adds a fact, narrowing takes some away."""
    recipients = policy.rules.get("recipients", {})
    assert isinstance(recipients, dict)  # noqa: S101 - the schema says so
    facts: set[tuple[str, ...]] = set()
    for name, recipient in recipients.items():
        if purpose in recipient["purposes"]:
            facts.add((name, "kind", recipient["kind"]))
            facts.add((name, "country", recipient["country"]))
            facts.update((name, "data", field) for field in recipient["data"])
    return frozenset(facts)


def _find_rule_changes(old: Policy, new: Policy) -> Iterator[RuleChange]:
    before, after = dict(_list_rules(old)), dict(_list_rules(new))
    for rule in dict.fromkeys((*before, *after)):
        was, now = before.get(rule, {}), after.get(rule, {})
        for key in dict.fromkeys((*was, *now)):
            if was.get(key) != now.get(key):
                yield RuleChange(rule, key, was.get(key), now.get(key))


def _list_rules(policy: Policy) -> Iterator[tuple[str, dict[str, object]]]:
    """Each rule of a policy as a path and its keys, in plain data."""
    yield "business", {name: _plain(getattr(policy, name)) for name in _ONE}
    for family in _PLAIN:
        yield from _split_family(family, _plain(getattr(policy, family)))
    for family, rules in policy.rules.items():
        yield from _split_family(family, _plain(rules))


def _split_family(family: str, rules: object) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(rules, list):
        rules = _name_items(rules)
    if not isinstance(rules, dict):
        return
    single = {key: value for key, value in rules.items() if not isinstance(value, dict)}
    if single:
        yield family, single
    for key, value in rules.items():
        if isinstance(value, dict):
            yield f"{family}.{key}", value


def _name_items(rules: list[object]) -> dict[str, object]:
    """Items of a list by what they are about, so that a new item in front changes only itself."""
    named: dict[str, object] = {}
    for number, rule in enumerate(rules):
        about = str(number)
        if isinstance(rule, dict):
            keys = [
                rule[key] for key in ("of", "control", "clause", "kind") if isinstance(rule.get(key), str)
            ]
            about = keys[0] if keys else "inactive" if "inactive" in rule else about
        named[about if about not in named else f"{about}#{number}"] = rule
    return named


def _plain(value: object) -> object:
    """Dataclasses, sets and enums as dicts, sorted lists and texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(_plain(below)) for below in value)
    if isinstance(value, tuple | list):
        return [_plain(below) for below in value]
    return value
