"""Does everything that is kept have an end, and does every period make sense?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.read import Reading
from camket.policy.data import Finding


def retention_incomplete(reading: Reading) -> Iterator[Finding]:
    """A retention rule that says neither what and until when, nor after how long a silence."""
    for number, rule in enumerate(reading.model.retention):
        if rule.inactive is None and (rule.of is None or rule.until is None):
            yield reading.error("retention_incomplete", ("retention", number))
        elif rule.inactive is not None and rule.until is not None:
            yield reading.error("retention_two_ends", ("retention", number))


def retention_twice(reading: Reading) -> Iterator[Finding]:
    """Two periods for one thing."""
    seen: dict[str, int] = {}
    for number, rule in enumerate(reading.model.retention):
        if rule.of is None or rule.inactive is not None:
            continue
        first = seen.setdefault(rule.of, number)
        if first != number:
            line = reading.rules.locate(("retention", first, "of"))[0]
            yield reading.warning("retention_twice", ("retention", number, "of"), of=rule.of, first=line)


def retention_missing(reading: Reading) -> Iterator[Finding]:
    """A record or field that no rule ends: neither its own, nor one of a record or purpose that has it."""
    model = reading.model
    ended = {rule.of for rule in model.retention if rule.of is not None}
    if "all" in ended or any(rule.inactive is not None and rule.of is None for rule in model.retention):
        return
    for name in model.records:
        if name not in ended:
            yield reading.error("retention_missing", ("records", name), at_key=True, name=name)
    for name in model.data:
        holders = [record for record, kind in model.records.items() if name in kind.data]
        users = [purpose for purpose, kind in model.purposes.items() if name in kind.data]
        if not ended & {name, *holders, *users}:
            yield reading.error("retention_missing", ("data", name), at_key=True, name=name)


CHECKS = (retention_incomplete, retention_twice, retention_missing)
