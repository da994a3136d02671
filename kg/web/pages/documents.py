"""A document: what it is, which documents come of it, and its way through meetings."""

from __future__ import annotations

from kg.following.offspring import RELATION_WORDS
from kg.following.trace import COLUMNS, TraceRow, family, trace
from kg.messages import message
from kg.vocab import DCTERMS, ELI, KG, SKOS
from kg.web.asked import Asked
from kg.web.linked import Fact, Link, known, plain, shared
from kg.web.others import others
from kg.web.page import Page, Shelf
from kg.web.tables import Table


def document(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The document with the IRI ``iri``."""
    members = family(iri, shelf.opened)
    rows = trace(members, shelf.opened)
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "kind": shelf.walk.shared(iri, DCTERMS.type),
        "known": _known(iri, shelf),
        "stops": [_stop(row, shelf) for row in rows],
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


def _known(iri: str, shelf: Shelf) -> list[Fact]:
    """Its numbers, other names, issuers and place."""
    walk = shelf.walk
    numbers = (*walk.values(iri, ELI.id_local, walk.entities), *walk.values(iri, DCTERMS.identifier, walk.entities))
    names = (*walk.values(iri, KG.shortName, walk.entities), *walk.values(iri, SKOS.altLabel, walk.entities))
    issuers = [
        link for one in walk.values(iri, ELI.responsibility_of_agent, walk.entities) for link in shared(one, shelf)
    ]
    return known(
        (
            (message("document number"), plain(*numbers)),
            (message("also called"), plain(*names)),
            (message("issued by"), issuers),
            (message("of the place"), shared(walk.shared(iri, KG.place), shelf)),
            (message("linked to"), others(iri, shelf)),
        )
    )


def _stop(row: TraceRow, shelf: Shelf) -> tuple[TraceRow, str, str, str]:
    """A meeting on its way, with the addresses of the meeting, of the document as it was there, and of the words."""
    words = f"{shelf.address(row.notice)}#char={row.start},{row.end}"
    return row, shelf.address(row.meeting_iri), shelf.address(row.document_iri), words
