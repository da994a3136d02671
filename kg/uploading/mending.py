"""Shared things on a server as the shards have them: what is missing is sent again.

The server is asked how many statements it has of each thing, some hundred things a request, and what they are only where
the number is another one: a load costs so much however large what was loaded is. What is not found out: a thing that
lost a statement and has another one too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Final, NamedTuple

from kg.endpoint.counting import sizes_of_subjects, triples_of_subjects
from kg.endpoint.pages import Asker
from kg.endpoint.sinks import Sink
from kg.errors import KgError
from kg.messages import message
from kg.uploading.brought import Brought

TOGETHER: Final = 200
"""Things that are asked for in one request."""


class Mended(NamedTuple):
    """Lines on shared things that were sent again, and lines that were taken out."""

    sent: int = 0
    taken_out: int = 0


def mend(
    brought: Brought, asker: Asker, sink: Sink, *, take_out: Callable[[str, Set[bytes]], int] = lambda _, __: 0
) -> Mended:
    """Let the server hold all lines on shared things that the shards brought.

    ``take_out`` is given a graph and what it holds beyond that of the same things; how many lines it took out. Raises
    KgError where the server does not hold what it was sent.
    """
    mended = Mended()
    for graph, wanted in brought.things(TOGETHER):
        sizes = sizes_of_subjects(asker, graph, list(wanted))
        others = {iri: triples for iri, triples in wanted.items() if sizes.get(iri, 0) != len(triples)}
        if not others:
            continue
        there = triples_of_subjects(asker, graph, [iri for iri in others if iri in sizes])
        ours = frozenset[bytes]().union(*others.values())
        # First out, then in: a server may write a term in another way than we do, and hold it once.
        taken_out = take_out(graph, there - ours)
        if missing := ours - there:
            sink.add(graph, joined(missing))
            _require(graph, others, asker)
        mended = Mended(mended.sent + len(missing), mended.taken_out + taken_out)
    return mended


def joined(triples: Iterable[bytes]) -> bytes:
    """``triples`` as N-Triples, sorted."""
    return b"".join(triple + b" .\n" for triple in sorted(triples))


def _require(graph: str, wanted: Mapping[str, Set[bytes]], asker: Asker) -> None:
    sizes = sizes_of_subjects(asker, graph, list(wanted))
    for iri, triples in wanted.items():
        if sizes.get(iri, 0) < len(triples):
            raise KgError(
                message(
                    "The SPARQL server at {url} does not hold what it was sent: {count} of {all} statements on {iri}; see its log, then load again.",
                    url=asker.wire.address.url,
                    count=sizes.get(iri, 0),
                    all=len(triples),
                    iri=iri,
                )
            )
