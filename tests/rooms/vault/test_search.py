"""Is a customer found by phone, e-mail, tax code and name, never wrongly, and not by what is gone?"""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camket.kernel.ids import make_id
from camket.vault import api, store
from camket.vault.data import IndexName
from camket.vault.errors import IndexUnknown
from tests.kit import vault as kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ring")]


def phone(number: int) -> str:
    return f"+8490{number:07}"


def many(count: int) -> dict[str, UUID]:
    people = {phone(n): make_id() for n in range(count)}
    api.seal_many(sealings=[kit.sealing(c, phone=p) for p, c in people.items()], now=kit.NOW)
    return people


@pytest.mark.parametrize(
    ("index", "term"),
    [
        (IndexName.PHONE, "+84900000001"),
        (IndexName.EMAIL, "dao@shop.example"),
        (IndexName.TAX_CODE, "0123456789"),
        (IndexName.NAME, "nguyen thi dao"),
        (IndexName.NAME_TAIL, "thi dao"),
    ],
)
def test_found_by_every_index(index: IndexName, term: str) -> None:
    customer = make_id()
    kit.seal(
        customer,
        full_name="Nguyễn Thị Đào",
        phone="+84900000001",
        email="dao@shop.example",
        tax_code="0123456789",
    )
    kit.seal(make_id(), full_name="Lê Văn Bình", phone="+84900000002")
    assert api.search(index=index, term=term) == [customer]


def test_a_shared_token_is_no_hit(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tokens of 3 bits: everybody shares with everybody, and still everybody is found alone."""
    kit.use_ring(settings, tmp_path_factory.mktemp("small"), planned=16)
    people = many(40)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM vault_index GROUP BY token) AS t")
        assert cursor.fetchone()[0] >= 5
    for term, customer in people.items():
        assert api.search(index=IndexName.PHONE, term=term) == [customer]
    assert api.search(index=IndexName.PHONE, term=phone(99)) == []


def test_many_terms_take_few_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    people = many(300)
    queries: list[str] = []
    run = store._run

    def counted(query: str, *params: object) -> object:
        queries.append(query)
        return run(query, *params)

    monkeypatch.setattr(store, "_run", counted)
    with CaptureQueriesContext(connection) as others:
        found = api.match_many(index=IndexName.PHONE, terms=[*people, phone(999)])
    assert found == {term: [customer] for term, customer in people.items()}
    assert len(queries) + len(others) <= 3


def test_two_customers_with_one_number_are_both_found() -> None:
    one, two = sorted([make_id(), make_id()])
    kit.seal(one, phone="+84900000001")
    kit.seal(two, second_phone="+84900000001")
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [one, two]
    assert api.search(index=IndexName.PHONE, term="+84900000001", limit=1) == [one]


def test_the_same_number_in_two_fields_is_one_customer() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001", second_phone="+84900000001")
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [customer]
    api.remove_fields(customers=[customer], fields=[kit.PHONE], now=kit.NOW)
    assert api.search(index=IndexName.PHONE, term="+84900000001") == [customer]


def test_after_a_correction_the_old_value_finds_nobody() -> None:
    customer = make_id()
    kit.seal(customer, phone="+84900000001", email="dao@shop.example")
    kit.seal(customer, phone="+84900000002")
    assert api.search(index=IndexName.PHONE, term="+84900000001") == []
    assert api.search(index=IndexName.PHONE, term="+84900000002") == [customer]
    assert api.search(index=IndexName.EMAIL, term="dao@shop.example") == [customer]


def test_an_unknown_index_is_refused() -> None:
    with pytest.raises(IndexUnknown):
        api.match_many(index="birthday", terms=["--03-02"])  # type: ignore[arg-type]


def test_no_terms_no_hits() -> None:
    assert api.match_many(index=IndexName.PHONE, terms=[]) == {}
