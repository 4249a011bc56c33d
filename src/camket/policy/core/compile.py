"""What does a reading come to, once it is sound? The policy as other rooms use it.

* A field is class 1 when a purpose that needs no consent, or a record, uses it; class 2 when consent alone holds it.
* A form's fields stand in the order of its purposes, then of the consents it asks for; a field is required
  when one of its purposes requires it.
"""

from __future__ import annotations

from camket.policy.core.clauses import Page
from camket.policy.core.parts import LabelModel
from camket.policy.core.read import Reading
from camket.policy.core.schema import FieldModel, FormModel, PolicyModel, PurposeModel
from camket.policy.data import (
    Case,
    Clause,
    Contact,
    Field,
    Form,
    Ground,
    Label,
    Policy,
    Purpose,
)

_APART = {"camket", "title", "business", "data", "purposes", "roles"}


def compile_policy(reading: Reading) -> Policy:
    """The policy of a reading that has no errors."""
    model = reading.model
    collection = model.collection
    needed = _find_needed(model)
    return Policy(
        name=_label(model.business.name) if model.business.name else Label(""),
        address=model.business.address,
        tax_code=model.business.tax_code,
        contacts=_make_contacts(model),
        clauses=_make_clauses(reading.vi, reading.en),
        fields={name: _make_field(name, field, name in needed) for name, field in model.data.items()},
        purposes={name: _make_purpose(name, purpose) for name, purpose in model.purposes.items()},
        roles={name: _label(role.label) for name, role in model.roles.items()},
        manual_only=collection is not None and collection.mode == "manual-only",
        statement_of_truth=_maybe(collection.statement_of_truth) if collection else None,
        forms={
            name: _make_form(name, form, model)
            for name, form in (collection.forms if collection else {}).items()
        },
        rules=model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=_APART),
        kept_by=reading.kept_by,
        title=_label(model.title),
    )


def compile_cases(reading: Reading) -> list[Case]:
    """The decision tests, in the file's order."""
    return [
        Case(
            name=case.name,
            consents=tuple((c.purpose, str(c.channel), c.state) for c in case.consents),
            role=case.role,
            purpose=case.purpose,
            fields=tuple(case.fields),
            channel=case.channel,
            allow=case.expect == "allow",
            reason=case.reason,
            clause=case.clause,
            line=reading.case_tree.locate(("cases", number))[0],
        )
        for number, case in enumerate(reading.cases.cases)
    ]


def _find_needed(model: PolicyModel) -> set[str]:
    firm = [purpose for purpose in model.purposes.values() if purpose.ground is not Ground.CONSENT]
    needed = {name for purpose in firm for name in purpose.data}
    return needed | {name for record in model.records.values() for name in record.data}


def _make_clauses(vi: Page, en: Page | None) -> tuple[Clause, ...]:
    english = en.by_anchor() if en else {}
    return tuple(
        Clause(
            anchor=passage.anchor,
            vi=passage.text,
            en=english[passage.anchor].text if passage.anchor in english else "",
            line=passage.line,
            heading=passage.heading,
            heading_en=english[passage.anchor].heading if passage.anchor in english else "",
            kind=passage.kind,
            level=passage.level,
        )
        for passage in vi.passages
    )


def _make_contacts(model: PolicyModel) -> tuple[Contact, ...]:
    return tuple(
        Contact(c.kind, c.value, c.hours or "", c.days, tuple(c.keeps)) for c in model.business.contacts
    )


def _make_field(name: str, field: FieldModel, needed: bool) -> Field:
    return Field(
        name=name,
        label=_label(field.label),
        type=field.type,
        sensitive=field.class_ == "sensitive",
        of=frozenset(field.of),
        sources=frozenset(field.sources),
        without_it=_maybe(field.without_it),
        choices={key: _label(choice) for key, choice in field.choices.items()},
        keeps=tuple(field.keeps),
        retention_class=1 if needed else 2,
    )


def _make_purpose(name: str, purpose: PurposeModel) -> Purpose:
    return Purpose(
        name=name,
        label=_label(purpose.label),
        ground=purpose.ground,
        data=frozenset(purpose.data),
        requires=frozenset(purpose.requires),
        roles=frozenset(purpose.roles),
        channels=frozenset(purpose.channels),
        aggregate_only=purpose.aggregate_only,
        ask=_maybe(purpose.ask),
        if_yes=_maybe(purpose.if_yes),
        if_no=_maybe(purpose.if_no),
        keeps=tuple(purpose.keeps),
    )


def _make_form(name: str, form: FormModel, model: PolicyModel) -> Form:
    served = [model.purposes[purpose] for purpose in form.purposes]
    asked = [model.purposes[purpose] for purpose in form.asks]
    fields = dict.fromkeys(field for purpose in (*served, *asked) for field in purpose.data)
    required = frozenset(field for purpose in served for field in purpose.requires)
    return Form(name, _label(form.label), tuple(form.purposes), tuple(form.asks), tuple(fields), required)


def _label(model: LabelModel) -> Label:
    return Label(model.vi, model.en)


def _maybe(model: LabelModel | None) -> Label | None:
    return None if model is None else _label(model)
