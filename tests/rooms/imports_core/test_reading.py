"""Is a table read the same from every kind of file? Encodings, separators, workbooks, and what is no table."""

from __future__ import annotations

import csv
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.imports.core.sheets import read_rows
from camket.imports.errors import (
    HeaderMissing,
    ImportsError,
    SheetBroken,
    SheetEmpty,
    SheetKindUnknown,
    SheetMissing,
    SheetTooLarge,
)
from camket.kernel.text import nfc
from camket.sample import write_csv, write_xlsx

TABLE = "Họ tên;SĐT\nNguyễn Thị Đào;0950000001\nTrần Bình;0950000002\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    file = tmp_path / "a.csv"
    write_csv(file, seed=4, count=60, encoding=encoding, separator=separator)
    write_csv(tmp_path / "b.csv", seed=4, count=60, encoding="utf-8")
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as plain:
        expected = [tuple(row) for row in csv.reader(plain)]
    sheet = read_rows(file)
    assert sheet.preview.encoding == encoding
    assert sheet.preview.separator == separator
    assert sheet.headers == expected[0]
    assert [tuple(nfc(str(c)) for c in row.cells) for row in sheet.rows()] == expected[1:]


def test_rows_begin_anew_each_time_and_keep_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE, "utf-8")
    sheet = read_rows(file)
    assert list(sheet.rows()) == list(sheet.rows())
    assert [row.number for row in sheet.rows()] == [2, 3]


def test_old_font_files_come_out_as_what_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(
        "Họ tên".encode()[:2]
        + b" t\xaan;S\xa7T\nNguy\xd4n V\xa8n An;0950000001\nTr\xc7n Th\xde \xb8nh;0950000002\n"
    )
    sheet = read_rows(file, header_row=1)
    assert sheet.preview.encoding == "cp1252"
    assert "NguyÔn V¨n An" in [row.cells[0] for row in sheet.rows()]


def test_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=;\nHọ tên;SĐT,Zalo\nLan;0950000001\n", "utf-8")
    sheet = read_rows(file)
    assert sheet.preview.separator == ";"
    assert sheet.headers == ("Họ tên", "SĐT,Zalo")


def test_workbook_is_read_like_its_csv(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", seed=4, count=40)
    write_csv(tmp_path / "a.csv", seed=4, count=40)
    book, text = read_rows(tmp_path / "a.xlsx"), read_rows(tmp_path / "a.csv")
    assert book.headers == text.headers
    assert book.preview.sheets == ("Khách hàng",)
    names = [[row.cells[1] for row in sheet.rows()] for sheet in (book, text)]
    assert names[0] == names[1]


def test_first_sheet_that_is_not_empty_or_the_named_one(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(file))
    for name, words in (("Trống", []), ("Một", ["Họ tên", "SĐT"]), ("Hai", ["Email", "Họ tên"])):
        sheet = book.add_worksheet(name)
        for column, word in enumerate(words):
            sheet.write_string(0, column, word)
    book.close()
    assert read_rows(file).headers == ("Họ tên", "SĐT")
    assert read_rows(file, sheet="Hai").headers == ("Email", "Họ tên")
    with pytest.raises(SheetMissing):
        read_rows(file, sheet="Ba")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", SheetEmpty),
        (b"\n\n,,\n", SheetEmpty),
        (b"%PDF-1.7", SheetKindUnknown),
        (b"\x89PNG\r\n", SheetKindUnknown),
        (b"<html><table><tr><td>SDT</td></tr></table>", SheetKindUnknown),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", SheetKindUnknown),
        (b"PK\x03\x04 no zip at all", SheetBroken),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", SheetBroken),
        (bytes(range(256)) * 4, SheetKindUnknown),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, fault: type[ImportsError]) -> None:
    file = tmp_path / "a.xls"
    file.write_bytes(content)
    with pytest.raises(fault):
        read_rows(file)


def test_zip_without_workbook_and_zip_that_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("other.txt", b"0" * (3 << 20))
    with pytest.raises(SheetBroken):
        read_rows(file)
    monkeypatch.setattr("camket.imports.core.workbooks._LIMIT_MB", 2)
    with pytest.raises(SheetTooLarge):
        read_rows(file)


def test_endless_quote_is_broken_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('Họ tên,SĐT\nLan,1\n"An,' + "x" * 200_000, "utf-8")
    with pytest.raises(SheetBroken):
        list(read_rows(file).rows())


def test_header_row_beyond_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE, "utf-8")
    with pytest.raises(HeaderMissing):
        read_rows(file, header_row=30)


@settings(deadline=None, max_examples=150)
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_rows_or_a_named_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_bytes(content)
    try:
        rows = list(read_rows(file).rows())
    except ImportsError:
        return
    assert all(row.number > 0 for row in rows)


def test_long_csv_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    def measure(count: int) -> int:
        file = tmp_path / f"{count}.csv"
        write_csv(file, seed=4, count=count)
        tracemalloc.start()
        assert sum(1 for _ in read_rows(file).rows()) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    short, long = measure(2_000), measure(40_000)
    assert long < short * 1.5 + 500_000
    assert long < 6_000_000
