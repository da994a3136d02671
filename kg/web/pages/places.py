"""A place: where it lies, what lies in it, its agencies."""

from __future__ import annotations

from typing import Final

from kg.messages import message
from kg.vocab import DCTERMS, KG, SKOS
from kg.web.asked import Asked
from kg.web.linked import Link, known, plain, shared
from kg.web.others import others
from kg.web.page import Page, Shelf
from kg.web.tables import Table

_MOST: Final = 500


def place(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The place with the IRI ``iri``."""
    walk = shelf.walk
    parts, things = (
        sorted({(shelf.thing_of(one).label, one) for one, _ in walk.subjects(name, iri, walk.entities)})
        for name in (DCTERMS.isPartOf, KG.place)
    )
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "level": walk.shared(iri, KG.level),
        "known": known(
            (
                (message("code"), plain(walk.shared(iri, SKOS.notation))),
                (message("part of"), shared(walk.shared(iri, DCTERMS.isPartOf), shelf)),
                (message("linked to"), others(iri, shelf)),
            )
        ),
        "parts": [Link(label, shelf.address(one)) for label, one in parts[:_MOST]],
        "things": [Link(label, shelf.address(one)) for label, one in things[:_MOST]],
    }
    return Page(
        "place.html",
        values,
        table=lambda form: Table(("name", "iri"), [*parts, *things]).written(form),
        triples=lambda: shelf.described(iri),
    )
