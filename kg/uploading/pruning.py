"""What a server holds of one base beyond the shards: taken out, so that it is as one that was filled afresh.

Notices go as whole graphs; shared things lose the lines that no notice in the shards brings. Nothing else is touched: no
graph of another base or of other people, no ledger, no links.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import islice
from typing import Final

from kg.endpoint.counting import graphs_below, number_of_graphs, sizes_of_graphs, subjects_in, triples_of_subjects
from kg.endpoint.pages import Asker
from kg.endpoint.sinks import Updates
from kg.errors import KgError
from kg.iris import Minter, is_notice
from kg.messages import message
from kg.uploading.brought import Brought
from kg.uploading.mending import TOGETHER, joined

_LINES: Final = 500
"""Triples that are taken out in one request: Virtuoso takes no longer ones than of some 2,000 lines."""


class Pruner:
    """Takes out of one server what shards of the base ``base`` do not hold, by SPARQL updates."""

    def __init__(self, base: str, asker: Asker, updates: Updates) -> None:
        self._base = base
        self._things = Minter(base).graph("entities")
        self._asker = asker
        self._updates = updates

    def drop_notices(self, brought: Brought) -> int:
        """Take out the notices that are in no shard; how many. All that are in one must be on the server.

        Raises KgError where the server holds one afterwards.
        """
        below = Minter(self._base).notices()
        if number_of_graphs(self._asker, below) == brought.notices():
            return 0
        found = (g for g in graphs_below(self._asker, below) if is_notice(g, self._base) and not brought.holds(g))
        dropped = 0
        for graphs in brought.kept_aside(found, TOGETHER):
            self._updates.drop(graphs)
            if left := sizes_of_graphs(self._asker, graphs):
                raise KgError(
                    message(
                        "The SPARQL server at {url} still holds {graph}, which was to go; see its log, then load again.",
                        url=self._asker.wire.address.url,
                        graph=min(left),
                    )
                )
            dropped += len(graphs)
        return dropped

    def take_out(self, graph: str, triples: Set[bytes]) -> int:
        """Take ``triples`` out of ``graph``, if it is that of shared things; how many."""
        if graph != self._things:
            return 0
        left = iter(sorted(triples))
        while some := list(islice(left, _LINES)):
            self._updates.remove(graph, joined(some))
        return len(triples)

    def sweep(self, brought: Brought) -> int:
        """Take out the shared things that no shard speaks of; how many lines. All others must be as in the shards."""
        graph = self._things
        if sizes_of_graphs(self._asker, [graph]).get(graph, 0) == brought.lines_in(graph):
            return 0
        gone = (iri for iri in subjects_in(self._asker, graph) if not brought.speaks_of(iri, graph))
        return sum(
            self.take_out(graph, triples_of_subjects(self._asker, graph, iris))
            for iris in brought.kept_aside(gone, TOGETHER)
        )
