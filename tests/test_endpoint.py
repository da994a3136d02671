"""A SPARQL server in place of a store: the same answers, never a part of them, and clear words where it fails."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Variable
from sparql_server import Server, running

from kg import build, query, store
from kg.endpoint import Address, address_of, forms, opened_endpoint
from kg.endpoint.pages import usual
from kg.errors import InputError, KgError, TimeoutExpired, UnreachableError, UsageError
from kg.export import FORMATS, write_export
from kg.export.graph_forms import requested_graph
from kg.export.projections import VIEWS
from kg.export.request import Request
from kg.following import followup, gaps, trace
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines
from kg.lookup import one_called
from kg.query import describe, explain
from kg.query.directives import Wanted, directive_rows
from kg.query.groups import groups_of
from kg.query.shipped import FOLDER
from kg.source import Solutions
from kg.vocab import KG, RDF, XSD

SERIES = Path(__file__).parent.parent / "examples" / "series"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store of the example series."""
    place = tmp_path_factory.mktemp("endpoint") / "s"
    build.build([str(SERIES)], place)
    return place


@pytest.fixture(scope="module")
def nquads(folder):
    with store.opened_for_reading(folder) as opened:
        return opened.dump(format=RdfFormat.N_QUADS)


@pytest.fixture
def server(nquads):
    """A server that holds the same as the store, and a graph of somebody else."""
    with running(Server()) as server:
        server.store.bulk_load(nquads, format=RdfFormat.N_QUADS)
        server.store.update(
            f"INSERT DATA {{ GRAPH <http://other.example/g> {{ <http://other.example/x> a <{KG.Directive}> }} }}"
        )
        yield server


@pytest.fixture
def opened(folder):
    with store.opened_for_reading(folder) as opened:
        yield opened


@pytest.fixture
def remote(server):
    with opened_endpoint(Address(server.url)) as remote:
        yield remote


def some(opened, class_, at=0):
    """One of the things of a class, the same each time."""
    return sorted({q.subject.value for q in opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_))})[at]


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


# ── the same answers ──────────────────────────────────────────────────────────────────────────────────────────


def test_all_quads_come_over_and_nothing_of_other_people(opened, remote):
    assert sorted(map(str, remote)) == sorted(map(str, opened))
    assert len(remote) == len(opened)
    assert {g.value for g in remote.named_graphs()} == {g.value for g in opened.named_graphs()}


@pytest.mark.parametrize(("rows", "tells"), [(None, False), (97, True), (97, False), (1000, True)])
def test_what_a_server_cuts_off_is_fetched_all_the_same(opened, server, rows, tells):
    server.rows, server.tells = rows, tells
    with opened_endpoint(Address(server.url)) as remote:
        assert sorted(map(str, remote)) == sorted(map(str, opened))
        assert (remote.asker.pages > 0) == (rows is not None)


VIEWS_OF_A_STORE = {
    "directives": lambda o: directive_rows(o, Wanted()),
    "directives of one": lambda o: directive_rows(o, Wanted({some(o, KG.Agency): None})),
    "directives about": lambda o: directive_rows(o, Wanted(document=some(o, KG.Document))),
    "groups": lambda o: groups_of(some(o, KG.Agency), o),
    "gaps": lambda o: gaps.gaps(o),
    "repetitions": lambda o: followup.repetitions(o),
    "taken up": lambda o: followup.take_ups(o),
    "trace": lambda o: trace.trace(trace.family(some(o, KG.Document), o), o),
    "explain a directive": lambda o: explain.explain(some(o, KG.Directive), o),
    "explain an agency": lambda o: explain.explain(some(o, KG.Agency), o),
    "ledger": lambda o: ledger_lines(o, Selection(everything=True)),
    "describe": lambda o: describe.describe(some(o, KG.Meeting), o),
}


@pytest.mark.parametrize("name", VIEWS_OF_A_STORE)
def test_a_view_shows_the_same(opened, remote, name):
    shown = VIEWS_OF_A_STORE[name](opened)
    assert VIEWS_OF_A_STORE[name](remote) == shown
    assert shown or name == "groups"


