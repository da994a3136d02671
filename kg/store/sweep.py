"""Clearing the entity graph of what nobody speaks of any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store import Replacement, entity_graph, replace

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store


def sweep(store: Store) -> int:
    """Remove from the entity graph what neither a notice nor another entity that stays mentions; return how many went.

    ``kg build`` keeps account of entities by itself (``kg.store.build_state``); this is for stores merged by hand.
    """
    from pyoxigraph import NamedNode

    entities = NamedNode(entity_graph(store))
    described: dict[str, list[str]] = {}
    mentions: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, None, None, entities):
        subject = str(quad.subject)
        described.setdefault(subject, []).append(f"{quad.triple} {entities} .")
        mentions.setdefault(subject, set()).add(str(quad.object))
    waiting = [s for s in described if _mentioned(store, NamedNode(s[1:-1]), entities)]
    kept: set[str] = set()
    while waiting:
        subject = waiting.pop()
        if subject in described and subject not in kept:
            kept.add(subject)
            waiting.extend(mentions[subject])
    gone = sorted(described.keys() - kept)
    replace(store, Replacement(stale=tuple(line for subject in gone for line in described[subject])))
    return len(gone)


def _mentioned(store: Store, entity: NamedNode, entities: NamedNode) -> bool:
    """Whether a graph other than the entity graph has a triple from or to ``entity``."""
    return any(
        quad.graph_name != entities
        for pattern in ((None, None, entity), (entity, None, None))
        for quad in store.quads_for_pattern(*pattern)
    )
