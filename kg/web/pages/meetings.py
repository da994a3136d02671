"""A meeting and its agenda items: what was taken up, who was there, what was asked of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.export.accounts import Account, ToldItem, account_of
from kg.following.meetings import Meetings
from kg.lookup import label_of
from kg.messages import message
from kg.vocab import DCTERMS, KG, RDF
from kg.web.asked import Asked
from kg.web.cards import Card, cards_of, records
from kg.web.linked import Link, known, plain, shared
from kg.web.page import Page, Shelf


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An agenda item; treatments and outcomes are IRIs of concepts."""

    order: int
    title: Link
    treatments: tuple[str, ...]
    outcomes: tuple[str, ...]
    documents: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one notice tells of the meeting."""

    notice: Link
    items: Sequence[ShownItem]
    cards: Sequence[Card]
    people: Sequence[tuple[str, Link]]  # role (IRI of a concept), person


def meeting(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The meeting, as all the notices tell it that report it."""
    reports = Meetings(shelf.walk).reports(iri)
    accounts = [account_of(notice, shelf.opened) for notice in reports.notices]
    kinds = {kind for account in accounts for kind in shelf.walk.values(iri, DCTERMS.type, account.notice)}
    days = list(dict.fromkeys(account.date for account in accounts if account.date))
    values = {
        "iri": iri,
        "title": label_of(iri, shelf.opened).removeprefix(shelf.base),
        "days": days,
        "kinds": sorted(kinds),
        "known": known(
            (
                (message("date"), plain(*days)),
                (
                    message("convened by"),
                    list(dict.fromkeys(body for one in accounts for body in shared(one.body, shelf))),
                ),
            )
        ),
        "told": [_told(account, shelf) for account in accounts],
        "unclear": [Link(label_of(notice, shelf.opened), shelf.address(notice)) for notice in reports.unclear],
    }
    return Page(
        "meeting.html",
        values,
        table=lambda form: records(accounts, shelf).written(form),
        triples=lambda: shelf.described(iri),
    )


def item(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """One agenda item, with the directives that stand under it."""
    account = account_with(iri, KG.AgendaItem, shelf)
    found = next(one for one in account.items if one.iri == iri)
    under = frozenset(told.iri for told in account.directives if told.item == iri)
    cards = [card for told, card in zip(account.directives, cards_of(account, shelf), strict=True) if told.iri in under]
    passage = found.passage
    values = {
        "iri": iri,
        "item": _shown(found, shelf),
        "meeting": _meeting_of(account, shelf),
        "date": account.date,
        "passage": None if passage is None else Link(passage.quote, shelf.address(passage.iri)),
        "rule": found.rule,
        "confidence": found.confidence,
        "cards": cards,
    }
    return Page(
        "item.html",
        values,
        table=lambda form: records([account], shelf, under).written(form),
        triples=lambda: shelf.described(iri),
    )


def account_with(iri: str, class_: str, shelf: Shelf) -> Account:
    """What the notice says whose item or directive ``iri`` is. Raises InputError where none has it."""
    from pyoxigraph import NamedNode

    for quad in shelf.opened.quads_for_pattern(NamedNode(iri), NamedNode(RDF.type), NamedNode(class_)):
        return account_of(str(getattr(quad.graph_name, "value", "")), shelf.opened)
    raise InputError(message("The store says nothing of {thing}.", thing=iri))


def _meeting_of(account: Account, shelf: Shelf) -> Link:
    return Link(account.label or "", "" if account.meeting is None else shelf.address(account.meeting))


def _told(account: Account, shelf: Shelf) -> Told:
    return Told(
        Link(account.title or account.source or account.notice, shelf.address(account.notice), account.published or ""),
        [_shown(one, shelf) for one in account.items],
        cards_of(account, shelf),
        [(one.role, shared(one.person, shelf)[0]) for one in account.attendances],
    )


def _shown(told: ToldItem, shelf: Shelf) -> ShownItem:
    return ShownItem(
        told.order,
        Link(told.title, shelf.address(told.iri)),
        tuple(dict.fromkeys(told.treatments)),
        tuple(dict.fromkeys(told.outcomes)),
        tuple(link for document in told.documents for link in shared(document, shelf)),
    )