@pytest.mark.parametrize("name", VIEWS)
def test_a_graph_is_the_same(opened, remote, name):
    here, there = (requested_graph(place, Request(name)) for place in (opened, remote))
    assert list(there.nodes()) == list(here.nodes())
    assert list(there.edges()) == list(here.edges())


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_has_the_same_bytes(opened, remote, name):
    here, there = io.BytesIO(), io.BytesIO()
    write_export(opened, name, here)
    write_export(remote, name, there)
    assert there.getvalue() == here.getvalue()


def questions(opened):
    """Every shipped query, with values for its parameters."""
    values = {
        "agency": some(opened, KG.Agency),
        "document": some(opened, KG.Document),
        "meeting": some(opened, KG.Meeting),
        "notice": some(opened, KG.Notice),
    }
    for shipped in query.shipped_queries():
        yield query.question_of(shipped, {p.name: values[p.kind] for p in shipped.parameters if not p.optional})
    yield query.question_of(query.shipped_query("directives-due"), {"since": "2023-06-01", "until": "2023-12-31"})


@pytest.mark.parametrize("rows", [None, 7])
def test_shipped_queries_answer_the_same(opened, server, rows):
    server.rows = rows
    with opened_endpoint(Address(server.url)) as remote:
        for question in questions(opened):
            here = "".join(query.answer(opened, question, "json"))
            assert "".join(query.answer(remote, question, "json")) == here


OTHER_FORMS = sorted(path.stem for path in (FOLDER / "servers").glob("*.rq"))


def asked_of_a_store(opened, text, values):
    terms = {Variable(name): term for name, term in values.items()}
    return sorted(map(str, opened.query(text, substitutions=terms, use_default_graph_as_union=True)))


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_the_form_for_servers_asks_the_same_as_the_form_for_stores(opened, name):
    shipped = query.shipped_query(name)
    assert shipped.for_servers != shipped.text
    date = NamedNode(XSD.date)
    tried = [{}, *({"since": Literal(day, datatype=date)} for day in ("2023-01-01", "2024-06-01"))]
    if name != "directives-due":
        (kind,) = (parameter.kind for parameter in shipped.parameters)
        class_ = KG.Meeting if kind == "meeting" else KG.Document
        things = {quad.subject for quad in opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_))}
        tried = [{kind: thing} for thing in sorted(things, key=str)]
    answers = set()
    for values in tried:
        here = asked_of_a_store(opened, shipped.text, values)
        assert asked_of_a_store(opened, shipped.for_servers, values) == here
        answers.add(len(here))
    assert len(answers) > 1, "the values make a difference"


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s a kg:Directive }",
        "ASK { ?s a kg:Nothing }",
        "CONSTRUCT { ?m a kg:Meeting } WHERE { GRAPH ?g { ?m a kg:Meeting } }",
        "SELECT ?m ?l WHERE { GRAPH ?g { ?m a kg:Meeting ; skos:prefLabel ?l } } ORDER BY ?m LIMIT 3 # the last",
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?m a kg:Meeting } }",
    ],
)
def test_free_sparql_answers_the_same(opened, remote, text):
    question = query.free_question(text, {})
    assert "".join(query.answer(remote, question, "auto")) == "".join(query.answer(opened, question, "auto"))


def test_rows_beside_a_number_are_not_taken_for_one_number(opened, server):
    text = "SELECT ?m ?n WHERE { { SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?d a kg:AgendaItem } } } GRAPH ?h { ?m a kg:Meeting } } ORDER BY ?m"
    question = query.free_question(text, {})
    server.rows = 2
    with opened_endpoint(Address(server.url)) as remote:
        assert "".join(query.answer(remote, question, "csv")) == "".join(query.answer(opened, question, "csv"))


@pytest.mark.parametrize("host", ["例..子", "xn--"])
def test_an_address_that_no_request_can_be_sent_to_is_named(host):
    with pytest.raises(UsageError, match="no address"), opened_endpoint(Address(f"http://{host}/sparql")):
        pass


