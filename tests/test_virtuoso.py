"""A real SPARQL server, Virtuoso 7, loaded with shards and asked in place of a store: the same answers."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Variable
from test_endpoint import VIEWS_OF_A_STORE
from test_howtos import steps
from virtuoso import virtuoso

from kg import build, query, shards, store
from kg.endpoint import Address, opened_endpoint
from kg.endpoint.sinks import Updates, updates_of
from kg.endpoint.wire import Wire
from kg.export import FORMATS, write_export
from kg.export.graph_forms import requested_graph
from kg.export.projections import VIEWS
from kg.export.request import Request
from kg.iris import BASE
from kg.nquads import parted
from kg.read import read_path
from kg.sharding.records import quads_of_notice
from kg.shards import Manifest, NoticeQuads
from kg.vocab import KG, RDF

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
PATHS = [str(EXAMPLES / name) for name in ("gold", "series", "authored")]
ROWS = 4000
DOCUMENTED = "http://localhost:8890/sparql"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store of the examples."""
    place = tmp_path_factory.mktemp("virtuoso-store") / "s"
    build.build(PATHS, place)
    return place


@pytest.fixture(scope="module")
def sharded(tmp_path_factory):
    """The same as shards."""
    place = tmp_path_factory.mktemp("virtuoso-shards") / "shards"
    notices = [quads_of_notice(each) for path in PATHS for each in read_path(path)]
    shards.begin(place)
    middle = len(notices) // 2
    written = [
        shards.write_shard(place, number, [each for each in part if isinstance(each, NoticeQuads)])
        for number, part in enumerate((notices[:middle], notices[middle:]))
    ]
    shards.finish(place, Manifest(BASE, "code", "", tuple(written)))
    return place


@pytest.fixture(scope="module")
def server(tmp_path_factory, sharded):
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=ROWS, folder=sharded) as server:
        yield server


def kg(*arguments: str | Path, place: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    known = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=place, env=known)


@pytest.fixture(scope="module")
def loaded(server, sharded):
    """The server after ``kg load``."""
    login = {"KG_ENDPOINT_USER": server.user, "KG_ENDPOINT_PASSWORD": server.password}
    first = kg("load", sharded, "--endpoint", server.url, **login)
    assert (first.returncode, first.stderr.count("2 loaded now")) == (0, 1), first.stderr
    again = kg("load", sharded, "--endpoint", server.url, **login)
    assert (again.returncode, again.stderr.count("2 were there")) == (0, 1), again.stderr
    return server


@pytest.fixture(scope="module")
def opened(folder):
    with store.opened_for_reading(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def remote(loaded):
    with opened_endpoint(Address(loaded.url)) as remote:
        yield remote


def things(opened, class_, every=1):
    """IRIs of a class, some of them."""
    found = {q.subject.value for q in opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_))}
    return sorted(found)[::every]


def test_whoever_has_no_password_may_not_load(loaded, sharded):
    result = kg("load", sharded, "--endpoint", loaded.url, KG_ENDPOINT_USER="dba", KG_ENDPOINT_PASSWORD="wrong")
    assert result.returncode == 6
    assert "refuses access (401)" in result.stderr


def held(server):
    with opened_endpoint(Address(server.url)) as remote:
        return sorted(map(str, remote))


