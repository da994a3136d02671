"""The page of one thing: by its kind, else everything that the store says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.vocab import FOAF, KG, ORG, RDF
from kg.web.asked import Asked
from kg.web.page import Page, Shelf
from kg.web.pages import agencies, directives, documents, meetings, notices, people, places, statements

_BY_CLASS: Final[dict[str, Callable[[str, Asked, Shelf], Page]]] = {
    KG.Meeting: meetings.meeting,
    KG.AgendaItem: meetings.item,
    KG.Notice: notices.notice,
    KG.Directive: directives.directive,
    KG.Document: documents.document,
    KG.Agency: agencies.agency,
    KG.AgencyGroup: agencies.agency,
    KG.PeopleGroup: agencies.agency,
    FOAF.Person: people.person,
    ORG.Post: people.post,
    KG.Place: places.place,
}


def thing(asked: Asked, shelf: Shelf) -> Page:
    """The page of the thing whose IRI is ``asked.path`` below the store's base."""
    iri = shelf.thing_asked(asked)
    classes = shelf.walk.values(iri, RDF.type)
    maker = next((_BY_CLASS[class_] for class_ in classes if class_ in _BY_CLASS), statements.described)
    return maker(iri, asked, shelf)
