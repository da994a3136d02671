"""Two notices of one meeting side by side: what came, went and changed, as a reader would mark it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from sparql_server import Server, running

from kg import build, store
from kg.diff import compared, version_of_file, version_of_notice
from kg.diff.matching import Text, key_of, matched
from kg.diff.view import cells, marked

VERSIONS = Path(__file__).parent.parent / "examples" / "versions"
PORTAL, DAILY = sorted(VERSIONS.glob("*.txt"))
MEETING = "沂源县人民政府第19届第37次常务会议"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store of the two versions."""
    place = tmp_path_factory.mktemp("versions") / "s"
    build.build([str(VERSIONS)], place)
    return place


@pytest.fixture(scope="module")
def comparison():
    return compared(version_of_file(str(PORTAL)), version_of_file(str(DAILY)))


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    done = kg("diff", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ── what changed ──────────────────────────────────────────────────────────────────────────────────────────────

DIRECTIVES = [
    (
        "changed",
        [
            "时限：11月底前（2024-11-30） → 12月10日前（2024-12-10）",
            "语气：要 → 务必",
            "文字：县住房城乡建设局[-要在11月底-]{+务必在12月10日+}前完成南麻{+、悦庄+}片区老旧供热管网改造",
        ],
    ),
    (
        "changed",
        ["责任：县市场监管局 → 县市场监管局、县公安局", "文字：县市场监管局{+、县公安局+}要严厉打击销售劣质散煤的行为"],
    ),
    ("changed", ["配合：无 → 县公安局", "文字：县自然资源局要{+会同县公安局+}加强重点林区巡护值守"]),
    ("went", []),
    ("came", []),
]


def test_directives_that_came_went_or_changed_in_addressee_deadline_and_wording(comparison):
    found = [cells(comparison, change) for change in comparison.changes if change.kind == "directive"]
    assert [(row["change"], list(row["details"])) for row in found] == DIRECTIVES
    assert found[3]["before"] == "县应急管理局要组织开展森林防火应急演练"
    assert found[4]["after"] == "县商务局要在12月底前落实200吨储备肉投放计划"
    assert dict(comparison.same)["directive"] == 3


def test_every_quote_is_the_text_at_its_offsets(comparison):
    for change in comparison.changes:
        for version, passage in ((comparison.before, change.before), (comparison.after, change.after)):
            if passage is not None:
                assert version.text[passage.start : passage.end] == passage.quote


def test_items_that_only_moved_are_the_same(comparison):
    found = [cells(comparison, change) for change in comparison.changes if change.kind == "item"]
    assert [(row["change"], row["after"], list(row["details"])) for row in found] == [
        (
            "changed",
            "三、审议《沂源县农村公路养护管理办法（送审稿）》",
            ["处理：原则同意 → 审议通过", "结果：原则同意 → 审议通过"],
        ),
        ("came", "四、研究岁末保供稳价工作", []),
    ]
    assert dict(comparison.same)["item"] == 2


def test_fields_with_the_words_they_were_read_from(comparison):
    found = {change.name: cells(comparison, change) for change in comparison.changes if change.kind == "field"}
    assert set(found) == {"标题", "发布时间", "发布者", "届"}
    assert (found["届"]["change"], found["届"]["before"], found["届"]["after"]) == ("went", "十九", None)
    assert found["发布时间"]["details"] == ("发布时间：2024-11-20 → 2024-11-22",)


def test_turned_round_what_came_went(comparison):
    back = compared(comparison.after, comparison.before)
    turned = {"came": "went", "went": "came", "changed": "changed"}
    key = [(change.kind, turned[change.how], change.after, change.before) for change in back.changes]
    assert sorted(map(str, key)) == sorted(str((c.kind, c.how, c.before, c.after)) for c in comparison.changes)


def test_a_version_from_a_store_is_that_of_its_file(folder, comparison):
    with store.opened_for_reading(folder) as opened:
        for version in (comparison.before, comparison.after):
            assert version_of_notice(version.notice, opened) == version


HEAD = "县政府召开第37次常务会议\n2024年11月19日，县长柳承岳主持召开沂源县第十九届人民政府第37次常务会议。\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "会议要求，县水利局要开展水库巡查,及时整改。",
            "会议要求，县水利局要开展水库巡查，及时整改。",
            [],
            id="punctuation",
        ),
        pytest.param(
            "会议强调，一要加强水库巡查。二要做好演练。",
            "会议强调，一要做好演练。二要加强水库巡查。",
            [],
            id="renumbered",
        ),
        pytest.param(
            "会议要求，县水利局要加强水库巡查。",
            "会议要求，沂源县水利局要加强水库巡查。",
            [("changed", ("文字",))],
            id="the same addressee by its full name",
        ),
        pytest.param(
            "会议要求，县水利局要加强水库巡查。",
            "会议要求，县水利局要加强城区管网维护。",
            [("went", ()), ("came", ())],
            id="another demand to the same addressee",
        ),
        pytest.param(
            "会议要求，县水利局要加强水库巡查。",
            "会议要求，县应急管理局要加强水库巡查。",
            [("changed", ("责任", "文字"))],
            id="another addressee",
        ),
        pytest.param(
            "会议要求，县水利局要在12月底前完成水库除险加固。",
            "会议要求，县水利局要在2024年12月31日前完成水库除险加固。",
            [("changed", ("文字",))],
            id="the same day in other words is no other deadline",
        ),
        pytest.param(
            "会议要求，由县水利局牵头，完成水库除险加固。",
            "会议要求，县水利局要完成水库除险加固。",
            [("changed", ("牵头", "责任", "语气", "文字"))],
            id="another role",
        ),
        pytest.param(
            "会议要求，县水利局要加强水库巡查。会议要求，县水利局要加强水库巡查。",
            "会议要求，县水利局要加强水库巡查。",
            [("went", ())],
            id="said twice, then once",
        ),
    ],
)
def test_what_counts_as_a_change_of_a_directive_and_what_does_not(tmp_path, before, after, expected):
    paths = []
    for name, body in (("a", before), ("b", after)):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(f"{HEAD}{body}\n", encoding="utf-8")
    found = compared(*map(version_of_file, map(str, paths)))
    assert [(c.how, tuple(d.aspect for d in c.details)) for c in found.changes if c.kind == "directive"] == expected


