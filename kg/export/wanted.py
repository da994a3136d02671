"""Which part of the store a view shows: a period, the directives of one agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.export.accounts import Account, account_of, accounts
from kg.store import notice_graphs
from kg.store.walk import Walk
from kg.vocab import ELI_DL, FOAF, KG, SCHEMA

if TYPE_CHECKING:
    from kg.source import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """Meetings from ``since`` to ``until`` (ISO dates, inclusive) and what concerns ``agency`` (an IRI). None is any.

    A meeting without a date lies in no stated period. What concerns an agency: meetings it held, whole; of others, the
    directives in which it has a part, the items these belong to, and the documents of those items.
    """

    agency: str | None = None
    since: str | None = None
    until: str | None = None


def wanted_accounts(opened: Source, wanted: Wanted) -> Iterator[Account]:
    """The accounts of the store, as far as they are wanted. Notices that do not name the agency are not read."""
    found = accounts(opened) if wanted.agency is None else _naming(wanted.agency, opened)
    for account in found:
        if _within(account.date, wanted):
            narrowed = _narrowed(account, wanted.agency)
            if narrowed is not None:
                yield narrowed


def of_unknown_day(opened: Source, wanted: Wanted) -> list[str]:
    """The files of notices that are not among ``wanted_accounts`` only because their meeting's day is not known, and so in no period."""
    if wanted.since is None and wanted.until is None:
        return []
    walk = Walk(opened)
    found = (account_of(notice, opened) for notice in notice_graphs(opened) if not _is_dated(notice, walk))
    return [
        account.source or account.notice
        for account in found
        if account.meeting is not None and _narrowed(account, wanted.agency) is not None
    ]


def _is_dated(notice: str, walk: Walk) -> bool:
    return walk.value(walk.value(notice, FOAF.primaryTopic, notice), SCHEMA.startDate, notice) is not None


def _naming(agency: str, opened: Source) -> Iterator[Account]:
    """The notices whose meeting ``agency`` convened, or in whose directives it has a part, sorted by IRI."""
    from pyoxigraph import NamedNode

    notices = {
        str(getattr(quad.graph_name, "value", ""))
        for name in (KG.party, ELI_DL.had_responsible_organization)
        for quad in opened.quads_for_pattern(None, NamedNode(name), NamedNode(agency))
    }
    return (account_of(notice, opened) for notice in sorted(notices))


def _within(date: str | None, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    return date is not None and (wanted.since or date) <= date <= (wanted.until or date)


def _narrowed(account: Account, agency: str | None) -> Account | None:
    """``account`` with what concerns ``agency`` only; None where nothing does."""
    if agency is None or account.body == agency:
        return account
    directives = tuple(d for d in account.directives if any(part.party == agency for part in d.parts))
    if not directives:
        return None
    concerned = {directive.item for directive in directives}
    items = tuple(item for item in account.items if item.iri in concerned)
    things = {agency, *(part.party for d in directives for part in d.parts)}
    things.update(document for item in items for document in item.documents)
    mentions = tuple(mention for mention in account.mentions if mention.thing in things)
    return replace(account, items=items, directives=directives, mentions=mentions, attendances=(), holdings=())
