"""Which tables give out work, and what their columns hold."""

from __future__ import annotations

import pytest
from work_tables import HEADS

from kg.task_tables.headings import shipped_headings


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("序号", "number"),
        ("工作任务", "task"),
        ("2024年重点工作任务", "task"),
        ("责 任 单 位", "responsible"),
        ("**责任单位**", "responsible"),
        ("牵头(责任)单位", "lead"),
        ("县级牵头责任单位", "lead"),
        ("协同责任单位", "assist"),
        ("责任单位及责任人", "responsible"),
        ("责任人/责任单位", "responsible"),
        ("责任领导及单位", "responsible"),
        ("牵头单位、配合单位", "responsible"),
        ("区政府分管领导", "people"),
        ("完成时限(2024年)", "deadline"),
        ("整改时限", "deadline"),
        ("反馈时限", "note"),
        ("督办单位", "overseer"),
        ("单位", "unit"),
        ("建设单位", ""),
        ("注意事项", "note"),
        ("", ""),
        ("、", ""),
    ],
)
def test_a_heading_tells_what_its_column_holds(heading: str, role: str) -> None:
    assert HEADS.role(heading) == role


@pytest.mark.parametrize(
    "head",
    [
        "序号|工作任务|牵头单位|配合单位|完成时限",
        "议定事项|责任单位",
        "序号|交办事项|办理时限|备注",
        "民生实事|责任单位|完成时限",
        "任务|责任人",
        "工作内容|责任单位",
        "工作内容|单位|完成时间",
        "项目名称|建设内容|牵头单位|完成时间",
        "序号|问题|整改措施|整改单位|督导单位",
    ],
)
def test_a_head_with_what_is_to_be_done_beside_who_or_by_when_gives_out_work(head: str) -> None:
    assert HEADS.gives_out_work([HEADS.role(cell) for cell in head.split("|")])
    assert shipped_headings().heads_work(head.split("|"))


@pytest.mark.parametrize(
    "head",
    [
        "姓名|单位|职务",
        "序号|项目名称|建设单位|总投资(万元)",
        "项目名称|建设内容|总投资|责任单位|完成时限",
        "项目名称|责任单位",
        "科目|责任单位|预算数",
        "时间|工作内容|地点",
        "时间|议程|主持人",
        "事项|实施主体|承诺时限|设定依据",
        "工作组|牵头单位|主要职责",
        "序号|存在问题|责任单位",
        "序号|议题|汇报单位",
        "责任单位|完成时限",
        "主要指标|年度目标|责任单位|完成时限",
        "工作任务|清淤|责任单位|县水务局",
        "工作任务|备注",
    ],
)
def test_other_heads_give_out_none(head: str) -> None:
    assert not HEADS.gives_out_work([HEADS.role(cell) for cell in head.split("|")])
    assert not shipped_headings().heads_work(head.split("|"))