# ── matching ──────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.lists(
    st.sampled_from(["加强水库巡查", "加强水库巡查值守", "完成老旧管网改造", "推进管网改造", "组织演练", "报"]),
    max_size=8,
)


@given(TEXTS, TEXTS)
def test_each_text_stands_in_at_most_one_pair_and_equal_ones_always_do(ones, others):
    pairs = matched([Text(text) for text in ones], [Text(text) for text in others])
    assert len({pair.one for pair in pairs}) == len({pair.other for pair in pairs}) == len(pairs)
    assert sum(ones[p.one] == others[p.other] for p in pairs) == sum(
        min(ones.count(t), others.count(t)) for t in set(ones)
    )
    assert all(0.5 <= pair.likeness <= 1 for pair in pairs)


@given(TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_a_list_in_another_order_is_the_same_list(lists):
    ones, others = lists
    pairs = matched([Text(text) for text in ones], [Text(text) for text in others])
    assert len(pairs) == len(ones)
    assert {pair.likeness for pair in pairs} <= {1.0}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一、研究防汛工作", "研究防汛工作"),
        ("（三）原则同意", "原则同意"),
        ("12. 原则同意", "原则同意"),
        ("一要加强巡查", "要加强巡查"),
        ("二是加强巡查", "是加强巡查"),
        ("一批项目要开工", "一批项目要开工"),
        ("3.5万亩改造任务", "3.5万亩改造任务"),
        ("十五五规划", "十五五规划"),
    ],
)
def test_a_number_before_a_text_is_no_part_of_it_and_one_within_it_is(text, key):
    assert key_of(text) == key


@given(st.text("甲乙丙12", max_size=12), st.text("甲乙丙12", max_size=12))
def test_marks_hold_both_texts(before, after):
    text = marked(before, after, ("甲乙",))
    assert re.sub(r"\[-(.*?)-\]", "", re.sub(r"\{\+(.*?)\+\}", r"\1", text)) == after
    assert re.sub(r"\[-(.*?)-\]", r"\1", re.sub(r"\{\+(.*?)\+\}", "", text)) == before


def test_numbers_and_names_change_as_a_whole():
    assert marked("在11月底前", "在12月底前") == "在[-11-]{+12+}月底前"
    assert (
        marked("县市场监管局要", "县市场监管局、县公安局要", ("县市场监管局", "县公安局"))
        == "县市场监管局{+、县公安局+}要"
    )


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_that_several_notices_report_is_compared_without_naming_them(folder):
    by_files = rows(PORTAL, DAILY)
    assert rows(MEETING, "--store", folder) == by_files
    assert next(row["before_iri"] for row in by_files if row["kind"] == "directive").endswith("/directive/1.1")


def test_notices_of_a_store_and_files_can_be_compared_with_each_other(folder):
    with store.opened_for_reading(folder) as opened:
        (daily,) = (n for n in store.notice_graphs(opened) if version_of_notice(n, opened).source == DAILY.name)
    assert rows(PORTAL, daily, "--store", folder) == rows(PORTAL, DAILY)
    assert rows(PORTAL.name, DAILY, "--store", folder) == rows(PORTAL, DAILY), "a source is a name, too"


