"""Measures as attributes of nodes, and as a table. Names begin with ``kg_``: Gephi has taken the plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.counted import counted
from kg.errors import UsageError
from kg.export.graph import Graph, Node
from kg.export.kinds import node_kinds
from kg.export.measures import Measures, measured
from kg.messages import Message, message
from kg.tables import Cell

COMMUNITY: Final = "kg_community"
MOST_NODES: Final = 100_000
"""Beyond this the measures would take hours and gigabytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A graph's nodes with their measures."""

    nodes: Sequence[Node]
    edges: int
    measures: Measures

    def remarks(self) -> list[Message]:
        """What is to be said besides the figures of single nodes."""
        measures = self.measures
        lines = [
            message(
                "{nodes}, {edges}, {components}, {communities}, density {density:.5f}",
                nodes=counted(len(self.nodes), "node"),
                edges=counted(self.edges, "edge"),
                components=counted(measures.components, "component"),
                communities=counted(max(measures.community, default=0), "community", "communities"),
                density=measures.density,
            )
        ]
        if measures.sources < len(self.nodes):
            lines.append(
                message(
                    "betweenness is an estimate: counted from {sources} of {nodes} nodes",
                    sources=measures.sources,
                    nodes=len(self.nodes),
                )
            )
        return lines


def measures_of(graph: Graph) -> Measured:
    """The measures of ``graph``, which is held in memory for it. Raises UsageError where it is too large."""
    nodes = list(graph.nodes())
    if len(nodes) > MOST_NODES:
        raise UsageError(
            message(
                "Measures of {nodes} nodes would take too long; choose a smaller --view, or --agency, --since, --ego.",
                nodes=len(nodes),
            )
        )
    number_of = {node.id: number for number, node in enumerate(nodes)}
    edges = [(number_of[edge.source], number_of[edge.target], float(edge.weight)) for edge in graph.edges()]
    return Measured(nodes, len(edges), measured(len(nodes), edges))


def with_measures(graph: Graph) -> Graph:
    """``graph`` with ``kg_strength``, ``kg_betweenness`` and ``kg_community`` among the attributes of its nodes."""
    found = measures_of(graph)
    measures = found.measures
    nodes = [
        replace(
            node,
            values={
                **node.values,
                "kg_strength": measures.strength[number],
                "kg_betweenness": measures.betweenness[number],
                COMMUNITY: measures.community[number],
            },
        )
        for number, node in enumerate(found.nodes)
    ]
    columns = {**graph.node_columns, "kg_strength": "double", "kg_betweenness": "double", COMMUNITY: "integer"}
    return replace(graph, nodes=lambda: nodes, node_columns=columns)


TABLE_COLUMNS: Final = {
    "rank": message("rank"),
    "label": message("name"),
    "kind": message("kind"),
    "degree": message("degree"),
    "strength": message("strength"),
    "betweenness": message("betweenness"),
    "community": message("community"),
    "iri": "IRI",
}
"""Names of the columns of ``table_rows``, and their headings on a terminal."""


def as_object(view: str, found: Measured, top: int) -> dict[str, object]:
    """The figures of the whole graph and of its ``top`` nodes, for JSON."""
    measures = found.measures
    return {
        "view": view,
        "nodes": len(found.nodes),
        "edges": found.edges,
        "components": measures.components,
        "communities": max(measures.community, default=0),
        "density": round(measures.density, 6),
        "betweenness_sources": measures.sources,
        "top": [dict(zip(TABLE_COLUMNS, row, strict=True)) for row in table_rows(found, top)],
    }


def table_rows(found: Measured, top: int) -> list[list[Cell]]:
    """The ``top`` nodes by betweenness, then strength, then id."""
    measures = found.measures
    order = sorted(
        range(len(found.nodes)),
        key=lambda n: (-measures.betweenness[n], -measures.strength[n], found.nodes[n].id),
    )
    return [
        [
            rank,
            found.nodes[number].label,
            node_kinds()[found.nodes[number].kind].zh,
            measures.degree[number],
            measures.strength[number],
            measures.betweenness[number],
            measures.community[number],
            found.nodes[number].id,
        ]
        for rank, number in enumerate(order[:top], start=1)
    ]
