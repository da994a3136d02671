"""How a graph looks when it is opened: places, sizes by kind and degree, colours by kind or by community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from math import sqrt
from typing import Final, NamedTuple

from kg.export.graph import Drawing, Edge, Graph, KeyEntry, Look, Node
from kg.export.kinds import node_kinds
from kg.export.layout import MOST_NODES, laid_out, spiral
from kg.export.sorting import sorted_unique
from kg.export.spool import encoded

DEGREE: Final = "kg_degree"
"""Attribute with the number of edges. Gephi, which counts them itself, has taken the name degree."""
_PALETTE: Final = (
    "#c8443a", "#2274a5", "#e9a23b", "#5b8c5a", "#6a4c93", "#3a9188", "#b5651d", "#d16ba5", "#7f8c2e", "#4361a8",
    "#a23e48",
)  # fmt: skip
"""Colours of communities, the largest first; further ones begin again."""
_ALONE: Final = "#b3b0a8"
_LEAST_COMMUNITY: Final = 3
"""Fewer nodes than this are no community that a colour would help to see."""
_NAME_LENGTH: Final = 18


def drawn(graph: Graph, *, communities: str | None = None, most: int = MOST_NODES, english: bool = False) -> Drawing:
    """``graph`` with a look for each node and ``kg_degree`` among its attributes.

    Up to ``most`` nodes are laid out by forces, in memory. Beyond that they stand on a spiral, and memory does not
    grow with the graph. ``communities``: attribute of the nodes by whose whole number they are coloured. ``english``: what the
    legend calls kinds, which are Chinese otherwise.
    """
    columns = {**graph.node_columns, DEGREE: "integer"}
    kept = list(islice(graph.nodes(), most + 1))
    if len(kept) > most:
        counted = replace(graph, nodes=lambda: (node for node, _ in _counted(graph)), node_columns=columns)
        return Drawing(counted, lambda: _on_a_spiral(graph))
    number_of = {node.id: number for number, node in enumerate(kept)}
    ends = [(number_of[edge.source], number_of[edge.target], float(edge.weight)) for edge in graph.edges()]
    degrees = [0] * len(kept)
    for one, other, _ in ends:
        degrees[one] += 1
        degrees[other] += 1
    nodes = [_with_degree(node, degree) for node, degree in zip(kept, degrees, strict=True)]
    colours = _by_kind(nodes, english=english) if communities is None else _by_community(nodes, communities)
    looks = [
        Look(x, y, _size(node, degree), colours.of[node.id])
        for node, degree, (x, y) in zip(nodes, degrees, laid_out(len(nodes), ends), strict=True)
    ]
    return Drawing(
        Graph(graph.name, graph.directed, lambda: nodes, graph.edges, columns),
        lambda: zip(nodes, looks, strict=True),
        colours.key,
    )


class _Colours(NamedTuple):
    """The colour of each node by its id, and what the colours mean."""

    of: Mapping[str, str]
    key: tuple[KeyEntry, ...]


def _by_kind(nodes: Iterable[Node], *, english: bool) -> _Colours:
    kinds = node_kinds()
    of = {node.id: kinds[node.kind].colour for node in nodes}
    counts = Counter(node.kind for node in nodes)
    key = (
        KeyEntry(kinds[name].colour, kinds[name].en if english else kinds[name].zh, count)
        for name, count in counts.most_common()
    )
    return _Colours(of, tuple(key))


def _by_community(nodes: Sequence[Node], attribute: str) -> _Colours:
    """A colour for each community of some size, which is named after its node with most edges."""
    members: dict[object, list[Node]] = {}
    for node in nodes:
        members.setdefault(node.values.get(attribute), []).append(node)
    of: dict[str, str] = {}
    key = []
    large = [group for group in members.values() if len(group) >= _LEAST_COMMUNITY]
    for number, group in enumerate(sorted(large, key=lambda group: (-len(group), group[0].id))):
        colour = _PALETTE[number % len(_PALETTE)]
        of |= {node.id: colour for node in group}
        if number < len(_PALETTE):
            key.append(KeyEntry(colour, _name_of(group), len(group)))
    rest = len(nodes) - sum(entry.count for entry in key)
    if rest:
        key.append(KeyEntry(_ALONE, "其余", rest))
    return _Colours({node.id: of.get(node.id, _ALONE) for node in nodes}, tuple(key))


def _name_of(group: Iterable[Node]) -> str:
    """The name of the node with most edges."""
    hub = min(group, key=lambda node: (-int(node.values[DEGREE]), node.id))
    return hub.label if len(hub.label) <= _NAME_LENGTH else hub.label[: _NAME_LENGTH - 1] + "…"


def _on_a_spiral(graph: Graph) -> Iterator[tuple[Node, Look]]:
    for (node, degree), (x, y) in zip(_counted(graph), spiral(), strict=False):
        yield node, Look(x, y, _size(node, degree), node_kinds()[node.kind].colour)


def _counted(graph: Graph) -> Iterator[tuple[Node, int]]:
    """Each node with its degree, which it also bears. Sorting brings both together, so nothing is kept in memory."""
    ends = groupby(sorted_unique(_ends(graph.edges())), key=lambda line: line.partition("\0")[0])
    end, lines = next(ends, (None, iter(())))
    for node in graph.nodes():
        degree = 0
        if end == _key(node.id):
            degree = sum(1 for _ in lines)
            end, lines = next(ends, (None, iter(())))
        yield _with_degree(node, degree), degree


def _ends(edges: Iterable[Edge]) -> Iterator[str]:
    for number, edge in enumerate(edges):
        yield f"{_key(edge.source)}\0{number}s"
        yield f"{_key(edge.target)}\0{number}t"


def _key(iri: str) -> str:
    """The id as it stands in the lines that nodes were sorted by."""
    return encoded(iri)


def _with_degree(node: Node, degree: int) -> Node:
    return replace(node, values={**node.values, DEGREE: degree})


def _size(node: Node, degree: int) -> float:
    return round(node_kinds()[node.kind].size + 3.0 * sqrt(degree), 1)
