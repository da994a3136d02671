"""Canonical names: the case table, and what must hold for any name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from case_tables import Row, cases, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names import canonical_name, section_of
from kg.register import load_register
from kg.scope import Context

REGISTER = load_register()
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "names.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith(("#", "code\t"))
]


def context(code: str, name: str, printed: tuple[str, ...] = ()) -> Context:
    if code == "-":
        return Context(REGISTER, printed=printed)
    place = REGISTER.place(code)
    assert place is not None, code
    if name.startswith("zone:"):
        return Context(REGISTER, place, None, name.removeprefix("zone:"), printed)
    return Context(REGISTER, place, name, None, printed)


@pytest.mark.parametrize(
    ("code", "name", "kind", "surface", "canonical", "why"), CASES, ids=[f"{c[1]}-{c[3]}" for c in CASES]
)
def test_name_in_full(code: str, name: str, kind: str, surface: str, canonical: str, why: str) -> None:
    got = canonical_name(surface, kind, context(code, name))
    assert got.canonical == (None if canonical == "-" else canonical), f"{why} ({got.rule})"


@cases("names_by_day")
def test_name_is_that_of_the_day(row: Row) -> None:
    era = REGISTER.era(None if row["day"] == "-" else row["day"])
    here = replace(context(row["code"], row["name"]), era=era)
    assert canonical_name(row["surface"], "organization", here).canonical == row["canonical"], row["why"]


def test_a_guessed_name_that_is_printed_in_full_is_no_guess() -> None:
    here = context("510722", "三台县")
    short, whole = (canonical_name(name, "organization", here) for name in ("县农机中心", "县农业机械服务中心"))
    assert short.canonical == whole.canonical == "三台县农业机械服务中心"
    assert short.confidence < 0.7 < whole.confidence


def test_what_is_plainly_short_for_more_is_a_guess() -> None:
    here = context("510722", "三台县")
    names = ("县热线办", "县工信商科技局", "县委目督办", "县搬迁安置办")
    *short, whole = (canonical_name(name, "organization", here) for name in names)
    assert {name.rule for name in short} == {"shortened"}
    assert whole.rule == "as-written"
    assert max(name.confidence for name in short) < 0.5 < whole.confidence


@pytest.mark.parametrize("kind", ["group", "elided", "people"])
def test_groups_have_no_canonical_name(kind: str) -> None:
    assert canonical_name("各镇(街)", kind, context("440882", "雷州市")).canonical is None


def test_abbreviation_takes_the_longer_name_that_the_notice_prints() -> None:
    printed = ("县港航和渔业管理局", "县财政局")
    assert canonical_name("县港渔局", "organization", context("331022", "三门县", printed)).canonical == (
        "三门县港航和渔业管理局"
    )


def test_two_longer_names_in_print_leave_an_abbreviation_as_it_is() -> None:
    printed = ("县港航和渔业管理局", "县港口和渔政局")
    got = canonical_name("县港渔局", "organization", context("331022", "三门县", printed))
    assert (got.canonical, got.rule) == ("三门县港渔局", "shortened")


def test_department_has_the_same_key_with_and_without_its_city_in_print() -> None:
    bare = canonical_name("区财政局", "organization", context("441303", "惠阳区"))
    full = canonical_name("区财政局", "organization", context("441303", "惠州市惠阳区"))
    assert bare.canonical != full.canonical
    assert (
        (bare.place, bare.key, bare.parent) == (full.place, full.key, full.parent) == ("441303", "财政局", "人民政府")
    )


def test_the_same_organ_written_from_two_places_has_one_key() -> None:
    own = canonical_name("市政府", "organization", context("440800", "湛江市"))
    below = canonical_name("湛江市人民政府", "organization", context("440882", "雷州市"))
    assert (own.place, own.key) == (below.place, below.key) == ("440800", "人民政府")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="市县区省镇政府委员会办公室局人大财教育开发高新管雷州广东中共第一", min_size=1, max_size=14))
def test_any_surface_is_answered_and_a_known_place_comes_with_a_key(surface: str) -> None:
    got = canonical_name(surface, "organization", context("440882", "雷州市"))
    assert 0 <= got.confidence <= 1
    assert got.rule
    assert got.canonical != ""
    if got.canonical is not None and got.place is not None:
        assert got.key


def test_a_zone_that_the_notice_prints_in_full_is_no_other_by_its_short_name() -> None:
    here = context("330226", "宁海县", ("宁海经济技术开发区管委会",))
    for surface in ("宁海经开区管委会", "宁海开发区管委会", "宁海经济技术开发区管委会"):
        assert canonical_name(surface, "organization", here).canonical == "宁海经济技术开发区管理委员会"


def test_a_ministry_has_departments_and_bureaus_and_none_of_a_place() -> None:
    ministry = "中华人民共和国交通运输部"
    assert [section_of(ministry, name) for name in ("公路局", "综合规划司", "市公路局", "海事局", "东河公司")] == [
        "公路局", "综合规划司", None, None, None,
    ]  # fmt: skip


@cases("name_rules")
def test_rule_names_an_organ_or_leaves_it_to_others(row: Row) -> None:
    here = context(row["code"], row["name"])
    got = canonical_name(row["surface"], "place" if row["rule"].startswith(("place", "town")) else "organization", here)
    part = section_of(row["body"], row["surface"]) if got.canonical is None and row["body"] != "-" else None
    name, rule = (got.canonical, got.rule) if part is None else (row["body"] + part, "section-of-body")
    assert (name or "-", rule == row["rule"]) == (row["canonical"], row["fires"] == "yes"), f"{row['why']} ({rule})"


def test_every_measured_rule_has_a_row_where_it_names_and_one_where_it_must_not() -> None:
    measured = {rule for rule, _ in REGISTER.name_confidences}
    assert {(row["rule"], row["fires"]) for row in rows("name_rules")} == {
        (rule, fires) for rule in measured for fires in ("yes", "no")
    }
