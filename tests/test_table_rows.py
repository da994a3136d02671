"""Each row of a table that gives out work is one directive."""

from __future__ import annotations

import re

import pytest
from case_tables import BREAK, LEAD, analysed, notice
from hypothesis import given, settings
from hypothesis import strategies as st
from work_tables import LIMITS, ROLES, TASKS, UNITS, asked, markdown, tabbed

from kg.pipeline import entity_quads, extract, knowledge, to_quads
from kg.scan import scan
from kg.structure import parse_structure
from kg.task_tables import find_tables

Row = tuple[str, str, tuple[str, ...], str]
made_rows: st.SearchStrategy[list[Row]] = st.lists(
    st.tuples(
        st.sampled_from(TASKS),
        st.sampled_from(UNITS[:5]),
        st.lists(st.sampled_from(UNITS[5:]), max_size=3, unique=True).map(tuple),
        st.sampled_from(LIMITS),
    ),
    min_size=1,
    max_size=8,
)


def table(rows: list[Row], order: list[str], *, bars: bool) -> str:
    """A table with its columns in ``order``."""
    lines = ["|".join(ROLES[role] for role in order)]
    for number, (task, lead, helpers, limit) in enumerate(rows, 1):
        cells = {
            "number": str(number),
            "task": f"{task}（第{number}批）",
            "lead": lead,
            "assist": "、".join(helpers),
            "deadline": limit,
            "overseer": "县政府督查室",
            "note": "",
        }
        lines.append("|".join(cells[role] for role in order))
    return markdown(*lines) if bars else tabbed(*lines)


@settings(max_examples=40, deadline=None)
@given(made_rows, st.permutations(list(ROLES)), st.booleans())
def test_each_row_is_one_directive_whatever_the_order_of_the_columns(
    rows: list[Row], order: list[str], bars: bool
) -> None:
    analysis = analysed(f"{LEAD}会议明确分工如下：\n{table(rows, order, bars=bars)}\n分送：各副县长。")
    expected = [
        (f"{task}（第{number}批）", (lead,), helpers, limit)
        for number, (task, lead, helpers, limit) in enumerate(rows, 1)
    ]
    assert asked(analysis) == expected
    assert not any("\t" in words or "|" in words for words, *_ in asked(analysis))


def test_what_stands_around_a_table_is_read_as_without_it() -> None:
    around = (f"{LEAD}会议听取了防汛工作汇报。会议强调，县水务局要加密巡查。分工如下：", "会议要求，各镇要落实值守。")
    rows = tabbed("序号|工作任务|责任单位", "1|要完成河道清淤。|县财政局", "2|各镇要备足物资；严禁挪用。|县应急管理局")
    with_table = analysed(f"{around[0]}\n{rows}\n{around[1]}")
    without = analysed("\n".join(around))
    found = asked(with_table)
    assert [found[0], found[-1]] == asked(without)
    assert [(words, who) for words, who, *_ in found[1:-1]] == [
        ("要完成河道清淤", ("县财政局",)),
        ("各镇要备足物资；严禁挪用", ("县应急管理局",)),
    ]


def test_lines_of_a_table_are_no_clauses() -> None:
    text = (
        LEAD
        + tabbed("序号|工作任务|责任单位", "1|完成清淤，备足物资；开展演练。|县水务局")
        + "\n会议要求，要抓好落实。"
    )
    scanned = scan(notice(text), knowledge().lexicon)
    outline = parse_structure(scanned, find_tables(scanned))
    assert [paragraph.role for paragraph in outline.paragraphs] == ["body", "table", "table", "body"]
    assert {outline.paragraphs[clause.paragraph].role for clause in outline.clauses} == {"body"}


def test_documents_and_agencies_in_cells_are_mentions_and_headings_are_not() -> None:
    rows = markdown("序号|工作任务|县级牵头部门|督办单位", "1|修订《东河县防汛应急预案》|县水务局|县政府督查室")
    analysis = analysed(f"{LEAD}分工如下：\n{rows}")
    assert [document.title for document in analysis.documents] == ["东河县防汛应急预案"]
    assert [agency.surface for agency in analysis.agencies] == ["县政府", "县水务局", "县政府督查室"]


