"""The pages, each by its name."""

from __future__ import annotations

from typing import Final

from kg.web.page import PageMaker
from kg.web.pages.graphs import graph
from kg.web.pages.home import home
from kg.web.pages.lists import listing
from kg.web.pages.queries import queries, query
from kg.web.pages.searching import searching
from kg.web.pages.sparql import sparql
from kg.web.pages.statements import statements
from kg.web.pages.things import thing

PAGES: Final[dict[str, PageMaker]] = {
    "home": home,
    "search": searching,
    "list": listing,
    "graph": graph,
    "thing": thing,
    "statements": statements,
    "queries": queries,
    "query": query,
    "sparql": sparql,
}