GRAPH_QUERIES = [
    "CONSTRUCT { ?d kg:told ?p } WHERE { GRAPH ?g { ?d kg:allocation ?a . ?a kg:party ?p } }",
    "CONSTRUCT { ?m a kg:Meeting ; kg:day ?date } WHERE { GRAPH ?g { ?m a kg:Meeting OPTIONAL { ?m schema:startDate ?date } } }",
    "CONSTRUCT { ?m a kg:Meeting } WHERE { GRAPH ?g { ?m a kg:Meeting } } ORDER BY ?m LIMIT 2 # two",
    "CONSTRUCT FROM <https://w3id.org/huiyi/id/graph/entities> WHERE { ?s skos:prefLabel ?l }",
    "CONSTRUCT { <http://x.example/a> a kg:Meeting } WHERE { }",
    "DESCRIBE ?m WHERE { GRAPH ?g { ?m a kg:Meeting } }",
    "DESCRIBE * WHERE { GRAPH ?g { ?m a kg:Meeting } }",
    "DESCRIBE kg:Meeting",
]


@pytest.mark.parametrize("rows", [None, 2])
@pytest.mark.parametrize("text", GRAPH_QUERIES)
def test_a_graph_is_made_of_all_rows(opened, server, text, rows):
    server.rows = rows
    question = query.free_question(text, {})
    with opened_endpoint(Address(server.url)) as remote:
        here = "".join(query.answer(opened, question, "ntriples"))
        assert "".join(query.answer(remote, question, "ntriples")) == here


def test_a_name_is_looked_up_on_the_server(opened, remote):
    label = "县"
    with pytest.raises(InputError) as here:
        one_called("agency", label, opened)
    with pytest.raises(InputError) as there:
        one_called("agency", label, remote)
    assert str(there.value) == str(here.value)


def test_views_do_not_ask_once_for_every_value(server, remote):
    server.requests.clear()
    lines = ledger_lines(remote, Selection(everything=True))
    assert len(lines) > 20
    assert len(server.requests) < 30


# ── values and pages in queries ───────────────────────────────────────────────────────────────────────────────


def solutions(remote, text, **values):
    found = remote.query(text, substitutions={Variable(name): term for name, term in values.items()})
    assert isinstance(found, Solutions)
    return list(found)


def test_hostile_values_stay_values(remote):
    for words in ('"} SELECT * { ?s ?p ?o } #', "'''", "\\", 'a\nb\tc"', "》{", "\u0000x"):
        (row,) = solutions(remote, "SELECT ?x WHERE { BIND(1 AS ?one) }", x=Literal(words))
        assert row["x"].value == words


def test_chinese_iris_and_percent_signs_arrive_as_they_are(server, remote):
    for iri in ("https://w3id.org/huiyi/id/org/440882/水务局", "http://x.example/%E6%B0%B4%25?a=b&c=d+e"):
        server.store.update(
            f"INSERT DATA {{ GRAPH <http://x.example/g> {{ <{iri}> <http://x.example/p> '《》&=+%' }} }}"
        )
        (row,) = solutions(remote, "SELECT ?s ?o WHERE { GRAPH ?g { ?s <http://x.example/p> ?o } }", s=NamedNode(iri))
        assert (row["s"].value, row["o"].value) == (iri, "《》&=+%")


def test_answers_with_repeated_rows_are_put_together_from_pages(server, remote):
    server.rows = 10
    text = "SELECT ?c WHERE { GRAPH ?g { ?s a ?c } }"
    here = sorted(str(s["c"]) for s in server.store.query(text))
    assert sorted(str(row["c"]) for row in solutions(remote, text)) == here


def test_from_clauses_survive_paging(server, remote):
    server.rows = 10
    graph = "https://w3id.org/huiyi/id/graph/entities"
    text = f"SELECT ?s ?c FROM <{graph}> WHERE {{ ?s a ?c }} # all"
    assert len(solutions(remote, text)) == len(list(server.store.query(text))) > 10


