"""The ledger: what stands in it, how it opens in a spreadsheet, and that what people filled in finds its line again."""

from __future__ import annotations

import csv
import datetime
import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hand_made import notice, reading_of
from hypothesis import given
from hypothesis import strategies as st

from kg import build, local_time, store
from kg.enumerators import unnumbered
from kg.errors import InputError
from kg.ledger import calendar, columns, importing, rows, statuses, workbook
from kg.ledger.columns import Clock
from kg.ledger.filled import Entry, read_filled
from kg.ledger.keys import is_key, key_of, words_of
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines, recorded_lines
from kg.ledger.statuses import STATUSES, nquads, records
from kg.ledger.workbook import Layout
from kg.query.directives import Wanted, directive_rows
from kg.store.state_readers import replaced as remembered

SERIES = Path(__file__).parent.parent / "examples" / "series"
TODAY = Clock(datetime.date(2024, 6, 5))
EVERYTHING = Selection(everything=True)


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    """A store of the notices in ``examples/series``, and the folder it was built from. Not to be written to."""
    place = tmp_path_factory.mktemp("series")
    shutil.copytree(SERIES, place / "in")
    build.build([str(place / "in")], place / "s")
    return place


@pytest.fixture
def own(series, tmp_path):
    """A copy of ``series`` to write to."""
    shutil.copytree(series, tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def built(tmp_path):
    """As ``own``, built where it is, so that its notices can be changed and built again."""
    shutil.copytree(SERIES, tmp_path / "own" / "in")
    build.build([str(tmp_path / "own" / "in")], tmp_path / "own" / "s")
    return tmp_path / "own"


def lines_in(folder: Path, selection: Selection = Selection()):  # noqa: B008  (frozen)
    with store.opened_for_reading(folder) as opened:
        return ledger_lines(opened, selection)


def saved(folder: Path, path: Path, *, clock: Clock = TODAY, layout: Layout = Layout()) -> Path:  # noqa: B008  (frozen)
    with store.opened_for_reading(folder) as opened:
        path.write_bytes(workbook.xlsx(opened, ledger_lines(opened, Selection()), clock, layout))
    return path


def fill(path: Path, values: dict[str, tuple[str, str]]) -> Path:
    """Write status and progress into the rows whose 议定事项 or key is among ``values``."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        at = {cell.value: cell.column for cell in sheet[1]}
        if columns.KEY not in at:
            continue
        for row in range(2, sheet.max_row + 1):
            for name in (columns.MATTER, columns.KEY):
                found = values.get(sheet.cell(row, at[name]).value)
                if found is not None:
                    sheet.cell(row, at[columns.STATUS]).value, sheet.cell(row, at[columns.PROGRESS]).value = found
    book.save(path)
    return path


def take(folder: Path, entries: list[Entry] | Path, *, by: str = "督查室", at: str = "2024-06-05T09:00:00"):
    """Import ``entries``; what came of it."""
    entries = read_filled(entries) if isinstance(entries, Path) else entries
    with store.opened_for_writing(folder) as opened:
        taken = importing.take_in(entries, ledger_lines(opened, EVERYTHING), records(opened), by=by, at=at)
        store.replace(opened, store.Replacement(tuple(line for one in taken.new for line in nquads(one))))
        return taken


def put_in(folder: Path, assertions) -> None:
    with store.opened_for_writing(folder) as opened:
        store.bulk_load(opened, [line for one in assertions for line in nquads(one)])


def standing(folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """What is recorded, by words of the demand and addressee."""
    latest = {(line.quote, line.addressee): line.latest for line in lines_in(folder)}
    return {key: (one.status.rpartition("/")[2], one.progress or "") for key, one in latest.items() if one is not None}


def entry_of(line, *, status: str = "", progress: str = "", version: str = "", **other) -> Entry:
    return Entry(**({"where": "第2行", "key": line.key, "version": version, "status": status, "progress": progress,
                     "quote": line.quote} | other))  # fmt: skip


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


# ── what stands in it ─────────────────────────────────────────────────────────────────────────────────────────


def test_each_addressee_of_a_directive_has_a_line_with_the_words_of_the_notice(series):
    lines = {(line.lead, line.date): line for line in lines_in(series / "s") if line.item and "老旧管网" in line.quote}
    first = lines["沂源县水利局", "2024-04-18"]
    assert first.quote == "县水利局要在6月底前完成南麻、悦庄两个片区农村供水老旧管网改造"
    assert (first.deadline, first.due, first.addressee) == ("6月底前", "2024-06-30", "县水利局")
    text = (series / "in" / first.source).read_text(encoding="utf-8")
    assert text[first.start : first.end] == first.quote


def test_addressees_of_one_demand_stand_in_the_order_of_the_notice(tmp_path):
    named = ["市水利局", "市教育局", "市公安局", "市财政局"]
    (tmp_path / "a.txt").write_text(
        "2024年4月16日，市长贺云舟主持召开淄博市第十六届人民政府第59次常务会议。"
        f"会议要求，{'、'.join(named)}要在5月底前完成排查。\n",
        encoding="utf-8",
    )
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    assert [line.lead for line in lines_in(tmp_path / "s")] == [name.replace("市", "淄博市", 1) for name in named]


def test_what_is_no_ledger_line_is_left_out_but_can_be_shown_with_the_reason(series):
    usual = {line.key for line in lines_in(series / "s")}
    other = [line for line in lines_in(series / "s", EVERYTHING) if line.key not in usual]
    assert usual
    assert other
    assert all(not line.supervisable and line.reasons for line in other)


def test_only_the_agency_that_was_asked_for_and_only_the_period(series):
    water = "https://w3id.org/huiyi/id/org/370323/水利局"
    lines = lines_in(series / "s", Selection(frozenset((water,)), since="2024-05-01", until="2024-06-30"))
    assert {line.date for line in lines} == {"2024-05-14", "2024-06-12"}
    assert all(water in line.concerns for line in lines)


def test_a_co_actor_finds_the_line_of_the_one_it_acts_with(series):
    police = "https://w3id.org/huiyi/id/org/370323/公安局"
    lines = lines_in(series / "s", Selection(frozenset((police,))))
    assert {line.lead for line in lines} == {"沂源县教育和体育局"}
    assert all(line.co_actors == ("沂源县公安局",) for line in lines)


def test_the_same_words_in_two_notices_of_one_meeting_are_one_line_that_names_both_places(tmp_path):
    (tmp_path / "a.txt").write_text(notice(60).text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(notice(60, extra="（日报）").text, encoding="utf-8")
    build.build([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], tmp_path / "s", reader=reading_of, version="1")
    (line,) = lines_in(tmp_path / "s")
    assert {line.source, line.also[0].partition(" ")[0]} == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    ("quote", "matter"),
    [
        ("（一）由县水务局负责\n除险", "由县水务局负责除险"),
        ("1.县水务局要除险", "县水务局要除险"),
        ("一要除险", "要除险"),
        ("二是除险", "除险"),
        ("1.5万亩要种完", "1.5万亩要种完"),
        ("一把手要负责", "一把手要负责"),
        ("要除险", "要除险"),
    ],
)
def test_the_demand_is_told_without_the_number_before_it(quote, matter):
    assert unnumbered(quote) == matter


def test_stated_deadlines_and_those_of_a_local_rule_never_share_a_column(series):
    clock = Clock(datetime.date(2024, 4, 20), 20, "某规则")
    rows = columns.rows(lines_in(series / "s"), clock)
    without = [row for row in rows if row["完成时限"] is None]
    assert without
    assert all(row["到期日"] is None and row["剩余天数"] is None for row in without)
    held = next(row for row in rows if row["会议日期"] == datetime.date(2024, 4, 18))
    assert held["规则期限"] == datetime.date(2024, 5, 8)
    assert held["规则剩余天数"] == 18
    assert "规则期限" not in columns.headings(TODAY)


# ── the spreadsheet ───────────────────────────────────────────────────────────────────────────────────────────


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
    csv_text = kg("ledger", "-s", own / "s", "--today", "2024-06-05", "--format", "csv").stdout
    assert next(csv.DictReader(io.StringIO(csv_text)))[columns.PROGRESS] == f"'{text}"
    assert take(own / "s", path).unchanged == len(lines_in(own / "s"))


def test_a_ledger_without_lines_is_a_valid_file_that_says_so(series, tmp_path):
    path = tmp_path / "l.xlsx"
    done = kg("ledger", "-s", series / "s", "--since", "2030-01-01", "-o", path)
    assert done.returncode == 0
    assert "no directive matches" in done.stderr
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book[workbook.LEDGER_SHEET][1]][:2] == ["序号", "会议"]
    assert "没有符合条件的事项" in str(book[workbook.ABOUT_SHEET]["B2"].value)


# ── there and back ────────────────────────────────────────────────────────────────────────────────────────────


def numbered_anew(text: str, *, meeting: bool) -> str:
    """The notice with a new first item, its items counted on, and, if wanted, another number of the meeting."""
    for old, new in (("二、", "三、"), ("一、", "二、")):
        text = text.replace(f"　　{old}", f"　　{new}")
    text = text.replace(
        "\n　　二、", "\n　　一、研究全县夏粮收购工作。会议要求，县发展和改革局要在7月底前完成仓容核查。\n\n　　二、", 1
    )
    return re.sub(r"第(3\d)次", lambda match: f"第{int(match[1]) + 40}次", text) if meeting else text


@pytest.mark.parametrize("meeting", [False, True], ids=["items", "items-and-meetings"])
def test_every_status_is_where_it_belongs_after_all_notices_were_read_again_with_other_numbers(built, meeting):
    lines = lines_in(built / "s")
    path = saved(built / "s", built / "l.xlsx")
    words = list(STATUSES)
    filled = {line.key: (words[n % len(words)], f"进展{n}") for n, line in enumerate(lines)}
    taken = take(built / "s", fill(path, filled))
    assert (len(taken.new), taken.problems, taken.conflicts) == (len(lines), (), ())
    before = standing(built / "s")
    assert len(before) == len(lines)
    for file in sorted((built / "in").glob("*yiyuan*.txt")):
        file.write_text(numbered_anew(file.read_text(encoding="utf-8"), meeting=meeting), encoding="utf-8")
    build.build([str(built / "in")], built / "s", prune=True)
    after = lines_in(built / "s")
    assert standing(built / "s") == before
    assert not any(line.orphan or line.conflict for line in after)
    assert {line.allocation for line in after}.isdisjoint(
        {line.allocation for line in lines if "yiyuan" in line.source}
    )
    assert any(line.moved for line in after) == meeting


def test_a_file_made_before_the_numbers_changed_can_still_be_handed_in(built):
    line = next(line for line in lines_in(built / "s") if "老旧管网" in line.quote)
    path = fill(saved(built / "s", built / "l.xlsx"), {line.key: ("办结", "已通水")})
    for file in sorted((built / "in").glob("*yiyuan*.txt")):
        file.write_text(numbered_anew(file.read_text(encoding="utf-8"), meeting=True), encoding="utf-8")
    build.build([str(built / "in")], built / "s", prune=True)
    assert take(built / "s", path).problems == ()
    assert standing(built / "s") == {(line.quote, line.addressee): ("done", "已通水")}


def test_a_second_limit_in_one_demand_stands_in_the_remark_with_its_day(tmp_path):
    text = "2024年5月8日，县长赵一山主持召开县政府第十八届第30次常务会议。\n会议强调，县公安局要在6月底前和10月底前分别完成两轮排查。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    line = next(line for line in lines_in(tmp_path / "s") if "两轮排查" in line.quote)
    assert (line.deadline, line.due) == ("6月底前", "2024-06-30")
    assert columns.remark(line) == "另有时限 10月底前（2024-10-31）"
    with store.opened_for_reading(tmp_path / "s") as opened:
        (row,) = directive_rows(opened, Wanted())
    assert (row.deadline, row.due) == ("6月底前；另有 10月底前", "2024-06-30")


def test_what_is_left_out_of_the_ledger_is_counted_with_those_that_have_a_deadline(series, tmp_path):
    every = lines_in(series / "s", EVERYTHING)
    out = [line for line in every if not rows.belongs(line)]
    assert out
    told = kg("ledger", "--store", series / "s", "-o", tmp_path / "l.csv")
    assert f"{len(out)} lines that cannot be supervised are left out" in told.stderr
    assert f"{sum(line.deadline is not None for line in out)} of them with a deadline" in told.stderr
    assert "left out: 1 with only an open group named, 1 without a task, act, date or amount" in told.stderr
    assert "left out" not in kg("ledger", "--store", series / "s", "--all", "-o", tmp_path / "a.csv").stderr


def test_an_entry_whose_directive_is_gone_is_listed_as_orphan_and_comes_home_again(built):
    line = next(line for line in lines_in(built / "s") if line.source.startswith("7-"))
    take(built / "s", [entry_of(line, status="办结", progress="已演练")])
    text = (built / "in" / line.source).read_text(encoding="utf-8")
    (built / "in" / line.source).unlink()
    build.build([str(built / "in")], built / "s", prune=True)
    lost = lines_in(built / "s")[-1]
    assert (lost.orphan, lost.quote, lost.meeting, lost.source) == (True, line.quote, line.meeting, line.source)
    assert text[lost.start : lost.end] == lost.quote
    cells = columns.cells(lost, 1, TODAY)
    assert (cells[columns.STATUS], columns.remark(lost)) == ("办结", "原要求已不在图库中，所列为最后记录时的内容")
    assert (lost.date, lost.item, lost.deadline, lost.due) == (line.date, line.item, line.deadline, line.due)
    assert None not in (line.date, line.item, line.deadline, line.due)
    assert take(built / "s", saved(built / "s", built / "l.xlsx")).problems == ()
    (built / "in" / line.source).write_text(text, encoding="utf-8")
    build.build([str(built / "in")], built / "s")
    assert standing(built / "s") == {(line.quote, line.addressee): ("done", "已演练")}
    assert not any(line.orphan for line in lines_in(built / "s"))


MINUTES = (
    "2024年4月16日，市长贺云舟主持召开淄博市第十六届人民政府第59次常务会议。会议议定：\n"
    "1.由市水利局在5月底前完成排查。\n2.由市教育局在6月底前完成演练。\n3.由市公安局做好值守。\n"
)
EDITED = (
    MINUTES.replace("1.由市水利局", "1.由市财政局筹措资金。\n2.由市水利局")
    .replace("2.由市教育局", "3.由市教育局")
    .replace("3.由市公安局做好值守", "4.由市公安局加强值守")
)


@pytest.fixture
def edited(tmp_path):
    """A store with a record on each of three points, after a point came in before them and the last got other words; and what the
    lines were before."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(MINUTES, encoding="utf-8")
    build.build([str(tmp_path / "in")], tmp_path / "s")
    before = lines_in(tmp_path / "s")
    take(tmp_path / "s", [entry_of(line, status="在办", progress=line.addressee) for line in before])
    (tmp_path / "in" / "a.txt").write_text(EDITED, encoding="utf-8")
    build.build([str(tmp_path / "in")], tmp_path / "s")
    return tmp_path, before


def test_records_follow_their_demand_when_a_point_that_came_in_moves_its_number(edited):
    folder, _ = edited
    assert standing(folder / "s") == {
        ("2.由市水利局在5月底前完成排查", "市水利局"): ("in-progress", "市水利局"),
        ("3.由市教育局在6月底前完成演练", "市教育局"): ("in-progress", "市教育局"),
        ("3.由市公安局做好值守", "市公安局"): ("in-progress", "市公安局"),
    }
    (orphan,) = [line for line in lines_in(folder / "s") if line.orphan]
    assert orphan.quote == "3.由市公安局做好值守"
    assert columns.remark(orphan) == (
        "原要求已不在图库中，所列为最后记录时的内容；同一会议对该单位现有 1 项未记录：由市公安局加强值守"
    )


def test_what_was_recorded_is_found_for_single_directives_as_in_the_ledger(edited):
    folder, _ = edited
    whole = {line.key: line for line in lines_in(folder / "s") if not line.orphan}
    with store.opened_for_reading(folder / "s") as opened:
        pairs = [(row.directive, row.notice) for row in directive_rows(opened, Wanted())]
        told = recorded_lines(opened, pairs)
        assert recorded_lines(opened, pairs[1:2]) == {pairs[1][0]: told[pairs[1][0]]}
    assert {line.key: line for lines in told.values() for line in lines} == whole
    assert sum(bool(line.standing) for line in whole.values()) == 2


def test_nothing_is_told_of_directives_before_anybody_recorded_anything(series):
    with store.opened_for_reading(series / "s") as opened:
        (row, *_) = directive_rows(opened, Wanted())
        assert recorded_lines(opened, [(row.directive, row.notice)]) == {}


def test_a_file_that_was_filled_in_before_the_numbers_moved_finds_its_lines(edited):
    folder, before = edited
    entry = entry_of(before[0], status="办结", version=" ".join(sorted(mark for mark in _marks(folder, before[0]))))
    assert take(folder / "s", [entry]).problems == ()
    assert standing(folder / "s")["2.由市水利局在5月底前完成排查", "市水利局"] == ("done", "")


DEADLINES = (
    "2024年4月16日，市长贺云舟主持召开淄博市第十六届人民政府第59次常务会议。会议研究全市防汛备汛工作。\n"
    "会议强调，市水利局要在5月底前完成水库排查。市应急管理局要组织防汛演练，6月10日前完成。\n"
)


@pytest.fixture
def dated(tmp_path):
    """A store with a record on each of two demands, and what the lines were before their deadlines are corrected."""
    (tmp_path / "a.txt").write_text(DEADLINES, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    before = lines_in(tmp_path / "s")
    take(tmp_path / "s", [entry_of(line, status="在办", progress=line.addressee) for line in before])
    return tmp_path, before


def read_again(folder: Path, text: str) -> None:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    build.build([str(folder / "a.txt")], folder / "s")


def test_records_go_with_a_demand_whose_deadline_was_corrected_and_the_ledger_says_so(dated):
    folder, _ = dated
    read_again(folder, DEADLINES.replace("在5月底前", "在6月15日前").replace("6月10日前", "6月20日前"))
    lines = {line.addressee: line for line in lines_in(folder / "s")}
    assert {key: (line.latest.progress, line.due) for key, line in lines.items()} == {
        "市水利局": ("市水利局", "2024-06-15"),
        "市应急管理局": ("市应急管理局", "2024-06-20"),
    }
    assert columns.remark(lines["市水利局"]) == "时限已改，请核对；记录时为：市水利局要在5月底前完成水库排查"
    assert take(folder / "s", saved(folder / "s", folder / "l.xlsx")).problems == ()


def test_a_file_filled_in_before_the_deadline_was_corrected_finds_its_line(dated):
    folder, before = dated
    path = fill(saved(folder / "s", folder / "l.xlsx"), {before[0].key: ("办结", "已排查")})
    read_again(folder, DEADLINES.replace("在5月底前", "于6月15日前"))
    assert take(folder / "s", path).problems == ()
    after = lines_in(folder / "s")
    assert standing(folder / "s")["市水利局要于6月15日前完成水库排查", "市水利局"] == ("done", "已排查")
    assert not any(line.orphan or line.conflict for line in after)
    assert columns.remark(after[0]) == ""


def test_two_demands_that_only_their_deadlines_tell_apart_take_no_record_of_a_third(dated):
    folder, _ = dated
    twice = "市水利局要在6月15日前完成水库排查。市水利局要在9月15日前完成水库排查。"
    read_again(folder, DEADLINES.replace("市水利局要在5月底前完成水库排查。", twice))
    lines = [line for line in lines_in(folder / "s") if line.addressee == "市水利局"]
    assert [(line.orphan, bool(line.standing)) for line in lines] == [(False, False), (False, False), (True, True)]
    assert len(lines[-1].now) == 2


def test_a_demand_without_its_deadline_or_in_other_words_leaves_an_orphan_with_its_day_item_and_limit(dated):
    folder, before = dated
    changed = DEADLINES.replace("要在5月底前完成水库排查", "要完成水库排查").replace("组织防汛", "参加防汛")
    read_again(folder, changed)
    orphans = {line.addressee: line for line in lines_in(folder / "s") if line.orphan}
    for line in before:
        lost = orphans[line.addressee]
        assert (lost.date, lost.item, lost.quote) == ("2024-04-16", line.item, line.quote)
        assert (lost.deadline, lost.due) == (line.deadline, line.due)
    assert orphans["市水利局"].now == ("市水利局要完成水库排查",)


def test_an_orphan_is_chosen_by_the_addressee_and_the_day_that_were_recorded(dated):
    folder, before = dated
    read_again(folder, DEADLINES.replace("完成水库排查", "修好水闸"))
    (orphan,) = [line for line in lines_in(folder / "s") if line.orphan]
    mine, (other, *_) = before[0].concerns[0], before[1].concerns
    assert (orphan.lead, orphan.addressee) == ("淄博市水利局", "市水利局")

    def orphans(**wanted):
        return [line for line in lines_in(folder / "s", Selection(**wanted)) if line.orphan]

    assert orphans(parties=frozenset({mine}), since="2024-04-16", until="2024-04-16") == [orphan]
    assert orphans(parties=frozenset({other})) == []
    assert orphans(since="2024-04-17") == []
    assert orphans(until="2024-04-15") == []


def test_an_orphan_whose_record_tells_no_party_is_in_no_ledger_of_an_agency(dated):
    folder, before = dated
    old = replace(before[0], quote="市水利局要巡查", concerns=(), lead=None)
    old = replace(old, key=key_of(old.meeting_iri, old.quote, old.addressee))
    put_in(folder / "s", importing.take_in([entry_of(old, status="办结")], [old], {}, by="甲", at="2024-01-01").new)
    assert [line.lead for line in lines_in(folder / "s") if line.orphan] == ["市水利局"]
    assert not any(line.orphan for line in lines_in(folder / "s", Selection(frozenset(before[0].concerns))))


def test_an_orphan_whose_record_tells_no_day_has_that_of_its_meeting(dated):
    folder, before = dated
    old = replace(before[0], quote="市水利局要巡查", deadline=None, due=None, date=None, item=None)
    old = replace(old, key=key_of(old.meeting_iri, old.quote, old.addressee))
    put_in(folder / "s", importing.take_in([entry_of(old, status="办结")], [old], {}, by="甲", at="2024-01-01").new)
    (orphan,) = [line for line in lines_in(folder / "s") if line.orphan]
    assert (orphan.date, orphan.item) == ("2024-04-16", None)


def _marks(folder: Path, line) -> list[str]:
    with store.opened_for_reading(folder / "s") as opened:
        return [statuses.mark_of(one) for one in records(opened).values() if one.addressee == line.addressee]


def test_two_points_with_the_same_words_take_no_record_of_one_that_moved(tmp_path):
    (tmp_path / "a.txt").write_text(
        MINUTES.replace("市教育局在6月底前完成演练", "市水利局在5月底前完成排查"), encoding="utf-8"
    )
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    lines = lines_in(tmp_path / "s")
    gone = replace(lines[0], quote="9.由市水利局在5月底前完成排查")
    gone = replace(gone, key=key_of(gone.meeting_iri, gone.quote, gone.addressee))
    put_in(tmp_path / "s", importing.take_in([entry_of(gone, status="办结")], [gone], {}, by="甲", at="2024-01-01").new)
    assert [line.key for line in lines_in(tmp_path / "s") if line.standing] == [gone.key]


def test_explain_tells_what_took_the_place_of_a_directive_that_was_edited_around(edited):
    folder, before = edited
    old = [line.allocation.rpartition("/allocation/")[0] for line in before]
    moved = kg("explain", old[0], "--store", folder / "s", "--format", "json")
    assert "is no more: its notice was changed" in moved.stderr
    assert "The same demand is now" in moved.stderr
    assert "由市水利局在5月底前完成排查" in moved.stdout
    part = kg("show", before[1].allocation, "--store", folder / "s", "--format", "json")
    assert (part.returncode, "The same demand is now" in part.stderr) == (0, True)
    changed = kg("explain", old[2], "--store", folder / "s")
    assert (changed.returncode, changed.stdout) == (3, "")
    assert "It said 【3.由市公安局做好值守】 to 市公安局" in changed.stderr


def test_what_was_replaced_twice_is_told_by_what_stands_there_now_and_what_came_back_is_no_more_replaced(edited):
    folder, before = edited
    first = before[0].allocation.rpartition("/allocation/")[0]
    (folder / "in" / "a.txt").write_text(EDITED + "会议还研究了其他事项。\n", encoding="utf-8")
    build.build([str(folder / "in")], folder / "s")
    now = next(line for line in lines_in(folder / "s") if line.addressee == "市水利局")
    assert remembered(folder / "s" / "build.sqlite", first).by == now.notice
    assert "2.由市水利局" in kg("explain", first, "--store", folder / "s").stdout
    (folder / "in" / "a.txt").write_text(MINUTES, encoding="utf-8")
    build.build([str(folder / "in")], folder / "s")
    assert "is no more" not in kg("explain", first, "--store", folder / "s").stderr


def test_a_line_that_anybody_recorded_something_about_takes_no_other_line_s_record(own):
    """Two lines with the same words and addressee: nobody can tell whose record a homeless one was."""
    lines = lines_in(own / "s")
    line = lines[0]
    stranger = replace(line, key=key_of("https://w3id.org/huiyi/id/meeting/x", line.quote, line.addressee))
    put_in(
        own / "s",
        importing.take_in([entry_of(stranger, status="办结")], [stranger], {}, by="甲", at="2024-01-01T00:00:00").new,
    )
    assert next(one for one in lines_in(own / "s") if one.key == line.key).moved
    take(own / "s", [entry_of(line, status="在办")], by="乙")
    after = lines_in(own / "s")
    assert next(one for one in after if one.key == line.key).latest.by == "乙"
    assert [one.key for one in after if one.orphan] == [stranger.key]


def test_two_who_did_not_know_of_each_other_make_a_conflict_that_the_next_record_settles(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")], by="甲", at="2024-06-02T00:00:00")
    second = take(own / "s", [entry_of(line, status="办结")], by="乙", at="2024-06-01T00:00:00")
    assert len(second.conflicts) == 1
    (torn,) = [one for one in lines_in(own / "s") if one.key == line.key]
    assert torn.conflict
    cells = columns.cells(torn, 1, TODAY)
    assert cells[columns.STATUS] is None
    assert cells[columns.REMARK] == "记录不一致，请核定后填写：办结（乙 2024-06-01）｜在办（甲 2024-06-02）"
    path = saved(own / "s", own / "l.xlsx")
    assert take(own / "s", path).new == ()
    settled = take(own / "s", fill(path, {line.key: ("滞后", "核定")}), by="丙", at="2024-06-03T00:00:00")
    assert settled.conflicts == ()
    assert standing(own / "s") == {(line.quote, line.addressee): ("behind", "核定")}


def test_times_are_shown_as_the_clock_on_the_wall_and_kept_with_their_zone(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")], at="2024-06-05T17:30:00+00:00")
    (latest,) = lines_in(own / "s")[0].standing
    assert latest.at == "2024-06-05T17:30:00Z"  # as the store writes it
    sheet = openpyxl.load_workbook(saved(own / "s", own / "l.xlsx"))[workbook.LEDGER_SHEET]
    at = {cell.value: cell.column for cell in sheet[1]}[columns.TIME]
    assert sheet.cell(2, at).value == datetime.datetime(2024, 6, 6, 1, 30)
    assert sheet.cell(2, at).number_format == "yyyy-mm-dd hh:mm:ss"
    written = {
        form: kg("ledger", "--store", own / "s", "--format", form).stdout for form in ("csv", "json", "markdown")
    }
    assert "2024-06-06T01:30:00+08:00" in written["csv"]
    assert "2024-06-06T01:30:00+08:00" in written["json"]
    assert "2024-06-06 01:30:00 " in written["markdown"]
    assert "（督查室 2024-06-06 01:30:00）" in kg("explain", latest.iri, "--store", own / "s").stdout
    take(own / "s", [entry_of(line, status="办结")], by="乙", at="2024-06-06T00:00:00+08:00")
    (line, *_) = lines_in(own / "s")
    assert columns.remark(line).endswith("办结（乙 2024-06-06）｜在办（督查室 2024-06-06）")


def test_a_time_that_is_typed_without_a_zone_is_beijing_time(own):
    path = fill(saved(own / "s", own / "l.xlsx"), {lines_in(own / "s")[0].key: ("办结", "")})
    kg("ledger", "import", path, "--by", "督查室", "--at", "2024-06-05T09:00:00", "--store", own / "s")
    assert lines_in(own / "s")[0].latest.at == "2024-06-05T09:00:00+08:00"


@pytest.mark.parametrize("at", ["gestern", "", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_shown_as_it_is(at):
    assert local_time.beijing(at) is None
    assert local_time.wall_clock(at) == at


def test_merging_another_office_s_ledger_shows_what_both_recorded(own, series):
    line = lines_in(own / "s")[0]
    shutil.copytree(own / "s", own / "t")
    take(own / "s", [entry_of(line, status="在办")], by="甲")
    theirs = take(own / "t", [entry_of(line, status="办结")], by="乙").new
    put_in(own / "s", theirs)
    put_in(own / "s", theirs)
    assert {head.by for head in next(o for o in lines_in(own / "s") if o.key == line.key).standing} == {"甲", "乙"}


def test_whoever_fills_in_the_same_file_twice_is_in_no_conflict_with_themselves(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")], by="甲", at="2024-06-01T00:00:00")
    again = take(own / "s", [entry_of(line, status="办结")], by="甲", at="2024-06-02T00:00:00")
    assert (len(again.new), again.conflicts) == (1, ())
    assert standing(own / "s") == {(line.quote, line.addressee): ("done", "")}


def test_an_older_file_does_not_take_back_what_was_recorded_since(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")], by="甲", at="2024-06-01T00:00:00")
    old = saved(own / "s", own / "old.xlsx")
    take(own / "s", fill(saved(own / "s", own / "l.xlsx"), {line.key: ("办结", "")}), by="乙")
    assert take(own / "s", old, by="丙").new == ()
    assert standing(own / "s") == {(line.quote, line.addressee): ("done", "")}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"status": "快好了"}, "has no known status: '快好了'"),
        ({"progress": "动工"}, "has progress but no status"),
        ({"status": "办结", "key": "x"}, "has no valid 台账键"),
        ({"status": "办结", "key": key_of("m", "q", "a")}, "matches no directive in this store"),
        ({"status": "办结", "quote": "别的要求"}, "has a quote that is not the one of its key"),
    ],
)
def test_what_is_unclear_is_named_and_left_alone(series, change, what):
    with store.opened_for_reading(series / "s") as opened:
        lines = ledger_lines(opened, EVERYTHING)
    line = next(line for line in lines if line.supervisable)
    taken = importing.take_in([entry_of(line, **change)], lines, {}, by="甲", at="2024-06-05T00:00:00")
    assert taken.new == ()
    assert what in taken.problems[0].what


def test_a_line_filled_in_differently_in_two_rows_is_left_alone(series):
    line, *_ = lines = lines_in(series / "s")
    entries = [entry_of(line, status="在办"), entry_of(line, status="办结", where="第9行")]
    taken = importing.take_in(entries, lines, {}, by="甲", at="2024-06-05T00:00:00")
    assert taken.new == ()
    assert "第2行、第9行" in taken.problems[0].what


def test_a_demand_that_names_nobody_takes_no_status(series):
    lines = lines_in(series / "s", EVERYTHING)
    nobody = replace(lines[0], allocation=None)
    taken = importing.take_in([entry_of(nobody, status="办结")], [nobody], {}, by="甲", at="2024-06-05T00:00:00")
    assert "names nobody" in taken.problems[0].what


def test_taking_a_status_away_is_no_record(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")])
    path = fill(saved(own / "s", own / "l.xlsx"), {line.key: ("", "")})
    assert "taken away" in take(own / "s", path).problems[0].what
    assert standing(own / "s") == {(line.quote, line.addressee): ("in-progress", "")}


def test_records_lie_below_the_base_that_is_asked_for(own):
    line, *_ = lines = lines_in(own / "s")
    entries = [entry_of(line, status="办结")]
    base = "https://data.example.org/x/"
    taken = importing.take_in(entries, lines, {}, by="甲", at="2024-06-05T00:00:00", base=base)
    assert all(
        quad.endswith(f" <{base}graph/ledger> .") and quad.startswith(f"<{base}ledger/")
        for quad in nquads(taken.new[0])
    )
    put_in(own / "s", taken.new)
    assert standing(own / "s") == {(line.quote, line.addressee): ("done", "")}


def test_records_keep_to_the_shapes(own):
    from kg.validate import validate_store

    take(own / "s", [entry_of(lines_in(own / "s")[0], status="办结", progress="已通水")])
    with store.opened_for_reading(own / "s") as opened:
        assert [fault for fault in validate_store(opened) if fault.graph.endswith("/graph/ledger")] == []


# ── files that come back ──────────────────────────────────────────────────────────────────────────────────────


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
    assert (done.returncode, done.stderr.strip()) == (
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
    assert (missing.returncode, "cannot be read" in missing.stderr) == (3, True)
    unknown = kg("ledger", "-s", series / "s", "--agency", "沂源县水务局")
    assert (unknown.returncode, unknown.stdout) == (3, "")
    assert "沂源县水利局" in unknown.stderr


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
    assert "1 would be recorded" in dry.stderr
    assert kg("ledger", "import", path, "--by", "甲", "-s", own / "s").returncode == 4
    assert len(standing(own / "s")) == 1


# ── the calendar ──────────────────────────────────────────────────────────────────────────────────────────────


def unfolded(pieces) -> list[str]:
    text = "".join(pieces)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_the_stated_deadlines_and_nothing_that_is_settled(own):
    lines = lines_in(own / "s")
    dated = [line for line in lines if line.due]
    take(own / "s", [entry_of(dated[0], status="办结")])
    found = unfolded(calendar.ics(lines_in(own / "s"), TODAY))
    assert found[0] == "BEGIN:VCALENDAR"
    assert sorted(line for line in found if line.startswith("UID")) == sorted(
        f"UID:{line.key}-stated@huiyi-kg" for line in dated[1:]
    )
    assert "DTSTART;VALUE=DATE:20240630" in found
    assert "DTEND;VALUE=DATE:20240701" in found
    assert any(line.startswith("SUMMARY:沂源县水利局：县水利局要在6月底前") for line in found)


def test_the_calendar_of_a_rule_is_another_calendar(series):
    clock = Clock(TODAY.today, 20)
    rule = unfolded(calendar.ics(lines_in(series / "s"), clock, "rule"))
    stated = unfolded(calendar.ics(lines_in(series / "s"), clock))
    uids = [{line for line in found if line.startswith("UID")} for found in (rule, stated)]
    assert uids[0]
    assert uids[0].isdisjoint(uids[1])
    assert "DTSTART;VALUE=DATE:20240508" in rule
    assert "DTSTART;VALUE=DATE:20240508" not in stated


# ── properties ────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(), st.text(), st.text(), st.sampled_from([" ", "\n", "　", "\t"]))
def test_a_key_does_not_hang_on_spaces_and_its_second_half_not_on_the_meeting(meeting, quote, addressee, space):
    key = key_of(meeting, quote, addressee)
    assert is_key(key)
    assert key_of(meeting, space + quote + space, addressee) == key
    assert words_of(key_of(meeting + "x", quote, addressee)) == words_of(key)
    assert key_of(meeting + "x", quote, addressee) != key
    assert key_of(meeting, quote + "也要", addressee) != key


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_a_calendar_line_keeps_octets_and_words(text):
    line = calendar._text(text)
    assert "".join(calendar._folded(line)).replace("\r\n ", "") == f"{line}\r\n"
    assert all(len(piece.encode()) <= 77 for piece in calendar._folded(line))
