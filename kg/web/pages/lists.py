"""All things of one kind, page by page."""

from __future__ import annotations

from itertools import islice

from kg.errors import InputError
from kg.index.browsing import listed
from kg.messages import message
from kg.web.asked import Asked
from kg.web.indexed import opened_index
from kg.web.page import Page, Shelf
from kg.web.pages.home import LISTED
from kg.web.paging import LENGTH, number_of, part_of, require_some
from kg.web.tables import Table
from kg.web.whose import whose


def listing(asked: Asked, shelf: Shelf) -> Page:
    """Things of the kind ``asked.path``. As a download, all of them."""
    kind = asked.path
    if kind not in LISTED:
        raise InputError(message("There is no list of {kind!r}.", kind=kind))
    whole = asked.format != "html"
    offset = 0 if whole else (number_of(asked) - 1) * LENGTH
    with opened_index(shelf) as (index, remark):
        found = list(listed(index, kind, limit=-1 if whole else LENGTH + 1, offset=offset))
    if not whole:
        require_some(found, asked)
    values = {
        "kind": kind,
        "things": [(one, shelf.address(one.iri), whose(kind, one.iri, shelf)) for one in islice(found, LENGTH)],
        "part": part_of(asked, more=len(found) > LENGTH),
        "remark": remark,
    }
    return Page("list.html", values, table=Table(("iri", "name", "date", "directives"), found).written)
