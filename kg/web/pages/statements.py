"""Everything that the store says of one thing, statement by statement."""

from __future__ import annotations

from kg.lookup import label_of
from kg.query.describe import MOST_INCOMING, describe, description_columns, description_rows
from kg.query.results import shortened_iri
from kg.web.asked import Asked
from kg.web.linked import Link
from kg.web.page import Page, Shelf
from kg.web.tables import Table


def statements(asked: Asked, shelf: Shelf) -> Page:
    """The statements about the thing whose IRI is ``asked.path`` below the store's base."""
    return described(shelf.thing_asked(asked), asked, shelf)


def described(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The statements about ``iri``, and those that point at it."""
    found = describe(iri, shelf.opened)
    values = {
        "iri": iri,
        "title": label_of(iri, shelf.opened).removeprefix(shelf.base),
        "most": MOST_INCOMING,
        "statements": [
            (
                one.incoming,
                shortened_iri(one.property),
                Link(one.label or shortened_iri(one.value), shelf.address(one.value)),
                Link(shortened_iri(one.graph), shelf.address(one.graph)),
            )
            for one in found
        ],
    }
    return Page(
        "statements.html",
        values,
        table=lambda form: Table(description_columns(), description_rows(iri, shelf.opened, short=False)).written(form),
        triples=lambda: shelf.described(iri),
    )
