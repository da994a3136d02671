"""The first page: what the store holds, the newest meetings, where to search."""

from __future__ import annotations

from typing import Final

from kg.index.browsing import counts, listed
from kg.web.asked import Asked
from kg.web.indexed import opened_index
from kg.web.linked import Link
from kg.web.page import Page, Shelf
from kg.web.tables import Table

LISTED: Final = ("meeting", "notice", "document", "agency", "person", "place")
"""Kinds that have a list of their own."""
_NEWEST: Final = 12


def home(asked: Asked, shelf: Shelf) -> Page:
    """Counts by kind and the newest meetings."""
    with opened_index(shelf) as (index, remark):
        found = counts(index)
        meetings = [
            Link(one.name, shelf.address(one.iri), one.date or "") for one in listed(index, "meeting", limit=_NEWEST)
        ]
    values = {"counts": found, "listed": LISTED, "meetings": meetings, "remark": remark}
    return Page("home.html", values, table=Table(("kind", "count"), list(found.items())).written)
