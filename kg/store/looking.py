"""What a store, or a server, is asked before anything else: its base, its graph of shared things, its notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.concepts import vocabularies_graph
from kg.iris import BASE, Minter
from kg.store.notice_iris import NoticeGraphs
from kg.vocab import RDF, SKOS

if TYPE_CHECKING:
    from kg.source import Source

ENTITIES: Final = Minter().graph("entities")
"""The graph that describes shared things (agencies, people, posts, places, documents) in a store of the usual base."""


def base_of(store: Source) -> str:
    """The base of all IRIs in ``store``, told by the graph of its vocabularies; the usual one where it has none."""
    from pyoxigraph import NamedNode

    graph = vocabularies_graph("")
    for quad in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(SKOS.ConceptScheme)):
        name = str(getattr(quad.graph_name, "value", ""))
        if name.endswith(f"/{graph}"):
            return name.removesuffix(graph)
    return BASE


def entity_graph(store: Source) -> str:
    """The graph of ``store`` that describes shared things: agencies, people, posts, places, documents."""
    return Minter(base_of(store)).graph("entities")


def notice_graphs(store: Source) -> NoticeGraphs:
    """IRIs of all notice graphs, sorted."""
    return NoticeGraphs(str(getattr(graph, "value", "")) for graph in store.named_graphs())
