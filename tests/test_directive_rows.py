"""Directives as rows, whom they reach through groups, and who is a member of one."""

from __future__ import annotations

import pytest
from hand_made import notice

from kg import store
from kg.lookup import one_called
from kg.query.directives import TABLE_COLUMNS, Wanted, directive_rows, table_of
from kg.query.groups import OPEN_MARK, belongs, groups_of

WATER = "https://w3id.org/huiyi/id/org/530823/水务局"


@pytest.fixture(scope="module")
def opened(three_meetings):
    with store.opened_for_reading(three_meetings) as opened:
        yield opened


def test_all_directives_with_every_party_as_written(opened):
    found = directive_rows(opened, Wanted())
    assert len(found) == 6
    first = found[0]
    assert (first.addressees, first.co_actors, first.overseen) == (("县水务局",), ("县财政局",), ("各乡（镇）",))
    assert (first.deadline, first.due, first.basis, first.role) == ("5月底前", "2024-05-31", "explicit", "责任")
    assert notice(60, day=10).text[first.start : first.end] == first.quote
    assert first.source == "60.txt"
    assert found[1].addressees == ()
    assert found[1].basis == "none"


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted({WATER: None}), 3),
        (Wanted({WATER: None}, since="2024-03-11"), 2),
        (Wanted(until="2024-03-10"), 2),
        (Wanted(since="2024-03-11", until="2024-03-11"), 2),
        (Wanted(document="https://w3id.org/huiyi/id/doc/景东县防汛预案"), 6),
        (Wanted({WATER: None}, document="urn:other"), 0),
        (Wanted(document="urn:other"), 0),
    ],
)
def test_directives_by_agency_period_and_document(opened, wanted, count):
    assert len(directive_rows(opened, wanted)) == count


def test_the_role_is_that_of_the_agency_asked_for(opened):
    finance = one_called("agency", "县财政局", opened)
    assert {row.role for row in directive_rows(opened, Wanted({finance: None}))} == {"配合"}


def test_what_reaches_an_agency_through_a_group_is_marked(opened):
    towns = one_called("agency", "各乡（镇）", opened)
    found = directive_rows(opened, Wanted({towns: "各乡（镇）", "urn:town": None}))
    assert {(row.role, row.via) for row in found} == {("被督促", "各乡（镇）")}
    both = directive_rows(opened, Wanted({towns: "各乡（镇）", WATER: None}))
    assert {(row.role, row.via) for row in both} == {("责任", None)}


def test_a_table_leaves_out_columns_without_content(opened):
    headings, cells = table_of(directive_rows(opened, Wanted()))
    assert TABLE_COLUMNS["via"] not in headings
    assert TABLE_COLUMNS["co_actors"] in headings
    assert len(cells[0]) == len(headings)


@pytest.mark.parametrize(
    ("code", "name", "rule", "member"),
    [
        ("530823", "景东县水务局", "部门@530823", True),
        ("530823", "景东县发展和改革局", "直属+部门@530823", True),
        ("530823", "景东县人民政府", "部门@530823", False),
        ("530822", "墨江县水务局", "部门@530823", False),
        ("530823", "景东县水务投资有限公司", "部门@530823", False),
        ("530823", "景东县水务投资有限公司", "企业@530823", True),
        ("530823", "景东县工业园区管理委员会", "部门@530823", False),
        ("530823101", "锦屏镇人民政府", "乡镇街道@530823", True),
        ("530822101", "联珠镇人民政府", "乡镇街道@530823", False),
        ("530823101", "锦屏镇中心小学", "乡镇街道@530823", False),
        ("530823", "景东县人民政府", "县级区划@530800", True),
        ("530823", "景东县水务局", "县级区划@530800", False),
        ("530923", "永德县人民政府", "县级区划@530800", False),
        ("530800", "普洱市人民政府", "地级区划@530000", True),
        ("530000", "云南省人民政府", "地级区划@530000", False),
        ("530823", "景东县水务局", "部门@？", False),
    ],
)
def test_membership_follows_place_and_kind(code, name, rule, member):
    assert belongs(code, name, rule) is member


def test_groups_of_an_agency_come_from_the_store_and_open_ones_say_so(opened):
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import KG, SKOS

    memory = Store()
    memory.extend(opened)
    group = NamedNode("https://w3id.org/huiyi/id/org/530823/各部门")
    place = NamedNode("https://w3id.org/huiyi/id/place/530823")
    for predicate, value in (
        (KG.groupRule, Literal("部门@530823")),
        (KG.place, place),
        (SKOS.prefLabel, Literal("各部门", language="zh")),
    ):
        memory.add(Quad(group, NamedNode(predicate), value, NamedNode(store.ENTITIES)))
    assert groups_of(WATER, memory) == {group.value: f"各部门{OPEN_MARK}"}
    assert groups_of("urn:unknown", memory) == {}
