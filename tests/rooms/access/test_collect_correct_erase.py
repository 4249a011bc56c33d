"""Do values come in, get corrected and leave by the rules, each with its entry?"""

from __future__ import annotations

import pytest
from django.db import connection

from camket.access import api as access
from camket.access.data import OWN_DATA, Actor, ActorKind, NewCustomer, Reason
from camket.access.errors import AccessRefused, ValuesRefused
from camket.consent import api as consent
from camket.ledger import api as ledger
from camket.ledger.data import Event
from camket.people import api as people
from camket.people.data import CustomerKind
from camket.policy.data import Source
from camket.wiring import ERASURE_STEPS
from tests.kit.shop import LATER, NOW, SYSTEM, Shop, staff, themselves


def test_wrong_values_name_their_fields_and_nothing_is_kept(shop: Shop) -> None:
    before = (people.count_customers(), ledger.count())
    with pytest.raises(ValuesRefused) as refused:
        shop.take_in(phone="12345", full_name="4111 1111 1111 1111")
    assert refused.value.why.keys() == {"phone", "full_name"}
    assert refused.value.why["full_name"] == "card_number"
    assert (people.count_customers(), ledger.count()) == before


def test_what_the_policy_does_not_name_is_not_kept(shop: Shop) -> None:
    with pytest.raises(AccessRefused) as refused:
        shop.take_in(salary="20 triệu")
    assert refused.value.decision.reason is Reason.FIELD_NOT_IN_POLICY


def test_customers_correct_their_own_phone(shop: Shop) -> None:
    someone = shop.take_in()
    actor = themselves(someone.ref)
    access.correct(
        actor=actor, customer=someone.customer, field="phone", raw="0912.000.333", purpose=OWN_DATA, now=LATER
    )
    got = access.reveal(actor=actor, customer=someone.customer, fields=["phone"], purpose=OWN_DATA, now=LATER)
    assert got.values["phone"].value == "+84912000333"
    assert access.identify(text="0912000333", now=LATER) == someone.customer
    assert access.identify(text="0912000111", now=LATER) is None
    acts = [one.entry.act for one in ledger.entries_about(ref=someone.ref, limit=10)]
    assert Event.ACCESS_VALUE_CORRECTED in acts


def test_staff_correct_under_a_purpose_of_their_role_only(shop: Shop) -> None:
    someone = shop.take_in()
    given = {"customer": someone.customer, "field": "phone", "raw": "0912000444", "now": LATER}
    access.correct(actor=staff("shipping"), purpose="delivery", **given)
    with pytest.raises(AccessRefused):
        access.correct(actor=staff("shipping"), purpose="promotion", **given)


def test_many_at_once_get_one_entry_by_the_thousand(shop: Shop) -> None:
    new = [
        NewCustomer(CustomerKind.PERSON, {"full_name": f"Khách {n}", "phone": f"+84912{n:06d}"})
        for n in range(1500)
    ]
    before = ledger.count()
    taken = access.collect_many(
        actor=SYSTEM,
        customers=new,
        purposes=frozenset({"care"}),
        source=Source.CUSTOMER,
        source_name="",
        now=NOW,
    )
    assert len({one.customer for one in taken}) == 1500
    assert ledger.count() - before == 2
    found = access.find(actor=staff("care"), text="+84912001499", purpose="care", now=LATER)
    assert found.customers == (taken[1499].customer,)


def test_erased_means_no_value_no_index_no_choice_no_name(shop: Shop) -> None:
    gone, stays = shop.take_in(), shop.take_in(phone="0912000222", full_name="Người Ở Lại")
    consent.record_unknown(
        customers=[(gone.customer, gone.ref)],
        edition=shop.edition.name,
        who="system:tests",
        now=NOW,
    )
    done = access.erase(
        actor=themselves(gone.ref), customers=[gone.customer], steps=ERASURE_STEPS, because=None, now=LATER
    )
    assert done.customers == 1
    assert done.rows.keys() == {"consent", "vault", "people"}
    assert all(done.rows.values())
    assert access.identify(text="0912000111", now=LATER) is None
    assert access.describe(customer=gone.customer) == []
    assert access.identify(text="0912000222", now=LATER) == stays.customer
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE data_type = %s AND table_schema = %s",
            ["uuid", "public"],
        )
        columns = cursor.fetchall()
        assert ("people_customer", "id") in columns
        for table, column in columns:
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [gone.customer])
            assert cursor.fetchone() == (0,), (table, column)
    acts = [one.entry.act for one in ledger.entries_about(ref=gone.ref, limit=10)]
    assert acts[0] is Event.ACCESS_CUSTOMER_ERASED


def test_nobody_erases_somebody_else(shop: Shop) -> None:
    one, other = shop.take_in(), shop.take_in(phone="0912000222")
    for actor in (themselves(one.ref), staff("care"), Actor(ActorKind.API, "a" * 32)):
        with pytest.raises(AccessRefused):
            access.erase(
                actor=actor, customers=[other.customer], steps=ERASURE_STEPS, because=None, now=LATER
            )
    assert access.identify(text="0912000222", now=LATER) == other.customer
