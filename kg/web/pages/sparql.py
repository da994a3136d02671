"""SPARQL of the reader's own: read-only, within the limits of the server."""

from __future__ import annotations

from typing import Final

from kg.errors import UsageError, why
from kg.query import free_question
from kg.query.unknown_terms import told_unknown_terms
from kg.web.asked import Asked
from kg.web.page import Page, Shelf
from kg.web.pages.answers import SHOWN, answer_to

EXAMPLE: Final = """\
PREFIX kg: <https://w3id.org/huiyi/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX odrl: <http://www.w3.org/ns/odrl/2/>

SELECT ?name (COUNT(?directive) AS ?directives) WHERE {
  ?directive a kg:Directive ; odrl:assignee ?agency .
  ?agency skos:prefLabel ?name .
}
GROUP BY ?name
ORDER BY DESC(?directives)
LIMIT 20
"""


def sparql(asked: Asked, shelf: Shelf) -> Page:
    """A form for a query, and the answer to ``query`` where one is given."""
    text = asked.value("query")
    values: dict[str, object] = {
        "text": text or EXAMPLE,
        "answer": None,
        "shown": SHOWN,
        "limits": shelf.limits,
        "wrong": None,
        "unknown": told_unknown_terms(text),
    }
    if not text:
        return Page("sparql.html", values)
    try:
        answer = answer_to(free_question(text, {}), shelf, for_people=asked.format == "html")
    except UsageError as error:
        if asked.format != "html":
            raise
        return Page("sparql.html", {**values, "wrong": why(error)}, status=400)
    values |= {"answer": answer, "cells": answer.cells(shelf), "turtle": answer.turtle()}
    headers = (("x-truncated", "true"),) if answer.cut else ()
    triples = (lambda: answer.triples) if answer.triples else None
    return Page("sparql.html", values, table=answer.table, triples=triples, headers=headers)
