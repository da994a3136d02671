"""Typed nodes and edges: what every view is made of and every graph writer takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

Value = str | int | float | bool
ValueType = Literal["string", "integer", "double", "boolean"]
_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})


def _nothing() -> Mapping[str, Value]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Node:
    """One thing. ``kind`` is the English word of ``node_kinds.tsv``; ``dates`` are ISO dates, sorted, without doubles.

    ``values`` holds further attributes under names that the graph declares in ``Graph.node_columns``.
    """

    id: str
    label: str
    kind: str
    dates: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation. ``weight`` says how often it is stated; between two nodes there is at most one edge of a kind.

    ``kind`` is Chinese and ``kind_en`` English: roles and treatments come from the vocabularies.
    """

    source: str
    target: str
    kind: str
    kind_en: str
    weight: int = 1
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges that can be gone through again and again; nothing is kept in memory that the view need not keep.

    Every edge joins two of the nodes; nodes come sorted by id, edges by source, target and kind. ``node_columns``:
    name of a further attribute -> its type, in the order of writing.
    """

    name: str
    directed: bool
    nodes: Callable[[], Iterable[Node]]
    edges: Callable[[], Iterable[Edge]]
    node_columns: Mapping[str, ValueType] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether there is no node at all."""
        return next(iter(self.nodes()), None) is None


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: position, diameter (both in the units of Gephi's canvas), colour (#rrggbb)."""

    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the legend: what a colour means, and how many nodes have it."""

    colour: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with the look of its nodes, ready for a writer. ``looks`` and ``graph.nodes`` go side by side.

    ``key`` is the legend; a graph that is too large to be laid out has none.
    """

    graph: Graph
    looks: Callable[[], Iterator[tuple[Node, Look]]]
    key: tuple[KeyEntry, ...] = ()
