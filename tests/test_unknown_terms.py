"""Terms of the ontology that there are not are told of, with the nearest that there are."""

from __future__ import annotations

import pytest
from command import kg
from starlette.testclient import TestClient

from kg import build
from kg.query import shipped_queries
from kg.query.headings import heading_of
from kg.query.unknown_terms import told_unknown_terms
from kg.web.app import create_app
from kg.web.asked import Place

NOTICE = "5月8日，县长赵一山主持召开县政府常务会议。会议要求，县水利局要清淤。\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("terms")
    (place / "a.txt").write_text(NOTICE, encoding="utf-8")
    build.build([str(place / "a.txt")], place / "s")
    return place / "s"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (
            "SELECT * { ?d kg:partyy ?p }",
            "kg:partyy is no term of the ontology, so nothing has it: the nearest are: kg:party",
        ),
        ("SELECT * { ?d a kg:directive }", "kg:directive is no term"),
        ("SELECT * { ?d kg:xyzzy ?p }", "nothing has it: docs/ontology.md"),
        ("SELECT * { ?d <https://w3id.org/huiyi/ontology#Directives> ?p }", "kg:Directive"),
        ("PREFIX h: <https://w3id.org/huiyi/ontology#> SELECT * { ?d h:partys ?p }", "kg:party"),
    ],
)
def test_a_term_that_there_is_not_is_told_with_the_nearest(text, near):
    (said,) = told_unknown_terms(text)
    assert near in said


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?d a kg:Directive ; kg:party ?p . }",
        "PREFIX kg: <https://w3id.org/huiyi/ontology#> ASK { ?d a kg:Directive.}",
        "PREFIX kg: <https://other.example/> SELECT * { ?d kg:partyy ?p }",
        "SELECT * { ?d skos:prefLabell ?p } # kg:partyy",
        'SELECT * { ?d rdfs:label "kg:partyy" FILTER(?x<?kg) }',
        "SELECT * { ?d <https://w3id.org/huiyi/vocabulary/party-roles/lead> ?kg:p }",
        *(query.text for query in shipped_queries()),
        *(query.for_servers for query in shipped_queries()),
    ],
)
def test_nothing_is_told_of_terms_that_there_are_and_of_other_words(text):
    assert told_unknown_terms(text) == []


def test_the_command_and_the_page_say_it(store):
    text = "SELECT ?d { GRAPH ?g { ?d kg:partyy ?p } }"
    done = kg("query", text, "-s", store, check=0)
    assert "the nearest are: kg:party" in done.err
    assert "kg:partyy" in done.err
    assert "ontology" not in kg("query", "doubts", "-s", store, check=0).err
    with TestClient(create_app(Place(store)), base_url="http://localhost") as client:
        assert "kg:partyy is no term" in client.get("/en/sparql", params={"query": text}).text
        assert "is no term" not in client.get("/en/sparql").text


def test_headings_of_tables_are_words():
    names = [name for query in shipped_queries() for name in query.table]
    assert "meetingLabel" in names
    assert heading_of("meetingLabel") == "meeting"
    assert all(heading_of(name).islower() or heading_of(name) == "their IRI" for name in names)
    assert heading_of("会议") == "会议"
