"""Links to other data: which rows of a table could be which things of the store."""

from __future__ import annotations

import csv
import io

import pytest
from command import complaint, kg

from kg.errors import KgError
from kg.iris import BASE, person_organ
from kg.linking import near
from kg.linking.candidates import Candidate, Wanted, candidates, surely
from kg.linking.foreign import Foreign
from kg.linking.own import Own, named
from kg.register import load_register
from kg.store import opened_for_reading

EX = "https://example.org/"


@pytest.fixture
def store(series):
    """A store of the notices in ``examples/series``. Not to be written to."""
    return series / "s"


def own(path: str, label: str, **more) -> Own:
    given = {"others": (), "number": None, "place": None, "within": ()}
    return Own(BASE + path, label, **(given | more))


WATER = own("org/370323/水利局", "沂源县水利局", place="370323", within=("山东省", "淄博市", "沂源县"))
MARKET = own("org/440882/市场监督管理局", "雷州市市场监督管理局", place="440882", within=("广东省", "湛江市", "雷州市"))
GULOU = own("org/350102/财政局", "鼓楼区财政局", place="350102", within=("福建省", "福州市", "鼓楼区"))
TREASURY = own("org/000000/中华人民共和国财政部", "中华人民共和国财政部", place="000000", within=("中华人民共和国",))
LAW = own("doc/农村供水管理条例", "农村供水管理条例", number="国令第790号")
NUMBERED = own("doc/雷府〔2023〕5号", "雷州市供水管理办法", number="雷府〔2023〕5号")
SCHEME = own(
    "doc/440882/合规管理办法", "合规管理办法", place="440882", within=("广东省", "湛江市", "雷州市"), alone=False
)
PLAN = own("doc/雷州市水利发展规划（2021—2025年）", "雷州市水利发展规划（2021—2025年）")
HEAD = own(
    "person/440882/人民政府/林一山", "林一山", place="440882", within=("广东省", "湛江市"), organ="雷州市人民政府"
)
COUNTY = own("place/533301", "泸水市", number="533301", place="533301", within=("云南省", "怒江傈僳族自治州"))


def foreign(name: str, iri: str = "x", **more: str) -> Foreign:
    return Foreign(EX + iri, 2, [name], **{field: words.split("|") for field, words in more.items()})


def outcome(kind, owns, things, **more):
    near_names = more.pop("near", 0)
    return candidates(Wanted(kind, near=near_names), owns, things, base=BASE, register=load_register(), **more)


def pairs(kind, owns, things, **more) -> tuple[Candidate, ...]:
    return outcome(kind, owns, things, **more).candidates


