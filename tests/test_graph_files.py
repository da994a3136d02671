"""GEXF, GraphML and SVG: read by other programs with the same nodes and edges, whatever the words are."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.export import svg
from kg.export.drawing import drawn
from kg.export.gexf import write_gexf
from kg.export.graph import Edge, Graph, Look, Node
from kg.export.graphml import write_drawing
from kg.export.kinds import edge_kinds, node_kinds
from kg.export.labels import labels, lines_of
from kg.xml_text import xml_text

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TAKEN_BY_GEPHI = {"id", "label", "x", "y", "z", "size", "r", "g", "b", "color", "weight", "degree", "modularity_class"}

NODES = [
    Node("urn:a", "甲局", "agency", ("2024-03-05", "2024-05-01"), {"place": "某市", "share": 0.25, "count": 3}),
    Node("urn:b", "乙局 & <“丙”>", "agency", ("2024-03-05",), {"open": True}),
    Node("urn:d", "要\n求", "directive", (), {}),
]
EDGES = [
    Edge("urn:a", "urn:b", "同受要求", "instructed together", 3, ("2024-03-05", "2024-05-01")),
    Edge("urn:d", "urn:a", "交办", "assignee", 1, ("2024-03-05",)),
    Edge("urn:d", "urn:a", "督促", "oversees"),
]
COLUMNS = {"place": "string", "share": "double", "count": "integer", "open": "boolean"}


def graph_of(nodes=NODES, edges=EDGES, columns=COLUMNS, *, directed=True) -> Graph:
    return Graph("test", directed, lambda: nodes, lambda: edges, columns)


def gexf(graph, **options) -> bytes:
    output = io.BytesIO()
    write_gexf(drawn(graph), output, **options)
    return output.getvalue()


def graphml(graph) -> bytes:
    output = io.BytesIO()
    write_drawing(drawn(graph), output)
    return output.getvalue()


def picture(graph) -> bytes:
    output = io.BytesIO()
    svg.write_svg(drawn(graph), output)
    return output.getvalue()


@pytest.mark.parametrize("options", [{}, {"dynamic": True}])
def test_gexf_reads_in_networkx_with_labels_kinds_weights_and_looks(options):
    read = nx.read_gexf(io.BytesIO(gexf(graph_of(), **options)))
    assert (set(read), read.size(), read.is_directed()) == ({"urn:a", "urn:b", "urn:d"}, 3, True)
    assert read.nodes["urn:a"]["label"] == "甲局"
    assert read.nodes["urn:b"]["label"] == "乙局 & <“丙”>"
    assert read.nodes["urn:a"]["kind"] == "机构"
    assert (read.nodes["urn:a"]["share"], read.nodes["urn:a"]["count"]) == (0.25, 3)
    assert read.nodes["urn:b"]["open"] is True
    assert set(read.nodes["urn:d"]["viz"]) == {"color", "size", "position"}
    edges = sorted((data["label"], data["weight"]) for _, _, data in read.edges(data=True))
    assert edges == [("交办", 1.0), ("同受要求", 3.0), ("督促", 1.0)]


def test_graphml_reads_in_networkx_with_the_same():
    read = nx.read_graphml(io.BytesIO(graphml(graph_of(directed=False))))
    assert (set(read), read.size(), read.is_directed()) == ({"urn:a", "urn:b", "urn:d"}, 3, False)
    assert read.nodes["urn:b"]["label"] == "乙局 & <“丙”>"
    assert (read.nodes["urn:a"]["share"], read.nodes["urn:b"]["open"]) == (0.25, True)
    assert {"x", "y", "size", "r", "g", "b"} <= set(read.nodes["urn:d"])
    assert sorted(data["kind"] for _, _, data in read.edges(data=True)) == ["交办", "同受要求", "督促"]


def test_gexf_is_built_as_its_schema_says():
    root = ElementTree.fromstring(gexf(graph_of()))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    for attributes in graph.iter(f"{GEXF}attributes"):
        assert attributes.get("class") in ("node", "edge")
        for attribute in attributes:
            assert set(attribute.keys()) == {"id", "title", "type"}
            assert attribute.get("type") in ("string", "integer", "double", "boolean")
    for node in graph.iter(f"{GEXF}node"):
        assert set(node.keys()) <= {"id", "label", "start", "end"}
        assert {child.tag for child in node} == {f"{GEXF}attvalues", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"}
    for edge in graph.iter(f"{GEXF}edge"):
        assert set(edge.keys()) <= {"id", "source", "target", "kind", "label", "weight", "start", "end"}
        assert {child.tag for child in edge} <= {f"{GEXF}attvalues", f"{GEXF}spells"}


def test_every_value_is_declared_and_no_name_is_one_of_gephis_own():
    root = ElementTree.fromstring(gexf(graph_of()))
    for of, things in (("node", "node"), ("edge", "edge")):
        (declared,) = (a for a in root.iter(f"{GEXF}attributes") if a.get("class") == of)
        names = {attribute.get("id") for attribute in declared}
        assert not names & TAKEN_BY_GEPHI
        used = {value.get("for") for thing in root.iter(GEXF + things) for value in thing.iter(f"{GEXF}attvalue")}
        assert used <= names


def test_parallel_edges_differ_in_kind_and_all_ids_are_unique():
    root = ElementTree.fromstring(gexf(graph_of()))
    edges = [(e.get("source"), e.get("target"), e.get("kind")) for e in root.iter(f"{GEXF}edge")]
    assert len(set(edges)) == 3
    ids = [e.get("id") for e in root.iter(f"{GEXF}edge")]
    assert len(set(ids)) == 3


def test_dynamic_gexf_has_intervals_of_iso_dates_and_the_plain_one_has_none():
    root = ElementTree.fromstring(gexf(graph_of(), dynamic=True))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == (
        "dynamic",
        "date",
        "interval",
    )
    spans = {node.get("id"): (node.get("start"), node.get("end")) for node in root.iter(f"{GEXF}node")}
    assert spans == {
        "urn:a": ("2024-03-05", "2024-05-01"),
        "urn:b": ("2024-03-05", "2024-03-05"),
        "urn:d": (None, None),
    }
    spells = [(spell.get("start"), spell.get("end")) for spell in root.iter(f"{GEXF}spell")]
    assert spells == [("2024-03-05", "2024-03-05"), ("2024-05-01", "2024-05-01")]
    assert b"start=" not in gexf(graph_of())
    assert b'for="date" value="2024-03-05"' in gexf(graph_of())


WORDS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'=\n\x00\x0b\ud800\ufffe𠀀")), max_size=8)


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS)
def test_no_words_break_the_files(label, kind):
    nodes = [Node("urn:a", label, "agency", (), {"place": kind}), Node("urn:b", "乙", "agency")]
    graph = graph_of(nodes, [Edge("urn:a", "urn:b", kind, kind)], {"place": "string"})
    for data in (gexf(graph), graphml(graph), picture(graph)):
        ElementTree.fromstring(data)
    read = nx.read_gexf(io.BytesIO(gexf(graph)))
    kept = ElementTree.fromstring(f'<a b="{xml_text(label)}"/>').get("b")
    assert read.nodes["urn:a"]["label"] == kept
    assert read.size() == 1


@pytest.mark.parametrize("write", [gexf, graphml, picture])
def test_a_graph_without_nodes_is_a_valid_file(write):
    ElementTree.fromstring(write(graph_of([], [])))


@pytest.mark.parametrize("write", [gexf, graphml, picture])
def test_the_same_graph_gives_the_same_bytes(write):
    assert write(graph_of()) == write(graph_of())


def test_a_picture_shows_each_node_and_edge_once_and_says_what_the_colours_mean():
    root = ElementTree.fromstring(picture(graph_of()))
    space = "{http://www.w3.org/2000/svg}"
    circles = list(root.iter(f"{space}circle"))
    assert len(circles) == 3 + 2  # nodes, and the legend's two kinds
    assert sum((path.get("d") or "").count("M") for path in root.iter(f"{space}path")) == 3
    assert {"机构 2", "要求 1"} <= {text.text for text in root.iter(f"{space}text")}


def test_colours_of_communities_are_named_after_their_hubs_and_pairs_have_none():
    nodes = [
        Node(f"urn:{n}", f"局{n}", "agency", (), {"kg_community": 1 if n < 4 else 2 if n < 7 else 3}) for n in range(9)
    ]
    edges = [Edge(f"urn:{one}", f"urn:{two}", "同受要求", "instructed together") for one, two in
             ((0, 1), (1, 2), (1, 3), (4, 5), (5, 6), (7, 8))]  # fmt: skip
    graph = graph_of(nodes, edges, {"kg_community": "integer"}, directed=False)
    drawing = drawn(graph, communities="kg_community")
    assert [(entry.words, entry.count) for entry in drawing.key] == [("局1", 4), ("局5", 3), ("其余", 2)]
    colours = [look.colour for _, look in drawing.looks()]
    assert colours == [drawing.key[0].colour] * 4 + [drawing.key[1].colour] * 3 + [drawing.key[2].colour] * 2
    assert len(set(colours)) == 3


def test_more_communities_than_colours_begin_the_colours_again_and_the_legend_ends():
    nodes = [Node(f"urn:{n:03}", f"局{n}", "agency", (), {"kg_community": n // 3 + 1}) for n in range(60)]
    drawing = drawn(graph_of(nodes, [], {"kg_community": "integer"}), communities="kg_community")
    assert len(drawing.key) == 12
    assert sum(entry.count for entry in drawing.key) == 60
    colours = [look.colour for _, look in drawing.looks()]
    assert colours[0] == colours[33]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("沂源县水利局", ("沂源县水利局",)),
        ("延边朝鲜族自治州人民政府第16届第21次常务会议", ("延边朝鲜族自治州人民政府", "第16届第21次常务会议")),
        ("国务院常务会议(2024-03-08)", ("国务院常务会议", "(2024-03-08)")),
        ("中华人民共和国国家发展和改革委员会", ("中华人民共和国", "国家发展和改革委员会")),
        ("一" * 40, ("一" * 13, "一" * 13 + "…")),
        ("1234567890123456", ("1234567890123456",)),
    ],
)
def test_names_are_cut_where_a_reader_would_cut_them_and_never_in_a_number(label, lines):
    assert lines_of(label) == lines


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30)), max_size=12))
def test_no_name_lies_over_another_or_over_a_larger_node_or_the_legend(found):
    placed = [
        (Node(f"urn:{n}", "某某市某某局" + chr(0x4E00 + n), "agency"), Look(x * 20.0, y * 20.0, size, "#000000"))
        for n, (x, y, size) in enumerate(found)
    ]
    spots = {node.id: (look.x, look.y, look.size) for node, look in placed}
    radius = {node.label: look.size for node, look in placed}
    boxes = [(0.0, 0.0, 200.0, 100.0)]
    for label in labels(placed, spots, 1200.0, (200.0, 100.0)):
        half = max(map(len, label.lines)) * label.size * 0.5
        box = (label.x - half, label.baselines[0] - label.size * 0.8, label.x + half, label.baselines[-1])
        assert not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in boxes)
        boxes.append(box)
        for x, y, size in spots.values():
            inside = box[0] < x < box[2] and box[1] < y < box[3]
            assert not inside or size <= radius["".join(label.lines)]


def test_a_picture_of_too_many_nodes_is_refused(monkeypatch):
    monkeypatch.setattr(svg, "MOST_NODES", 2)
    with pytest.raises(UsageError, match="choose a smaller --view"):
        picture(graph_of())


def test_kinds_have_two_names_each_and_colours_of_their_own():
    kinds = node_kinds().values()
    assert len({kind.colour for kind in kinds}) == len({kind.zh for kind in kinds}) == len({k.label for k in kinds})
    assert len({kind.zh for kind in edge_kinds().values()}) == len(edge_kinds())
