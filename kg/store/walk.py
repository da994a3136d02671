"""Following single properties through the store, without SPARQL: IRIs in, values out, always in the same order.

For views that gather a row from many properties: a look-up takes some microseconds whatever the store's size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.store import entity_graph

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.source import Source


@dataclass(frozen=True, slots=True)
class Walk:
    """Look-ups in one store. ``graph`` None means any graph; ``entities`` is the graph of shared things."""

    opened: Source
    entities: str = field(init=False)

    def __post_init__(self) -> None:
        # Asked once: which base a store has costs a look-up of its own.
        object.__setattr__(self, "entities", entity_graph(self.opened))

    def values(self, subject: str, predicate: str, graph: str | None = None) -> list[str]:
        """IRIs and words that ``subject`` has under ``predicate``, each once, sorted."""
        from pyoxigraph import NamedNode

        quads = self.opened.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, _node(graph))
        return sorted({str(getattr(quad.object, "value", "")) for quad in quads})

    def value(self, subject: str | None, predicate: str, graph: str | None = None) -> str | None:
        """The first of ``values``; None where there is none, or no subject."""
        found = [] if subject is None else self.values(subject, predicate, graph)
        return found[0] if found else None

    def number(self, subject: str | None, predicate: str, graph: str | None = None) -> int | None:
        """The first of ``values`` as a whole number."""
        found = self.value(subject, predicate, graph)
        return None if found is None else int(found)

    def subjects(self, predicate: str, value: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        """Subjects that have the IRI ``value`` under ``predicate``, each with its graph, as the store gives them."""
        from pyoxigraph import NamedNode

        for quad in self.opened.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), _node(graph)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                yield quad.subject.value, quad.graph_name.value

    def all_values(self, predicate: str, graph: str) -> dict[str, list[str]]:
        """Each subject of ``predicate`` in ``graph`` -> its values, sorted: one look-up, where one for each subject would be many."""
        from pyoxigraph import NamedNode

        found: dict[str, list[str]] = {}
        for quad in self.opened.quads_for_pattern(None, NamedNode(predicate), None, NamedNode(graph)):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.subject.value, []).append(str(getattr(quad.object, "value", "")))
        for values in found.values():
            values.sort()
        return found

    def shared(self, subject: str | None, predicate: str) -> str | None:
        """``value`` in the graph of shared things."""
        return None if subject is None else self.value(subject, predicate, self.entities)


def _node(graph: str | None) -> NamedNode | None:
    from pyoxigraph import NamedNode

    return None if graph is None else NamedNode(graph)
