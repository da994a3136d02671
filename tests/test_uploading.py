"""Shards into a SPARQL server: all of it, once, again without harm, and on from where it stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hand_made import notice, reading_of
from pyoxigraph import NamedNode, RdfFormat, parse
from sparql_server import Server, running

from kg import shards
from kg.concepts import vocabularies_graph, vocabulary_lines
from kg.endpoint import Address, opened_endpoint
from kg.endpoint.sinks import GraphStore, Updates, graph_store_of, updates_of
from kg.endpoint.wire import Wire
from kg.errors import InputError, KgError, UnreachableError, UsageError
from kg.iris import BASE, Minter
from kg.shards import Manifest
from kg.uploading import upload
from kg.vocab import SKOS

ENTITIES = Minter().graph("entities")
COUNTY = Minter().place("530823")


def quads_of(*numbers):
    return [reading_of(notice(number)).quads for number in numbers]


def varied(*numbers):
    """As ``quads_of``; each also names an office that no other does, and says something more of the county."""
    for number, quads in zip(numbers, quads_of(*numbers), strict=True):
        office = Minter().org("530823", f"第{number}所", notice="n")
        own = (f'<{thing}> <{SKOS.altLabel}> "{number}所"@zh <{ENTITIES}> .\n' for thing in (office, COUNTY))
        yield replace(quads, shared=quads.shared + "".join(own).encode())


def written(folder, *groups, quads=quads_of):
    """``folder`` with a shard for each group of notices."""
    shards.begin(folder)
    parts = [shards.write_shard(folder, n, quads(*numbers)) for n, numbers in enumerate(groups)]
    shards.finish(folder, Manifest(BASE, "code", "", tuple(parts)))
    return folder


@pytest.fixture
def folder(tmp_path):
    """Two shards of three notices; all notices speak of the same county."""
    return written(tmp_path / "shards", (60, 61), (62,))


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


@pytest.mark.parametrize("way", ["graph store", "updates"])
def test_a_shard_that_would_update_the_server_is_refused_before_its_notice_is_sent(tmp_path, server, wire, way):
    (foreign, *_) = of_others(server)
    one = quads_of(60)[0]
    graph = foreign.split()[-2]
    hostile = (
        f"<urn:a> <urn:b> <urn:c> . }} }} ; DROP GRAPH {graph} ; "
        f"INSERT DATA {{ GRAPH <urn:z> {{ <urn:a> <urn:b> <urn:c> <{one.graph}> .\n"
    )
    folder = written(tmp_path / "s", (60,), quads=lambda _: [replace(one, own=one.own + hostile.encode())])
    with pytest.raises(InputError, match=r"part-00000\.nq\.gz is no shard: line \d+ is not an N-Quads line"):
        upload(folder, wire, sink(server, wire, way))
    assert foreign in held(server)
    assert not any(one.graph in line for line in held(server))


def test_a_notice_in_two_shards_is_refused_and_not_sent_twice(tmp_path, server, wire):
    folder = written(tmp_path / "s", (60, 61), (62, 60))
    for _ in range(2):  # the second time the first shard is there
        server.requests.clear()
        with pytest.raises(InputError, match=f"hold {quads_of(60)[0].graph} twice"):
            upload(folder, wire, sink(server, wire))
        assert server.requests.count(("PUT", quads_of(60)[0].graph)) <= 1
    assert all(line in held(server) for line in quads_of(60)[0].own.decode().splitlines())


def test_pruning_leaves_alone_what_a_server_says_with_blank_nodes(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.store.update(
        f"INSERT DATA {{ GRAPH <{ENTITIES}> {{ _:a <urn:b> <{COUNTY}> . <urn:c> <urn:d> _:e . <{COUNTY}> <urn:d> _:f . "
        f'<urn:c> <urn:d> "gone" . <{COUNTY}> <urn:d> "gone" }} }}'
    )
    assert prune(server, wire, folder).swept == 2
    left = [line for line in held(server) if line not in everything()]
    assert len(left) == 3
    assert all("_:" in line for line in left)


def test_a_broken_journal_is_named(folder, server, wire):
    folder.with_name("shards.loaded.json").write_text("[")
    with pytest.raises(InputError, match=r"shards.loaded.json cannot be read"):
        upload(folder, wire, sink(server, wire))


# ── shared things that were lost ──


def shared_lines(*numbers, quads=quads_of):
    return sorted({line for each in quads(*numbers) for line in each.shared.decode().splitlines()})


def lose(server, *lines):
    """Let the server forget ``lines`` (N-Quads of shared things)."""
    for line in lines:
        (quad,) = parse(line, format=RdfFormat.N_QUADS)
        assert quad in server.store
        server.store.remove(quad)


@pytest.mark.parametrize("way", ["graph store", "updates"])
@pytest.mark.parametrize("every", [1, 3], ids=["all", "some"])
def test_lines_on_shared_things_that_a_server_lost_are_sent_again(folder, server, wire, way, every):
    upload(folder, wire, sink(server, wire))
    lost = shared_lines(60, 61, 62)[::every]
    lose(server, *lost)
    done = upload(folder, wire, sink(server, wire, way))
    assert (done.there, done.notices, done.mended) == (2, 0, len(lost))
    assert held(server) == everything()
    assert upload(folder, wire, sink(server, wire)).mended == 0


def test_what_was_not_lost_is_not_sent_again(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    (lost, *_) = shared_lines(60)
    lose(server, lost)
    server.requests.clear()
    upload(folder, wire, sink(server, wire, "updates"))
    (sent,) = [text for kind, text in server.requests if kind == "update" and ENTITIES in text]
    assert lost.rpartition(" <")[0] in sent
    assert sent.count(" .\n") == 1


def test_a_loss_is_found_beside_what_others_say_of_the_same_thing(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    (lost, *_) = [line for line in shared_lines(60, 61, 62) if line.startswith(f"<{COUNTY}> ")]
    lose(server, lost)
    for number in range(3):
        server.store.update(f'INSERT DATA {{ GRAPH <{ENTITIES}> {{ <{COUNTY}> <urn:says> "{number}" }} }}')
    assert upload(folder, wire, sink(server, wire)).mended == 1
    assert {*everything()} < {*held(server)}


def test_comparing_shared_things_takes_few_requests(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.requests.clear()
    upload(folder, wire, sink(server, wire))
    asked = [text for kind, text in server.requests if kind == "query" and ENTITIES in text]
    assert 0 < len(asked) <= 2, "a count, and how many rows it has"


def test_a_server_that_loses_shared_lines_again_is_found_out(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    lose(server, *shared_lines(60))
    server.drop_after = 1  # the vocabularies arrive
    with pytest.raises(KgError, match=r"does not hold what it was sent: 0 of \d+ statements on https://"):
        upload(folder, wire, sink(server, wire))


def test_a_shard_that_must_be_sent_again_brings_its_shared_lines_with_it(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.store.remove_graph(NamedNode(ENTITIES))
    for each in quads_of(60, 61, 62):
        server.store.remove_graph(NamedNode(each.graph))
    done = upload(folder, wire, sink(server, wire))
    assert (done.there, done.mended) == (0, 0)
    assert held(server) == everything()


# ── pruning ──


FOREIGN = (
    "https://w3id.org/huiyi/id/graph/ledger",
    "https://w3id.org/huiyi/id/graph/links",
    "https://w3id.org/huiyi/id/notice/comments",
    "https://w3id.org/huiyi/id/notice/0123456789abcdef/remarks",
    "https://w3id.org/huiyi/id/elsewhere/notice/0123456789abcdef",
    "https://other.example/notice/0123456789abcdef",
    "https://other.example/graph/entities",
    "urn:other",
)


def of_others(server):
    """Graphs that are no notice's of our base, with one statement each; their quads."""
    for graph in FOREIGN:
        server.store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> <{COUNTY}> }} }}")
    return [f"<urn:a> <urn:b> <{COUNTY}> <{graph}> ." for graph in FOREIGN]