def test_pages_that_change_under_way_are_an_error_not_an_answer(server, remote):
    server.rows, server.tells = 10, True
    rows = iter(remote.query("SELECT ?s ?c WHERE { GRAPH ?g { ?s a ?c } } ORDER BY ?s ?c"))
    next(rows)
    server.store.clear()
    with pytest.raises(KgError, match=r"of \d+ rows, and the rest could not be had"):
        list(rows)


def test_a_part_of_an_answer_is_refused(server, remote):
    server.partial = True
    with pytest.raises(TimeoutExpired, match="gave a part of the answer only"):
        solutions(remote, "SELECT ?s WHERE { ?s a ?c }")


def test_the_parts_of_a_query_are_found():
    text = (
        "# SELECT {\nPREFIX a: <http://x/#SELECT>\nPREFIX : <http://y/>\nSELECT ?x (COUNT(*) AS ?n)\nFROM <http://g>\n"
        "FROM NAMED a:h\nWHERE { ?x :p '{' } GROUP BY ?x ORDER BY ?x"
    )
    form = forms.parsed(text)
    assert (form.kind, form.ordered, form.prefixes) == ("select", True, {"a", ""})
    assert [text[a:b] for a, b in form.froms] == ["FROM <http://g>", "FROM NAMED a:h"]
    assert text[: form.group].endswith("WHERE {")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("SELECT*{?s ?p ?o}", "SELECT*{"),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) { ?s ?p ?o }", "SELECT (EXISTS { ?a ?b ?c } AS ?x) {"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE {"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT WHERE {"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } {"),
        ("ASK{}", "ASK{"),
    ],
)
def test_values_go_into_the_pattern(text, group):
    form = forms.parsed(text)
    assert text[: form.group] == group


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", True),
        ("select (count(distinct ?s) as ?n) (max(?o) as ?m) { ?s ?p ?o }", True),
        ("PREFIX x: <http://x/> SELECT (x:f(SUM(?o)) AS ?n) FROM <http://g> { ?s ?p ?o } # GROUP BY ?s", True),
        ("SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s ?p ?o } GROUP BY ?s } }", True),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p 'GROUP BY' }", True),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s", False),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } group by ?s having (COUNT(*) > 1)", False),
        ("SELECT ?s ?n { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c } } ?s ?p ?o }", False),
        ("SELECT ?s (EXISTS { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c } } } AS ?x) { ?s ?p ?o }", False),
        ("PREFIX count: <http://x/> SELECT ?s (count:count(?o) AS ?count) { ?s ?p 'COUNT(*)' }", False),
        ("SELECT ?s { ?s ?p ?o # COUNT(*)\n }", False),
        ("ASK { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c } } }", False),
    ],
)
def test_a_query_that_sums_all_up_has_one_row(text, single):
    assert forms.parsed(text).single is single


def test_what_has_no_pattern_takes_no_values():
    form = forms.parsed("DESCRIBE <http://x/>")
    assert form.group is None
    with pytest.raises(SyntaxError, match="no pattern"):
        forms.bound(form, {"x": [Literal("1")]})
    with pytest.raises(SyntaxError, match="no SELECT"):
        forms.parsed("DROP ALL")


def test_booleans_are_written_as_a_store_writes_them():
    boolean, integer = NamedNode(XSD.boolean), NamedNode(XSD.integer)
    assert usual(Literal("1", datatype=boolean)) == Literal("true", datatype=boolean)
    assert usual(Literal("0", datatype=boolean)) == Literal("false", datatype=boolean)
    for same in (Literal("1", datatype=integer), Literal("1"), None, NamedNode("http://x/1")):
        assert usual(same) == same


# ── what goes wrong ───────────────────────────────────────────────────────────────────────────────────────────


