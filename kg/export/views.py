"""Views over the store as graphs: the whole, or a projection such as agencies that were instructed together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.export.graph import Edge, Graph, Node, Value, ValueType
from kg.export.kinds import kinds_of_classes, kinds_of_properties
from kg.export.projections import VIEWS, Link, Projection
from kg.export.sorting import sorted_unique
from kg.export.spool import Spool, encoded
from kg.export.things import Thing, things_of
from kg.export.wanted import Wanted, wanted_accounts
from kg.messages import message
from kg.nearest import nearest_told
from kg.vocab import KG

if TYPE_CHECKING:
    from kg.source import Source

_COLUMNS: Final[dict[str, ValueType]] = {
    "place": "string",
    "due": "string",
    "quote": "string",
    "evidence": "string",
    "source": "string",
}
_COLUMNS_OF: Final = {"full": tuple(_COLUMNS), "agency-directive": ("place", "due", "quote", "evidence")}
"""Further attributes of nodes, by view; elsewhere the place only."""
_OTHER: Final = "other"
_ThingOf = Callable[[str], Thing]


def view(opened: Source, name: str, wanted: Wanted | None = None) -> Graph:
    """The view called ``name``, as far as ``wanted``. The store is read now; the graph does not need it any more.

    Memory does not grow with the store. Raises UsageError, naming the nearest, where there is no such view.
    """
    check_view(name)
    projection, directed = VIEWS[name]
    raw_nodes, raw_edges = _gathered(opened, projection, wanted or Wanted())
    thing_of = things_of(opened)
    if name == "full":
        _add_relations(thing_of, raw_nodes, raw_edges)
    nodes, edges = Spool(_merged_nodes(raw_nodes, thing_of)), Spool(_merged_edges(raw_edges))
    columns = {column: _COLUMNS[column] for column in _COLUMNS_OF.get(name, ("place",))}
    return Graph(name, directed, lambda: map(_node, nodes), lambda: map(_edge, edges), columns)


def check_view(name: str) -> None:
    """Return if there is a view called ``name``; else raise UsageError with the nearest and with all of them."""
    if name in VIEWS:
        return
    hint = nearest_told(name, VIEWS, likeness=0.4)
    raise UsageError(
        message("There is no view {name!r}; {hint}there are: {views}.", name=name, hint=hint, views=", ".join(VIEWS))
    )


def around(graph: Graph, center: str, depth: int) -> Graph:
    """The part of ``graph`` that lies within ``depth`` edges of the node ``center``, in whichever direction they point.

    Without any node where ``center`` is none of its nodes. Each step goes through the edges once.
    """
    reached = {node.id for node in graph.nodes() if node.id == center}
    for _ in range(depth):
        beside = {
            end
            for edge in graph.edges()
            if (edge.source in reached) != (edge.target in reached)
            for end in (edge.source, edge.target)
        }
        if beside <= reached:
            break
        reached |= beside
    return Graph(
        graph.name,
        graph.directed,
        lambda: (node for node in graph.nodes() if node.id in reached),
        lambda: (edge for edge in graph.edges() if edge.source in reached and edge.target in reached),
        graph.node_columns,
    )


# ── from notices to lines, from lines to nodes and edges ──────────────────────────────────────────────────────
# A line is a JSON list that begins with what lines are brought together by, so that sorting does it.


def _gathered(opened: Source, projection: Projection, wanted: Wanted) -> tuple[Spool, Spool]:
    nodes, edges = Spool(), Spool()
    for account in wanted_accounts(opened, wanted):
        for found in projection(account):
            if isinstance(found, Node):
                nodes.add(_line(found.id, found.kind, found.label, found.dates, found.values))
            else:
                _add_link(found, nodes, edges)
    return nodes, edges


def _add_link(link: Link, nodes: Spool, edges: Spool) -> None:
    edges.add(_line(*link))
    for end in (link.source, link.target):
        nodes.add(_line(end, "", "", () if link.date is None else (link.date,), {}))


def _add_relations(thing_of: _ThingOf, nodes: Spool, edges: Spool) -> None:
    """What shared things are to each other: part of, place, post in, issued by; and the things that this leads to."""
    waiting: set[str] = set()
    seen: set[str] = set()
    links = Spool()
    for iri, lines in groupby(map(json.loads, sorted_unique(nodes)), key=lambda line: line[0]):
        if not any(line[1] for line in lines):
            waiting |= _relations_of(iri, thing_of, links)
    while waiting:
        iri = waiting.pop()
        if iri not in seen:
            seen.add(iri)
            waiting |= _relations_of(iri, thing_of, links)
    for line in links:
        _add_link(Link(*json.loads(line)), nodes, edges)


def _relations_of(iri: str, thing_of: _ThingOf, links: Spool) -> set[str]:
    """Put the relations of ``iri`` into ``links``; return where they lead. What nothing describes cannot be shown."""
    kinds = kinds_of_properties()
    relations = [
        (kinds[name], target)
        for name, target in thing_of(iri).relations
        if name in kinds and thing_of(target).class_ is not None
    ]
    for kind, target in relations:
        links.add(_line(*Link(iri, target, kind.zh, kind.en, None, "")))
    return {target for _, target in relations}


def _merged_nodes(raw: Iterable[str], thing_of: _ThingOf) -> Iterator[str]:
    for iri, lines in groupby(map(json.loads, sorted_unique(raw)), key=lambda line: line[0]):
        kind, label, dates, values = "", "", set[str](), dict[str, Value]()
        for _, one_kind, one_label, some_dates, some_values in lines:
            if one_kind and not kind:
                kind, label = one_kind, one_label
            dates.update(some_dates)
            values.update(some_values)
        if not kind:
            kind, label, values = _described(thing_of(iri), thing_of)
        yield _line(iri, label, kind, sorted(dates), values)


def _described(thing: Thing, thing_of: _ThingOf) -> tuple[str, str, dict[str, Value]]:
    kind = kinds_of_classes().get(thing.class_ or "")
    places = thing.related(KG.place)
    values: dict[str, Value] = {"place": thing_of(places[0]).label} if places else {}
    return _OTHER if kind is None else kind.en, thing.label, values


def _merged_edges(raw: Iterable[str]) -> Iterator[str]:
    links = (Link(*json.loads(line)) for line in sorted_unique(raw))
    for (source, target, kind, kind_en), group in groupby(links, key=lambda link: link[:4]):
        statements = list(group)
        dates = sorted({link.date for link in statements if link.date is not None})
        yield _line(source, target, kind, kind_en, len({link.by for link in statements}), dates)


def _node(line: str) -> Node:
    iri, label, kind, dates, values = json.loads(line)
    return Node(iri, label, kind, tuple(dates), values)


def _edge(line: str) -> Edge:
    source, target, kind, kind_en, weight, dates = json.loads(line)
    return Edge(source, target, kind, kind_en, weight, tuple(dates))


def _line(*values: object) -> str:
    return encoded(values)
