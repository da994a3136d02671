"""People and posts: who held which post, and in which meetings they took part."""

from __future__ import annotations

from typing import Final

from kg.lookup import label_of
from kg.messages import message
from kg.vocab import ELI_DL, FOAF, ORG, PROV, SCHEMA
from kg.web.asked import Asked
from kg.web.linked import Link, known, shared
from kg.web.others import others
from kg.web.page import Page, Shelf
from kg.web.tables import Table
from kg.web.whose import organ_of

_MOST: Final = 500


def person(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The person with the IRI ``iri``."""
    walk = shelf.walk
    met: list[tuple[str, str, str, str]] = []  # date, meeting, role, notice
    for participation, notice in walk.subjects(PROV.agent, iri):
        meeting = walk.value(notice, FOAF.primaryTopic, notice)
        if meeting is not None:
            date = walk.value(meeting, SCHEMA.startDate, notice) or ""
            met.append((date, meeting, walk.value(participation, ELI_DL.participation_role, notice) or "", notice))
    met = sorted(set(met), reverse=True)
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "known": known(
            (
                (
                    message("posts"),
                    [
                        link._replace(beside=organ_of(post, shelf))
                        for post in walk.values(iri, ORG.holds)
                        for link in shared(post, shelf)
                    ],
                ),
                (message("linked to"), others(iri, shelf)),
            )
        ),
        "met": [
            (date, Link(label_of(meeting, shelf.opened), shelf.address(meeting)), role)
            for date, meeting, role, _ in met[:_MOST]
        ],
    }
    return Page(
        "person.html",
        values,
        table=lambda form: Table(("date", "meeting", "role", "notice"), met).written(form),
        triples=lambda: shelf.described(iri),
    )


def post(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The post with the IRI ``iri``."""
    holders = sorted({holder for holder, _ in shelf.walk.subjects(ORG.holds, iri)})
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "known": known(
            (
                (
                    message("post at"),
                    [link for one in shelf.thing_of(iri).related(ORG.postIn) for link in shared(one, shelf)],
                ),
                (message("who held it"), [link for one in holders for link in shared(one, shelf)]),
            )
        ),
        "met": [],
    }
    rows = [(holder, shelf.thing_of(holder).label) for holder in holders]
    return Page(
        "person.html",
        values,
        table=lambda form: Table(("person", "name"), rows).written(form),
        triples=lambda: shelf.described(iri),
    )
