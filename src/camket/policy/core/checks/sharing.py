"""Do the recipients fit the promises: who gets what, on which condition, in which country?"""

from __future__ import annotations

from collections.abc import Iterator

from camket.policy.core.read import Reading
from camket.policy.data import Finding, Ground


def never_shares_but_recipient(reading: Reading) -> Iterator[Finding]:
    """The policy says it never shares, and yet somebody is on the list (authorities come by law)."""
    sharing = reading.model.sharing
    if sharing is None or sharing.default != "never":
        return
    for name, recipient in reading.model.recipients.items():
        if recipient.kind != "authority":
            place = ("recipients", name)
            yield reading.error("never_shares_but_recipient", place, at_key=True, recipient=name)


def only_there_but_foreign_recipient(reading: Reading) -> Iterator[Finding]:
    """Data stays in one place, says the policy, and yet a recipient is in another country."""
    storage = reading.model.storage
    if storage is None or not storage.only_there:
        return
    for name, recipient in reading.model.recipients.items():
        if recipient.country != storage.country:
            place = ("recipients", name, "country")
            code = "only_there_but_foreign_recipient"
            yield reading.error(
                code, place, recipient=name, country=recipient.country, storage=storage.country
            )


def recipient_without_purpose(reading: Reading) -> Iterator[Finding]:
    """Somebody outside who gets data for nothing."""
    for name, recipient in reading.model.recipients.items():
        if recipient.kind != "authority" and not recipient.purposes:
            place = ("recipients", name)
            yield reading.error("recipient_without_purpose", place, at_key=True, recipient=name)


def recipient_gets_more(reading: Reading) -> Iterator[Finding]:
    """A recipient that gets a field none of its purposes uses."""
    model = reading.model
    for name, recipient in model.recipients.items():
        served = [model.purposes[purpose] for purpose in recipient.purposes if purpose in model.purposes]
        allowed = {field for purpose in served for field in purpose.data}
        for number, field in enumerate(recipient.data):
            if served and field in model.data and field not in allowed:
                place = ("recipients", name, "data", number)
                yield reading.error("recipient_gets_more", place, recipient=name, field=field)


def recipient_consent_nobody_asks(reading: Reading) -> Iterator[Finding]:
    """A recipient on the condition of consent, where none of its purposes asks for one."""
    purposes = reading.model.purposes
    for name, recipient in reading.model.recipients.items():
        served = [purposes[purpose] for purpose in recipient.purposes if purpose in purposes]
        if recipient.needs == "consent" and served and all(p.ground is not Ground.CONSENT for p in served):
            yield reading.error(
                "recipient_consent_nobody_asks", ("recipients", name, "needs"), recipient=name
            )


def ad_network_without_consent(reading: Reading) -> Iterator[Finding]:
    """Advertising or analytics by others without the customer's consent."""
    for name, recipient in reading.model.recipients.items():
        if recipient.kind in {"ad-network", "analytics"} and recipient.needs != "consent":
            place = ("recipients", name, "needs")
            yield reading.error("ad_network_without_consent", place, recipient=name, needs=recipient.needs)


def authority_without_order(reading: Reading) -> Iterator[Finding]:
    """An authority that would get data without an order on file."""
    for name, recipient in reading.model.recipients.items():
        if recipient.kind == "authority" and recipient.needs != "order-of-authority":
            place = ("recipients", name, "needs")
            yield reading.error("authority_without_order", place, recipient=name, needs=recipient.needs)


def order_without_authority(reading: Reading) -> Iterator[Finding]:
    """An order of an authority as the condition for somebody who is none."""
    for name, recipient in reading.model.recipients.items():
        if recipient.needs == "order-of-authority" and recipient.kind != "authority":
            place = ("recipients", name, "needs")
            yield reading.error("order_without_authority", place, recipient=name, kind=recipient.kind)


def record_gets_more(reading: Reading) -> Iterator[Finding]:
    """A kind of record that holds a field its purpose does not use."""
    model = reading.model
    for name, record in model.records.items():
        purpose = model.purposes.get(record.purpose)
        for number, field in enumerate(record.data):
            if purpose and field in model.data and field not in purpose.data:
                place = ("records", name, "data", number)
                yield reading.error(
                    "record_gets_more", place, record=name, field=field, purpose=record.purpose
                )


CHECKS = (
    never_shares_but_recipient,
    only_there_but_foreign_recipient,
    recipient_without_purpose,
    recipient_gets_more,
    recipient_consent_nobody_asks,
    ad_network_without_consent,
    authority_without_order,
    order_without_authority,
    record_gets_more,
)
