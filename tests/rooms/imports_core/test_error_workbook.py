"""Does the shop get back its rows, the reasons, and nothing that a spreadsheet would run?"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.imports.core.error_workbook import neutralise, write_errors
from camket.imports.core.mapping import propose_mapping
from camket.imports.core.rows import clean_row
from camket.imports.core.sheets import read_rows
from camket.imports.data import CleanRow, Problem, RowRefused, SheetRow, Use
from camket.values import api as values
from tests.rooms.imports_core.made_up_fields import make_fields

HEADERS = ["Họ tên", "SĐT", "Ngày sinh", "Ghi chú"]
FIELDS = make_fields()


def write(path: Path, *rows: SheetRow, language: str = "vi") -> int:
    mapping = propose_mapping(HEADERS, FIELDS)
    found = [(row, clean_row(row, mapping, FIELDS, values)) for row in rows]
    refused = [(row, refusal) for row, refusal in found if isinstance(refusal, RowRefused)]
    labels = {name: field.label.in_language(language) for name, field in FIELDS.items()}
    return write_errors(path, headers=HEADERS, refused=refused, labels=labels, language=language)


def test_rows_come_back_with_their_reasons(tmp_path: Path) -> None:
    row = SheetRow(9, ("Lan", "0950", date(1990, 7, 5), 12.0))
    assert write(tmp_path / "a.xlsx", row, SheetRow(10, ("An", "0950000001", None, ""))) == 1
    sheet = read_rows(tmp_path / "a.xlsx")
    assert sheet.headers == (*HEADERS, "Lý do")
    (back,) = sheet.rows()
    assert back.cells[:4] == row.cells
    assert str(back.cells[4]).startswith("Điện thoại: Số điện thoại thiếu chữ số (chỉ có 4).")


def test_in_english(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", SheetRow(9, ("Lan", "0950")), language="en")
    (back,) = read_rows(tmp_path / "a.xlsx").rows()
    assert str(back.cells[4]).startswith("Phone: The phone number lacks digits (it has only 4).")


@pytest.mark.parametrize("text", ["=1+1", "+84950", "-2", "@SUM(A1)", "\t=1", "\r\n=cmd|' /C calc'!A0"])
def test_nothing_is_a_formula(tmp_path: Path, text: str) -> None:
    assert neutralise(text).startswith("'")
    write(tmp_path / "a.xlsx", SheetRow(9, ("Lan", "0950", "", text)))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    (back,) = read_rows(tmp_path / "a.xlsx").rows()
    assert str(back.cells[3]).startswith("'")


def test_links_and_plain_text_stay_text() -> None:
    assert neutralise("https://x.test") == "https://x.test"
    assert neutralise("") == ""


def test_a_corrected_file_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", SheetRow(9, ("Lan", "+84 95", "", "=ghi chú")))
    sheet = read_rows(tmp_path / "a.xlsx")
    mapping = propose_mapping(sheet.headers, FIELDS)
    assert mapping.columns[-1].use is Use.IGNORED
    (back,) = sheet.rows()
    corrected = SheetRow(back.number, (back.cells[0], "'+84 950 000 001", *back.cells[2:]))
    found = clean_row(corrected, mapping, FIELDS, values)
    assert isinstance(found, CleanRow)
    assert found.values == {"full_name": "Lan", "phone": "+84950000001", "note": "=ghi chú"}


@settings(deadline=None, max_examples=80)
@given(
    cells=st.lists(
        st.none()
        | st.text(max_size=20)
        | st.floats()
        | st.booleans()
        | st.dates()
        | st.datetimes()
        | st.times(),
        max_size=4,
    )
)
def test_any_cell_can_be_given_back(tmp_path_factory: pytest.TempPathFactory, cells: list[Any]) -> None:
    file = tmp_path_factory.mktemp("any") / "a.xlsx"
    refusal = RowRefused(2, (Problem("phone", "empty", "values.why.empty"),))
    assert write_errors(file, headers=HEADERS, refused=[(SheetRow(2, tuple(cells)), refusal)], labels={}) == 1
    (back,) = read_rows(file).rows()
    assert back.cells[-1] == "Ô này đang trống. Hãy điền giá trị hoặc bỏ qua ô này."
