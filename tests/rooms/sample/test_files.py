"""Do the written spreadsheets hold what was asked for, in every encoding, and in flat memory?"""

from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import pytest
from python_calamine import load_workbook

from camket.kernel.text import nfc
from camket.sample import write_csv, write_xlsx


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_clean_csv_is_the_same_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    write_csv(tmp_path / "a.csv", seed=2, count=200, encoding="utf-8")
    write_csv(tmp_path / "b.csv", seed=2, count=200, encoding=encoding, separator=separator)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as a:
        expected = list(csv.reader(a))
    with (tmp_path / "b.csv").open(encoding=encoding, newline="") as b:
        rows = [[nfc(cell) for cell in row] for row in csv.reader(b, delimiter=separator)]
    assert rows == expected
    assert len(rows) == 201


def test_ugly_csv_counts_what_it_did(tmp_path: Path) -> None:
    written = write_csv(tmp_path / "a.csv", seed=2, count=3000, ugliness=0.6)
    assert written.rows == 3000 + written.again
    assert written.again > 50
    assert 120 < written.refused < 240
    rows = list(csv.reader((tmp_path / "a.csv").open(encoding="utf-8-sig", newline="")))
    assert len(rows) == 4 + written.rows + written.set_aside
    assert rows[-1][0] == "Tổng cộng"


def test_same_seed_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_csv(tmp_path / name, seed=2, count=500, ugliness=0.6)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_xlsx_has_titles_merged_and_numbers_for_phones(tmp_path: Path) -> None:
    written = write_xlsx(tmp_path / "a.xlsx", seed=2, count=1500, ugliness=0.6)
    sheet = load_workbook(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    assert rows[0][0] == "DANH SÁCH KHÁCH HÀNG"
    assert len(rows) == 4 + written.rows + written.set_aside
    assert any(isinstance(row[4], float) for row in rows)
    assert sheet.merged_cell_ranges


def test_memory_stays_flat(tmp_path: Path) -> None:
    tracemalloc.start()
    write_csv(tmp_path / "a.csv", seed=2, count=20_000, ugliness=0.5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000
