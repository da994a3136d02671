"""Going through what the index holds without looking for words: how much of each kind, the newest meetings, lists by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.index.entries import KIND_WORDS
from kg.index.keeping import Index

_LISTED: Final = """
SELECT e.iri, min(e.text), max(e.date), {weight} AS directives FROM entry e WHERE e.kind = ?
GROUP BY e.iri ORDER BY {order} LIMIT ? OFFSET ?
"""
_BY_NAME: Final = "min(e.text), e.iri"
_ORDERS: Final = {
    "meeting": "max(e.date) IS NULL, max(e.date) DESC, min(e.text), e.iri",
    "notice": "max(e.date) IS NULL, max(e.date) DESC, min(e.text), e.iri",
    "agency": "directives DESC, min(e.text), e.iri",
}
_OF_AGENCY: Final = "(SELECT count(*) FROM party p WHERE p.agency = e.iri)"


class Listed(NamedTuple):
    """A thing in a list: its IRI, a name, the day of its meeting (ISO), and in how many directives it is named (agencies)."""

    iri: str
    name: str
    date: str | None
    directives: int


def counts(index: Index) -> dict[str, int]:
    """How many things of each kind there are, in the order of ``KIND_WORDS``; kinds of which there is none are left out."""
    query = "SELECT kind, count(DISTINCT iri) FROM entry WHERE kind <> 'text' GROUP BY kind"
    found = dict(index.db.execute(query).fetchall())
    return {kind: found[kind] for kind in KIND_WORDS if kind in found}


def listed(index: Index, kind: str, *, limit: int, offset: int = 0) -> Iterator[Listed]:
    """Things of ``kind``: meetings and notices from the newest on, agencies by the number of their directives, all else by
    name."""
    weight = _OF_AGENCY if kind == "agency" else "0"
    query = _LISTED.format(weight=weight, order=_ORDERS.get(kind, _BY_NAME))
    for iri, name, date, directives in index.db.execute(query, (kind, limit, offset)):
        yield Listed(iri, name, date, directives)