def test_a_server_that_holds_the_store_knows_the_same_versions(folder):
    with running(Server()) as server:
        with store.opened_for_reading(folder) as opened:
            server.store.bulk_load(opened.dump(format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
        assert rows(MEETING, "--endpoint", server.url) == rows(MEETING, "--store", folder)


def test_three_notices_of_a_meeting_are_compared_each_with_the_one_before(tmp_path):
    for number, name in enumerate(("县水利局", "县水利局、县财政局", "县财政局"), start=1):
        text = HEAD.replace("\n", f"\n发布时间：2024-11-2{number}\n", 1)
        (tmp_path / f"{9 - number}.txt").write_text(f"{text}会议要求，{name}要加强水库巡查。\n", encoding="utf-8")
    build.build([str(tmp_path)], tmp_path / "s")
    found = rows(MEETING, "--store", tmp_path / "s", "--only", "directives")
    assert [(row["before_source"], row["after_source"], row["after_addressees"]) for row in found] == [
        ("8.txt", "7.txt", ["县水利局", "县财政局"]),
        ("7.txt", "6.txt", ["县财政局"]),
    ]


def test_tables_for_people_show_both_quotes_and_where_they_stand():
    table = kg("diff", PORTAL, DAILY, "--only", "directives", "--format", "markdown").stdout
    quote = "县应急管理局要组织开展森林防火应急演练"
    assert f"| directive | went |  | {quote} |  | 1-portal-2024-11-20.txt 355–374 |  |" in table
    chinese = kg("diff", PORTAL, DAILY, "--only", "directives", "--format", "markdown", "--lang", "zh").stdout
    assert f"| 要求 | 删去 |  | {quote} |  | 1-portal-2024-11-20.txt 355–374 |  |" in chinese
    assert len(table.splitlines()) == 2 + 5


def test_what_was_compared_is_said_beside_the_data():
    done = kg("diff", PORTAL, DAILY)
    assert "1-portal-2024-11-20.txt → 2-daily-2024-11-22.txt" in done.stderr
    assert "1 came, 1 went, 3 changed, 3 the same" in done.stderr
    same = kg("diff", PORTAL, PORTAL, "--format", "json")
    assert json.loads(same.stdout) == []
    assert "have the same text" in same.stderr
    other = kg("diff", PORTAL, VERSIONS.parent / "series" / "5-yiyuan-33-2024-06-12.txt")
    assert "these may be two meetings" in other.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("沂源县人民政府第19届第38次常务会议",), 3, MEETING),
        (("沂源县人民政府第19届第37次常务会议", "no.txt"), 3, "name one"),
        ((str(PORTAL), "3-daily-2024-11-22.txt"), 3, DAILY.name),
        ((str(PORTAL), str(DAILY), "--only", "people"), 2, "directives, items, fields"),
        ((str(PORTAL), str(DAILY), "--format", "svg"), 2, "markdown"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence_with_what_is_near(folder, arguments, code, said):
    done = kg("diff", *arguments, "--store", folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1)
    assert said in done.stderr


def test_a_meeting_of_one_notice_a_missing_file_and_a_file_of_several_are_said_so(tmp_path):
    (tmp_path / "one.txt").write_text(f"{HEAD}会议要求，县水利局要加强水库巡查。\n", encoding="utf-8")
    build.build([str(tmp_path / "one.txt")], tmp_path / "s")
    alone = kg("diff", MEETING, "--store", tmp_path / "s")
    assert (alone.returncode, "only one.txt reports" in alone.stderr) == (3, True)
    single = kg("diff", tmp_path / "one.txt", "--store", tmp_path / "s")
    assert (single.returncode, "give the other one" in single.stderr) == (2, True)
    missing = kg("diff", tmp_path / "one.txt", "two.txt", "--store", tmp_path / "none")
    assert (missing.returncode, "no file two.txt" in missing.stderr) == (3, True)
    slip = kg("diff", tmp_path / "one.txt", "oen.txt", "--store", tmp_path / "s")
    assert (slip.returncode, "no file oen.txt, and the store" in slip.stderr, "one.txt" in slip.stderr) == (
        3,
        True,
        True,
    )
    lines = [json.dumps({"text": f"{HEAD}第{n}号。"}, ensure_ascii=False) for n in (1, 2)]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    several = kg("diff", tmp_path / "one.txt", tmp_path / "two.jsonl")
    assert (several.returncode, "holds 2 notices" in several.stderr) == (3, True)
