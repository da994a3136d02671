"""What stands in the ledger: its lines and columns, and the keys by which they are known again."""

from __future__ import annotations

import datetime

import pytest
from hand_made import notice, reading_of
from hypothesis import given
from hypothesis import strategies as st
from ledgers import EVERYTHING, TODAY, lines_in

from kg import build
from kg.enumerators import unnumbered
from kg.ledger import columns
from kg.ledger.columns import Clock
from kg.ledger.keys import is_key, key_of, words_of
from kg.ledger.lines import Selection


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


@given(st.text(), st.text(), st.text(), st.sampled_from([" ", "\n", "　", "\t"]))
def test_a_key_does_not_hang_on_spaces_and_its_second_half_not_on_the_meeting(meeting, quote, addressee, space):
    key = key_of(meeting, quote, addressee)
    assert is_key(key)
    assert key_of(meeting, space + quote + space, addressee) == key
    assert words_of(key_of(meeting + "x", quote, addressee)) == words_of(key)
    assert key_of(meeting + "x", quote, addressee) != key
    assert key_of(meeting, quote + "也要", addressee) != key
