"""A notice: its text with all that was found in it marked, beside its directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.accounts import Account, account_of
from kg.export.page_text import Frame, marked_text, marks_of
from kg.messages import message
from kg.web.asked import Asked
from kg.web.cards import cards_of, records
from kg.web.linked import Link, known, plain
from kg.web.page import Page, Shelf

if TYPE_CHECKING:
    from markupsafe import Markup


def notice(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The notice with the IRI ``iri``. Its triples are all that it says."""
    from pyoxigraph import NamedNode

    account = account_of(iri, shelf.opened)
    facts = known(
        (
            (
                message("meeting"),
                [] if account.meeting is None else [Link(account.label or "", shelf.address(account.meeting))],
            ),
            (message("publisher"), plain(account.publisher)),
            (message("published"), plain(account.published)),
            (message("source"), plain(account.source)),
            (message("address"), plain(account.url)),
        )
    )
    values = {
        "iri": iri,
        "title": account.title or account.source or iri,
        "known": facts,
        "cards": cards_of(account, shelf),
        "text": text_of(account, shelf, Frame(by_place=True)),
    }
    return Page(
        "notice.html",
        values,
        table=lambda form: records([account], shelf).written(form),
        triples=lambda: (quad.triple for quad in shelf.opened.quads_for_pattern(None, None, None, NamedNode(iri))),
    )


def text_of(account: Account, shelf: Shelf, frame: Frame) -> Markup:
    """The text as HTML, escaped and marked."""
    from markupsafe import Markup

    marks = marks_of(account, shelf.thing_of, shelf.address)
    return Markup(marked_text(account, marks, frame))