def prune(server, wire, folder):
    return upload(folder, wire, sink(server, wire), pruner=sink(server, wire, "updates"))


def test_pruned_a_server_is_as_one_filled_afresh_and_others_keep_theirs(folder, server, wire):
    upload(written(folder, (60, 61), (62,), quads=varied), wire, sink(server, wire))
    others = of_others(server)
    done = prune(server, wire, written(folder, (62,), quads=varied))
    assert (done.pruned, done.swept) == (2, 4)
    with running(Server()) as fresh:
        other = Wire(Address(fresh.url))
        upload(folder, other, sink(fresh, other))
        other.close()
        assert held(server) == sorted([*held(fresh), *others])


def test_without_being_asked_to_nothing_goes(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    done = upload(written(folder, (62,)), wire, sink(server, wire))
    assert (done.pruned, done.swept) == (0, 0)
    assert held(server) == everything()


def test_where_nothing_is_too_much_pruning_changes_nothing(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.requests.clear()
    done = prune(server, wire, folder)
    assert (done.pruned, done.swept, done.mended) == (0, 0, 0)
    assert not [text for kind, text in server.requests if kind == "update"]
    assert held(server) == everything()


def test_pruning_mends_and_sweeps_in_one_go_whatever_was_lost_beside_what_is_too_much(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    lost = [line for line in shared_lines(62) if line.startswith(f"<{COUNTY}> ")]
    lose(server, *lost)
    for number, _ in enumerate(lost):  # as many as were lost, of a thing that nobody mentions
        server.store.update(f'INSERT DATA {{ GRAPH <{ENTITIES}> {{ <urn:gone> <urn:says> "{number}" }} }}')
    server.store.update(f'INSERT DATA {{ GRAPH <{ENTITIES}> {{ <{COUNTY}> <urn:says> "old" }} }}')
    done = prune(server, wire, folder)
    assert (done.mended, done.pruned, done.swept) == (len(lost), 0, len(lost) + 1)
    assert held(server) == everything()


def test_a_pruning_that_was_interrupted_is_finished_by_the_next(folder, server, wire, monkeypatch):
    upload(written(folder, (60, 61), (62,), quads=varied), wire, sink(server, wire))
    written(folder, (62,), quads=varied)

    class StoppedError(Exception):
        pass

    def stop(*_: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patched:
        patched.setattr(Updates, "remove", stop)
        with pytest.raises(StoppedError):
            prune(server, wire, folder)
    done = prune(server, wire, folder)
    assert (done.pruned, done.swept) == (0, 4)
    assert [line for line in held(server) if ENTITIES in line] == shared_lines(62, quads=varied)


def test_many_things_are_pruned_in_requests_of_a_bounded_size(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    server.store.bulk_load(
        b"".join(f'<urn:gone:{n}> <urn:says> "{n}" <{ENTITIES}> .\n'.encode() for n in range(1_234)),
        format=RdfFormat.N_QUADS,
    )
    server.rows = 300
    server.requests.clear()
    assert prune(server, wire, folder).swept == 1_234
    assert held(server) == everything()
    updates = [text for kind, text in server.requests if kind == "update"]
    assert max(text.count(" .\n") for text in updates) <= 500


def test_a_server_that_keeps_what_was_to_go_is_found_out(folder, server, wire, monkeypatch):
    upload(folder, wire, sink(server, wire))
    written(folder, (62,))
    monkeypatch.setattr(Updates, "drop", lambda *_: None)
    with pytest.raises(KgError, match=r"still holds https://.*, which was to go"):
        prune(server, wire, folder)


def test_a_folder_without_notices_does_not_empty_a_server(folder, server, wire):
    upload(folder, wire, sink(server, wire))
    with pytest.raises(InputError, match="holds no notices, so --prune would take all of them out"):
        prune(server, wire, written(folder))
    assert held(server) == everything()


# ── where a server takes what ──


@pytest.mark.parametrize(
    ("kind", "url", "user", "graphs", "updates"),
    [
        ("Virtuoso/07.20", "http://h:1/sparql", None, "sparql-graph-crud", "sparql"),
        ("Virtuoso/07.20", "http://h:1/sparql", "dba", "sparql-graph-crud-auth", "sparql-auth"),
        ("Apache Jena Fuseki (5.0.0)", "http://h:1/ds/query", None, "ds/data", "ds/update"),
        ("oxigraph/0.5", "http://h:1/query", None, "store", "update"),
        ("nginx", "http://h:1/query", None, None, None),
        ("", "http://h:1/query", None, None, None),
    ],
)
def test_where_a_server_takes_graphs_and_updates_is_known_by_its_kind(monkeypatch, kind, url, user, graphs, updates):
    wire = Wire(Address(url, user, "x"))
    monkeypatch.setattr(wire, "kind", lambda: kind)
    if graphs is None:
        with pytest.raises(UsageError, match="takes graphs is not known; say it: --graph-store URL, or --update URL"):
            graph_store_of(wire)
        with pytest.raises(UsageError, match="takes updates is not known; say it: --update URL"):
            updates_of(wire)
    else:
        assert (graph_store_of(wire), updates_of(wire)) == (f"http://h:1/{graphs}", f"http://h:1/{updates}")


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


def test_the_command_says_what_it_mended_and_pruned_in_a_line_each(folder, server):
    assert kg("load", folder, "--endpoint", server.url).stderr.count("\n") == 1
    lose(server, *shared_lines(62))
    written(folder, (62,))
    result = kg("load", folder, "--endpoint", server.url, "--prune")
    _, mended, pruned = result.stderr.splitlines()
    assert mended == f"lost on the server and sent again: {len(shared_lines(62))} lines on shared things"
    assert pruned.startswith("pruned: 2 notices in no shard, ")
    assert kg("load", folder, "--endpoint", server.url, "--prune").stderr.splitlines()[1:] == [
        "pruned: 0 notices in no shard, 0 lines on shared things that none brings"
    ]


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
