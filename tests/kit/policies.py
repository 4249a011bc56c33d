"""A small policy built in memory, for tests of pure rules; and Hypothesis strategies around it."""

from __future__ import annotations

from hypothesis import strategies as st

from camket.access.data import Question
from camket.consent.data import EVERY_CHANNEL, ConsentState
from camket.policy.data import Channel, Field, FieldType, Ground, Label, Policy, Purpose, Source

FIELDS = ("full_name", "phone", "email", "birthday", "delivery_address")
ROLES = ("shipping", "care", "marketing")
TYPES = {
    "full_name": FieldType.PERSON_NAME,
    "phone": FieldType.PHONE,
    "email": FieldType.EMAIL,
    "birthday": FieldType.DATE,
    "delivery_address": FieldType.ADDRESS,
}


def make_field(name: str, *, retention_class: int = 1) -> Field:
    """A field that persons give themselves."""
    return Field(
        name=name,
        label=Label(name),
        type=TYPES.get(name, FieldType.TEXT),
        sensitive=False,
        of=frozenset({"person"}),
        sources=frozenset({Source.CUSTOMER, Source.STAFF}),
        without_it=None,
        choices={},
        keeps=("1.1",),
        retention_class=retention_class,
    )


def make_purpose(name: str, **changes: object) -> Purpose:
    """A purpose on contract ground for shipping, unless changed."""
    given: dict[str, object] = {
        "name": name,
        "label": Label(name),
        "ground": Ground.CONTRACT,
        "data": frozenset({"full_name", "phone", "delivery_address"}),
        "requires": frozenset({"phone"}),
        "roles": frozenset({"shipping"}),
        "channels": frozenset({Channel.PHONE, Channel.SMS}),
        "aggregate_only": False,
        "ask": None,
        "if_yes": None,
        "if_no": None,
        "keeps": ("2.1",),
    }
    return Purpose(**(given | changes))  # type: ignore[arg-type]


def make_policy(*purposes: Purpose, manual_only: bool = False) -> Policy:
    """A policy of these purposes over the five fields."""
    return Policy(
        name=Label("Tiệm Mẫu"),
        address="1 Phố Mẫu",
        tax_code="",
        contacts=(),
        clauses=(),
        fields={name: make_field(name) for name in FIELDS},
        purposes={purpose.name: purpose for purpose in purposes},
        roles={role: Label(role) for role in ROLES},
        manual_only=manual_only,
        statement_of_truth=None,
        forms={},
        rules={"collection": {"keeps": ["1"]}},
        kept_by={},
    )


purposes = st.builds(
    make_purpose,
    st.sampled_from(["delivery", "promotion", "care", "greeting"]),
    ground=st.sampled_from([Ground.CONTRACT, Ground.CONSENT]),
    data=st.frozensets(st.sampled_from(FIELDS), min_size=1),
    roles=st.frozensets(st.sampled_from(ROLES)),
    channels=st.frozensets(st.sampled_from(list(Channel)[:4])),
    aggregate_only=st.booleans(),
    keeps=st.lists(st.sampled_from(["2.1", "2.2", "3"]), max_size=2, unique=True).map(tuple),
)
policies = st.lists(purposes, max_size=4).map(lambda found: make_policy(*found))
questions = st.builds(
    Question,
    st.sampled_from(["delivery", "promotion", "care", "greeting", "other"]),
    st.frozensets(st.sampled_from([*FIELDS, "salary"])),
    st.frozensets(st.sampled_from([*ROLES, "boss"])),
    st.none() | st.sampled_from(list(Channel)[:4]),
)
standings = st.dictionaries(
    st.sampled_from([EVERY_CHANNEL, "phone", "sms", "email"]), st.sampled_from(list(ConsentState))
)
