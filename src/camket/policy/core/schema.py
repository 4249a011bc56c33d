"""What may stand in policy.yaml? The shape of the file; its JSON Schema is published from these models.

* Every rule says which clauses it keeps (`keeps`); a section that is absent promises nothing.
* Names (fields, purposes, roles, recipients) are lower case letters, digits, `_` and `-`.
* Nothing unknown is let through: a misspelt key is an error with its place.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from camket.policy.core.parts import Anchor, Hours, Keeps, LabelModel, Name, Period, Strict, Text
from camket.policy.data import Channel, FieldType, Ground, Source


class ContactModel(Strict):
    """A way customers reach the business."""

    kind: Literal["hotline", "email", "counter", "online"]
    value: Text
    hours: Hours | None = None
    days: Annotated[
        str, Field(pattern=r"^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$")
    ] = "mon-sun"
    keeps: list[Anchor] = []


class BusinessModel(Strict):
    """Who promises. Name and address may be missing while a policy is drafted; it can't be adopted so."""

    name: LabelModel | None = None
    address: Annotated[str, Field(max_length=2000)] = ""
    tax_code: str = ""
    contacts: list[ContactModel] = []
    keeps: list[Anchor] = []


class FieldModel(Strict):
    """One thing that may be held about a customer; nothing else can be stored."""

    label: LabelModel
    type: FieldType
    class_: Annotated[Literal["basic", "sensitive"], Field(alias="class")] = "basic"
    of: Annotated[list[Literal["person", "organisation"]], Field(min_length=1)] = ["person"]
    sources: Annotated[list[Source], Field(min_length=1)] = [Source.CUSTOMER]
    without_it: LabelModel | None = None
    choices: dict[Name, LabelModel] = {}
    keeps: Keeps


class PurposeModel(Strict):
    """One thing the data may be used for; nothing else can be done with it."""

    label: LabelModel
    ground: Ground
    data: Annotated[list[Name], Field(min_length=1)]
    requires: list[Name] = []
    roles: list[Name] = []
    channels: list[Channel] = []
    aggregate_only: bool = False
    ask: LabelModel | None = None
    if_yes: LabelModel | None = None
    if_no: LabelModel | None = None
    preticked: bool = False
    keeps: Keeps


class RoleModel(Strict):
    """A group of staff (or agents) that may use purposes."""

    label: LabelModel
    keeps: list[Anchor] = []


class FormModel(Strict):
    """A capture form: the purposes it serves and the consents it asks for, one unticked box each."""

    label: LabelModel
    purposes: list[Name] = []
    asks: list[Name] = []


class CollectionModel(Strict):
    """How data comes in."""

    mode: Literal["open", "manual-only"]
    statement_of_truth: LabelModel | None = None
    forms: dict[Name, FormModel] = {}
    keeps: Keeps


class RecordModel(Strict):
    """A kind of dealing kept with a customer."""

    label: LabelModel | None = None
    purpose: Name
    data: list[Name] = []
    ends: Literal["closed", "answered", "made", "given"] = "closed"
    keeps: Keeps


