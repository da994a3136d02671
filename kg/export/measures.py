"""Who is central and who belongs together: degree, betweenness and communities of a graph, by networkx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WORK: Final = 2_000_000
"""Nodes and edges to go through for betweenness: some seconds. Larger graphs are estimated from a part of the nodes."""
_FEWEST_SOURCES: Final = 30
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Measures:
    """One value for each node, in the order of the nodes; edges count without direction.

    ``degree``: neighbours. ``strength``: sum of the weights of the edges. ``betweenness``: share of the shortest paths
    between others that go through the node (0..1). ``community``: 1 is the largest. ``sources`` is the number of nodes that
    betweenness was counted from: all of them, or so many that it is an estimate.
    """

    degree: tuple[int, ...]
    strength: tuple[float, ...]
    betweenness: tuple[float, ...]
    community: tuple[int, ...]
    components: int
    density: float
    sources: int


def measured(size: int, edges: Sequence[tuple[int, int, float]]) -> Measures:
    """The measures of the nodes 0 … ``size`` - 1, joined by ``edges`` (two nodes and a weight).

    Parallel edges count as one with the sum of their weights; communities heed weights, betweenness does not. The same graph
    gives the same values every time.
    """
    import networkx as nx

    # Whole numbers for nodes: sets of strings would be gone through in another order in every process.
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other, weight in edges:
        before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(one, other, weight=before + weight)
    if size == 0:
        return Measures((), (), (), (), 0, 0.0, 0)
    sources = min(size, max(_FEWEST_SOURCES, _WORK // (size + graph.size())))
    between = nx.betweenness_centrality(graph, k=None if sources == size else sources, seed=_SEED)
    groups = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ranked = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    community = {node: rank for rank, group in enumerate(ranked, start=1) for node in group}
    return Measures(
        tuple(degree for _, degree in sorted(graph.degree())),
        tuple(float(strength) for _, strength in sorted(graph.degree(weight="weight"))),
        tuple(round(between[node], 6) for node in range(size)),
        tuple(community[node] for node in range(size)),
        nx.number_connected_components(graph),
        nx.density(graph),
        sources,
    )
