"""Records of the ledger find their lines again after notices were changed and read anew."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from command import kg
from ledgers import EVERYTHING, TODAY, entry_of, fill, lines_in, put_in, saved, standing, take

from kg import build, store
from kg.ledger import columns, importing, rows, statuses
from kg.ledger.keys import key_of
from kg.ledger.lines import Line, Selection
from kg.ledger.rows import recorded_lines
from kg.ledger.statuses import STATUSES, records
from kg.query.directives import Wanted, directive_rows
from kg.store.state_readers import replaced as remembered


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
    assert columns.remark(line) == "存疑：“县公安局”全称不明；另有时限 10月底前（2024-10-31）"
    with store.opened_for_reading(tmp_path / "s") as opened:
        (row,) = directive_rows(opened, Wanted())
    assert (row.deadline, row.due) == ("6月底前；另有 10月底前", "2024-06-30")


def test_what_is_left_out_of_the_ledger_is_counted_with_those_that_have_a_deadline(series, tmp_path):
    every = lines_in(series / "s", EVERYTHING)
    out = [line for line in every if not rows.belongs(line)]
    assert out
    told = kg("ledger", "--store", series / "s", "-o", tmp_path / "l.csv")
    assert f"{len(out)} lines that cannot be supervised are left out" in told.err
    assert f"{sum(line.deadline is not None for line in out)} of them with a deadline" in told.err
    assert "left out: 1 with only an open group named, 1 without a task, act, date or amount" in told.err
    assert "left out" not in kg("ledger", "--store", series / "s", "--all", "-o", tmp_path / "a.csv").err


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
    assert "is no more: its notice was changed" in moved.err
    assert "The same demand is now" in moved.err
    assert "由市水利局在5月底前完成排查" in moved.out
    part = kg("show", before[1].allocation, "--store", folder / "s", "--format", "json")
    assert (part.returncode, "The same demand is now" in part.err) == (0, True)
    changed = kg("explain", old[2], "--store", folder / "s")
    assert (changed.returncode, changed.out) == (3, "")
    assert "It said 【3.由市公安局做好值守】 to 市公安局" in changed.err


def test_what_was_replaced_twice_is_told_by_what_stands_there_now_and_what_came_back_is_no_more_replaced(edited):
    folder, before = edited
    first = before[0].allocation.rpartition("/allocation/")[0]
    (folder / "in" / "a.txt").write_text(EDITED + "会议还研究了其他事项。\n", encoding="utf-8")
    build.build([str(folder / "in")], folder / "s")
    now = next(line for line in lines_in(folder / "s") if line.addressee == "市水利局")
    assert remembered(folder / "s" / "build.sqlite", first).by == now.notice
    assert "2.由市水利局" in kg("explain", first, "--store", folder / "s").out
    (folder / "in" / "a.txt").write_text(MINUTES, encoding="utf-8")
    build.build([str(folder / "in")], folder / "s")
    assert "is no more" not in kg("explain", first, "--store", folder / "s").err


def ledger_of_each_agency(folder: Path) -> dict[str, list[Line]]:
    """What is asked for by agency, which must be what is chosen from the whole ledger; without those that are empty."""
    found = {}
    with store.opened_for_reading(folder) as opened:
        whole = rows.ledger_lines(opened, EVERYTHING)
        for party in {party for line in whole for party in line.concerns}:
            lines = rows.ledger_lines(opened, Selection(frozenset((party,)), everything=True))
            assert lines == [line for line in whole if party in line.concerns]
            found[party] = lines
    return found


@pytest.mark.parametrize("made", ["own", "edited", "dated"])
def test_the_ledger_of_an_agency_is_its_part_of_the_whole(made, request):
    place = request.getfixturevalue(made)
    assert ledger_of_each_agency((place[0] if isinstance(place, tuple) else place) / "s")


def test_it_is_so_where_records_moved_with_their_lines_or_are_orphans(built):
    lines = lines_in(built / "s")
    take(built / "s", [entry_of(line, status="在办") for line in lines])
    for file in sorted((built / "in").glob("*yiyuan*.txt")):
        file.write_text(numbered_anew(file.read_text(encoding="utf-8"), meeting=True), encoding="utf-8")
    build.build([str(built / "in")], built / "s", prune=True)
    assert any(line.moved for lines in ledger_of_each_agency(built / "s").values() for line in lines)
    (built / "in" / lines[0].source).unlink()
    build.build([str(built / "in")], built / "s", prune=True)
    assert any(line.orphan for lines in ledger_of_each_agency(built / "s").values() for line in lines)


def test_the_ledger_of_an_agency_looks_at_the_meetings_that_ask_something_of_it_only(own, monkeypatch):
    lines = lines_in(own / "s")
    police = "https://w3id.org/huiyi/id/org/370323/公安局"
    take(own / "s", [entry_of(line, status="在办") for line in lines if police not in line.concerns])
    seen = []
    common = rows._common
    monkeypatch.setattr(
        rows, "_common", lambda walk, demand, *more: seen.append(demand.directive) or common(walk, demand, *more)
    )
    chosen = Selection(frozenset((police,)))
    assert {line.meeting for line in lines_in(own / "s", chosen)} < {line.meeting for line in lines}
    few = len(set(seen))
    seen.clear()
    lines_in(own / "s")
    assert 0 < few < len(set(seen))
