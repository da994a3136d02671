"""Shipped queries, and the forms of their answers, from a store of three made meetings."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from asking import WATER, rows, shipped
from hand_made import notice
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg import build, query, store
from kg.errors import UsageError
from kg.vocab import PREFIXES


@pytest.fixture(scope="module")
def opened(three_meetings):
    with store.opened_for_reading(three_meetings) as opened:
        yield opened


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
