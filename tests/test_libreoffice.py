"""The ledger through LibreOffice: opened, saved and handed in, nothing in it is lost or becomes something else."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from outside import program

from kg import build, store
from kg.ledger import columns, importing, workbook
from kg.ledger.columns import Clock
from kg.ledger.filled import Entry, read_filled
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines
from kg.ledger.statuses import nquads, records
from kg.ledger.workbook import Layout

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
CLOCK = Clock(datetime.date(2024, 6, 5), 20, "会议纪要办理规则")
PROGRESS = (
    "=1+1",
    "+86 电话已核",
    "-3",
    "@甲",
    "'引号",
    "已通水\n待验收",
    "007",
    "3/4",
    "2024-06-05",
    "1,5",
    "TRUE",
    "#N/A",
)
"""What a spreadsheet likes to take for something else."""
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""Commas, quotation marks, UTF-8, from the first line, cells as they are shown."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A store of all examples in whose ledger something awkward is recorded, its ledger, and that as LibreOffice saves it."""
    place = tmp_path_factory.mktemp("libreoffice")
    build.build([str(EXAMPLES / "gold"), str(EXAMPLES / "series")], place / "s")
    with store.opened_for_writing(place / "s") as opened:
        lines = ledger_lines(opened, Selection())
        assert len(lines) > 400
        entries = [
            Entry(f"第{n}行", line.key, "", "在办", text, line.quote)
            for n, (line, text) in enumerate(zip(lines, PROGRESS, strict=False))
        ]
        taken = importing.take_in(entries, lines, records(opened), by="督查室", at="2024-06-05T09:00:00")
        assert len(taken.new) == len(PROGRESS)
        store.replace(opened, store.Replacement(tuple(quad for one in taken.new for quad in nquads(one))))
        for name, layout in (("one", Layout()), ("each", Layout(by_department=True))):
            written = workbook.xlsx(opened, ledger_lines(opened, Selection()), CLOCK, layout)
            (place / f"{name}.xlsx").write_bytes(written)
    convert(place / "one.xlsx", "xlsx", place / "saved")
    convert(place / "each.xlsx", "xlsx", place / "saved")
    return place


def convert(path: Path, to: str, folder: Path) -> None:
    profile = (folder.parent / "profile").as_uri()
    command = [program("soffice", "libreoffice"), "--headless", f"-env:UserInstallation={profile}"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=240,
    )


def values(path: Path) -> dict[str, list[list[object]]]:
    """What stands in each sheet."""
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path)
    }


@pytest.mark.parametrize("name", ["one.xlsx", "each.xlsx"])
def test_every_cell_of_every_sheet_is_what_it_was_text_dates_and_numbers(place, name):
    ours, theirs = values(place / name), values(place / "saved" / name)
    assert list(theirs) == list(ours)
    for title, rows in ours.items():
        assert theirs[title] == rows, title
    kinds = {type(value) for rows in ours.values() for row in rows for value in row}
    assert kinds == {str, int, float, datetime.datetime, type(None)}


def test_cells_that_begin_like_formulas_are_text_in_both(place):
    for path in (place / "one.xlsx", place / "saved" / "one.xlsx"):
        sheet = openpyxl.load_workbook(path)[workbook.LEDGER_SHEET]
        at = next(cell.column for cell in sheet[1] if cell.value == columns.PROGRESS)
        cells = [sheet.cell(row, at) for row in range(2, 2 + len(PROGRESS))]
        assert {cell.value for cell in cells} >= {"=1+1", "+86 电话已核", "-3", "@甲", "007", "3/4", "2024-06-05"}
        assert {cell.data_type for cell in cells} == {"s"}


def test_filter_lights_choices_links_and_hidden_columns_outlive_it(place):
    ours, theirs = (
        openpyxl.load_workbook(path / "one.xlsx")[workbook.LEDGER_SHEET] for path in (place, place / "saved")
    )
    assert ours.freeze_panes == "A2"  # theirs has none: a pane belongs to a window, and a conversion opens none
    assert theirs.auto_filter.ref == ours.auto_filter.ref
    assert theirs.sheet_properties.pageSetUpPr.fitToPage
    lights = [
        {str(area.sqref): [rule.formula for rule in area.rules] for area in sheet.conditional_formatting}
        for sheet in (ours, theirs)
    ]
    assert lights[0] == lights[1]
    assert len(lights[0]) == 2
    choices = [[choice.formula1 for choice in sheet.data_validations.dataValidation] for sheet in (ours, theirs)]
    assert choices[0] == choices[1] == ['"在办,滞后,办结,销号,转办,取消,无公开信息"']
    quotes = next(cell.column for cell in ours[1] if cell.value == columns.QUOTE)
    for row in (2, ours.max_row):
        assert theirs.cell(row, quotes).hyperlink.location.replace("$", "") == ours.cell(row, quotes).hyperlink.location
    hidden = [
        number
        for dimension in theirs.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min, dimension.max + 1)
    ]
    assert [theirs.cell(1, number).value for number in hidden] == [columns.KEY, columns.VERSION]


def test_as_csv_it_shows_the_same_words_and_iso_dates(place):
    convert(place / "one.xlsx", AS_CSV, place / "csv")
    with (place / "csv" / "one.csv").open(encoding="utf-8", newline="") as file:
        shown = list(csv.reader(file))
    ours = values(place / "one.xlsx")[workbook.LEDGER_SHEET]
    assert len(shown) == len(ours)
    for told, row in zip(shown, ours, strict=True):
        for text, value in zip(told, row, strict=True):
            if isinstance(value, datetime.datetime):
                # Days have no hour; when something was recorded has one, on the clock in Beijing.
                assert text == str(value).removesuffix(" 00:00:00")
            elif isinstance(value, float):
                assert float(text) == value
            else:
                assert text == ("" if value is None else str(value))


def test_what_somebody_fills_in_and_saves_there_is_recorded_and_the_rest_stays(place, tmp_path):
    shutil.copytree(place / "s", tmp_path / "s")
    book = openpyxl.load_workbook(place / "one.xlsx")
    sheet = book[workbook.LEDGER_SHEET]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(40, at[columns.STATUS]).value = "办结"
    sheet.cell(40, at[columns.PROGRESS]).value = "已完成"
    key = sheet.cell(40, at[columns.KEY]).value
    book.save(tmp_path / "filled.xlsx")
    for form in ("xlsx", AS_CSV):
        convert(tmp_path / "filled.xlsx", form, tmp_path / "out")
        entries = read_filled(tmp_path / "out" / f"filled.{form.partition(':')[0]}")
        with store.opened_for_reading(tmp_path / "s") as opened:
            lines = ledger_lines(opened, Selection(everything=True))
            taken = importing.take_in(entries, lines, records(opened), by="甲", at="2024-06-06T09:00:00")
        assert ([new.key for new in taken.new], taken.problems, taken.conflicts) == ([key], (), ())
        assert taken.unchanged == len(entries) - 1
