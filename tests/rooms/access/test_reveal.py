"""Does a value leave only after its decision is in the ledger, and a refused one never?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from camket.access import api as access
from camket.access.data import OWN_DATA, Reason
from camket.access.errors import AccessRefused
from camket.ledger import api as ledger
from camket.ledger.data import Decision, Event
from camket.policy.data import Channel
from camket.vault import api as vault
from tests.kit.shop import LATER, Shop, staff, themselves

SHIPPER = staff("shipping")
MARKETER = staff("marketing")


def newest(ref: UUID) -> object:
    return ledger.entries_about(ref=ref, limit=1)[0].entry


def test_a_phone_is_opened_for_a_delivery_and_the_ledger_says_so(shop: Shop) -> None:
    someone = shop.take_in()
    case = uuid4()
    got = access.reveal(
        actor=SHIPPER,
        customer=someone.customer,
        fields=["phone", "full_name"],
        purpose="delivery",
        channel=Channel.PHONE,
        because=case,
        now=LATER,
    )
    assert {name: one.value for name, one in got.values.items()} == {
        "phone": "+84912000111",
        "full_name": "Trần Thị Mẫu",
    }
    entry = newest(someone.ref)
    assert (entry.act, entry.dec) == (Event.ACCESS_FIELD_OPENED, Decision.ALLOW)
    assert (entry.purpose, entry.role, entry.clauses) == ("delivery", "shipping", ("4.3",))
    assert (set(entry.fields), entry.req, entry.id) == ({"phone", "full_name"}, case.hex, got.entry.hex)


def test_the_origin_of_each_value_comes_with_it(shop: Shop) -> None:
    someone = shop.take_in()
    got = access.reveal(
        actor=SHIPPER, customer=someone.customer, fields=["phone"], purpose="delivery", now=LATER
    ).values["phone"]
    assert (got.source, got.edition) == ("customer", 1)
    assert got.since < LATER


@pytest.mark.parametrize(
    ("actor", "purpose", "fields", "reason"),
    [
        (SHIPPER, "promotion", ["phone"], Reason.ROLE_NOT_NAMED),
        (MARKETER, "promotion", ["phone"], Reason.CONSENT_MISSING),
        (MARKETER, "delivery", ["phone"], Reason.ROLE_NOT_NAMED),
        (SHIPPER, "delivery", ["email"], Reason.FIELD_NOT_IN_PURPOSE),
        (SHIPPER, "delivery", ["salary"], Reason.FIELD_NOT_IN_POLICY),
        (SHIPPER, "gossip", ["phone"], Reason.NO_SUCH_PURPOSE),
        (SHIPPER, OWN_DATA, ["phone"], Reason.ROLE_NOT_NAMED),
    ],
)
def test_a_refusal_is_in_the_ledger_and_nothing_was_decrypted(
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
    actor: object,
    purpose: str,
    fields: list[str],
    reason: Reason,
) -> None:
    someone = shop.take_in()
    opened: list[object] = []
    real = vault.open_many
    monkeypatch.setattr(vault, "open_many", lambda **asked: opened.append(asked) or real(**asked))
    with pytest.raises(AccessRefused) as refused:
        access.reveal(actor=actor, customer=someone.customer, fields=fields, purpose=purpose, now=LATER)  # type: ignore[arg-type]
    assert refused.value.decision.reason is reason
    assert opened == []
    entry = newest(someone.ref)
    assert (entry.act, entry.dec, entry.reason) == (Event.ACCESS_FIELD_REFUSED, Decision.REFUSE, reason.value)
    assert "salary" not in entry.fields
    assert entry.purpose != "gossip"


def test_who_is_erased_or_unknown_is_refused(shop: Shop) -> None:
    with pytest.raises(AccessRefused) as refused:
        access.reveal(actor=SHIPPER, customer=uuid4(), fields=["phone"], purpose="delivery", now=LATER)
    assert refused.value.decision.reason is Reason.NO_SUCH_CUSTOMER


def test_customers_see_what_is_theirs_and_nobody_elses(shop: Shop) -> None:
    one, other = shop.take_in(), shop.take_in(phone="0912 000 222")
    mine = access.reveal(
        actor=themselves(one.ref), customer=one.customer, fields=["phone"], purpose=OWN_DATA, now=LATER
    )
    assert mine.values["phone"].value == "+84912000111"
    with pytest.raises(AccessRefused) as refused:
        access.reveal(
            actor=themselves(one.ref), customer=other.customer, fields=["phone"], purpose=OWN_DATA, now=LATER
        )
    assert refused.value.decision.reason is Reason.NOT_THE_CUSTOMER


def test_a_batch_leaves_out_those_who_may_not_be_opened(shop: Shop) -> None:
    people = [shop.take_in(phone=f"0912 000 {n}") for n in range(300, 305)]
    ids = [one.customer for one in people]
    stranger = uuid4()
    got = access.reveal_batch(
        actor=SHIPPER, customers=[*ids, stranger], fields=["phone"], purpose="delivery", now=LATER
    )
    assert sorted(values["phone"].value for values in got.permitted.values()) == [
        f"+84912000{n}" for n in range(300, 305)
    ]
    assert got.refused == {stranger: Reason.NO_SUCH_CUSTOMER}
    refused = access.reveal_batch(
        actor=MARKETER, customers=ids, fields=["phone"], purpose="promotion", now=LATER
    )
    assert refused.permitted == {}
    assert set(refused.refused.values()) == {Reason.CONSENT_MISSING}
    assert len(newest(people[0].ref).refs) == len(ids)


def test_if_the_ledger_cannot_write_nothing_is_shown(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = shop.take_in()

    def full(**_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(ledger, "append_all", full)
    opened: list[object] = []
    monkeypatch.setattr(vault, "open_many", lambda **asked: opened.append(asked))
    with pytest.raises(OSError, match="disk full"):
        access.reveal(
            actor=SHIPPER, customer=someone.customer, fields=["phone"], purpose="delivery", now=LATER
        )
    assert opened == []
