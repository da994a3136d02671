"""Shipped queries, names, and answers from a store of made notices."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from inspect import cleandoc

import pytest
from hand_made import MINTER, notice, reading_of
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg import build, query, store
from kg.cli.asking import query as query_command
from kg.errors import InputError, TimeoutExpired, UsageError
from kg.lookup import called, nearest, one_called
from kg.query.directives import TABLE_COLUMNS, Wanted, directive_rows, table_of
from kg.query.groups import OPEN_MARK, belongs, groups_of
from kg.vocab import PREFIXES

WATER = "https://w3id.org/huiyi/id/org/530823/水务局"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store of three made notices: meetings 60 to 62 of one county."""
    place = tmp_path_factory.mktemp("store")
    for number in (60, 61, 62):
        (place / f"{number}.txt").write_text(notice(number, day=number - 50).text, encoding="utf-8", newline="")
    build.build([str(place / f"{n}.txt") for n in (60, 61, 62)], place / "s", reader=reading_of, version="1")
    return place / "s"


@pytest.fixture(scope="module")
def opened(folder):
    with store.opened_for_reading(folder) as opened:
        yield opened


def rows(opened, question, output_format="csv"):
    return list(csv.DictReader(io.StringIO("".join(query.answer(opened, question, output_format)), newline="")))


def shipped(opened, name, **values):
    return rows(opened, query.question_of(query.shipped_query(name), values))


def test_every_shipped_query_says_what_it_answers_and_names_only_declared_prefixes():
    queries = query.shipped_queries()
    assert len(queries) == 11
    for found in queries:
        assert found.zh
        assert found.en
        for prefix, iri in re.findall(r"^PREFIX ([\w-]*): <(.+)>$", found.text, re.MULTILINE):
            assert PREFIXES.get(prefix, iri) == iri
        assert len(found.parameters) == found.text.count("\n# param ")
        for parameter in found.parameters:
            assert re.search(rf"SELECT [^{{]*\?{parameter.name}\b", found.text), "a parameter must be projected"
        projected = re.findall(r"\?(\w+)", re.search(r"^SELECT ([^{]*) WHERE", found.text, re.MULTILINE)[1])
        assert set(found.table) <= set(projected) - {parameter.name for parameter in found.parameters}


def test_directives_of_an_agency(opened):
    found = shipped(opened, "agency-directives", agency="景东县水务局")
    assert [row["date"] for row in found] == ["2024-03-10", "2024-03-11", "2024-03-12"]
    assert found[0]["role"] == "责任"
    assert found[0]["due"] == "2024-05-31"
    assert found[0]["deadline"] == "5月底前"
    assert found[0]["item"].startswith("审议并原则通过")
    text = notice(60, day=10).text
    assert text[int(found[0]["start"]) : int(found[0]["end"])] == found[0]["quote"]


def test_documents_studied_by_a_meeting(opened):
    found = shipped(opened, "meeting-documents", meeting="景东县人民政府第18届第61次常务会议")
    assert {(row["title"], row["kind"]) for row in found} == {("景东县防汛预案", "预案")}
    assert {row["treatment"] for row in found} == {"原则通过", ""}
    assert {row["outcome"] for row in found} == {"原则通过", ""}


def test_meetings_that_studied_a_document(opened):
    found = shipped(opened, "document-meetings", document="《景东县防汛预案》")
    assert {row["date"] for row in found} == {"2024-03-10", "2024-03-11", "2024-03-12"}
    assert len(found) == 6


def test_agencies_instructed_together(opened):
    found = shipped(opened, "agencies-together")
    assert len(found) == 3  # each pair of the three parties once
    assert {row["directives"] for row in found} == {"3"}
    partners = shipped(opened, "agency-partners", agency="景东县水务局")
    assert {row["otherLabel"] for row in partners} == {"景东县财政局", "各乡（镇）"}
    assert {row["meetings"] for row in partners} == {"3"}


@pytest.mark.parametrize(
    ("period", "count"),
    [
        ({}, 3),
        ({"since": "2024-05-31"}, 3),
        ({"since": "2024-06-01"}, 0),
        ({"until": "2024-05-31"}, 3),
        ({"until": "2024-05-30"}, 0),
        ({"since": "2024-05-01", "until": "2024-05-31"}, 3),
    ],
)
def test_directives_due_in_a_period(opened, period, count):
    found = shipped(opened, "directives-due", **period)
    assert len(found) == count
    assert all(row["addressee"] == "景东县水务局" for row in found)