@pytest.mark.parametrize(
    ("kind", "thing", "row", "rules"),
    [
        ("agency", WATER, foreign("沂源县水利局"), ["link.name-and-place"]),
        ("agency", WATER, foreign("山东省淄博市沂源县水利局"), ["link.name-and-place"]),
        ("agency", WATER, foreign("沂源縣水利局"), ["link.name-and-place"]),
        ("agency", WATER, foreign("沂源县水务局"), []),
        ("agency", WATER, foreign("水利局", codes="370323"), []),
        ("agency", WATER, foreign("县水利局", aliases="沂源县水利局"), ["link.usual-name", "link.alias"]),
        ("agency", MARKET, foreign("雷州市市场监管局"), ["link.usual-name"]),
        ("agency", MARKET, foreign("雷州市场监管局"), ["link.usual-name"]),
        ("agency", MARKET, foreign("市市场监管局", of="雷州市"), ["link.usual-name"]),
        ("agency", WATER, foreign("县水利局", of="沂源县"), ["link.usual-name"]),
        ("agency", WATER, foreign("水利局", of="沂源县人民政府"), ["link.usual-name"]),
        ("agency", WATER, foreign("水利局", of="淄博市"), []),
        ("agency", WATER, foreign("水利局", of="沂水县"), []),
        ("agency", WATER, foreign("水利局"), []),
        ("agency", GULOU, foreign("财政局", of="鼓楼区"), []),  # of which of several 鼓楼区
        ("agency", GULOU, foreign("鼓楼区财政局"), ["link.name"]),
        ("agency", GULOU, foreign("鼓楼区财政局", codes="350102"), ["link.name-and-place"]),
        ("agency", GULOU, foreign("鼓楼区财政局", of="福州市"), ["link.name-and-place"]),
        ("agency", GULOU, foreign("鼓楼区财政局", codes="320106"), []),
        ("agency", GULOU, foreign("南京市鼓楼区财政局"), []),
        ("agency", TREASURY, foreign("中华人民共和国财政部", of="北京市"), ["link.name-and-place"]),
        ("agency", TREASURY, foreign("财政部"), ["link.usual-name"]),
        ("document", LAW, foreign("《农村供水管理条例》"), ["link.title"]),
        ("document", LAW, foreign("农村供水管理条例（2026年修订）"), ["link.bare-title"]),
        ("document", NUMBERED, foreign("供水办法", codes="雷府[2023]5号"), ["link.number"]),
        ("document", NUMBERED, foreign("雷州市供水管理办法", codes="雷府〔2024〕5号"), []),
        ("document", SCHEME, foreign("合规管理办法"), ["link.name"]),
        ("document", SCHEME, foreign("合规管理办法", of="雷州市人民政府"), ["link.name-and-place"]),
        ("document", SCHEME, foreign("雷州市合规管理办法"), ["link.name-and-place"]),
        ("document", SCHEME, foreign("合规管理办法", of="襄阳市"), []),
        ("document", PLAN, foreign("雷州市水利发展规划（2016—2020年）"), []),
        ("person", HEAD, foreign("林一山", of="雷州市人民政府"), ["link.name-and-organ"]),
        ("person", HEAD, foreign("林一山", of="广东省"), ["link.person-of-place"]),
        ("person", HEAD, foreign("林一山", of="四川省"), ["link.person-name"]),
        ("person", HEAD, foreign("林一川", of="雷州市人民政府"), []),
        ("place", COUNTY, foreign("泸水", codes="533301000000"), ["link.code"]),
        ("place", COUNTY, foreign("泸水县", codes="53 33 21"), ["link.former-code"]),
        ("place", COUNTY, foreign("怒江傈僳族自治州泸水市"), ["link.name-and-place"]),
        ("place", COUNTY, foreign("泸水市", of="怒江傈僳族自治州"), ["link.name-and-place"]),
        ("place", COUNTY, foreign("泸水市"), ["link.name"]),
        ("place", COUNTY, foreign("泸水市", codes="440882"), []),
        ("place", COUNTY, foreign("泸水市", of="广东省"), []),
    ],
)
def test_a_pair_is_shown_for_a_reason_that_is_named_and_not_where_place_or_number_speaks_against_it(
    kind, thing, row, rules
):
    assert [[evidence.rule for evidence in one.evidence] for one in pairs(kind, [thing], [row])] == [rules] * bool(
        rules
    )


def test_a_code_a_number_or_a_full_name_with_its_place_decides_and_a_personal_name_never_does():
    exact = {
        "agency": (WATER, foreign("沂源县水利局")),
        "document": (NUMBERED, foreign("供水办法", codes="雷府〔2023〕5号")),
        "place": (COUNTY, foreign("泸水", codes="533301")),
    }
    for kind, (thing, row) in exact.items():
        assert [one.exact for one in pairs(kind, [thing], [row])] == [True], kind
    assert [one.exact for one in pairs("person", [HEAD], [foreign("林一山", of="雷州市人民政府")])] == [False]


def test_two_rows_for_one_thing_are_both_shown_and_marked_and_neither_is_sure():
    rows = [foreign("沂源县水利局", "1"), foreign("水利部门", "2", aliases="沂源县水利局")]
    shown = pairs("agency", [WATER], rows)
    assert [(one.foreign.iri, one.rivals) for one in shown] == [(EX + "1", "entity"), (EX + "2", "entity")]
    assert surely(shown) == []
    assert [one.foreign.iri for one in surely(pairs("agency", [WATER], rows[:1]))] == [EX + "1"]