def test_a_server_of_its_own_is_mended_and_pruned(tmp_path, sharded, loaded):
    """All but some notices go, with what only they say of shared things; others' graphs stay; what was lost comes back."""
    notices = [
        each for shard in shards.read_manifest(sharded).shards for each in shards.notices_in(sharded, shard, BASE)
    ]
    kept = tmp_path / "kept"
    shards.begin(kept)
    shards.finish(kept, Manifest(BASE, "code", "", (shards.write_shard(kept, 0, notices[::3]),)))
    foreign = f"{BASE}notice/comments"
    with (
        virtuoso(tmp_path / "db", rows=ROWS, folder=tmp_path) as server,
        virtuoso(tmp_path / "fresh", rows=ROWS, folder=tmp_path) as fresh,
    ):
        login = {"KG_ENDPOINT_USER": server.user, "KG_ENDPOINT_PASSWORD": server.password}
        for folder, place in ((kept, fresh), (sharded, server), (kept, server)):
            assert kg("load", folder, "--endpoint", place.url, **login).returncode == 0
        server.isql(f"SPARQL INSERT DATA {{ GRAPH <{foreign}> {{ <urn:a> <urn:b> <urn:c> }} }}")
        lost = [line for line in notices[0].shared.decode().splitlines() if '"' in line][:5]
        wire = Wire(Address(server.url, server.user, server.password))
        for triple, graph in map(parted, lost):
            Updates(wire, updates_of(wire)).remove(graph, f"{triple} .".encode())
        wire.close()
        pruned = kg("load", kept, "--endpoint", server.url, "--prune", **login)
        assert pruned.returncode == 0, pruned.stderr
        _, mended, gone = pruned.stderr.splitlines()
        assert mended == f"lost on the server and sent again: {len(lost)} lines on shared things"
        assert gone.startswith(f"pruned: {len(notices) - len(notices[::3])} notices in no shard, ")
        assert held(server) == sorted([*held(fresh), f"<urn:a> <urn:b> <urn:c> <{foreign}>"])
        again = kg("load", kept, "--endpoint", server.url, "--prune", **login)
        assert again.stderr.splitlines()[1:] == [
            "pruned: 0 notices in no shard, 0 lines on shared things that none brings"
        ]


def test_every_quad_is_the_same_though_the_server_cuts_answers_off(opened, remote):
    assert sorted(map(str, remote)) == sorted(map(str, opened))
    assert remote.asker.pages > 0
    assert remote.asker.limit == ROWS


def questions(opened) -> Iterator[query.Question]:
    """Every shipped query, for all documents and meetings and some agencies, and every few notices."""
    values = {
        "agency": things(opened, KG.Agency, 20),
        "document": things(opened, KG.Document),
        "meeting": things(opened, KG.Meeting),
        "notice": things(opened, KG.Notice, 4),
    }
    for shipped in query.shipped_queries():
        needed = [parameter for parameter in shipped.parameters if not parameter.optional]
        if not needed:
            yield query.question_of(shipped, {})
        for value in values[needed[0].kind] if needed else ():
            yield query.question_of(shipped, {needed[0].name: value})
    for period in ({"since": "2023-01-01"}, {"until": "2023-12-31"}, {"since": "2023-01-01", "until": "2023-12-31"}):
        yield query.question_of(query.shipped_query("directives-due"), period)


def test_all_shipped_queries_give_the_same_rows(opened, remote):
    def rows(place, question):
        answer = json.loads("".join(query.answer(place, question, "json")))
        return answer["head"], sorted(json.dumps(row, sort_keys=True) for row in answer["results"]["bindings"])

    answered, wrong = 0, []
    for question in questions(opened):
        here = rows(opened, question)
        answered += bool(here[1])
        if rows(remote, question) != here:
            wrong.append((question.text.partition("\n")[0], question.values))
    assert wrong == []
    assert answered > 30


@pytest.mark.parametrize("name", VIEWS_OF_A_STORE)
def test_a_view_shows_the_same(opened, remote, name):
    assert VIEWS_OF_A_STORE[name](remote) == VIEWS_OF_A_STORE[name](opened)


@pytest.mark.parametrize("name", VIEWS)
def test_a_graph_is_the_same(opened, remote, name):
    here, there = (requested_graph(place, Request(name)) for place in (opened, remote))
    assert list(there.nodes()) == list(here.nodes())
    assert list(there.edges()) == list(here.edges())