def test_a_second_limit_of_one_demand_is_due_as_well(tmp_path):
    text = "2024年5月8日，县长赵一山主持召开县政府第十八届第30次常务会议。\n会议强调，县公安局要在6月底前和10月底前分别完成两轮排查。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        assert [(row["deadline"], row["due"]) for row in shipped(opened, "directives-due")] == [
            ("6月底前", "2024-06-30"),
            ("10月底前", "2024-10-31"),
        ]
        assert len(shipped(opened, "directives-due", since="2024-07-01")) == 1


def test_what_a_build_left_open_can_be_listed_with_its_words_and_by_kind(tmp_path):
    text = (
        "2024年5月8日，县长赵一山主持召开县政府第十八届第30次常务会议。\n"
        "会议强调，县公安局要在汛期前完成排查，县水利局要在6月底前完成检修。会议审议了《某某县材料》。"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    assert any("(kg query doubts lists them)" in line for line in report.lines())
    with store.opened_for_reading(tmp_path / "s") as opened:
        found = shipped(opened, "doubts")
        one_kind = shipped(opened, "doubts", kind="deadline-open")
        assert shipped(opened, "doubts", kind="no-meeting") == []
    assert Counter(row["doubtKind"] for row in found) == report.doubts
    assert [(row["quote"], row["source"]) for row in one_kind] == [("汛期前", "a.txt")]
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in found)
    assert len(found) > len(one_kind)


FROM_NOTICES = {
    "agency-directives": {"agency": "景东县水务局"},
    "directives-due": {},
    "directives-without-addressee": {},
    "document-meetings": {"document": "景东县防汛预案"},
    "meeting-documents": {"meeting": "景东县人民政府第18届第61次常务会议"},
    "meeting-notices": {"meeting": "景东县人民政府第18届第61次常务会议"},
}


@pytest.mark.parametrize("name", FROM_NOTICES)
def test_a_row_that_comes_from_a_notice_names_its_file(opened, name):
    sources = {row["source"] for row in shipped(opened, name, **FROM_NOTICES[name])}
    assert sources == ({"61.txt"} if name.startswith("meeting-") else {"60.txt", "61.txt", "62.txt"})


def test_a_table_leaves_out_what_only_programs_read(opened):
    question = query.question_of(query.shipped_query("directives-due"), {})
    heading = "".join(query.answer(opened, question, "table")).splitlines()[0].split()
    assert heading == ["due", "deadline", "addressee", "meetingLabel", "quote", "source", "start", "end"]
    assert set(heading) | {"directive", "notice"} == set(rows(opened, question)[0])


def test_directives_with_no_named_addressee(opened):
    assert [row["quote"] for row in shipped(opened, "directives-without-addressee")] == ["要抓好值班值守"] * 3


def test_everything_one_notice_says_is_quoted_from_its_text(opened):
    made = notice(60, day=10)
    found = shipped(opened, "notice-statements", notice=made.id)
    kinds = {row["kind"].rpartition("#")[2] for row in found}
    assert {"Directive", "AgendaItem", "Allocation", "Doubt", "Deadline", ""} <= kinds
    assert {"景东县水务局", "赵一山", "景东县防汛预案"} <= {row["label"] for row in found}
    assert all(made.text[int(row["start"]) : int(row["end"])] == row["quote"] for row in found)


@pytest.mark.parametrize("output_format", ["json", "xml", "tsv"])
def test_answers_in_the_formats_of_the_w3c_read_as_oxigraph_writes_them(opened, output_format):
    text = 'SELECT ?g ?s ?o ("引\\"号\\t" AS ?q) { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 200'
    formats = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
    ours = "".join(query.answer(opened, query.free_question(text, {}), output_format))
    theirs = opened.query(text)
    read = parse_query_results(ours.encode(), format=formats[output_format])
    assert [[row[name] for name in "gsoq"] for row in read] == [[row[name] for name in "gsoq"] for row in theirs]