class RecipientModel(Strict):
    """Somebody outside who may get data."""

    label: LabelModel
    kind: Literal["processor", "partner", "programme", "ad-network", "analytics", "authority"]
    purposes: list[Name] = []
    data: list[Name] = []
    needs: Literal["agreement", "consent", "order-of-authority"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "VN"
    until: str | None = None
    keeps: Keeps


class AfterModel(Strict):
    """A time counted from an event."""

    after: Literal["closed", "collected", "purpose-ended", "last-contact", "withdrawn"]
    for_: Annotated[Period, Field(alias="for")]


class RetentionModel(Strict):
    """How long something stays: `of` with `until`, or `inactive`."""

    of: Name | None = None
    until: AfterModel | Literal["erasure-request", "purpose-ended"] | None = None
    inactive: Period | None = None
    then: Literal["erase", "anonymise"] = "erase"
    notice: Period | None = None
    keeps: Keeps


class StorageModel(Strict):
    """Where the data is."""

    place: LabelModel
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "VN"
    only_there: bool = False
    keeps: Keeps


class RightModel(Strict):
    """How a customer uses a right and by when it is answered."""

    channels: Annotated[list[Literal["portal", "hotline", "email", "counter", "online"]], Field(min_length=1)]
    within: Period | None = None
    clock: Literal["always", "contact-hours", "working-days"] = "always"
    identity: Literal["code", "questions", "counter"] = "code"
    keeps: Keeps


RightName = Literal["view", "copy", "correct", "erase", "withdraw", "restrict", "object", "complaint", "ask"]


class MessagesModel(Strict):
    """Which messages, by which channels."""

    channels: Annotated[list[Channel], Field(min_length=1)]
    occasions: list[Literal["birthday", "tet", "public-holiday", "anniversary"]] = []
    letters: list[Literal["open-letter", "order-form", "thank-you"]] = []
    keeps: Keeps


class MeasurementModel(Strict):
    """What is measured on the site."""

    visitors: Literal["none", "counter"] = "none"
    pages: Literal["none", "consent"] = "none"
    third_party: list[Name] = []
    page_meta: bool = False
    keeps: Keeps


class TellModel(Strict):
    """Who is told of an incident, and by when."""

    who: Literal["authority", "customers", "investigators"]
    within: Period


class IncidentsModel(Strict):
    """What happens when data is attacked or lost."""

    tell: Annotated[list[TellModel], Field(min_length=1)]
    keeps: Keeps


Control = Literal[
    "need-to-know",
    "encrypted-at-rest",
    "payment-tokens-only",
    "sign-in-throttling",
    "change-alerts",
    "identity-before-telling",
    "every-opening-recorded",
]


class SecurityModel(Strict):
    """A control that the program can test."""

    control: Control
    keeps: Keeps


class SharingModel(Strict):
    """The general promise about giving data to others."""

    default: Literal["never", "listed-only"]
    told: bool = False
    keeps: Keeps


class ChangesModel(Strict):
    """How changes of the policy are published."""

    published_on: Literal["page"] = "page"
    tell: Literal["none", "customers"] = "none"
    keeps: Keeps


class StatementModel(Strict):
    """A clause that promises nothing by itself, and what kind of text it is."""

    clause: Anchor
    is_: Annotated[Literal["introduction", "definition", "duty-of-customer", "reference"], Field(alias="is")]


class PolicyModel(Strict):
    """policy.yaml as a whole."""

    camket: Literal[1]
    title: LabelModel
    business: BusinessModel
    data: dict[Name, FieldModel] = {}
    purposes: dict[Name, PurposeModel] = {}
    roles: dict[Name, RoleModel] = {}
    collection: CollectionModel | None = None
    records: dict[Name, RecordModel] = {}
    sharing: SharingModel | None = None
    recipients: dict[Name, RecipientModel] = {}
    retention: list[RetentionModel] = []
    storage: StorageModel | None = None
    rights: dict[RightName, RightModel] = {}
    messages: MessagesModel | None = None
    measurement: MeasurementModel | None = None
    incidents: IncidentsModel | None = None
    security: list[SecurityModel] = []
    changes: ChangesModel | None = None
    statements: list[StatementModel] = []


class ChoiceGiven(Strict):
    """A consent that stands in a case: purpose and channel to state."""

    purpose: Name
    channel: Channel | Literal["*"] = "*"
    state: Literal["unknown", "requested", "given", "refused", "withdrawn", "expired"]


class CaseModel(Strict):
    """One decision test: facts, question, and the answer the owner expects."""

    name: Text
    consents: list[ChoiceGiven] = []
    role: Name | Literal["customer"]
    purpose: Name
    fields: list[Name] = []
    channel: Channel | None = None
    expect: Literal["allow", "refuse"]
    reason: Name
    clause: Anchor | None = None


class CasesModel(Strict):
    """cases.yaml as a whole."""

    cases: list[CaseModel] = []
