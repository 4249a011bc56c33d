"""Are made-up customers the same each time, well-formed, and made up?"""

from __future__ import annotations

import time
from itertools import islice

import phonenumbers
from stdnum.vn import mst

from camket.kernel.text import nfc
from camket.sample import Person, customers, organisations, people
from camket.sample.places import PROVINCES


def test_a_seed_gives_the_same_customers_and_a_longer_run_begins_with_the_shorter() -> None:
    assert list(people(7, 50)) == list(people(7, 200))[:50]
    assert list(customers(7, 50)) == list(customers(7, 200))[:50]
    assert list(organisations(7, 20)) == list(organisations(7, 40))[:20]
    assert list(people(7, 50)) != list(people(8, 50))


def test_phones_are_valid_in_the_made_up_block_and_never_twice() -> None:
    phones = [person.phone for person in people(3, 30_000)]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith("095") for phone in phones)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone, "VN")) for phone in phones[::300])


def test_organisations_have_right_tax_codes_and_lines_nobody_has() -> None:
    found = list(organisations(3, 5000))
    assert all(mst.is_valid(one.tax_code) and one.tax_code[:2] in ("99", "98", "97") for one in found)
    assert len({one.tax_code for one in found}) == len(found)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(one.phone, "VN")) for one in found[::100])
    assert all(one.phone[4] == "0" for one in found)


def test_mail_never_leaves_the_reserved_domains() -> None:
    mails = [person.email for person in people(3, 5000) if person.email]
    assert len(mails) > 2500
    assert len(set(mails)) == len(mails)
    assert all(mail.isascii() and mail.endswith((".example", ".test")) for mail in mails)


def test_names_are_distributed_like_names_and_fit_the_gender() -> None:
    found = list(people(5, 20_000))
    nguyen = sum(person.full_name.startswith("Nguyễn ") for person in found) / len(found)
    assert 0.24 < nguyen < 0.34
    three = sum(len(person.full_name.split()) == 3 for person in found) / len(found)
    assert 0.80 < three < 0.86
    assert not [p for p in found if p.gender == "male" and p.full_name.split()[1] == "Thị"]
    assert not [p for p in found if p.gender == "female" and p.full_name.split()[1] == "Văn"]
    assert all(nfc(p.full_name) == p.full_name and nfc(p.address) == p.address for p in found)


def test_all_thirty_four_provinces_occur() -> None:
    assert len(PROVINCES) == 34
    assert {person.province for person in people(5, 20_000)} == set(PROVINCES)


def test_a_mixed_list_has_both_kinds_and_unique_phones() -> None:
    found = list(customers(5, 1200))
    assert sum(not isinstance(one, Person) for one in found) == 100
    assert len({one.phone for one in found}) == 1200


def test_fifty_thousand_a_second() -> None:
    start = time.perf_counter()
    made = sum(1 for _ in islice(people(1, 10**6), 20_000))
    assert made / (time.perf_counter() - start) > 50_000
