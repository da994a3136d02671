"""What a user types finds the organisation: by full name, abbreviation, with its place or without."""

from __future__ import annotations

import pytest

from kg.lookup.agency_names import nearest, same_agency, short_form, without_place
from kg.model import AgencyRef

MARKET = AgencyRef(
    "https://w3id.org/huiyi/id/org/440882/市场监督管理局",
    "雷州市市场监督管理局",
    "雷州市市场监督管理局",
    "organization",
    "440882",
    None,
    None,
    "department",
    0.95,
)


@pytest.mark.parametrize(
    "query",
    ["雷州市市场监督管理局", "市场监管局", "市市场监管局", "雷州市市场监管局", "雷州市场监管局", "市场监督管理局"],
)
def test_query_finds_the_agency(query: str) -> None:
    assert same_agency(query, MARKET)


@pytest.mark.parametrize("query", ["湛江市市场监管局", "财政局", "雷州市财政局", "市场"])
def test_query_for_another_agency_does_not(query: str) -> None:
    assert not same_agency(query, MARKET)


FIRE = AgencyRef(
    "https://w3id.org/huiyi/id/org/440882/消防救援大队",
    "雷州市消防救援大队",
    "雷州市消防救援大队",
    "organization",
    "440882",
    None,
    None,
    "department",
    0.95,
)


@pytest.mark.parametrize(
    "query",
    ["消防救援大队", "雷州消防救援大队", "市消防救援大队", "消防大队", "雷州消防大队", "市消防大队", "雷州市消防大队"],
)
def test_an_abbreviation_that_only_some_levels_use_finds_an_agency_of_such_a_place(query: str) -> None:
    assert same_agency(query, FIRE)


@pytest.mark.parametrize("query", ["消防支队", "消防救援支队", "湛江消防大队", "廉江市消防救援大队", "消防"])
def test_an_abbreviation_of_another_level_or_place_does_not(query: str) -> None:
    assert not same_agency(query, FIRE)


def test_group_is_found_by_its_own_words_only() -> None:
    group = AgencyRef(
        "https://w3id.org/huiyi/id/org/440882/各部门", "各部门", None, "group", "440882", None, False, "g", 1
    )
    assert same_agency("各部门", group)
    assert not same_agency("部门", group)


@pytest.mark.parametrize(
    ("canonical", "short"),
    [("雷州市市场监督管理局", "市场监管局"), ("雷州市人力资源和社会保障局", "人社局"), ("雷州市财政局", "财政局")],
)
def test_short_form_is_the_usual_abbreviation(canonical: str, short: str) -> None:
    assert short_form(canonical) == short


def test_name_without_its_place() -> None:
    assert without_place("肇庆市高要区财政局") == "财政局"
    assert without_place("雷州市") == "雷州市"


def test_nearest_suggests_the_likest_first() -> None:
    names = ["雷州市财政局", "雷州市教育局", "广东省财政厅"]
    assert nearest("雷洲市财政局", names, 1) == ("雷州市财政局",)
    assert nearest("xyz", names) == ()
