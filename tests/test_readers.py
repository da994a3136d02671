"""Graph files of the examples in programs that people open them with: graphology in Chromium, networkx, igraph, a schema."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from outside import READERS, ask_chromium

from kg import build, store
from kg.export.form import FileForm
from kg.export.forms import FORMS
from kg.export.projections import VIEWS
from kg.export.request import Request
from kg.export.views import view

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = {f"{name}.{form}": (form, Request(view=name)) for name in VIEWS for form in ("gexf", "graphml")} | {
    "dynamic.gexf": ("gexf", Request(view="full", dynamic=True)),
    "measures.gexf": ("gexf", Request(view="meeting-agency", measures=True)),
    "measures.graphml": ("graphml", Request(view="meeting-agency", measures=True)),
    "empty.gexf": ("gexf", Request(view="full", since="2031-01-01")),
    "empty.graphml": ("graphml", Request(view="full", since="2031-01-01")),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with every file of ``FILES``, of all example notices."""
    place = tmp_path_factory.mktemp("readers")
    build.build([str(EXAMPLES / "gold"), str(EXAMPLES / "series")], place / "store")
    with store.opened_for_reading(place / "store") as opened:
        for name, (form, request) in FILES.items():
            writer = FORMS[form]
            assert isinstance(writer, FileForm)
            with (place / name).open("wb") as output:
                writer.write(opened, request, output)
    return place


@pytest.fixture(scope="module")
def graphs(place):
    """By file: what the store says that it holds, as (labels by id, count of each edge with its kind and weight)."""
    with store.opened_for_reading(place / "store") as opened:
        views = {name: view(opened, name) for name in VIEWS}
    found = {}
    for file, (_, request) in FILES.items():
        graph = views[request.view or ""]
        nodes = [] if request.since else list(graph.nodes())
        edges = [] if request.since else list(graph.edges())
        found[file] = ({node.id: node.label for node in nodes}, Counter(map(_told, edges)), graph.directed)
    assert len(found["full.gexf"][0]) > 3000
    return found


def _told(edge):
    return edge.source, edge.target, edge.kind, float(edge.weight)


def either_way(edges: Counter, directed: bool) -> Counter:
    """The same with the ends of undirected edges in one order."""
    if directed:
        return edges
    turned = Counter()
    for (one, other, *rest), count in edges.items():
        turned[min(one, other), max(one, other), *rest] += count
    return turned


def check(graphs, name: str, labels: dict[str, str], edges: Counter) -> None:
    expected_labels, expected_edges, directed = graphs[name]
    # An attribute of XML holds no line feed: a reader sees a space.
    assert labels == {iri: " ".join(label.splitlines()) for iri, label in expected_labels.items()}
    assert either_way(edges, directed) == either_way(expected_edges, directed)


@pytest.fixture(scope="module")
def in_chromium(place):
    return ask_chromium("graphs.mjs", *(place / name for name in FILES))


@pytest.mark.parametrize("name", FILES)
def test_graphology_in_chromium_reads_the_nodes_edges_and_chinese_words_that_were_written(graphs, in_chromium, name):
    read = in_chromium[name]
    labels = {key: " ".join(attributes["label"].splitlines()) for key, attributes in read["nodes"]}
    edges = Counter((one, other, a["kind"], float(a["weight"])) for one, other, a in read["edges"])
    check(graphs, name, labels, edges)
    for _, attributes in read["nodes"]:
        assert {"x", "y", "size", "color", "kind", "kg_degree"} <= set(attributes)


@pytest.mark.parametrize("name", FILES)
def test_networkx_reads_the_same(place, graphs, name):
    read = nx.read_gexf(place / name) if name.endswith(".gexf") else nx.read_graphml(place / name)
    labels = {key: " ".join(label.splitlines()) for key, label in read.nodes(data="label")}
    kind = "label" if name.endswith(".gexf") else "kind"
    edges = Counter((one, other, a[kind], float(a["weight"])) for one, other, a in read.edges(data=True))
    check(graphs, name, labels, edges)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".graphml")])
def test_igraph_reads_the_same(place, graphs, name):
    import igraph

    read = igraph.Graph.Read_GraphML(str(place / name))
    ids = read.vs["id"] if read.vcount() else []
    labels = {vertex["id"]: " ".join(vertex["label"].splitlines()) for vertex in read.vs}
    edges = Counter((ids[edge.source], ids[edge.target], edge["kind"], edge["weight"]) for edge in read.es)
    check(graphs, name, labels, edges)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".gexf")])
def test_gexf_keeps_to_the_schema_and_its_ids_and_kinds_of_parallel_edges_differ(place, name):
    schema = etree.RelaxNG(etree.parse(READERS / "gexf-1.3.rng"))
    read = etree.parse(place / name)
    assert schema.validate(read), schema.error_log
    edges = [edge.attrib for edge in read.iter("{*}edge")]
    assert len({edge["id"] for edge in edges}) == len(edges)
    assert len({(edge["source"], edge["target"], edge["kind"]) for edge in edges}) == len(edges)


def test_the_schema_refuses_what_gephi_would_stumble_over(place):
    schema = etree.RelaxNG(etree.parse(READERS / "gexf-1.3.rng"))
    text = (place / "people.gexf").read_text(encoding="utf-8")
    for right, wrong in (
        ('version="1.3"', 'version="1.2"'),
        ('xmlns:viz="http://gexf.net/1.3/viz"', 'xmlns:viz="http://gexf.net/1.2draft/viz"'),
        ('type="integer"', 'type="int"'),
        ('weight="1"', 'weight="viel"'),
        ('<viz:color r="', '<viz:color r="3'),
    ):
        assert right in text
        assert not schema.validate(etree.fromstring(text.replace(right, wrong, 1).encode())), wrong
