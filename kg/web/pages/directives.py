"""One directive: who, by when, on what ground, and the words of the notice that say so, in their place."""

from __future__ import annotations

from kg.export.accounts import Account, ToldDirective
from kg.export.page_text import Frame
from kg.messages import message
from kg.vocab import KG
from kg.web.asked import Asked
from kg.web.cards import cards_of, party, records
from kg.web.linked import Link, known, plain
from kg.web.page import Page, Shelf
from kg.web.pages.meetings import account_with
from kg.web.pages.notices import text_of
from kg.web.recorded import standings


def directive(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The directive with the IRI ``iri``."""
    account = account_with(iri, KG.Directive, shelf)
    number = next(n for n, told in enumerate(account.directives, start=1) if told.iri == iri)
    cards = cards_of(account, shelf)
    told, card = account.directives[number - 1], cards[number - 1]
    within = _lines_around(account, told)
    frame = Frame(within=within, by_place=True, lit=number, row_of=lambda other: cards[other - 1].address)
    values = {
        "iri": iri,
        "card": card,
        "told": told,
        "known": known(
            (
                (message("meeting"), [card.meeting]),
                (message("date"), plain(account.date)),
                (message("agenda item"), [] if card.item is None else [card.item]),
                (message("notice"), [Link(account.title or account.source or "", card.evidence)]),
            )
        ),
        "parties": [(part.role, party(part, shelf)) for part in told.parts],
        "text": text_of(account, shelf, frame),
        "standings": standings([(iri, account.notice)], shelf).get(iri, ()),
        "cut": within != (0, len(account.text)),
    }
    return Page(
        "directive.html",
        values,
        table=lambda form: records([account], shelf, frozenset({iri})).written(form),
        triples=lambda: shelf.described(iri),
    )


def _lines_around(account: Account, told: ToldDirective) -> tuple[int, int]:
    """The lines that the directive stands in, with the one before and the one after."""
    text, (_, start, end, _) = account.text, told.passage
    low = text.rfind("\n", 0, max(text.rfind("\n", 0, start), 0)) + 1
    after = text.find("\n", end)
    high = -1 if after < 0 else text.find("\n", after + 1)
    return low, len(text) if high < 0 else high
