"""Files of the ledger that come back, and ``kg ledger`` with files and options that cannot be meant."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from command import kg
from ledgers import fill, lines_in, saved, standing

from kg.errors import InputError
from kg.ledger import columns
from kg.ledger.filled import read_filled


def test_a_csv_file_comes_back_as_well_as_a_spreadsheet(own):
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "--today", "2024-06-05", "-o", path).returncode == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[0] |= {columns.STATUS: "办结", columns.PROGRESS: "已完成"}
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, sorted(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = kg("ledger", "import", path, "--by", "督查室", "--at", "2024-06-05", "-s", own / "s")
    assert (done.returncode, done.err.strip()) == (
        0,
        f"1 recorded, {len(rows) - 1} unchanged, 0 left alone, 0 in conflict",
    )
    assert standing(own / "s") == {(rows[0][columns.QUOTE], "水利部"): ("done", "已完成")}


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (20 << 20))
    return buffer.getvalue()


def other_book() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (other_book(), "is no ledger"),
        (b"a,b\n1,2\n", "is no ledger"),
        (b"", "is no ledger"),
        (b"PK\x03\x04rest", "is damaged"),
        (bomb(), "zip bomb"),
        (b"\xff\xfe\x00\xd8", "neither a spreadsheet"),
    ],
    ids=["other-book", "other-csv", "empty", "damaged", "bomb", "binary"],
)
def test_a_file_that_is_no_ledger_is_refused_with_a_reason(tmp_path, data, what):
    (tmp_path / "f").write_bytes(data)
    with pytest.raises(InputError, match=what):
        read_filled(tmp_path / "f")


def test_a_missing_file_and_an_unknown_agency_end_with_exit_code_3_and_the_nearest_names(series, tmp_path):
    missing = kg("ledger", "import", tmp_path / "none.xlsx", "--by", "甲", "-s", series / "s")
    assert (missing.returncode, "cannot be read" in missing.err) == (3, True)
    unknown = kg("ledger", "-s", series / "s", "--agency", "沂源县水务局")
    assert (unknown.returncode, unknown.out) == (3, "")
    assert "沂源县水利局" in unknown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rule", "很快"),
        ("--rule", "0"),
        ("--clock", "rule"),
        ("--sheets", "two"),
        ("--format", "pdf"),
        ("--today", "6月"),
        ("-o", "l.ods"),
    ],
)
def test_options_that_cannot_be_meant_end_with_exit_code_2(series, arguments):
    assert kg("ledger", "-s", series / "s", *arguments).returncode == 2


def test_a_row_left_alone_ends_with_exit_code_4_and_a_dry_run_writes_nothing(own):
    lines = lines_in(own / "s")
    path = fill(saved(own / "s", own / "l.xlsx"), {lines[0].key: ("快好了", ""), lines[1].key: ("办结", "")})
    dry = kg("ledger", "import", path, "--by", "甲", "--dry-run", "-s", own / "s")
    assert (dry.returncode, standing(own / "s")) == (4, {})
    assert "1 would be recorded" in dry.err
    assert kg("ledger", "import", path, "--by", "甲", "-s", own / "s").returncode == 4
    assert len(standing(own / "s")) == 1
