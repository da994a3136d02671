"""The graph of the example notices, through the whole line: what one asks of it, it answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest
import rdflib

from kg import build, query, store
from kg.export import write_export
from kg.query.directives import Wanted, directive_rows
from kg.read import read_path
from kg.vocab import DCTERMS, KG, NIF, RDF

EXAMPLES = Path(__file__).parent.parent / "examples" / "gold"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples") / "store"
    return folder, build.build([str(EXAMPLES)], folder)


@pytest.fixture(scope="module")
def opened(built):
    with store.opened_for_reading(built[0]) as opened:
        yield opened


def ask(opened, text_or_name, **values):
    free = "{" in text_or_name
    question = (
        query.free_question(text_or_name, values)
        if free
        else query.question_of(query.shipped_query(text_or_name), values)
    )
    return list(csv.DictReader(io.StringIO("".join(query.answer(opened, question, "csv")), newline="")))


def busiest(opened, predicate):
    """The thing that most statements with ``predicate`` point at."""
    text = (
        f"SELECT ?o (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{predicate}> ?o }} }} GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 1"
    )
    return ask(opened, text)[0]["o"]


def test_every_example_is_read(built):
    report = built[1]
    assert report.failures == []
    assert report.new == report.store_notices >= 12
    assert report.findings["directives"] > 100


def test_every_quote_in_the_store_is_the_text_at_its_offsets(opened):
    from pyoxigraph import NamedNode

    def values(subject, predicate, graph):
        return [quad.object.value for quad in opened.quads_for_pattern(subject, NamedNode(predicate), None, graph)]

    checked = 0
    for graph in map(NamedNode, store.notice_graphs(opened)):
        (text,) = values(graph, NIF.isString, graph)
        for quad in opened.quads_for_pattern(None, NamedNode(NIF.anchorOf), None, graph):
            (start,), (end,) = values(quad.subject, NIF.beginIndex, graph), values(quad.subject, NIF.endIndex, graph)
            assert text[int(start) : int(end)] == quad.object.value
            checked += 1
    assert checked > 1000


def test_the_texts_in_the_store_are_those_of_the_files(opened):
    from pyoxigraph import NamedNode

    texts = {quad.object.value for quad in opened.quads_for_pattern(None, NamedNode(NIF.isString), None)}
    assert texts == {notice.text for notice in read_path(EXAMPLES)}


# What people decided, which no reading of notices makes; test_link_judgements asks it.
OF_PEOPLE = {"links"}


def test_every_shipped_query_has_an_answer(opened):
    document = busiest(opened, KG.aboutDocument)
    meeting = ask(
        opened, f"SELECT ?m {{ GRAPH ?g {{ ?i <{KG.aboutDocument}> <{document}> ; kg:ofMeeting ?m }} }} LIMIT 1"
    )
    parameters = {
        "agency": busiest(opened, KG.party),
        "document": document,
        "meeting": meeting[0]["m"],
        "notice": store.notice_graphs(opened)[0],
    }
    for shipped in query.shipped_queries():
        values = {p.name: parameters[p.name] for p in shipped.parameters if not p.optional}
        assert bool(ask(opened, shipped.name, **values)) is (shipped.name not in OF_PEOPLE), shipped.name


def test_rows_of_directives_and_the_query_for_an_agency_agree(opened):
    agency = busiest(opened, KG.party)
    rows = directive_rows(opened, Wanted({agency: None}))
    asked = ask(opened, "agency-directives", agency=agency)
    assert {(row.notice, row.start, row.end, row.quote) for row in rows} == {
        (row["notice"], int(row["start"]), int(row["end"]), row["quote"]) for row in asked
    }


def test_there_is_a_row_for_every_directive(opened, built):
    assert len(directive_rows(opened, Wanted())) == built[1].findings["directives"]


def exported(opened, output_format):
    output = io.BytesIO()
    write_export(opened, output_format, output)
    return output.getvalue()


def test_turtle_reads_in_rdflib_and_graphml_in_networkx_with_the_same_directives(opened, built):
    turtle = rdflib.Graph().parse(exported(opened, "turtle"), format="turtle")
    directives = {str(subject) for subject in turtle.subjects(rdflib.URIRef(RDF.type), rdflib.URIRef(KG.Directive))}
    assert len(directives) == built[1].findings["directives"]
    graph = networkx.read_graphml(io.BytesIO(exported(opened, "graphml")))
    assert {node for node, kind in graph.nodes(data="kind") if kind == "要求"} == directives
    assert all(data["kind"] for _, _, data in graph.edges(data=True))
    titles = {str(title) for title in turtle.objects(None, rdflib.URIRef(DCTERMS.title))}
    assert any("\u4e00" <= char <= "\u9fff" for title in titles for char in title)