def test_two_things_for_one_row_are_both_shown_and_marked():
    nanjing = own("org/320106/财政局", "鼓楼区财政局", place="320106", within=("江苏省", "南京市", "鼓楼区"))
    shown = pairs("agency", [GULOU, nanjing], [foreign("鼓楼区财政局")])
    assert [(one.own.iri, one.rivals) for one in shown] == [(nanjing.iri, "row"), (GULOU.iri, "row")]


def test_what_is_below_the_least_score_is_not_shown_but_makes_a_pair_no_surer():
    rows = [foreign("沂源县水利局", "1"), foreign("水利部门", "2", aliases="沂源县水利局")]
    shown = candidates(
        Wanted("agency", least=0.95, near=0), [WATER], rows, base=BASE, register=load_register()
    ).candidates
    assert [(one.foreign.iri, one.rivals) for one in shown] == [(EX + "1", "entity")]


def test_a_pair_that_was_decided_on_is_left_out_and_one_that_was_rejected_is_no_rival():
    rows = [foreign("沂源县水利局", "1"), foreign("水利部门", "2", aliases="沂源县水利局")]
    rejected = outcome("agency", [WATER], rows, decided={(WATER.iri, EX + "2"): False})
    assert ([(one.foreign.iri, one.rivals) for one in rejected.candidates], rejected.decided) == ([(EX + "1", "")], 1)
    accepted = outcome("agency", [WATER], rows, decided={(WATER.iri, EX + "2"): True})
    assert [(one.foreign.iri, one.rivals) for one in accepted.candidates] == [(EX + "1", "entity")]


def test_a_row_of_another_type_is_none_and_a_type_that_says_nothing_is_no_hindrance():
    rows = [foreign("沂源县水利局", "1", types="law"), foreign("沂源县水利局", "2", types="水利行业")]
    found = outcome("agency", [WATER], rows)
    assert ([one.foreign.iri for one in found.candidates], found.other_kinds) == ([EX + "2"], 1)


# ── similar names ──


def test_a_similar_name_of_the_same_place_is_shown_where_nothing_else_speaks():
    shown = pairs("document", [PLAN], [foreign("雷州市水利发展总体规划（2021—2025年）")], near=3)
    assert [(one.evidence[0].rule, one.exact) for one in shown] == [("link.near-name", False)]
    assert 0.6 < shown[0].score < 0.8


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        (PLAN, "雷州市水利发展规划（2016—2020年）"),  # other numbers: another plan
        (own("org/222400/商务局", "延边朝鲜族自治州商务局", within=("延边朝鲜族自治州",)), "延边朝鲜族自治州财政局"),
        (own("org/350102/住房保障中心", "鼓楼区住房保障中心", place="350102"), "南京市鼓楼区住房保障服务中心"),
    ],
)
def test_names_that_differ_in_a_number_or_in_what_follows_the_place_or_in_the_place_are_not_similar(thing, name):
    assert pairs("document" if thing is PLAN else "agency", [thing], [foreign(name)], near=3) == ()


def test_a_row_that_is_something_else_by_an_exact_key_is_not_shown_as_similar():
    bureau = own("org/370323/水利局勘测设计院", "沂源县水利局勘测设计院", place="370323", within=("沂源县",))
    institute = own("org/370323/水利局测设计院", "沂源县水利局测设计院", place="370323", within=("沂源县",))
    shown = pairs("agency", [bureau, institute], [foreign("沂源县水利局勘测设计院")], near=3)
    assert [one.own.iri for one in shown] == [bureau.iri]


def test_a_name_is_compared_with_a_bounded_number_of_others():
    rows = [foreign(f"东河县{'甲乙丙丁戊己庚辛'[n % 8]}水库管理所{n:05}", str(n)) for n in range(5000)]
    names = near.Near(rows)
    assert len(names._sharing("东河县甲水库管理所00017")) <= near.MOST_COMPARED


