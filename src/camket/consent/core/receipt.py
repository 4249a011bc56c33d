"""What does a customer hold in her hand after choosing? A consent receipt shaped by ISO/IEC TS 27560.

Field names follow the guide of W3C DPV for TS 27560; the customer is named by the ledger's ref, never by
contact data, and the ledger's inclusion proof travels with the receipt so that it verifies offline.
"""

from __future__ import annotations

from uuid import UUID

from camket.consent.data import EVERY_CHANNEL, ChoiceEvent, ConsentState, Party

SCHEMA = "ISO/IEC TS 27560:2023"

_DPV_STATUS = {
    ConsentState.UNKNOWN: "dpv:ConsentUnknown",
    ConsentState.REQUESTED: "dpv:ConsentRequested",
    ConsentState.GIVEN: "dpv:ConsentGiven",
    ConsentState.REFUSED: "dpv:ConsentRefused",
    ConsentState.WITHDRAWN: "dpv:ConsentWithdrawn",
    ConsentState.EXPIRED: "dpv:ConsentExpired",
}


def make_receipt(*, event: ChoiceEvent, ref: UUID, party: Party, proof: str) -> dict[str, object]:
    """The receipt as plain JSON data; `proof` is a C2SP tlog-proof text, "" while none is signed yet."""
    return {
        "schema_version": SCHEMA,
        "record_id": str(event.id),
        "receipt_id": str(event.id),
        "pii_principal_id": ref.hex,
        "privacy_notice": {"edition": event.shown.edition, "text_shown_sha256": event.shown.hash},
        "language": event.shown.language,
        "purposes": [
            {
                "purpose": event.purpose,
                "label": party.purpose_label,
                "lawful_basis": "dpv:Consent",
                "channel": "every" if event.channel == EVERY_CHANNEL else event.channel,
                "pii_information": [
                    {"pii_type": name, "label": label, "optional": not required, "sensitive": sensitive}
                    for name, label, required, sensitive in party.data
                ],
                "recipients": list(party.recipients),
                "storage_locations": [party.storage],
                "retention_period": party.retention,
                "jurisdiction": party.country,
                "withdrawal_method": party.withdrawal,
            }
        ],
        "pii_controllers": [
            {
                "name": party.controller_name,
                "address": party.controller_address,
                "contact": list(party.controller_contacts),
                "type": "controller",
            }
        ],
        "events": [
            {
                "event_time": event.at.isoformat(),
                "event_state": _DPV_STATUS[event.state],
                "event_type": "explicit",
                "validity_duration": "until withdrawn",
                "entity_id": event.who,
            }
        ],
        "ledger_entry": event.entry.hex,
        "ledger_proof": proof,
    }
