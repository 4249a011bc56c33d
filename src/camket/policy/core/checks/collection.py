"""Does data come in as the policy says: forms, consent boxes, optional fields, manual collection, card numbers?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.cues import find_cue, read_cues
from camket.policy.core.read import Reading
from camket.policy.core.schema import FieldModel, FormModel
from camket.policy.data import FieldType, Finding, Ground, Source


def form_without_purpose(reading: Reading) -> Iterator[Finding]:
    """A form that collects for nothing."""
    for name, form in _forms(reading).items():
        if not form.purposes and not form.asks:
            yield reading.error("form_without_purpose", ("collection", "forms", name), at_key=True, form=name)


def form_purpose_is_consent(reading: Reading) -> Iterator[Finding]:
    """A form that takes a purpose for granted although it needs consent, without asking for it."""
    purposes = reading.model.purposes
    for name, form in _forms(reading).items():
        for number, wanted in enumerate(form.purposes):
            needs_consent = wanted in purposes and purposes[wanted].ground is Ground.CONSENT
            if needs_consent and wanted not in form.asks:
                place = ("collection", "forms", name, "purposes", number)
                yield reading.error("form_purpose_is_consent", place, form=name, purpose=wanted)


def form_asks_not_consent(reading: Reading) -> Iterator[Finding]:
    """A form that asks consent for a purpose that does not rest on it."""
    purposes = reading.model.purposes
    for name, form in _forms(reading).items():
        for number, wanted in enumerate(form.asks):
            if wanted in purposes and purposes[wanted].ground is not Ground.CONSENT:
                place = ("collection", "forms", name, "asks", number)
                yield reading.error("form_asks_not_consent", place, form=name, purpose=wanted)


def consent_form_missing(reading: Reading) -> Iterator[Finding]:
    """A consent that no form asks for, where customers fill in forms."""
    collection = reading.model.collection
    if collection is None or collection.mode != "open":
        return
    asked = {purpose for form in collection.forms.values() for purpose in form.asks}
    for name, purpose in reading.model.purposes.items():
        if purpose.ground is Ground.CONSENT and name not in asked:
            yield reading.warning("consent_form_missing", ("purposes", name), at_key=True, purpose=name)


def optional_field_without_consequence(reading: Reading) -> Iterator[Finding]:
    """A field that a form asks and customers may leave out, without the text that says what leaving it out means."""
    data, purposes = reading.model.data, reading.model.purposes
    complained: set[str] = set()
    for form_name, form in _forms(reading).items():
        served = [purposes[name] for name in form.purposes if name in purposes]
        asked = [purposes[name] for name in form.asks if name in purposes]
        required = {field for purpose in served for field in purpose.requires}
        for field in dict.fromkeys(field for purpose in (*served, *asked) for field in purpose.data):
            optional = field in data and field not in required and data[field].without_it is None
            if optional and field not in complained:
                complained.add(field)
                place = ("data", field)
                code = "optional_field_without_consequence"
                yield reading.error(code, place, at_key=True, field=field, form=form_name)


def manual_but_forms(reading: Reading) -> Iterator[Finding]:
    """Only staff write data down, says the policy, and yet it has forms."""
    if _is_manual(reading) and _forms(reading):
        yield reading.error("manual_but_forms", ("collection", "forms"), at_key=True)


def manual_but_tracker(reading: Reading) -> Iterator[Finding]:
    """Only staff write data down, says the policy, and yet the site watches its visitors."""
    measurement = reading.model.measurement
    if not _is_manual(reading) or measurement is None:
        return
    if measurement.pages != "none":
        yield reading.error("manual_but_tracker", ("measurement", "pages"), at_key=True)
    if measurement.third_party:
        yield reading.error("manual_but_tracker", ("measurement", "third_party"), at_key=True)


def manual_but_source(reading: Reading) -> Iterator[Finding]:
    """Only staff write data down, says the policy, and yet a field comes from elsewhere."""
    if not _is_manual(reading):
        return
    for name, field in reading.model.data.items():
        automatic = [source for source in field.sources if source in {Source.CUSTOMER, Source.INTERACTION}]
        if automatic:
            place = ("data", name, "sources")
            yield reading.error("manual_but_source", place, at_key=True, field=name, source=automatic[0])


def card_number_field(reading: Reading) -> Iterator[Finding]:
    """A field that would hold the number of a bank card; only tokens are ever kept."""
    for name, field in reading.model.data.items():
        if field.type in {FieldType.TEXT, FieldType.CHOICE} and _is_card(name, field):
            yield reading.error("card_number_field", ("data", name), at_key=True, field=name)


def token_without_control(reading: Reading) -> Iterator[Finding]:
    """A payment token without the control that keeps card numbers out."""
    if any(control.control == "payment-tokens-only" for control in reading.model.security):
        return
    for name, field in reading.model.data.items():
        if field.type is FieldType.TOKEN:
            yield reading.error("token_without_control", ("data", name), at_key=True, field=name)


def _is_card(name: str, field: FieldModel) -> bool:
    texts = f"{field.label.vi} {field.label.en}"
    if find_cue(texts, "card", "unless"):
        return False
    plain = name.replace("-", "_")
    return plain in read_cues("card", "names") or bool(find_cue(texts, "card", "labels"))


def _is_manual(reading: Reading) -> bool:
    return reading.model.collection is not None and reading.model.collection.mode == "manual-only"


def _forms(reading: Reading) -> dict[str, FormModel]:
    return reading.model.collection.forms if reading.model.collection else {}


CHECKS = (
    form_without_purpose,
    form_purpose_is_consent,
    form_asks_not_consent,
    consent_form_missing,
    optional_field_without_consequence,
    manual_but_forms,
    manual_but_tracker,
    manual_but_source,
    card_number_field,
    token_without_control,
)
