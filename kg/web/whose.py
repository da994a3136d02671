"""Whose a thing of a list is, for names that many have: 各乡镇 of which county, 张伟 in which post, a town of which county."""

from __future__ import annotations

from kg.lookup import label_of
from kg.lookup.agencies import place_of_agency, places_down_to, source_of
from kg.messages import joined, message
from kg.vocab import DCTERMS, ORG, SKOS
from kg.web.page import Shelf


def whose(kind: str, iri: str, shelf: Shelf) -> str:
    """What tells the thing ``iri`` of this ``kind`` from others of its name; empty where nothing is known.

    An agency: the places it lies in, or the one notice that names it; a document or a place: the places around it; a person: the
    posts held; a post: the organ it is in.
    """
    if kind == "agency":
        return _of_agency(iri, shelf)
    if kind == "document":
        return place_of_agency(iri, shelf.opened) or ""
    if kind == "place":
        return places_down_to(shelf.walk.shared(iri, DCTERMS.isPartOf), shelf.opened) or ""
    if kind == "person":
        return _of_person(iri, shelf)
    return organ_of(iri, shelf) if kind == "post" else ""


def organ_of(post: str, shelf: Shelf) -> str:
    """The name of the organ that the ``post`` is in; empty where it is not known."""
    return "、".join(shelf.thing_of(organ).label for organ in shelf.thing_of(post).related(ORG.postIn))


def _of_agency(iri: str, shelf: Shelf) -> str:
    around = place_of_agency(iri, shelf.opened)
    if around is not None:
        return "" if label_of(iri, shelf.opened).startswith(around) else around
    source = source_of(iri, shelf.opened)
    return "" if source is None else message("only in {source}", source=source)


def _of_person(iri: str, shelf: Shelf) -> str:
    """The posts held, with their organs; where no organ is known, that in whose notices the person is named."""
    posts, known = [], False
    for post in shelf.walk.values(iri, ORG.holds):
        organ = organ_of(post, shelf)
        known = known or bool(organ)
        label = label_of(post, shelf.opened)
        posts.append(message("{post} ({organ})", post=label, organ=organ) if organ else label)
    if not known:
        # People are known within an organ only, and that of their IRI is the one.
        organ = shelf.walk.shared(iri.rpartition("/")[0].replace("/person/", "/org/", 1), SKOS.prefLabel) or ""
        posts += [message("in notices of {organ}", organ=organ)] if organ else []
    return joined(posts)
