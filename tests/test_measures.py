"""Measures on graphs whose values one knows by heart."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.export import measures, measuring
from kg.export.graph import Edge, Graph, Node
from kg.export.measures import measured

STAR = [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 2.0)]
TWO_TRIANGLES = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0), (2, 3, 1.0)]


def test_the_middle_of_a_star_is_between_all_others():
    found = measured(5, STAR)
    assert found.degree == (3, 1, 1, 1, 0)
    assert found.strength == (4.0, 1.0, 1.0, 2.0, 0.0)
    assert found.betweenness == (0.5, 0, 0, 0, 0)  # 3 of the 6 pairs of the four others
    assert found.components == 2
    assert found.sources == 5


def test_two_triangles_with_a_bridge_are_two_communities():
    found = measured(6, TWO_TRIANGLES)
    assert found.community == (1, 1, 1, 2, 2, 2)
    assert found.betweenness[2] == found.betweenness[3] == max(found.betweenness)


def test_parallel_edges_count_once_with_the_sum_of_their_weights():
    found = measured(2, [(0, 1, 2.0), (1, 0, 3.0)])
    assert (found.degree, found.strength) == ((1, 1), (5.0, 5.0))


def test_a_large_graph_is_estimated_and_says_so(monkeypatch):
    monkeypatch.setattr(measures, "_WORK", 0)
    ring = [(number, (number + 1) % 100, 1.0) for number in range(100)]
    found = measured(100, ring)
    assert found.sources == 30
    assert found == measured(100, ring)


def test_nothing_has_measures_too():
    assert measured(0, []).degree == ()


def graph_of_triangles() -> Graph:
    nodes = [Node(f"urn:{number}", f"节点{number}", "agency") for number in range(6)]
    edges = [Edge(f"urn:{a}", f"urn:{b}", "同受要求", "instructed together") for a, b, _ in TWO_TRIANGLES]
    return Graph("test", False, lambda: nodes, lambda: edges, {"place": "string"})


def test_measures_become_attributes_with_types():
    graph = measuring.with_measures(graph_of_triangles())
    assert graph.node_columns == {
        "place": "string", "kg_strength": "double", "kg_betweenness": "double", "kg_community": "integer"
    }  # fmt: skip
    assert [node.values["kg_community"] for node in graph.nodes()] == [1, 1, 1, 2, 2, 2]


def test_the_table_ranks_by_betweenness_and_is_as_long_as_wanted():
    found = measuring.measures_of(graph_of_triangles())
    rows = measuring.table_rows(found, 2)
    assert [row[1] for row in rows] == ["节点2", "节点3"]
    assert measuring.as_object("test", found, 1)["communities"] == 2
    assert found.remarks() == ["6 nodes, 7 edges, 1 component, 2 communities, density 0.46667"]


def test_a_graph_too_large_to_measure_is_refused(monkeypatch):
    monkeypatch.setattr(measuring, "MOST_NODES", 5)
    with pytest.raises(UsageError, match="choose a smaller --view"):
        measuring.measures_of(graph_of_triangles())