def test_ask_and_construct_have_their_own_answers(opened):
    assert "".join(query.answer(opened, query.free_question("ASK { GRAPH ?g { ?s ?p ?o } }", {}), "auto")) == "true\n"
    ask = "".join(query.answer(opened, query.free_question("ASK { <urn:a> ?p ?o }", {}), "json"))
    assert json.loads(ask)["boolean"] is False
    construct = query.free_question(f"CONSTRUCT {{ <{WATER}> ?p ?o }} {{ GRAPH ?g {{ <{WATER}> ?p ?o }} }}", {})
    assert "skos:prefLabel" in "".join(query.answer(opened, construct, "auto"))
    assert '"label": "景东县水务局"' in "".join(query.answer(opened, construct, "jsonld"))
    with pytest.raises(UsageError, match="CONSTRUCT"):
        "".join(query.answer(opened, construct, "csv"))


def test_values_are_bound_and_never_become_query_text(opened):
    text = "SELECT ?label ?s { GRAPH ?g { ?s skos:prefLabel ?l } FILTER(str(?l) = ?label) }"
    assert len(rows(opened, query.free_question(text, {"label": "景东县水务局"}))) == 1
    assert rows(opened, query.free_question(text, {"label": '景东县水务局") || (1=1'})) == []


@pytest.mark.parametrize(
    ("text", "values", "says"),
    [
        ("PREFIX x: <urn:x> # y:\nDELETE WHERE { ?s x:p ?o }", {}, "only be asked here, not changed"),
        (
            "PREFIX x: <urn:x> SELECT ?s { ?s x:p kg:q . _:b y:p 'z:z', <w:w> }",
            {},
            r"The prefix y: is not declared \(PREFIX y: <…>\); these need no declaring: dc, dcat,",
        ),
        ("SELEC ?s { ?s ?p ?o }", {}, "cannot be read"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", {}, "only be asked here, not changed"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", {}, "SERVICE"),
        ("SELECT ?s { ?s ?p ?o }", {"o": "x"}, "Only variables that the query selects"),
    ],
)
def test_a_query_that_cannot_be_asked_is_a_usage_error(opened, text, values, says):
    with pytest.raises(UsageError, match=says):
        "".join(query.answer(opened, query.free_question(text, values), "csv"))


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("no-such-query", {}, "agency-directives"),
        ("../query", {}, "There is no shipped query"),
        ("agency-directives", {}, "needs a value for agency"),
        ("agency-directives", {"agency": WATER, "x": "1"}, "no parameter 'x'"),
    ],
)
def test_a_wrong_name_or_parameter_is_a_usage_error(name, values, says):
    with pytest.raises(UsageError, match=re.escape(says)):
        query.question_of(query.shipped_query(name), values)


@pytest.mark.parametrize(
    "written",
    [
        "2025-04-01",
        "2025-4-1",
        "2025/4/1",
        "2025.04.1",
        "20250401",
        "2025年4月1日",
        "2025 年 04 月 01 日",
        "２０２５-４-１",
    ],
)
def test_a_date_is_understood_as_people_write_it(written):
    assert query.iso_date(written) == "2025-04-01"


@pytest.mark.parametrize(
    "written",
    [
        "2025-2-30",
        "2025-13-1",
        "2025-4",
        "2025年4月",
        "2025",
        "4月1日",
        "25-4-1",
        "2025-4/1",
        "2025-W14-2",
        "2025-04-01x",
        "",
    ],
)
def test_what_is_no_date_is_turned_down_with_one_sentence(written):
    with pytest.raises(UsageError, match="is not a date; write it like 2023-11-09 or 2023年11月9日") as refused:
        query.iso_date(written)
    assert str(refused.value).startswith(repr(written))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023 年 12 月份", "2023-12-01", "2023-12-31"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2024/11", "2024-11-01", "2024-11-30"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024年6月1日", "2024-06-01", "2024-06-01"),
    ],
)
def test_a_month_or_a_year_begins_and_ends_a_period(written, first, last):
    assert query.days_of(written, written) == (first, last)


