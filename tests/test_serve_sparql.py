"""SPARQL of readers on ``kg serve``: what is answered, within which limits, and that others go on beside it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

from served import AGENCY, page
from starlette.testclient import TestClient

from kg.web import app
from kg.web.app import create_app
from kg.web.asked import Limits, Place


def sparql(client, query: str, **more: str):
    return client.get("/sparql", params={"query": query, **more})


def test_sparql_answers_as_a_table_with_links_to_things(pages):
    html = sparql(pages, "SELECT ?a WHERE { ?a skos:prefLabel '泸水市自然资源局'@zh }").text
    assert f'href="{page(AGENCY)}"' in html


def test_sparql_never_calls_another_machine_and_never_writes(pages):
    for query in ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL"):
        got = sparql(pages, query)
        assert got.status_code == 400, query
        assert 'role="alert"' in got.text
        assert query.partition("<")[0].split()[0] in got.text  # the question stays to be mended


def test_a_query_that_cannot_be_read_is_told_where_in_the_language_of_the_page(pages):
    wrong = {"query": "SELECT ?s {\n  ?s ?p }"}
    assert "第 2 行第 9 列的 &#39;}&#39; 不能写在这里，此处可写：变量、" in pages.get("/sparql", params=wrong).text
    assert "&#39;}&#39; stands at line 2, column 9" in pages.get("/en/sparql", params=wrong).text


def test_an_answer_longer_than_the_limit_is_cut_off_and_says_so(examples_store):
    with TestClient(create_app(Place(examples_store), Limits(rows=7)), base_url="http://localhost") as client:
        shown = sparql(client, "SELECT ?s { ?s ?p ?o }")
        assert shown.headers["x-truncated"] == "true"
        assert shown.text.count("<tr>") == 8
        whole = sparql(client, "SELECT ?s { ?s ?p ?o }", format="csv")
        assert len(whole.text.splitlines()) == 8
        assert "x-truncated" not in sparql(client, "SELECT ?s { ?s ?p ?o } LIMIT 7").headers


def test_a_page_that_takes_too_long_is_ended_and_others_go_on(examples_store):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with TestClient(create_app(Place(examples_store), Limits(seconds=1.5)), base_url="http://localhost") as client:
        client.get("/queries")
        began = time.monotonic()
        assert sparql(client, endless).status_code == 503
        assert time.monotonic() - began < 8
        assert client.get("/queries").status_code == 200


def test_queries_take_half_of_the_places_and_a_further_one_is_told_to_come_later(examples_store, monkeypatch):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    monkeypatch.setattr(app, "_PATIENCE", 0.5)
    with TestClient(create_app(Place(examples_store), Limits(seconds=10)), base_url="http://localhost") as client:
        client.get("/queries")
        with ThreadPoolExecutor(4) as readers:
            asked = [readers.submit(sparql, client, endless) for _ in range(4)]
            refused = [got.result() for got in islice(as_completed(asked), 2)]
            began = time.monotonic()
            assert client.get("/sparql").status_code == 200
            assert time.monotonic() - began < 5
    assert [(got.status_code, got.headers["retry-after"]) for got in refused] == [(503, "10")] * 2
    assert "其他查询正在作答" in refused[0].text
    assert sum("retry-after" in got.result().headers for got in asked) == 2


def test_a_query_that_wants_too_much_memory_ends_alone(examples_store):
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
    limits = Limits(seconds=60, memory=1 << 30)
    with TestClient(create_app(Place(examples_store), limits), base_url="http://localhost") as client:
        assert sparql(client, greedy).status_code in (500, 503)
        assert client.get("/queries").status_code == 200


def test_an_answer_that_was_cut_off_is_told_of_in_one_sentence(examples_store):
    with TestClient(create_app(Place(examples_store), Limits(rows=600)), base_url="http://localhost") as client:
        html = sparql(client, "SELECT ?s { ?s ?p ?o }").text
    assert "显示前 500 行。答案已截断：本站最多给出 600 行，下载的文件也只有这些。" in html
    assert html.count('<p class="note">') == 1