def test_without_rapidfuzz_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz", None)
    with pytest.raises(KgError, match=r"huiyi-kg\[link\].*--near 0"):
        pairs("agency", [WATER], [foreign("x")], near=3)


# ── the store's side, and the command ──


def test_the_organ_of_a_person_is_in_its_iri():
    assert person_organ(HEAD.iri) == f"{BASE}org/440882/人民政府"
    assert person_organ(f"{BASE}notice/0123456789abcdef/person/甲") is None
    assert person_organ(f"{HEAD.iri}/post/县长") is None


def test_what_is_linked_has_an_identity_beyond_one_notice_and_is_no_group(store):
    with opened_for_reading(store) as opened:
        agencies = named("agency", opened)
        documents = {thing.iri: thing for thing in named("document", opened).things}
        people = {thing.iri: thing for thing in named("person", opened).things}
    assert not [thing.iri for thing in agencies.things if "/notice/" in thing.iri or "各" in thing.label]
    assert agencies.unplaced == 0
    amended = documents[f"{BASE}doc/370323/关于修改《沂源县农村供水管理实施方案》的决定"]
    assert (amended.alone, amended.place, amended.within) == (
        False,
        "370323",
        ("山东省", "淄博市", "沂源县"),
    )
    assert documents[f"{BASE}doc/农村供水管理条例"].alone
    assert people[f"{BASE}person/370323/人民政府/柳承岳"].organ == "沂源县人民政府"


TABLE = (
    "iri,name,code\nhttps://example.org/1,沂源县水利局,\nhttps://example.org/2,沂源县财政局,370323\n"
    "not one,x,\nhttps://example.org/3,沂源县公安局,370323\nhttps://example.org/4,沂源县公安局,\n"
)


def test_the_command_writes_a_table_to_decide_in(store, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    done = kg("link", "candidates", tmp_path / "t.csv", "--type", "agency", "--store", store, check=4)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["entity_label"], row["iri"], row["exact"], row["rivals"]) for row in rows] == [
        ("沂源县公安局", EX + "3", "yes", "entity"),
        ("沂源县公安局", EX + "4", "yes", "entity"),
        ("沂源县水利局", EX + "1", "yes", ""),
        ("沂源县财政局", EX + "2", "yes", ""),
    ]
    assert {row["decision"] for row in rows} == {""}
    assert rows[2]["why"] == "same full name, of the same place"
    assert "line 4 has an IRI that is none: 'not one'" in done.err
    assert "4 things read from 5 rows; 4 candidates for 3 of" in done.err
    same = kg("link", "candidates", tmp_path / "t.csv", "--type", "agency", "--store", store, check=4)
    assert same.out == done.out


def test_a_file_for_spreadsheets_says_that_it_is_utf8_and_has_no_formulas(store, tmp_path):
    (tmp_path / "t.csv").write_text("iri,name,aliases\nhttps://example.org/1,=1+1,沂源县水利局\n", "utf-8")
    kg(
        "link",
        "candidates",
        tmp_path / "t.csv",
        "--type",
        "agency",
        "--store",
        store,
        "-o",
        tmp_path / "o.csv",
        check=0,
    )
    written = (tmp_path / "o.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in written.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--type", "banana"), 2, "--type is one of: agency, document, person, place; not 'banana'."),
        (("--type", "agency", "--format", "png"), 2, "There is no format 'png'"),
        (("--type", "agency", "--least", "2"), 2, "--least"),
        ((), 2, "--type"),
    ],
)
def test_options_that_cannot_be_are_named_in_one_sentence(store, tmp_path, arguments, code, said):
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    assert said in complaint(kg("link", "candidates", tmp_path / "t.csv", *arguments, "--store", store), code)


def test_a_table_without_rows_is_no_success(store, tmp_path):
    (tmp_path / "t.csv").write_text("iri,name\n", "utf-8")
    done = kg("link", "candidates", tmp_path / "t.csv", "--type", "agency", "--store", store)
    assert complaint(done, 3).endswith("t.csv has no rows below its head.")
