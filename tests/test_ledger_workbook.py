"""The ledger as a spreadsheet: how it opens, and that text in it stays text."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from command import kg
from ledgers import TODAY, entry_of, lines_in, saved, take

from kg import store
from kg.ledger import calendar, columns, workbook
from kg.ledger.workbook import Layout


def test_the_spreadsheet_opens_frozen_filtered_with_real_dates_lights_choices_and_links(series, tmp_path):
    sheet = openpyxl.load_workbook(saved(series / "s", tmp_path / "l.xlsx"))[workbook.LEDGER_SHEET]
    at = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{at[columns.VERSION]}{sheet.max_row}"
    assert sheet.max_row == 1 + len(lines_in(series / "s"))
    due = [sheet[f"{at['到期日']}{row}"].value for row in range(2, sheet.max_row + 1)]
    assert datetime.datetime(2024, 6, 30) in due
    formats = {str(ranges.sqref): len(ranges.rules) for ranges in sheet.conditional_formatting}
    assert formats == {f"{at['剩余天数']}2:{at['剩余天数']}{sheet.max_row}": 4}
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"在办,滞后,办结,销号,转办,取消,无公开信息"'
    assert sheet[f"{at[columns.QUOTE]}2"].hyperlink.location == f"'{workbook.EVIDENCE_SHEET}'!A2"
    assert sheet.column_dimensions[at[columns.KEY]].hidden


def test_the_evidence_sheet_has_each_quote_between_the_words_around_it(series, tmp_path):
    book = openpyxl.load_workbook(saved(series / "s", tmp_path / "l.xlsx"))
    for row, line in zip(
        book[workbook.EVIDENCE_SHEET].iter_rows(min_row=2, values_only=True), lines_in(series / "s"), strict=True
    ):
        _, source, _, start, end, before, quote, after, _ = row
        text = (series / "in" / source).read_text(encoding="utf-8")
        assert (source, quote) == (line.source, line.quote)
        assert text[start - len(before or "") : end + len(after or "")] == (before or "") + quote + (after or "")


def test_one_sheet_for_each_department_has_every_line_once(series, tmp_path):
    book = openpyxl.load_workbook(saved(series / "s", tmp_path / "l.xlsx", layout=Layout(by_department=True)))
    names = book.sheetnames[:-2]
    assert {"沂源县水利局", "沂源县教育和体育局"} <= set(names)
    assert sum(book[name].max_row - 1 for name in names) == len(lines_in(series / "s"))


def test_names_that_no_sheet_may_have_are_mended_and_stay_apart():
    taken = {"说明"}
    found = [workbook._sheet_name(name, taken) for name in ("甲/乙[丙]", "说明", "长" * 40, "长" * 39, "'", "")]
    assert len(set(found)) == len(found)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in found)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@甲", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(own, text, tmp_path):
    path = saved(own / "s", tmp_path / "l.xlsx")
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办", progress=text)])
    sheet = openpyxl.load_workbook(saved(own / "s", path))[workbook.LEDGER_SHEET]
    cell = next(cell for cell in sheet[2] if cell.value == text)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    csv_text = kg("ledger", "-s", own / "s", "--today", "2024-06-05", "--format", "csv").out
    assert next(csv.DictReader(io.StringIO(csv_text)))[columns.PROGRESS] == f"'{text}"
    assert take(own / "s", path).unchanged == len(lines_in(own / "s"))


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://county.example/art/1.html", "https://county.example/art/1.html"),
        ("http://county.example/公开/1.html", "http://county.example/%E5%85%AC%E5%BC%80/1.html"),
        ("file://evil.example/share/run.exe", None),
        (r"\\\\evil.example\share", None),
        ("javascript:alert(1)", None),
        ("/art/1.html", None),
        ("https://county.example/a b", None),
        ("https://county.example/" + "x" * 3000, None),
    ],
)
def test_only_an_address_of_the_web_is_a_link(own, url, target):
    """A page says itself what its address is; what it says is to be read in the sheet of evidence, and opens nothing."""
    line = replace(lines_in(own / "s")[0], url=url)
    with store.opened_for_reading(own / "s") as opened:
        book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(opened, [line], TODAY, Layout())))
    sheet = book[workbook.LEDGER_SHEET]
    at = {cell.value: cell.column_letter for cell in sheet[1]}[columns.SOURCE]
    link = sheet[f"{at}2"].hyperlink
    assert (link and link.target) == target
    assert url in {cell.value for cell in book[workbook.EVIDENCE_SHEET][2]}
    calendar_links = [
        piece for piece in calendar.ics([replace(line, due="2024-06-30")], TODAY) if piece.startswith("URL:")
    ]
    assert bool(calendar_links) == (target is not None)


def test_a_ledger_without_lines_is_a_valid_file_that_says_so(series, tmp_path):
    path = tmp_path / "l.xlsx"
    done = kg("ledger", "-s", series / "s", "--since", "2030-01-01", "-o", path)
    assert done.returncode == 0
    assert "no directive matches" in done.err
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book[workbook.LEDGER_SHEET][1]][:2] == ["序号", "会议"]
    assert "没有符合条件的事项" in str(book[workbook.ABOUT_SHEET]["B2"].value)
