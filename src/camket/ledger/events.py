"""Which things may the ledger say happened? One alphabetical list.

* Grammar: room.subject.happened, each part lower case; the last part is a past participle.
* A room that records something new adds its line here, in its alphabetical place; a line is never removed
  or renamed, because old entries use it.
"""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Everything an entry may record."""

    ACCESS_CUSTOMER_ERASED = "access.customer.erased"
    ACCESS_CUSTOMER_FOUND = "access.customer.found"
    ACCESS_CUSTOMER_SEARCHED = "access.customer.searched"
    ACCESS_FIELD_OPENED = "access.field.opened"
    ACCESS_FIELD_REFUSED = "access.field.refused"
    ACCESS_VALUE_COLLECTED = "access.value.collected"
    ACCESS_VALUE_CORRECTED = "access.value.corrected"
    ACCESS_VALUE_ERASED = "access.value.erased"
    ACCESS_VALUE_EXPORTED = "access.value.exported"
    CONSENT_CHOICE_RECORDED = "consent.choice.recorded"
    CONSENT_CHOICE_REFUSED = "consent.choice.refused"
    CONSENT_CHOICE_WITHDRAWN = "consent.choice.withdrawn"
    IMPORTS_BATCH_REFUSED = "imports.batch.refused"
    IMPORTS_BATCH_WRITTEN = "imports.batch.written"
    INCIDENTS_CASE_CLOSED = "incidents.case.closed"
    INCIDENTS_CASE_OPENED = "incidents.case.opened"
    INCIDENTS_NOTICE_SENT = "incidents.notice.sent"
    LEDGER_KEY_ROTATED = "ledger.key.rotated"
    LEDGER_LOG_OPENED = "ledger.log.opened"
    LEDGER_LOG_SUCCEEDED = "ledger.log.succeeded"
    OUTREACH_MESSAGE_REFUSED = "outreach.message.refused"
    OUTREACH_MESSAGE_SENT = "outreach.message.sent"
    PEOPLE_CUSTOMER_REGISTERED = "people.customer.registered"
    PEOPLE_CUSTOMER_SIGNED_IN = "people.customer.signed_in"
    PEOPLE_STAFF_ADDED = "people.staff.added"
    PEOPLE_STAFF_REMOVED = "people.staff.removed"
    PEOPLE_STAFF_SIGNED_IN = "people.staff.signed_in"
    POLICY_EDITION_ADOPTED = "policy.edition.adopted"
    RECORDS_RECORD_CLOSED = "records.record.closed"
    RECORDS_RECORD_OPENED = "records.record.opened"
    RETENTION_HOLD_LIFTED = "retention.hold.lifted"
    RETENTION_HOLD_PLACED = "retention.hold.placed"
    RETENTION_SWEEP_FINISHED = "retention.sweep.finished"
    RIGHTS_REQUEST_CARRIED_OUT = "rights.request.carried_out"
    RIGHTS_REQUEST_FILED = "rights.request.filed"
    RIGHTS_REQUEST_IDENTIFIED = "rights.request.identified"
    RIGHTS_REQUEST_REFUSED = "rights.request.refused"
    SHARING_RELEASE_MADE = "sharing.release.made"
    SHARING_RELEASE_REFUSED = "sharing.release.refused"
    VAULT_KEY_DESTROYED = "vault.key.destroyed"
    VAULT_KEY_ROTATED = "vault.key.rotated"
