"""Does a shop's spreadsheet become customers, once each, with the bad rows given back?"""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from camket.access import api as access
from camket.consent import api as consent
from camket.consent.data import EVERY_PURPOSE, ConsentState
from camket.imports import api as imports
from camket.imports.data import Outcome
from camket.ledger import api as ledger
from camket.people import api as people
from camket.policy.data import Source
from camket.sample.files import write_csv, write_xlsx
from tests.kit.shop import LATER, NOW, SYSTEM, Shop, staff

PURPOSES = frozenset({"care", "promotion", "greeting", "invoice"})
HEADER = "Họ và tên,SĐT,Email,Ngày sinh"


def bring(path: Path, **changes: object) -> Outcome:
    given: dict[str, object] = {
        "path": path,
        "actor": SYSTEM,
        "purposes": PURPOSES,
        "source": Source.CUSTOMER,
        "source_name": "",
    }
    return imports.import_file(order=imports.Order(**(given | changes)), now=NOW)  # type: ignore[arg-type]


def sheet(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "khach.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8-sig")
    return path


def test_a_messy_workbook_comes_in_and_is_found(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "khach.xlsx"
    told = write_xlsx(path, seed=3, count=300, ugliness=0.2)
    outcome = bring(path)
    assert outcome.finished
    assert 0 < outcome.refused <= told.refused  # a wrong tax code is no fault where no tax code is kept
    assert outcome.written == people.count_customers()
    assert outcome.written + outcome.matched + outcome.refused == told.rows
    assert outcome.matched >= told.again > 0


def test_bad_rows_come_back_with_reasons(shop: Shop, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Lê Văn Một,0912000001,,", "Lê Văn Hai,12,,", "Lê Ba,0912000003,,31/02/1990")
    outcome = bring(path)
    assert (outcome.written, outcome.refused) == (1, 2)
    target = tmp_path / "loi.xlsx"
    labels = {"phone": "Số điện thoại", "birthday": "Ngày sinh"}
    assert imports.write_refused(path=path, run=outcome.run, target=target, labels=labels, language="vi") == 2
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["Lê Văn Hai", "Lê Ba"]
    assert rows[1][-1].startswith("Số điện thoại: ")


def test_a_known_customer_gets_only_what_was_missing(shop: Shop, tmp_path: Path) -> None:
    someone = shop.take_in()
    outcome = bring(sheet(tmp_path, "Tên Khác Hẳn,0912 000 111,them@khach.example,01/02/1990"))
    assert (outcome.written, outcome.matched) == (0, 1)
    held = {one.name for one in access.describe(customer=someone.customer)}
    assert {"email", "birthday"} <= held
    got = access.reveal(
        actor=staff("care"),
        customer=someone.customer,
        fields=["full_name", "email"],
        purpose="care",
        now=LATER,
    )
    assert got.values["full_name"].value == "Trần Thị Mẫu"
    assert got.values["email"].value == "them@khach.example"


def test_the_same_phone_twice_in_a_file_is_one_customer(shop: Shop, tmp_path: Path) -> None:
    outcome = bring(sheet(tmp_path, "Lê Một,0912000001,,", "Lê Một,+84 912 000 001,mot@khach.example,"))
    assert (outcome.written, outcome.matched) == (1, 1)
    assert access.identify(text="mot@khach.example", now=LATER) == access.identify(
        text="0912000001", now=LATER
    )


def test_importing_the_same_file_again_adds_nothing(shop: Shop, tmp_path: Path) -> None:
    path = sheet(tmp_path, "Lê Một,0912000001,,")
    first, entries = bring(path), ledger.count()
    assert bring(path) == first
    assert (people.count_customers(), ledger.count()) == (1, entries)


def test_consent_is_unknown_unless_a_column_proves_it(shop: Shop, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "Lê Một,0912000001,Có,01/03/2026",
        "Lê Hai,0912000002,Có,",
        "Lê Ba,0912000003,Không,",
        "Lê Tư,0912000004,,",
        header="Họ và tên,SĐT,Khuyến mãi,Ngày đồng ý",
    )
    assert bring(path).written == 4
    wanted = [ConsentState.GIVEN, ConsentState.UNKNOWN, ConsentState.REFUSED, ConsentState.UNKNOWN]
    for number, state in enumerate(wanted, 1):
        customer = access.identify(text=f"091200000{number}", now=LATER)
        assert customer is not None
        assert consent.history_of(customer=customer)[0].purpose == EVERY_PURPOSE
        standings = consent.standings_for(customers=[customer], purpose="promotion").get(customer, {})
        assert standings.get("*", ConsentState.UNKNOWN) is state, number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_csv_that_shops_save(shop: Shop, tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "khach.csv"
    told = write_csv(path, seed=5, count=40, ugliness=0.1, encoding=encoding, separator=separator)
    outcome = bring(path)
    assert outcome.refused <= told.refused
    assert outcome.written + outcome.matched + outcome.refused == told.rows


def test_a_row_without_what_the_purpose_requires_is_refused(shop: Shop, tmp_path: Path) -> None:
    outcome = bring(sheet(tmp_path, ",0912000001,,"), purposes=frozenset({"care", "greeting"}))
    assert (outcome.written, outcome.refused) == (0, 1)