def refusal(server, error, silence=30.0):
    with pytest.raises(error) as told, opened_endpoint(Address(server.url, silence=silence)):
        pass
    return str(told.value)


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (400, "Virtuoso 37000 Error SP030: syntax\nmore", UsageError, "cannot carry this out: Virtuoso 37000"),
        (401, "", UnreachableError, "refuses access (401); set KG_ENDPOINT_USER"),
        (403, "", UnreachableError, "refuses access (403)"),
        (404, "<html>", UnreachableError, "no SPARQL endpoint at"),
        (301, "", UnreachableError, "no SPARQL endpoint at"),
        (500, "<html>\nboom.\n", KgError, "failed (500): boom."),
        (500, "Virtuoso S1T00 Error SR171: Transaction timed out", TimeoutExpired, "took too long"),
        (503, "", UnreachableError, "is not ready (503)"),
        (504, "", TimeoutExpired, "took too long"),
    ],
)
def test_a_refusal_is_told_in_one_sentence(server, status, body, error, words):
    server.refuse = (status, body)
    said = refusal(server, error)
    assert words in said
    assert "\n" not in said


def test_a_silent_server_is_given_up(server):
    server.delay = 1.0
    assert "sent nothing for 0.3 s" in refusal(server, TimeoutExpired, silence=0.3)


def test_an_answer_that_breaks_off_is_no_answer(server):
    server.broken = True
    assert "broke" in refusal(server, KgError)


def test_a_server_without_our_graphs_is_told_apart(server):
    server.store.clear()
    assert "holds no graph of kg's" in refusal(server, InputError)


def test_a_server_with_two_bases_needs_to_be_told_which(server):
    server.store.update(
        "INSERT DATA { GRAPH <http://b.example/graph/vocabularies> {"
        " <http://b.example/s> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> } }"
    )
    assert "several bases" in refusal(server, InputError)
    with opened_endpoint(Address(server.url, base="http://b.example/")) as remote:
        assert len(remote) == 1
    with (
        pytest.raises(InputError, match="nothing with IRIs below http://c"),
        opened_endpoint(Address(server.url, base="http://c/")),
    ):
        pass


@pytest.mark.parametrize("url", ["localhost:8890/sparql", "ftp://x/y", "http://", "/sparql", "http://[/"])
def test_an_address_that_is_none_is_said_so(url):
    with pytest.raises(UsageError, match="--endpoint is the address of a SPARQL server"):
        address_of(url)


def test_a_password_does_not_belong_into_an_address(monkeypatch):
    with pytest.raises(UsageError, match="KG_ENDPOINT_PASSWORD"):
        address_of("http://me:secret@localhost/sparql")
    monkeypatch.setenv("KG_ENDPOINT_USER", "me")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "secret")
    found = address_of("http://localhost/sparql")
    assert (found.user, found.password) == ("me", "secret")
    assert "secret" not in repr(found)


# ── the command line ──────────────────────────────────────────────────────────────────────────────────────────


def test_commands_take_an_endpoint_instead_of_a_store(folder, server):
    for arguments in (["query", "directives-due"], ["export", "gexf", "--view", "agencies"]):
        here, there = kg(*arguments, "--store", folder), kg(*arguments, "--endpoint", server.url)
        assert (there.returncode, there.stdout) == (0, here.stdout)


def test_nobody_listens(tmp_path):
    out = tmp_path / "out.csv"
    result = kg("directives", "--endpoint", "http://127.0.0.1:9/sparql", "-o", out)
    assert result.returncode == 6
    assert result.stderr.count("\n") == 1
    assert "cannot be reached" in result.stderr
    assert not out.exists()


def test_a_slow_server_is_left_when_the_time_is_up(server):
    server.delay = 5.0
    begun = time.monotonic()
    result = kg("query", "SELECT ?s WHERE { ?s ?p ?o }", "--endpoint", server.url, "--timeout", "0.5")
    assert result.returncode == 124
    assert time.monotonic() - begun < 4


def test_a_store_and_an_endpoint_are_two_places(folder, server):
    result = kg("directives", "--store", folder, "--endpoint", server.url)
    assert (result.returncode, result.stderr.count("two places")) == (2, 1)


def test_a_broken_query_is_the_askers_fault(server):
    result = kg("query", "SELECT ?s WHERE { ?s ?p }", "--endpoint", server.url)
    assert result.returncode == 2
    assert "cannot carry this out" in result.stderr