def test_a_form_with_values_beside_its_headings_is_no_table_of_rows() -> None:
    form = tabbed(
        "督办事项|河道清淤目标|责任单位|县水务局", "完成时限|6月底|督办单位|县政府督查室", "进展情况|正在推进|备注|"
    )
    analysis = analysed(f"{LEAD}督办单如下：\n{form}")
    assert asked(analysis) == []


def test_a_head_of_two_lines_is_one_head() -> None:
    rows = tabbed(
        "序号|工作任务|责任分工||完成时限", "〃|〃|牵头单位|配合单位|〃", "1|完成河道清淤|县水务局|县财政局|5月底"
    )
    assert asked(analysed(f"{LEAD}分工如下：\n{rows}")) == [("完成河道清淤", ("县水务局",), ("县财政局",), "5月底")]


def test_sections_sums_and_repeated_heads_ask_for_nothing() -> None:
    head = "序号|工作任务|责任单位|完成时限"
    rows = tabbed(
        head, "一、防汛备汛|||", "1|完成河道清淤|县水务局|5月底", head, "二、道路交通|二、道路交通|二、道路交通|二、道路交通",
        "2|拆除旧桥|县交通运输局|6月底", "三|公共卫生||", "3|公布接种点|县卫健局|6月底", "合计|3项||",
    )  # fmt: skip
    analysis = analysed(f"{LEAD}分工如下：\n{rows}")
    assert [words for words, *_ in asked(analysis)] == ["完成河道清淤", "拆除旧桥", "公布接种点"]
    assert not [doubt for doubt in analysis.doubts if doubt.kind.startswith("table-")]


def test_what_is_reported_done_is_not_asked_for_any_more() -> None:
    rows = tabbed(
        "序号|工作任务|责任单位|进展情况", "1|完成河道清淤|县水务局|已完成。", "2|拆除旧桥|县交通运输局|已完成投资20万元",
    )  # fmt: skip
    assert [words for words, *_ in asked(analysed(f"{LEAD}分工如下：\n{rows}"))] == ["拆除旧桥"]


def test_two_units_with_a_day_each_have_a_directive_each_and_one_unit_with_two_days_has_one() -> None:
    rows = tabbed(
        "序号|工作任务|责任单位|完成时限", "1|完成河道清淤|县水务局|5月底", "〃|〃|县住建局|6月底",
        "2|排查内涝点|县住建局|5月底", "〃|〃|〃|7月底", "3|备足物资|县财政局|5月底", "〃|〃|县应急管理局|〃",
    )  # fmt: skip
    analysis = analysed(f"{LEAD}分工如下：\n{rows}")
    assert asked(analysis) == [
        ("完成河道清淤", ("县水务局",), (), "5月底"),
        ("完成河道清淤", ("县住建局",), (), "6月底"),
        ("排查内涝点", ("县住建局",), (), "5月底"),
        ("备足物资", ("县财政局", "县应急管理局"), (), "5月底"),
    ]
    assert [[other.date for other in d.other_deadlines] for d in analysis.directives] == [[], [], ["2024-07-31"], []]


def test_a_task_over_several_rows_is_told_by_what_each_of_them_says() -> None:
    rows = tabbed(
        "序号|重点任务|具体措施|责任单位", "1|完成河道清淤12公里|疏浚上游|县水务局", "2|〃|加固旧闸|县水务局",
        "3|完成旧桥拆除2座|建立周调度机制|县交通运输局", "4|心理健康|每校配备一名教师|县教育局",
    )  # fmt: skip
    said = [words for words, *_ in asked(analysed(f"{LEAD}分工如下：\n{rows}"))]
    assert said == ["疏浚上游", "加固旧闸", "完成旧桥拆除2座", "每校配备一名教师"]


def test_persons_beside_units_are_left_out() -> None:
    rows = tabbed(
        "工作任务|责任单位及责任人", "完成河道清淤|县水务局：张立新；县财政局：王小明", "排查隐患|县住建局（李平）"
    )
    analysis = analysed(f"{LEAD}分工如下：\n{rows}")
    assert [who for _, who, *_ in asked(analysis)] == [("县水务局", "县财政局"), ("县住建局",)]
    assert not [doubt for doubt in analysis.doubts if doubt.kind.startswith("table-")]


