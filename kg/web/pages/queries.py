"""The shipped queries: what each answers, a form for its parameters, and the answer."""

from __future__ import annotations

from kg.errors import InputError, UsageError
from kg.messages import message
from kg.query import question_of, shipped_queries, shipped_query
from kg.query.doubt_notes import NOTES, doubt_called
from kg.web.asked import Asked
from kg.web.page import Page, Shelf
from kg.web.pages.answers import SHOWN, answer_to
from kg.web.tables import Table


def queries(asked: Asked, shelf: Shelf) -> Page:
    """All shipped queries."""
    found = shipped_queries()
    rows = [(one.name, one.zh, one.en, tuple(parameter.name for parameter in one.parameters)) for one in found]
    return Page("queries.html", {"queries": found}, table=Table(("name", "zh", "en", "parameters"), rows).written)


def query(asked: Asked, shelf: Shelf) -> Page:
    """The shipped query ``asked.path``, and its answer as soon as its parameters are given."""
    try:
        shipped = shipped_query(asked.path)
    except UsageError as error:
        raise InputError(*error.args) from error
    known = {parameter.name for parameter in shipped.parameters}
    given = {name: value.strip() for name, value in asked.values.items() if value.strip() and name in known}
    given |= {
        one.name: doubt_called(given[one.name])
        for one in shipped.parameters
        if one.kind == "doubt" and one.name in given
    }
    missing = [one.name for one in shipped.parameters if not one.optional and one.name not in given]
    doubts = {kind: message(kind) for kind in NOTES}
    values = {"query": shipped, "given": given, "answer": None, "shown": SHOWN, "doubts": doubts}
    if missing and asked.format == "html":
        return Page("query.html", values)
    answer = answer_to(question_of(shipped, given), shelf, for_people=asked.format == "html")
    values |= {"answer": answer, "cells": answer.cells(shelf, shipped=True)}
    headers = (("x-truncated", "true"),) if answer.cut else ()
    return Page("query.html", values, table=answer.table, headers=headers)
