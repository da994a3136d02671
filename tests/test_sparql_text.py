"""A query that would call another machine is seen before it is run, however it is written."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import UsageError
from kg.sparql_text import calls_service, refuse_service

CALLS = [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "select * { service silent <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x.example/>{ ?s ?p ?o } }",
    "PREFIX e: <http://x.example/> SELECT * { SERVICE e:q { ?s ?p ?o } }",
    "PREFIX : <http://x.example/> SELECT * { SERVICE:q { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://x.example/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p 1SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . FILTER(?a<?b)SERVICE#>\n?e { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . FILTER(?a<?b).SERVICE#>\n?e { ?s ?p ?o } }",
    "SELECT * { # a comment\n SERVICE # another\n <http://x.example/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "a\\"b" SERVICE <http://x.example/> { ?s ?p ?o } }',
    'SELECT * { ?s ?p """a"b""" SERVICE <http://x.example/> { ?s ?p ?o } }',
    "SELECT * { ?s ?p 'a'@en SERVICE <http://x.example/> { ?s ?p ?o } }",
    "PREFIX e: <http://x.example/> SELECT * { ?s ?p e:a\\#SERVICE . SERVICE e:q { ?s ?p ?o } }",
]
NO_CALLS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service ?p $SERVICE }",
    'SELECT * { ?s ?p "SERVICE <http://x.example/> {}" }',
    "SELECT * { ?s ?p '''a SERVICE ' b''' }",
    "SELECT * { ?s <http://x.example/service#a> ?o }",
    "PREFIX e: <http://x.example/> SELECT * { ?s e:service ?o ; e:a-service ?q }",
    "SELECT * { ?s ?p ?o # SERVICE\n }",
    'SELECT * { ?s ?p "x"@service }',
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_is_seen(query):
    assert calls_service(query)
    with pytest.raises(UsageError, match="SERVICE"):
        refuse_service(query)


@pytest.mark.parametrize("query", NO_CALLS)
def test_the_word_alone_is_no_call(query):
    assert not calls_service(query)
    Store().query(query)  # they are all good SPARQL


SIGNS = """SERVICE service SILENT <http://127.0.0.1:1/> :x ?e # > < " ' \\ { } . 1 true @en a:b OPTIONAL{"""
PIECES = st.sampled_from(
    [*SIGNS.split(" "), *"\n ", "?s ?p ?o", "FILTER(?a<?b)", "FILTER EXISTS{", '"""', "BIND(1 AS ?z)"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_query_without_a_seen_call_tries_to_call(middle):
    query = f"PREFIX : <http://127.0.0.1:1/> PREFIX a: <http://127.0.0.1:1/> SELECT * {{ {middle} }}"
    if calls_service(query):
        return
    # Oxigraph may not be able to read it. A call would be an OSError, for nothing listens on port 1.
    with contextlib.suppress(SyntaxError):
        list(Store().query(query))