def test_a_table_belongs_to_the_item_that_announces_it_or_is_followed_by_another() -> None:
    rows = tabbed("序号|工作任务|责任单位", "1|完成河道清淤|县水务局")
    first, second = "一、会议听取了防汛工作汇报。会议强调，要压实责任。", "二、会议审议了《东河县校车管理办法》。"
    inside = analysed(f"{LEAD}{first}\n{rows}\n{second}")
    assert [directive.item for directive in inside.directives] == [1, 1]
    last = analysed(f"{LEAD}{first}\n{second}\n{rows}")
    assert [directive.item for directive in last.directives] == [1, None]  # it may be of both
    announced = analysed(f"{LEAD}{first}\n{second}会议明确分工如下：\n{rows}")
    assert [directive.item for directive in announced.directives] == [1, 2]


def test_a_heading_over_a_table_of_its_own_begins_the_next_item() -> None:
    def of(words: str) -> str:
        return "\n".join((words, tabbed("序号|工作任务|责任单位|完成时限", "1|完成改造|县水务局|6月底前")))

    text = f"{LEAD}会议议定如下：\n{of('一、关于旧改工作')}\n{of('二、关于防汛工作')}"
    analysis = analysed(text)
    assert [item.span.start for item in analysis.agenda] == [text.index("一、"), text.index("二、")]
    assert [directive.item for directive in analysis.directives] == [1, 2]


def test_a_part_of_a_table_with_its_headings_anew_begins_no_item() -> None:
    rows = tabbed("序号|工作任务|责任单位|完成时限", "1|完成改造|县水务局|6月底前")
    analysis = analysed(f"{LEAD}一、会议研究了重点工作，分工如下：\n{rows}\n二、产业发展\n{rows}")
    assert [directive.item for directive in analysis.directives] == [1, 1]


@pytest.mark.parametrize(
    ("cell", "limit"),
    [
        ("签约后5个工作日内", "签约后5个工作日内"),
        ("响应后2小时内", "响应后2小时内"),
        ("合并后三个月内", "合并后三个月内"),
        ("应急响应启动后1小时内", "应急响应启动后1小时内"),
        ("应在签约后5个工作日内", "签约后5个工作日内"),
    ],
)
def test_a_limit_in_a_cell_keeps_the_event_that_it_counts_from(cell: str, limit: str) -> None:
    rows = tabbed("工作任务|责任单位|完成时限", f"完成河道清淤|县水务局|{cell}")
    (directive,) = analysed(f"{LEAD}分工如下：\n{rows}").directives
    assert directive.deadline is not None
    assert (directive.deadline.surface, directive.deadline.date) == (limit, None)


@pytest.mark.parametrize("task", ["采购雾炮车2台", "兑付欠薪500万元", "招引项目3个", "筹措资金800万元", "加强值守"])
def test_a_row_with_a_unit_and_a_limit_is_a_line_of_the_ledger(task: str) -> None:
    rows = tabbed("工作任务|牵头单位|完成时限", f"{task}|县水务局|6月底前")
    (directive,) = analysed(f"{LEAD}分工如下：\n{rows}").directives
    assert directive.supervision.supervisable
    assert "assigned" in directive.supervision.reasons


def test_the_graph_says_of_a_row_what_it_says_of_a_sentence() -> None:
    rows = markdown("序号|工作任务|牵头单位|配合单位|完成时限", "1|完成河道清淤3公里|县水务局|县财政局|6月10日前")
    extraction = extract(notice(f"{LEAD}分工如下：{BREAK}{rows}"))
    quads = to_quads(extraction)
    (directive,) = extraction.analysis.directives
    start, end = directive.span
    assert f"char={start},{end}" in quads
    assert '"2024-06-10"' in quads
    assert len(re.findall("#allocation>", quads)) == 2
    assert "directives.table-row" in quads
    assert entity_quads(extraction)
    assert directive.supervision.supervisable
