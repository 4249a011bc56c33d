"""Does each link and code sign in once, for a while, and only whom it was made for?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from camket.people import api as people
from camket.people.data import CustomerKind
from camket.people.errors import ApiKeyRefused, SignInRefused

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def why(refused: pytest.ExceptionInfo[SignInRefused]) -> object:
    return refused.value.params["why"]


def test_a_link_signs_in_once() -> None:
    staff = people.add_staff(name="Người Mẫu", roles=frozenset({"care"}), now=NOW)
    token = people.issue_staff_link(staff=staff.id, now=NOW)
    assert people.redeem_staff_link(token=token, now=NOW).roles == {"care"}
    with pytest.raises(SignInRefused) as refused:
        people.redeem_staff_link(token=token, now=NOW)
    assert why(refused) == "used"


@pytest.mark.parametrize(
    ("token", "later", "expected"),
    [("made", timedelta(minutes=30), "expired"), ("other", timedelta(), "unknown")],
)
def test_an_old_or_unknown_link_does_not(token: str, later: timedelta, expected: str) -> None:
    staff = people.add_staff(name="Người Mẫu", roles=frozenset({"care"}), now=NOW)
    made = people.issue_staff_link(staff=staff.id, now=NOW)
    with pytest.raises(SignInRefused) as refused:
        people.redeem_staff_link(token=made if token == "made" else token, now=NOW + later)
    assert why(refused) == expected


def test_a_code_signs_its_customer_in_once() -> None:
    (customer,) = people.register_customers(kinds=[CustomerKind.PERSON], now=NOW)
    challenge = people.issue_code(customer=customer.id, now=NOW)
    assert len(challenge.code) == 6
    assert people.redeem_code(challenge=challenge.id, code=challenge.code, now=NOW) == customer.id
    with pytest.raises(SignInRefused) as refused:
        people.redeem_code(challenge=challenge.id, code=challenge.code, now=NOW)
    assert why(refused) == "used"


def test_five_wrong_tries_and_the_right_code_comes_too_late() -> None:
    (customer,) = people.register_customers(kinds=[CustomerKind.PERSON], now=NOW)
    challenge = people.issue_code(customer=customer.id, now=NOW)
    wrong = "000000" if challenge.code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(SignInRefused) as refused:
            people.redeem_code(challenge=challenge.id, code=wrong, now=NOW)
        assert why(refused) == "wrong"
    with pytest.raises(SignInRefused) as refused:
        people.redeem_code(challenge=challenge.id, code=challenge.code, now=NOW)
    assert why(refused) == "too_many"


def test_a_code_for_nobody_never_signs_in() -> None:
    challenge = people.issue_code(customer=None, now=NOW)
    with pytest.raises(SignInRefused) as refused:
        people.redeem_code(challenge=challenge.id, code=challenge.code, now=NOW)
    assert why(refused) == "wrong"


def test_a_code_runs_out() -> None:
    (customer,) = people.register_customers(kinds=[CustomerKind.PERSON], now=NOW)
    challenge = people.issue_code(customer=customer.id, now=NOW)
    with pytest.raises(SignInRefused) as refused:
        people.redeem_code(challenge=challenge.id, code=challenge.code, now=NOW + timedelta(minutes=10))
    assert why(refused) == "expired"
    assert people.clear_stale(now=NOW + timedelta(hours=1)) == 1


def test_a_withdrawn_api_key_is_nobodys() -> None:
    key, secret = people.add_api_key(label="kho", roles=frozenset({"shipping"}), now=NOW)
    assert people.find_api_key(secret=secret) == key
    people.withdraw_api_key(key=key.id)
    with pytest.raises(ApiKeyRefused):
        people.find_api_key(secret=secret)
    with pytest.raises(ApiKeyRefused):
        people.withdraw_api_key(key=key.id)
