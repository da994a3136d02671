"""Shared things (agencies, people, documents, places) as the entity graph describes them, for labels and relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.store import entity_graph
from kg.vocab import RDF, SKOS

if TYPE_CHECKING:
    from kg.source import Source


@dataclass(frozen=True, slots=True)
class Thing:
    """A shared thing as the entity graph describes it. ``relations``: property and IRI, sorted."""

    iri: str
    class_: str | None
    label: str
    relations: tuple[tuple[str, str], ...]

    def related(self, property_: str) -> tuple[str, ...]:
        """The IRIs that ``property_`` leads to."""
        return tuple(value for name, value in self.relations if name == property_)


def things_of(opened: Source, *, cached: int = 5_000) -> Callable[[str], Thing]:
    """A function from an IRI to what the entity graph says of it, which remembers the last ``cached`` ones.

    Something the graph does not know keeps the end of its IRI for a label.
    """
    from pyoxigraph import NamedNode

    shared = NamedNode(entity_graph(opened))

    def thing_of(iri: str) -> Thing:
        properties: dict[str, list[str]] = {}
        relations: list[tuple[str, str]] = []
        for quad in opened.quads_for_pattern(NamedNode(iri), None, None, shared):
            properties.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", quad.object)))
            if isinstance(quad.object, NamedNode) and quad.predicate.value != RDF.type:
                relations.append((quad.predicate.value, quad.object.value))
        labels = sorted(properties.get(SKOS.prefLabel, ()))
        return Thing(
            iri,
            min(properties.get(RDF.type, ()), default=None),
            labels[0] if labels else iri.rpartition("/")[2],
            tuple(sorted(relations)),
        )

    return lru_cache(cached)(thing_of)