@pytest.mark.parametrize("name", ["turtle"])
def test_an_export_has_the_same_bytes(opened, remote, name):
    assert name in FORMATS
    here, there = io.BytesIO(), io.BytesIO()
    write_export(opened, name, here)
    write_export(remote, name, there)
    assert there.getvalue() == here.getvalue()


def test_hostile_values_and_chinese_iris_stay_what_they_are(opened, remote):
    for words in ('"} SELECT * { ?s ?p ?o } #', "'''", "\\", 'a\nb\tc"', "》{"):
        found = remote.query("SELECT ?x WHERE { BIND(1 AS ?one) }", substitutions={Variable("x"): Literal(words)})
        assert [row["x"].value for row in found] == [words]
    for iri in things(opened, KG.Agency, 30):
        text = "SELECT ?s ?l WHERE { GRAPH ?g { ?s skos:prefLabel ?l } }"
        question = query.free_question(text, {"s": iri})
        assert "".join(query.answer(remote, question, "csv")) == "".join(query.answer(opened, question, "csv"))


def test_graphs_are_not_cut_off_either(opened, remote):
    for text in (
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://w3id.org/huiyi/id/graph/entities> { ?s ?p ?o } }",
        "CONSTRUCT { ?a kg:about ?d } WHERE { GRAPH ?g { ?i kg:aboutDocument ?d ; kg:ofMeeting ?a } }",
    ):
        question = query.free_question(text, {})
        here = "".join(query.answer(opened, question, "ntriples"))
        assert "".join(query.answer(remote, question, "ntriples")) == here
        assert here.count("\n") > 50


def test_a_query_ends_when_its_time_is_up(loaded):
    cross = "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 5"
    begun = time.monotonic()
    result = kg("query", cross, "--endpoint", loaded.url, "--timeout", "1")
    assert result.returncode == 124
    assert time.monotonic() - begun < 5


def test_the_bulk_loader_of_the_server_reads_shards_too(tmp_path, sharded, folder, opened):
    vocabularies = tmp_path / "vocabularies.nq"
    assert kg("export", "nquads", "--store", folder, "-o", vocabularies).returncode == 0
    lines = [line for line in vocabularies.read_text("utf-8").split("\n") if "/graph/vocabularies> ." in line]
    (sharded / "vocabularies.nq").write_text("\n".join(lines) + "\n", "utf-8")
    try:
        with virtuoso(tmp_path / "db", rows=10_000, folder=sharded) as server:
            for pattern in ("part-*.nq.gz", "vocabularies.nq"):
                server.isql(f"ld_dir('{sharded}', '{pattern}', 'http://none.example/')")
            server.isql("rdf_loader_run()")
            assert "0 Rows" in server.isql("SELECT ll_file, ll_error FROM DB.DBA.LOAD_LIST WHERE ll_error IS NOT NULL")
            server.isql("checkpoint")
            with opened_endpoint(Address(server.url)) as remote:
                assert sorted(map(str, remote)) == sorted(map(str, opened))
    finally:
        (sharded / "vocabularies.nq").unlink()


def test_the_howto_prints_what_the_commands_print(tmp_path):
    texts = sorted((EXAMPLES / "series").glob("*.txt"))
    rows = [json.dumps({"id": path.stem, "text": path.read_text("utf-8")}, ensure_ascii=False) for path in texts]
    (tmp_path / "notices.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    shown = list(steps("howto-scale.md"))
    with virtuoso(tmp_path / "db", rows=10_000, folder=tmp_path) as server:
        login = {"KG_ENDPOINT_USER": server.user, "KG_ENDPOINT_PASSWORD": server.password}
        for step in shown:
            _, *arguments = shlex.split(step.command.replace(DOCUMENTED, server.url))
            result = kg(*arguments, place=tmp_path, **login)
            said = (result.stdout + result.stderr).replace(server.url, DOCUMENTED).splitlines()
            assert said == list(step.printed), step.command
    assert len(shown) == 5