@pytest.mark.parametrize("written", ["2024年13月", "0年", "6月", "明天", "2024-02-30", ""])
def test_what_begins_no_period_is_turned_down_with_one_sentence(written):
    for days in ((written, None), (None, written)):
        with pytest.raises(UsageError, match="is not a date; write it like 2023-11-09"):
            query.days_of(*days)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("first_day", "soon"),
        ("last_day", "2024年13月"),
        ("date", "2024-02-30"),
        ("date", "soon"),
        ("integer", "1.5"),
        ("iri", "a b"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_usage_error(opened, kind, value):
    with pytest.raises(UsageError):
        query.term_of(kind, value, opened)


def test_the_help_names_the_prefixes_that_need_no_declaring():
    told = cleandoc(query_command.__doc__ or "").partition("no declaring: ")[2]
    assert told.replace("\n", " ") == f"{', '.join(PREFIXES)}."


def test_a_query_that_takes_too_long_is_ended(folder):
    cross = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(4)) + " }"
    with pytest.raises(TimeoutExpired):
        list(query.in_store(folder, lambda o: query.answer(o, query.free_question(cross, {}), "csv"), timeout=0.5))


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "name", "iri"),
    [
        ("agency", "景东县水务局", WATER),
        ("agency", " 景东县水务局 ", WATER),
        ("agency", "县水务局", WATER),
        ("agency", WATER, WATER),
        ("agency", f"<{WATER}>", WATER),
        ("agency", "org/530823/水务局", WATER),
        ("agency", "各乡(镇)", "https://w3id.org/huiyi/id/org/530823/各乡（镇）"),
        ("document", "景东县防汛预案", "https://w3id.org/huiyi/id/doc/景东县防汛预案"),
        ("document", "《景东县防汛预案》", "https://w3id.org/huiyi/id/doc/景东县防汛预案"),
        (
            "meeting",
            "景东县人民政府第18届第60次常务会议",
            "https://w3id.org/huiyi/id/meeting/530823/人民政府/常务会议/18-60",
        ),
        ("notice", notice(60, day=10).id, MINTER.notice(notice(60, day=10).id)),
        ("any", "赵一山", "https://w3id.org/huiyi/id/person/530823/人民政府/赵一山"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(opened, kind, name, iri):
    assert one_called(kind, name, opened) == iri


def test_a_name_of_another_kind_of_thing_is_not_found(opened):
    assert called("agency", "景东县防汛预案", opened) == []


def test_an_unknown_name_gives_the_nearest(opened):
    assert nearest("agency", "水务局", opened) == ["景东县水务局"]
    with pytest.raises(InputError, match="景东县财政局"):
        one_called("agency", "景东县财经局", opened)
    with pytest.raises(InputError, match="nothing in the store has a similar name"):
        one_called("agency", "xyz", opened)


@pytest.mark.parametrize(("slip", "meant"), [("县水物局", "景东县水务局"), ("县财证局", "景东县财政局")])
def test_a_slip_in_a_short_form_gives_the_full_name(opened, slip, meant):
    assert nearest("agency", slip, opened)[0] == meant


def test_a_slip_in_an_abbreviation_gives_the_one_of_the_place_that_was_meant_first(opened):
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import KG, RDF, SKOS

    memory = Store()
    memory.extend(opened)
    for place, label in (("370881", "曲阜市住房和城乡建设局"), ("370883", "邹城市住房和城乡建设局")):
        organ = NamedNode(f"https://w3id.org/huiyi/id/org/{place}/住房和城乡建设局")
        memory.add(Quad(organ, NamedNode(RDF.type), NamedNode(KG.Agency), NamedNode(store.ENTITIES)))
        memory.add(Quad(organ, NamedNode(SKOS.prefLabel), Literal(label), NamedNode(store.ENTITIES)))
    assert nearest("agency", "邹城市住健局", memory)[:2] == ["邹城市住房和城乡建设局", "曲阜市住房和城乡建设局"]
    assert nearest("agency", "市主建局", memory)[:2] == ["曲阜市住房和城乡建设局", "邹城市住房和城乡建设局"]
    assert nearest("agency", "孔令文", memory) == []


def test_an_empty_name_is_refused(opened):
    with pytest.raises(UsageError, match="this one is empty"):
        one_called("agency", " ", opened)


def test_a_name_of_two_things_gives_both(opened):
    with pytest.raises(InputError, match=r"may mean 3 things.*18-60.*18-61.*18-62"):
        one_called("meeting", "常务会议", _three_meetings(opened))


def _three_meetings(opened):
    """The store in memory, with one more name for all meetings."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import SKOS

    memory = Store()
    memory.extend(opened)
    for number in (60, 61, 62):
        meeting = NamedNode(f"https://w3id.org/huiyi/id/meeting/530823/人民政府/常务会议/18-{number}")
        memory.add(Quad(meeting, NamedNode(SKOS.altLabel), Literal("常务会议"), NamedNode(store.ENTITIES)))
    return memory


# ── directives as rows ────────────────────────────────────────────────────────────────────────────────────────


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
