"""A document: what it is, which documents come of it, and its way through meetings."""

from __future__ import annotations

from kg.following.offspring import RELATION_WORDS
from kg.following.trace import COLUMNS, family, trace
from kg.messages import message
from kg.vocab import DCTERMS, ELI, KG, SKOS
from kg.web.asked import Asked
from kg.web.linked import Link, known, plain, shared
from kg.web.page import Page, Shelf
from kg.web.tables import Table


def document(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The document with the IRI ``iri``."""
    walk = shelf.walk
    members = family(iri, shelf.opened)
    rows = trace(members, shelf.opened)
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "kind": walk.shared(iri, DCTERMS.type),
        "known": known(
            (
                (
                    message("document number"),
                    plain(
                        *walk.values(iri, ELI.id_local, walk.entities),
                        *walk.values(iri, DCTERMS.identifier, walk.entities),
                    ),
                ),
                (
                    message("also called"),
                    plain(
                        *walk.values(iri, KG.shortName, walk.entities), *walk.values(iri, SKOS.altLabel, walk.entities)
                    ),
                ),
                (
                    message("issued by"),
                    [
                        link
                        for one in walk.values(iri, ELI.responsibility_of_agent, walk.entities)
                        for link in shared(one, shelf)
                    ],
                ),
                (message("of the place"), shared(walk.shared(iri, KG.place), shelf)),
            )
        ),
        "stops": [
            (
                row,
                shelf.address(row.meeting_iri),
                shelf.address(row.document_iri),
                f"{shelf.address(row.notice)}#char={row.start},{row.end}",
            )
            for row in rows
        ],
        "family": [
            (Link(one.title, shelf.address(one.iri)), RELATION_WORDS[one.relation], one.basis)
            for one in members
            if one.iri != iri
        ],
    }
    return Page(
        "document.html",
        values,
        table=lambda form: Table(COLUMNS, [row.cells(COLUMNS) for row in rows]).written(form),
        triples=lambda: shelf.described(iri),
    )
