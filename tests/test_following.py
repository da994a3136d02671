"""Trace, gaps, follow-up and explain on the series of examples: each gives what a person finds by reading the notices."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import build, store
from kg.following.diagrams import mermaid
from kg.following.followup import repetition_cells, repetitions, take_ups
from kg.following.gaps import Held, gaps, of_series, without_series
from kg.following.likeness import Index, Likeness, words_of
from kg.following.offspring import matter, place_before, relation
from kg.following.trace import Member, family, trace
from kg.lookup import one_called
from kg.query.explain import explain
from kg.register import load_register
from kg.register.lines import lines_behind, lines_behind_title

SERIES = Path(__file__).parent.parent / "examples" / "series"
COUNTY = "https://w3id.org/huiyi/id/org/370323/人民政府"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("series") / "s"
    build.build([str(SERIES)], place)
    return place


@pytest.fixture(scope="module")
def opened(folder):
    with store.opened_for_reading(folder) as opened:
        yield opened


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


# ── trace ─────────────────────────────────────────────────────────────────────────────────────────────────────

CASCADE = """\
2024-03-08 |   0 | 国家级 | 文稿     | 农村供水管理条例（草案）                     | 审议通过 | 2
2024-04-02 |  25 | 地级   | 本文件   | 农村供水管理条例                             | 传达学习 | 2
2024-04-02 |  25 | 地级   | 贯彻实施 | 淄博市贯彻落实《农村供水管理条例》实施方案   | 原则通过 | 2
2024-04-18 |  41 | 县级   | 本文件   | 农村供水管理条例                             | 传达学习 | 2
2024-04-18 |  41 | 县级   | 贯彻实施 | 淄博市贯彻落实《农村供水管理条例》实施方案   | 传达学习 | 2
2024-05-14 |  67 | 县级   | 文稿     | 沂源县农村供水管理实施方案（送审稿）         | 原则通过 | 2
2024-09-10 | 186 | 县级   | 同题     | 沂源县农村供水管理实施方案                   | 听取汇报 | 2
2024-10-15 | 221 | 县级   | 修改     | 关于修改《沂源县农村供水管理实施方案》的决定 | 原则同意 | 1
"""


def test_a_regulation_goes_from_the_state_council_to_the_county_and_comes_back_as_local_plans(opened):
    rows = trace(family(one_called("document", "《农村供水管理条例》", opened), opened), opened)
    expected = [[cell.strip() for cell in line.split("|")] for line in CASCADE.splitlines()]
    found = [
        [row.date, str(row.days), row.level, row.relation, row.document, *row.treatments, str(len(row.directives))]
        for row in rows
    ]
    assert found == expected


def test_each_stop_is_quoted_from_its_notice_with_the_directives_that_came_of_it(opened):
    for row in trace(family(one_called("document", "农村供水管理条例", opened), opened), opened):
        text = (SERIES / row.source).read_text(encoding="utf-8")
        assert row.quote in text[row.start : row.end]
        assert all(quote in text[row.start : row.end] for quote in row.directives)


def test_where_one_begins_decides_what_is_offspring(opened):
    members = family(one_called("document", "沂源县农村供水管理实施方案", opened), opened)
    assert [(member.generation, member.relation, member.title) for member in members] == [
        (0, "root", "沂源县农村供水管理实施方案"),
        (0, "draft", "沂源县农村供水管理实施方案（送审稿）"),
        (1, "amends", "关于修改《沂源县农村供水管理实施方案》的决定"),
    ]


@pytest.mark.parametrize(
    ("parent", "child", "kind"),
    [
        ("农村供水管理条例", "农村供水管理条例（草案）", "draft"),
        ("农村供水管理条例", "农村供水管理条例", None),
        ("农村供水管理条例", "淄博市贯彻落实〈农村供水管理条例〉实施方案", "implements"),
        ("中华人民共和国工会法", "广东省实施《中华人民共和国工会法》办法", "implements"),
        ("中华人民共和国工会法", "雷州市贯彻《工会法》工作方案", "implements"),
        ("工会法", "雷州市工会法律援助办法", None),  # too short to count without brackets
        ("沂源县消防方案", "关于印发《沂源县消防方案》的通知", "prints"),
        ("沂源县消防规定", "关于发布《沂源县消防规定》的公告", "prints"),
        ("沂源县消防实施方案", "关于印发《沂源县消防实施方案》的通知", "prints"),  # 实施 belongs to the title
        ("沂源县消防方案", "关于修改《沂源县消防方案》的决定", "amends"),
        ("沂源县消防方案", "关于废止《沂源县消防方案》的决定", "amends"),
        ("沂源县消防方案", "《沂源县消防方案》解读", "names"),
        ("国务院关于加强农村供水管理的意见", "沂源县农村供水管理实施方案", "same-matter"),
        ("山东省农村供水管理办法", "淄博市农村供水管理实施细则", "same-matter"),
        ("淄博市农村供水管理实施细则", "山东省农村供水管理办法", None),  # a province is in no city
        ("广东省农村供水管理办法", "淄博市农村供水管理实施细则", None),
        ("农村供水管理条例", "沂源县农村供水应急预案", None),
        ("农村供水管理条例", "农村供水管理办法", None),  # two of one matter, neither of them local
        ("安全生产条例", "沂源县安全工作方案", None),
    ],
)
def test_what_titles_say_of_where_they_come_from(parent, child, kind):
    found = relation(parent, child)
    assert (found.kind if found else None) == kind


def test_the_matter_of_a_title_is_what_is_left_without_place_issuer_years_and_kind():
    assert matter("沂源县2024年农村供水管理实施方案（送审稿）") == "农村供水管理"
    assert matter("国务院办公厅关于进一步加强农村供水管理工作的指导意见") == "农村供水管理"
    assert place_before("沂源县农村供水管理实施方案") == "沂源县"
    assert place_before("农村供水管理条例") is None


PRINTED = """市政府召开第59次常务会议
2024年4月16日，市长贺云舟主持召开淄博市第十六届人民政府第59次常务会议。
一、审议《淄博市人民政府办公室关于印发淄博市水库巡查办法的通知》。会议原则同意。
二、研究抗旱工作。会议要求，市水利局要按照《农村供水管理条例》，5月底前完成水源核查。
三、听取《淄博市水库巡查办法》起草情况汇报。
"""


def test_what_is_printed_and_what_is_only_mentioned(tmp_path):
    (tmp_path / "59.txt").write_text(PRINTED, encoding="utf-8")
    build.build([str(tmp_path / "59.txt")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        notice = one_called("document", "淄博市人民政府办公室关于印发淄博市水库巡查办法的通知", opened)
        assert [(one.relation, one.title) for one in family(notice, opened)][1:] == [("printed", "淄博市水库巡查办法")]
        measures = one_called("document", "淄博市水库巡查办法", opened)
        assert [one.relation for one in family(measures, opened)] == ["root", "prints"]
        (row,) = trace(family(one_called("document", "农村供水管理条例", opened), opened), opened)
        assert (row.treatments, row.quote) == (("提及",), "农村供水管理条例")
        assert row.directives == ("市水利局要按照《农村供水管理条例》，5月底前完成水源核查",)


def test_diagrams_show_documents_meetings_and_what_was_done(folder):
    mermaid = kg("trace", "农村供水管理条例", "-s", folder, "--format", "mermaid").stdout
    assert mermaid.startswith("flowchart LR\n")
    assert '-->|"implements"|' in mermaid
    assert "《淄博市贯彻落实〈农村供水管理条例〉实施方案》" in mermaid
    nodes = set(re.findall(r"^  (\w+)[\[(]", mermaid, re.MULTILINE))
    edges = re.findall(r"^  (\w+) -->\|\"[^\"|]+\"\| (\w+)$", mermaid, re.MULTILINE)
    assert (len(nodes), len(edges)) == (12, 13)
    assert {end for edge in edges for end in edge} == nodes
    dot = kg("trace", "农村供水管理条例", "-s", folder, "--format", "dot").stdout
    assert dot.startswith("digraph trace {")
    assert dot.count(" -> ") == len(edges)


def test_a_document_that_no_meeting_took_up_gives_a_valid_empty_answer(folder):
    one = kg("trace", "沂源县农村供水应急预案", "-s", folder, "--alone", "--format", "json")
    assert [row["date"] for row in json.loads(one.stdout)] == ["2024-09-10"]
    none = kg("followup", "-s", folder, "--agency", "水利部", "--format", "json")
    assert (none.returncode, json.loads(none.stdout)) == (0, [])
    assert "nothing was said again" in none.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("trace", "农村供水条例"), 3, "农村供水管理条例"),
        (("gaps", "--agency", "沂原县人民政府"), 3, "沂源县人民政府"),
        (("followup", "--agency", "县水务局"), 3, "沂源县水利局"),
        (("explain", "没有这个"), 3, "holds nothing"),
        (("trace", "农村供水管理条例", "--format", "svg"), 2, "mermaid"),
        (("followup", "--items", "--agency", "沂源县水利局"), 2, "--items"),
    ],
)
def test_what_is_not_known_ends_with_the_nearest_names(folder, arguments, code, said):
    done = kg(*arguments, "-s", folder)
    assert (done.returncode, done.stdout, said in done.stderr) == (code, "", True)


@pytest.mark.parametrize("name", ["农村供水管理条例》", "《农村供水管理条例", "农村供水管理条例（"])
def test_half_a_bracket_that_was_copied_along_is_no_part_of_a_title(folder, name):
    assert "2024-03-08" in kg("trace", name, "-s", folder).stdout


# ── gaps ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_missing_the_doubled_and_the_undisclosed(opened):
    found = [(gap.kind, gap.body, gap.series, gap.numbers, gap.after, gap.before, gap.quote) for gap in gaps(opened)]
    assert found == [
        ("缺号", "沂源县人民政府", "第19届", ("第34次",), "2024-07-03", "2024-09-10", None),
        ("重号", "沂源县人民政府", "第19届", ("第33次",), "2024-06-12", "2024-07-03", None),
        ("未公开事项", "沂源县人民政府", "第19届", ("第32次",), "2024-05-14", "2024-05-14", "会议还研究了其他事项"),
    ]
    assert without_series(opened) == 0


def test_the_forty_examples_are_of_forty_meetings_and_nineteen_kept_something_to_themselves(tmp_path):
    """Read by hand: 19 notices say 会议还研究了其他事项 or the like; in 顺德 其他事项 is the heading of an item that is told."""
    build.build([str(SERIES.parent / "gold")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        found = gaps(opened)
        said_again = repetitions(opened)
    assert {gap.kind for gap in found} == {"未公开事项"}
    numbers = sorted(int(source[:2]) for gap in found for source in gap.sources)
    assert numbers == [1, 2, 5, 7, 8, 11, 13, 16, 21, 23, 24, 26, 28, 32, 34, 36, 37, 38, 39]
    assert said_again == []


def test_counting_from_the_first_meeting_only_when_asked_to(opened):
    (first, *_) = gaps(opened, body=COUNTY, from_one=True)
    assert (first.numbers, first.count, first.after, first.before) == (("第1—30次",), 30, None, "2024-04-18")


def test_numbers_that_count_by_year_are_looked_at_year_by_year(tmp_path):
    for year, number in ((2023, 9), (2024, 1), (2024, 3)):
        text = f"县政府召开{year}年第{number}次常务会议\n{year}年{number}月8日，县长柳承岳主持召开沂源县人民政府{year}年第{number}次常务会议。\n"
        (tmp_path / f"{year}-{number}.txt").write_text(f"{text}会议研究夏粮收购工作。\n", encoding="utf-8")
    build.build([str(path) for path in tmp_path.glob("*.txt")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        found = [(gap.kind, gap.series, gap.numbers, gap.after, gap.before) for gap in gaps(opened)]
    assert found == [("缺号", "2024年", ("第2次",), "2024-01-08", "2024-03-08")]


def test_a_meeting_whose_place_is_open_is_listed_as_such_and_no_missing_number(tmp_path):
    """桥西区 is a district of three cities; 县人民政府 may be any county's, and says nothing about this one's numbers."""
    bodies = {"60": "石家庄市桥西区", "61": "桥西区", "64": "石家庄市桥西区", "63": "区"}
    for number, body in bodies.items():
        text = (
            f"{body}人民政府第十八届第{number}次常务会议召开\n\n2024年{int(number) - 57}月8日，区长赵一山主持召开{body}人民政府"
            f"第十八届第{number}次常务会议。会议研究全区防汛工作。\n"
        )
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    build.build([str(tmp_path / f"{number}.txt") for number in bodies], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        found = [(gap.kind, gap.body, gap.numbers, gap.count) for gap in gaps(opened, from_one=True)]
        of_the_city = [(gap.kind, gap.numbers) for gap in gaps(opened, body=COUNTY.replace("370323", "130104"))]
    assert found == [
        ("地点未定", "区人民政府", ("第63次",), 1),
        ("缺号", "桥西区人民政府", ("第1—59次",), 59),
        ("缺号", "桥西区人民政府", ("第62—63次",), 2),
        ("地点未定", "桥西区人民政府", ("第61次",), 1),
    ]
    assert of_the_city == [("缺号", ("第62—63次",)), ("地点未定", ("第61次",))]


@pytest.mark.parametrize(
    ("other", "numbers"),
    [
        ({}, ["第2次", "第4次"]),
        ({"body_label": "某市某县人民政府"}, ["第2次", "第4次"]),
        ({"series": None}, ["第2次", "第4次"]),
        ({"date": None}, ["第2次", "第4次"]),
        ({"body_label": "县人民政府"}, ["第2—4次"]),
        ({"kind": "全体会议"}, ["第2—4次"]),
        ({"series": "第2届"}, ["第2—4次"]),
        ({"date": "2024-07-05"}, ["第2—4次"]),
    ],
)
def test_a_number_is_missing_unless_a_meeting_whose_place_is_open_may_have_it(other, numbers):
    one = replace(held(3, "2024-03-05"), **({"body": "notice/1/org/某县人民政府"} | other))
    found = of_series([held(1, "2024-01-05"), held(5, "2024-05-05")], [one])
    assert [number for gap in found for number in gap.numbers] == numbers


def held(number: int, date: str | None = None) -> Held:
    return Held("b", "某县人民政府", "常务会议", "第1届", number, date, f"{number}-{date}.txt")


@given(st.sets(st.integers(1, 60), min_size=1), st.booleans())
def test_found_and_missing_together_are_all_numbers_up_to_the_last(numbers, from_one):
    found = list(of_series([held(number) for number in numbers], from_one=from_one))
    first = 1 if from_one else min(numbers)
    assert sum(gap.count for gap in found) + len(numbers) == max(numbers) - first + 1
    assert {gap.kind for gap in found} <= {"缺号"}


@pytest.mark.parametrize(
    ("loose", "missing", "left_out"),
    [
        ("2025-04-21", [], 0),  # number and day fill the gap
        ("2025-07-21", ["第47次"], 1),  # the day of another term
    ],
)
def test_a_meeting_without_its_term_stands_where_number_and_day_fill_a_gap(tmp_path, loose, missing, left_out):
    for number, day, term in ((46, "2025-03-25", "第十九届"), (47, loose, ""), (48, "2025-05-06", "第十九届")):
        year, month, date = day.split("-")
        (tmp_path / f"{number}.txt").write_text(
            f"市政府召开第{number}次常务会议\n{year}年{int(month)}月{int(date)}日，市长贺云舟主持召开淄博市{term}人民政府"
            f"第{number}次常务会议。会议要求，市水利局要抓好抗旱。\n",
            encoding="utf-8",
        )
    build.build([str(tmp_path / f"{number}.txt") for number in (46, 47, 48)], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        assert [number for gap in gaps(opened) for number in gap.numbers] == missing
        assert without_series(opened) == left_out


@pytest.mark.parametrize(
    ("meetings", "missing", "left_out"),
    [
        ([("45", "2024-09-12"), ("47", "2024-10-16"), ("50", "2024-12-03")], ["第46次", "第48—49次"], 0),
        ([("45", "2024-09-12"), ("45", "2024-09-12"), ("47", "2024-10-16")], ["第46次"], 0),  # two notices of one
        ([("45", "2024-12-12"), ("47", "2025-01-16")], [], 2),  # another year, which may count anew
        ([("45", "2024-09-12"), ("2", "2024-10-16"), ("4", "2024-11-05")], [], 3),  # a new term began
        ([("45", "2024-09-12"), ("45", "2024-09-20"), ("47", "2024-10-16")], [], 3),  # one of them is misprinted
        ([("45", "2024-09-12")], [], 1),
        ([("45", "2024-09-12"), ("47", "2024-10-16"), ("第十九届46", "2024-12-16")], [], 2),  # the other tells the term
    ],
)
def test_numbers_that_rise_with_the_days_of_a_year_are_one_count_where_nothing_tells_a_term(
    tmp_path, meetings, missing, left_out
):
    for at, (told, day) in enumerate(meetings):
        term, _, number = told.rpartition("届")
        year, month, date = day.split("-")
        (tmp_path / f"{at}.txt").write_text(
            f"市政府召开第{number}次常务会议\n{year}年{int(month)}月{int(date)}日，市长贺云舟主持召开淄博市{term}{term and '届'}人民政府"
            f"第{number}次常务会议。会议要求，市水利局要抓好抗旱工作{'，' * at}第{at}次。\n",
            encoding="utf-8",
        )
    build.build([str(tmp_path / f"{at}.txt") for at in range(len(meetings))], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        assert [number for gap in gaps(opened) for number in gap.numbers] == missing
        assert without_series(opened) == left_out


def test_two_notices_of_one_meeting_are_no_clash_two_days_are_and_so_is_a_later_number_on_an_earlier_day():
    assert list(of_series([held(3, "2024-01-05"), held(3, "2024-01-05"), held(4, "2024-01-20")])) == []
    assert [gap.kind for gap in of_series([held(3, "2024-01-05"), held(3, "2024-01-09")])] == ["重号"]
    assert [gap.kind for gap in of_series([held(3, "2024-02-05"), held(4, "2024-01-09")])] == ["次序颠倒"]
    assert list(of_series([held(3), held(3, "2024-01-09"), held(4)])) == []


# ── follow-up ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_demanded_again_of_whom_first_and_last(opened):
    found = [repetition_cells(one) for one in repetitions(opened)]
    assert [(row["agency"], row["times"], row["first_date"], row["last_date"], row["between"]) for row in found] == [
        ("沂源县水利局", 3, "2024-04-18", "2024-09-10", ("2024-06-12",)),
        ("沂源县教育和体育局", 2, "2024-05-14", "2024-10-15", ()),
    ]
    assert found[0]["first_quote"] == "县水利局要在6月底前完成南麻、悦庄两个片区农村供水老旧管网改造"
    assert found[0]["last_quote"] == "县水利局务必在10月底前全面完成南麻、悦庄片区农村供水老旧管网改造"
    assert (found[0]["first_deadline"], found[0]["last_deadline"]) == ("6月底前", "10月底前")


def test_agenda_items_that_take_up_what_came_before(opened):
    found = [
        (one.later.date, one.how, one.of_demand, one.earlier.date, one.earlier.quote[:12]) for one in take_ups(opened)
    ]
    assert found == [
        ("2024-06-12", "再部署", False, "2024-04-18", "二、听取全县防汛备汛工作"),
        ("2024-06-12", "情况汇报", True, "2024-04-18", "县水利局要在6月底前完成"),
        ("2024-09-10", "情况汇报", False, "2024-05-14", "一、审议并原则通过《沂源"),
        ("2024-10-15", "同一议题", False, "2024-09-10", "一、听取《沂源县农村供水"),
        ("2024-10-15", "同一议题", False, "2024-05-14", "二、研究全县校车安全管理"),
    ]


def test_names_deadlines_and_words_of_any_demand_make_nothing_alike():
    left = words_of("县水利局要切实加强组织领导，6月底前完成工作任务", without=("县水利局", "6月底前"))
    assert left == set()
    assert words_of("县公安局要开展校车专项检查", without=("县公安局",)) == {"校车", "专项", "检查"}


WORDS = st.frozensets(st.sampled_from("甲乙丙丁戊己"), max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_likeness_is_symmetric_bounded_and_1_only_for_the_same_words(texts):
    likeness = Likeness.over(texts)
    for one in texts:
        for other in texts:
            value = likeness.cosine(one, other)
            assert value == likeness.cosine(other, one)
            assert -1e-9 <= value <= 1 + 1e-9
            assert (value > 1 - 1e-9) == (one == other and bool(one))
    index = Index(texts)
    for one in texts:
        assert set(index.sharing(one)) == {other for other in texts if len(one & other) >= 2}


# ── explain ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_directive_is_explained_with_its_party_its_deadline_and_the_rows_of_the_register(folder):
    listed = kg("ledger", "-s", folder, "--today", "2024-06-05", "--format", "json").stdout
    line = next(row for row in json.loads(listed) if "6月底前完成南麻" in row["原文"])
    grounds = list(csv.DictReader(io.StringIO(kg("explain", line["编号"], "-s", folder, "--format", "csv").stdout)))
    assert [ground["statement"] for ground in grounds] == [
        "要求",
        "分工：责任 → 沂源县水利局",
        "时限：6月底前 → 2024-06-30",
    ]
    assert "会议强调，【县水利局要在6月底前完成南麻、悦庄两个片区农村供水老旧管网改造】。各镇" in grounds[0]["context"]
    assert re.search(r"places\.tsv:\d+  370323 \| 沂源县", grounds[1]["register"])
    assert re.search(r"departments\.tsv:\d+  水利局", grounds[1]["register"])
    assert all(ground["rule"] and ground["version"].startswith("huiyi-kg ") for ground in grounds)


def test_every_ground_is_the_text_at_its_offsets(opened):
    for name in ("沂源县水利局", "农村供水管理条例", "沂源县人民政府第19届第32次常务会议"):
        grounds = explain(one_called("any", name, opened), opened)
        assert grounds
        for ground in grounds:
            text = (SERIES / ground.source).read_text(encoding="utf-8")
            assert f"【{text[ground.start : ground.end]}】" in ground.context


def test_a_meeting_is_explained_field_by_field(opened):
    meeting = one_called("meeting", "沂源县人民政府第19届第32次常务会议", opened)
    told = {ground.statement for ground in explain(meeting, opened)}
    assert {"kg:number = 32", "kg:term = 19", "schema:startDate = 2024-05-14", "未公开事项"} <= told


@pytest.mark.parametrize(
    ("surface", "label", "code", "row"),
    [
        ("县水利局", "沂源县水利局", "370323", "水利局"),
        ("县卫健局", "沂源县卫生健康局", "370323", "卫健局"),
        ("各镇（街道）", "各镇（街道）", "370323", "groups.tsv"),
        ("国务院", "国务院", "000000", "central.tsv"),
    ],
)
def test_the_rows_of_the_register_behind_a_name(surface, label, code, row):
    assert any(row in line for line in lines_behind(load_register(), surface, label, code))


def test_no_row_is_named_for_what_the_register_does_not_hold():
    assert lines_behind(load_register(), "某某协会", "某某协会", None) == []
    assert lines_behind_title(load_register(), "没有的条例", "没有的条例") == []
    assert len(lines_behind_title(load_register(), "政府信息公开条例", "中华人民共和国政府信息公开条例")) == 1


def test_markup_in_a_title_is_shown_as_text_in_a_diagram():
    title = '《<b>甲</b>&amp;"乙"》'
    member = Member("doc/a", title, 0, "root", "", None)
    (line,) = [line for line in mermaid([member], []) if "甲" in line]
    assert "&lt;b&gt;甲&lt;/b&gt;&amp;amp;#quot;乙#quot;" in line
