"""Shards into a SPARQL server: all of it, once, again without harm, and on from where it stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import notice, reading_of
from pyoxigraph import NamedNode
from sparql_server import Server, running

from kg import shards
from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.endpoint import Address, opened_endpoint
from kg.endpoint.sinks import GraphStore, Updates, graph_store_of
from kg.endpoint.wire import Wire
from kg.errors import InputError, KgError, UnreachableError, UsageError
from kg.iris import BASE
from kg.shards import Manifest
from kg.uploading import upload


def quads_of(*numbers):
    return [reading_of(notice(number)).quads for number in numbers]


@pytest.fixture
def folder(tmp_path):
    """Two shards of three notices; all notices speak of the same county."""
    folder = tmp_path / "shards"
    shards.begin(folder)
    written = [shards.write_shard(folder, n, quads_of(*numbers)) for n, numbers in enumerate([(60, 61), (62,)])]
    shards.finish(folder, Manifest(BASE, "code", "", tuple(written)))
    return folder


@pytest.fixture
def server():
    with running(Server()) as server:
        yield server


@pytest.fixture
def wire(server):
    wire = Wire(Address(server.url))
    yield wire
    wire.close()


def everything():
    own = {line for each in quads_of(60, 61, 62) for line in (each.own + each.shared).decode().splitlines()}
    return sorted(own | set(vocabulary_lines(BASE)))


def held(server):
    return sorted(f"{quad} ." for quad in server.store)


def sink(server, wire, way="graph store"):
    place = server.url.removesuffix("query")
    return GraphStore(wire, f"{place}store") if way == "graph store" else Updates(wire, f"{place}update")


@pytest.mark.parametrize("way", ["graph store", "updates"])
def test_the_server_holds_what_the_shards_hold_and_the_vocabularies(folder, server, wire, way):
    done = upload(folder, wire, sink(server, wire, way))
    assert held(server) == everything()
    assert (done.shards, done.there, done.notices) == (2, 0, 3)
    with opened_endpoint(wire.address) as remote:
        assert len(remote) == len(everything())


def test_lines_on_shared_things_are_sent_once(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    entities = f"{BASE}graph/entities"
    assert server.requests.count(("POST", entities)) == 1
    assert sum(graph == entities for _, graph in server.requests) == 1


def test_a_second_load_sends_nothing_but_the_vocabularies(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    before = held(server)
    server.requests.clear()
    done = upload(folder, wire, sink(server, wire))
    assert (done.there, done.notices) == (2, 0)
    assert [graph for method, graph in server.requests if method in ("PUT", "POST")] == [vocabularies_graph(BASE)]
    assert held(server) == before


def test_an_interrupted_load_goes_on_where_it_stopped(folder, server, wire):
    class StoppedError(Exception):
        pass

    def tick(graph):
        if len(server.requests) > 3 and graph == quads_of(62)[0].graph:
            raise StoppedError

    with pytest.raises(StoppedError):
        upload(folder, wire, sink(server, wire), tick=tick)
    done = upload(folder, wire, sink(server, wire))
    assert (done.there, done.notices) == (1, 1)
    assert held(server) == everything()


def test_a_server_that_was_emptied_is_filled_again(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.store.clear()
    assert upload(folder, wire, sink(server, wire)).there == 0
    assert held(server) == everything()


def test_a_graph_that_changed_is_replaced_whole(folder, server, wire):
    graph = quads_of(60)[0].graph
    server.store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://old.example/> a <http://old.example/> }} }}")
    upload(folder, wire, sink(server, wire))
    assert held(server) == everything()


def test_a_server_that_loses_something_is_found_out(folder, server, wire):
    server.drop_after = 2
    with pytest.raises(KgError, match=r"does not hold what it was sent: 0 of \d+ statements of"):
        upload(folder, wire, sink(server, wire))
    server.drop_after = None
    assert upload(folder, wire, sink(server, wire)).there == 0, "a shard that was not found whole is not remembered"


def test_a_shard_that_is_not_what_the_manifest_says_is_not_sent(folder, server, wire):
    path = folder / "part-00001.nq.gz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(InputError, match=r"part-00001.nq.gz is not what the manifest says"):
        upload(folder, wire, sink(server, wire))
    assert quads_of(62)[0].graph not in {graph for _, graph in server.requests}


def test_a_broken_journal_is_named(folder, server, wire):
    folder.with_name("shards.loaded.json").write_text("[")
    with pytest.raises(InputError, match=r"shards.loaded.json cannot be read"):
        upload(folder, wire, sink(server, wire))


@pytest.mark.parametrize(
    ("kind", "url", "user", "found"),
    [
        ("Virtuoso/07.20", "http://h:1/sparql", None, "http://h:1/sparql-graph-crud"),
        ("Virtuoso/07.20", "http://h:1/sparql", "dba", "http://h:1/sparql-graph-crud-auth"),
        ("Apache Jena Fuseki (5.0.0)", "http://h:1/ds/query", None, "http://h:1/ds/data"),
        ("oxigraph/0.5", "http://h:1/query", None, "http://h:1/store"),
        ("nginx", "http://h:1/query", None, None),
        ("", "http://h:1/query", None, None),
    ],
)
def test_where_a_server_takes_graphs_is_known_by_its_kind(monkeypatch, kind, url, user, found):
    wire = Wire(Address(url, user, "x"))
    monkeypatch.setattr(wire, "kind", lambda: kind)
    if found is None:
        with pytest.raises(UsageError, match="--graph-store URL, or --update URL"):
            graph_store_of(wire)
    else:
        assert graph_store_of(wire) == found


def test_a_password_is_given_when_it_is_asked_for(folder, server):
    server.login = ("dba", "秘密")
    wire = Wire(Address(server.url, "dba", "秘密"))
    upload(folder, wire, sink(server, wire))
    assert held(server) == everything()
    wire.close()
    wire = Wire(Address(server.url, "dba", "wrong"))
    with pytest.raises(UnreachableError, match="refuses access"):
        upload(folder, wire, sink(server, wire))
    wire.close()


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_command_says_what_it_did(folder, server):
    result = kg("load", folder, "--endpoint", server.url)
    assert result.returncode == 0
    assert "shards on" in result.stderr
    assert "2 loaded now (3 notices" in result.stderr
    assert held(server) == everything()
    assert len(json.loads(folder.with_name("shards.loaded.json").read_text())[server.url]) == 2
    assert server.store.contains_named_graph(NamedNode(quads_of(60)[0].graph))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["{folder}", "--endpoint", "http://127.0.0.1:9/query"], 6, "cannot be reached"),
        (["{folder}/none", "--endpoint", "{url}"], 3, "no folder of shards"),
        (["{folder}", "--endpoint", "nowhere"], 2, "--endpoint is the address"),
        (["{folder}", "--endpoint", "{url}", "--update", "x"], 2, "--update is the address"),
        (["{folder}", "--endpoint", "{url}", "--update", "{url}", "--graph-store", "{url}"], 2, "give one of them"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(folder, server, arguments, code, words):
    result = kg("load", *(each.format(folder=folder, url=server.url) for each in arguments))
    assert result.returncode == code
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
