"""What others call a thing, as pages show it among what is known: links that people accepted, with who and when."""

from __future__ import annotations

from typing import Final

from kg.linking.judgements import judgements_on, standing
from kg.linking.recording import short_relation
from kg.local_time import wall_clock
from kg.web.linked import Link
from kg.web.page import Shelf

_ADDRESSES: Final = ("http:", "https:")


def others(iri: str, shelf: Shelf) -> list[Link]:
    """The foreign things that the thing ``iri`` is linked to. Only what is an address of the web leads there."""
    return [
        Link(
            head.name or head.foreign,
            head.foreign if head.foreign.startswith(_ADDRESSES) else "",
            " ".join((head.foreign, short_relation(head.relation), head.by, wall_clock(head.at)[:10])),
        )
        for heads in standing(judgements_on(iri, shelf.opened)).values()
        for head in heads
        if head.accepted
    ]
