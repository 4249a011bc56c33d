"""Do the decision tests of cases.yaml speak of things that exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from camket.policy.core.findings import CASES, error, find_nearest
from camket.policy.core.read import Reading
from camket.policy.core.schema import CaseModel
from camket.policy.core.yaml_tree import Path
from camket.policy.data import BUILT_IN_PURPOSES, Finding


def unknown_name_in_case(reading: Reading) -> Iterator[Finding]:
    """A case about something the policy does not have. Refusing an unknown name may be just what a case is for."""
    for number, case in enumerate(reading.cases.cases):
        for path, code, name, known in _find_names(reading, case):
            if name not in known:
                place = reading.case_tree.locate(("cases", number, *path))
                yield error(code, CASES, *place, name=name, anchor=name, nearest=find_nearest(name, known))


def case_twice(reading: Reading) -> Iterator[Finding]:
    """Two cases of one name."""
    seen: dict[str, int] = {}
    for number, case in enumerate(reading.cases.cases):
        first = seen.setdefault(case.name, number)
        if first != number:
            place = reading.case_tree.locate(("cases", number, "name"))
            line = reading.case_tree.locate(("cases", first, "name"))[0]
            yield error("case_twice", CASES, *place, name=case.name, first=line)


def _find_names(reading: Reading, case: CaseModel) -> Iterator[tuple[Path, str, str, Iterable[str]]]:
    model = reading.model
    if case.clause is not None:
        yield ("clause",), "keeps_unknown_clause", case.clause, reading.vi.by_anchor()
    if case.expect == "refuse":
        return
    yield ("role",), "unknown_role", case.role, {*model.roles, "customer"}
    yield ("purpose",), "unknown_purpose", case.purpose, BUILT_IN_PURPOSES | model.purposes.keys()
    for number, field in enumerate(case.fields):
        yield ("fields", number), "unknown_field", field, model.data
    for number, choice in enumerate(case.consents):
        yield ("consents", number, "purpose"), "unknown_purpose", choice.purpose, model.purposes


CHECKS = (unknown_name_in_case, case_twice)
