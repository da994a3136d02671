"""Forms of one thing in a demand crossed with places where it stands, whose answer is known by how they are made."""

from __future__ import annotations

from itertools import product

import pytest
from case_tables import LEAD, analysed

_LIMITS = "年底前 10月底前 10月31日前 三季度末前 一个月内 10个工作日内 本周内 国庆节前 春节前夕 汛期前 台风来临前 秋季开学前 考前 节前 年前".split()
_BARE_LIMITS = ("10月底", "三季度", "上半年", "近期")
_WHERE_LIMITED = (
    "会议要求，县水利局要{}完成整改。",
    "会议要求，县水利局要在{}完成整改。",
    "会议要求，县水利局要加强排查，{}完成整改。",
    "会议要求，县水利局要加强排查。{}完成整改。",
    "会议要求，一要加强排查，{}完成整改。",
    "会议议定，由县水利局{}完成整改。",
    "会议议定，由县水利局牵头，{}完成整改。",
    "会议议定，责成县水利局{}完成整改。",
    "会议要求，县水利局要督促各镇{}完成整改。",
    "会议要求，县水利局要加大力度，力争{}完成整改。",
)
_BEFORE_WHO = "会议要求，{}县水利局要完成整改。"


@pytest.mark.parametrize("where", _WHERE_LIMITED)
def test_limit_is_read_wherever_it_stands_in_the_demand(where: str) -> None:
    lost = [limit for limit in (*_LIMITS, *_BARE_LIMITS) if limit not in _limits_of(where.format(limit))]
    assert lost == []


def test_limit_before_who_is_asked_is_theirs() -> None:
    known = [
        limit for limit in (*_LIMITS, *_BARE_LIMITS) if limit not in ("年前", "考前")
    ]  # these two read as part of a name
    assert [limit for limit in known if _limits_of(_BEFORE_WHO.format(limit)) != (limit,)] == []


def _limits_of(sentence: str) -> tuple[str, ...]:
    found = (directive.deadline for directive in analysed(LEAD + sentence).directives)
    return tuple(limit.surface for limit in found if limit is not None)


_TAILS = ("", "等部门", "等部门单位", "等部门、单位", "等有关部门", "等成员单位", "等牵头部门", "等")
_JOINED = ("", "、各镇街", "和各镇街", "以及各镇街")
_MODALS = ("要", "，要", "务必")


@pytest.mark.parametrize("tail", _TAILS)
def test_list_binds_its_members_whatever_closes_it(tail: str) -> None:
    wrong = []
    for joined, modal in product(_JOINED, _MODALS):
        sentence = f"县住建局、县水利局{tail}{joined}{modal}抓好落实。"
        bound = [d.surfaces("lead", "responsible") for d in analysed(f"{LEAD}会议要求，{sentence}").directives]
        if bound != [("县住建局", "县水利局", *(["各镇街"] if joined else []))]:
            wrong.append((sentence, bound))
    assert wrong == []


_TOLD = (
    "各镇 属地镇街 有关部门 行业主管部门 施工单位 各施工单位 燃气经营企业 规上企业 用人单位 "
    "养殖户 种植大户 农家乐 客栈 加油站 景区 民办幼儿园 旅行社"
).split()
_WHAT_FOLLOWS = ("备足物资", "落实主体责任", "于5月底前完成整改", "按照标准整改", "及时上报", "把隐患逐一登记")


@pytest.mark.parametrize("oversees", ["督促", "指导", "督促指导", "督导"])
def test_who_is_told_to_act_is_overseen(oversees: str) -> None:
    wrong = []
    for told, act in product(_TOLD, _WHAT_FOLLOWS):
        (directive,) = analysed(f"{LEAD}会议要求，县应急局要{oversees}{told}{act}。").directives
        if directive.surfaces("overseen") != (told,):
            wrong.append((told, act, directive.surfaces("overseen")))
    assert wrong == []


_WITH = "县公安局 各镇 属地镇街 有关部门 县直有关部门 县供电公司 县人民医院 设计单位 高校 市水利局 白洋镇 县政府办公室".split()
_HOW_WITH = (
    "会议要求，县应急局要会同{}开展排查。",
    "会议要求，县应急局要联合{}，对隐患再排查一次。",
    "会议议定，由县应急局牵头，会同{}抓好整改。",
    "会议议定，由县应急局牵头，{}配合，抓好整改。",
    "会议要求，县应急局要与{}密切配合，抓好整改。",
    "会议要求，县应急局要抓好整改，{}积极配合。",
    "会议议定，责成县应急局会同{}逐一核实。",
)


@pytest.mark.parametrize("how", _HOW_WITH)
def test_who_acts_with_the_addressee_is_told(how: str) -> None:
    wrong = []
    for helper in _WITH:
        found = [
            (d.surfaces("lead", "responsible"), d.surfaces("co-actor"))
            for d in analysed(LEAD + how.format(helper)).directives
        ]
        if found != [(("县应急局",), (helper,))]:
            wrong.append((helper, found))
    assert wrong == []
