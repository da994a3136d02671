"""Taking in a filled ledger: what is recorded, what contradicts what, and what is named and left alone."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyoxigraph
import pytest
from command import kg
from ledgers import EVERYTHING, TODAY, entry_of, fill, lines_in, put_in, saved, standing, take

from kg import local_time, store
from kg.ledger import columns, importing, statuses, workbook
from kg.ledger.keys import key_of
from kg.ledger.rows import ledger_lines
from kg.ledger.statuses import nquads
from kg.query.explain import explain
from kg.vocab import KG, PROV

WORDS = Path(statuses.__file__).parent / "status_words.tsv"


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


def test_a_record_says_what_it_was_about_in_its_own_terms_and_which_it_took_the_place_of(own):
    line = lines_in(own / "s")[0]
    (first,) = take(own / "s", [entry_of(line, status="在办")], by="甲").new
    (same,) = [one for one in lines_in(own / "s") if one.key == line.key]
    version = statuses.version_of(same.standing)
    (second,) = take(own / "s", [entry_of(line, status="办结", version=version)], by="乙", at="2024-06-06T09:00:00").new
    with store.opened_for_reading(own / "s") as opened:
        (reason,) = explain(second.iri, opened)
        said = {
            (quad.predicate.value, str(getattr(quad.object, "value", "")))
            for quad in opened.quads_for_pattern(pyoxigraph.NamedNode(second.iri), None, None)
        }
    assert reason.context == f"【{line.quote}】"
    assert (KG.demandText, line.quote) in said
    assert (KG.partyText, line.addressee) in said
    assert (PROV.wasRevisionOf, first.iri) in said
    assert (PROV.wasDerivedFrom, first.iri) not in said


def test_times_are_shown_as_the_clock_on_the_wall_and_kept_with_their_zone(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办")], at="2024-06-05T17:30:00+00:00")
    (latest,) = lines_in(own / "s")[0].standing
    assert latest.at == "2024-06-05T17:30:00Z"  # as the store writes it
    sheet = openpyxl.load_workbook(saved(own / "s", own / "l.xlsx"))[workbook.LEDGER_SHEET]
    at = {cell.value: cell.column for cell in sheet[1]}[columns.TIME]
    assert sheet.cell(2, at).value == datetime.datetime(2024, 6, 6, 1, 30)
    assert sheet.cell(2, at).number_format == "yyyy-mm-dd hh:mm:ss"
    written = {form: kg("ledger", "--store", own / "s", "--format", form).out for form in ("csv", "json", "markdown")}
    assert "2024-06-06T01:30:00+08:00" in written["csv"]
    assert "2024-06-06T01:30:00+08:00" in written["json"]
    assert "2024-06-06 01:30:00 " in written["markdown"]
    assert "（督查室 2024-06-06 01:30:00）" in kg("explain", latest.iri, "--store", own / "s").out
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


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("已办结", "done"),
        ("已完成。", "done"),
        ("完成", "done"),
        ("办理 完毕", "done"),
        ("逾期办结", "done"),
        ("Done", "done"),
        ("completed", "done"),
        ("正在办理", "in-progress"),
        ("推进中", "in-progress"),
        ("In progress", "in-progress"),
        ("in-progress", "in-progress"),
        ("已逾期", "behind"),
        ("overdue", "behind"),
        ("已销号", "closed"),
        ("已转办", "transferred"),
        ("canceled", "cancelled"),
        ("No public evidence", "no-public-evidence"),
        ("未完成", None),
        ("基本完成", None),
        ("未开始", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_status_is_known_by_the_words_that_people_use_where_they_have_one_meaning(written, status):
    assert statuses.status_of(written) == (None if status is None else statuses.STATUSES[status])


def test_each_word_for_a_status_stands_once():
    rows = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(len(row) == 3 for row in rows)
    assert {status for _, status, _ in rows} == {word for word in statuses.STATUSES if word.isascii()}
    words = [word for word, _, _ in rows]
    assert len({*words, *statuses.STATUSES}) == len(words) + len(statuses.STATUSES)
    assert [word for word, status, _ in rows if statuses.status_of(word) != statuses.STATUSES[status]] == []


def test_two_words_for_one_status_are_no_difference(series):
    line, *_ = lines = lines_in(series / "s")
    entries = [entry_of(line, status="办结"), entry_of(line, status="已完成", where="第9行")]
    taken = importing.take_in(entries, lines, {}, by="甲", at="2024-06-05T00:00:00")
    assert [one.status for one in taken.new] == [statuses.STATUSES["done"]]


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
