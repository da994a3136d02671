"""Directives as pages show them: quote, parties by role, deadline, basis, each with the address it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg import tables
from kg.export.accounts import Account, Part, ToldDirective, account_of
from kg.export.directive_records import COLUMNS, directive_records
from kg.ledger.around import Sentences
from kg.one_line import on_one_line
from kg.vocab import WORDS
from kg.web.linked import Link
from kg.web.page import Shelf
from kg.web.recorded import Standing, standings
from kg.web.tables import Table

_ROLES: Final = WORDS["party-roles"]


@dataclass(frozen=True, slots=True)
class Card:
    """One directive. ``number`` is its place among those of its notice; concepts are IRIs, days ISO dates.
    ``condition`` is what its sentence says that it hangs on (``kg.ledger.around``).
    """

    number: int
    address: str
    quote: str
    evidence: str
    leads: tuple[Link, ...]
    co_actors: tuple[Link, ...]
    overseen: tuple[Link, ...]
    basis: str | None
    deadline: str | None
    due: str | None
    meeting: Link
    item: Link | None
    date: str | None
    supervisable: bool | None
    condition: str = ""
    standings: tuple[Standing, ...] = ()


def cards_of(account: Account, shelf: Shelf) -> list[Card]:
    """The directives of a notice, in the order of its text."""
    items = {item.iri: Link(item.title, shelf.address(item.iri)) for item in account.items}
    sentences = Sentences(account.text)
    meeting = Link(account.label or "", "" if account.meeting is None else shelf.address(account.meeting))
    return [
        Card(
            number,
            shelf.address(told.iri),
            told.passage.quote,
            shelf.address(told.passage.iri),
            _parties(told, ("lead", "responsible"), shelf),
            _parties(told, ("co-actor",), shelf),
            _parties(told, ("overseen",), shelf),
            told.basis,
            told.deadline,
            told.due,
            meeting,
            items.get(told.item or ""),
            account.date,
            told.supervisable,
            sentences.around(told.passage.start, told.passage.end).condition,
        )
        for number, told in enumerate(account.directives, start=1)
    ]


def cards_by_iri(wanted: Iterable[tuple[str, str]], shelf: Shelf) -> list[Card]:
    """Cards of ``wanted`` (directive and notice), in that order, with what was recorded about them."""
    pairs = list(wanted)
    found: dict[str, Card] = {}
    for notice in dict.fromkeys(notice for _, notice in pairs):
        account = account_of(notice, shelf.opened)
        found.update(zip((told.iri for told in account.directives), cards_of(account, shelf), strict=True))
    recorded = standings(pairs, shelf)
    return [
        replace(found[directive], standings=recorded.get(directive, ())) for directive, _ in pairs if directive in found
    ]


def party(part: Part, shelf: Shelf) -> Link:
    """A party as written, leading to its page; its full name beside it where that is another."""
    label = shelf.thing_of(part.party).label
    surface = label if part.passage is None else on_one_line(part.passage.quote)
    return Link(surface, shelf.address(part.party), "" if surface == label else label)


def records(accounts: Sequence[Account], shelf: Shelf, wanted: frozenset[str] | None = None) -> Table:
    """The directives of these notices as flat records; only those in ``wanted`` (IRIs) where it is given."""
    found = directive_records(accounts, shelf.opened)
    rows: list[list[tables.Cell]] = [
        [getattr(record, name) for name in COLUMNS] for record in found if wanted is None or record.directive in wanted
    ]
    return Table(COLUMNS, rows)


def _parties(told: ToldDirective, roles: tuple[str, ...], shelf: Shelf) -> tuple[Link, ...]:
    wanted = [_ROLES[role] for role in roles]
    return tuple(dict.fromkeys(party(part, shelf) for part in told.parts if part.role in wanted))
