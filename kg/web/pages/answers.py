"""The answer to a query as a page shows it and as its downloads hold it: cut off after so many rows, which is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from kg.code_words import in_language
from kg.index.answers import rows_from_index
from kg.lookup.of_store import names_of
from kg.messages import Message
from kg.query import Question, asked, columns_of
from kg.query.doubt_notes import told_row
from kg.query.results import render_ask, render_graph, render_select, shortened_iri
from kg.source import Solution, Solutions
from kg.web.linked import Link
from kg.web.page import Shelf
from kg.web.tables import MARK

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.query.results import Row

_SOURCE: Final = "source"
_PASSAGE: Final = frozenset({"notice", "start", "end"})
"""Columns of shipped queries: the file that is shown, and what tells the place of the words in the store."""
SHOWN = 500
"""Rows on a page; downloads have as many as ``Limits.rows``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the store answered: a truth value, rows under columns, or triples. ``cut``: there would have been more.
    ``passages`` are the IRIs of the words that the rows of a shipped query are about, as far as it tells them."""

    truth: bool | None = None
    columns: Sequence[str] = ()
    rows: Sequence[Row] = ()
    triples: Sequence[Triple] = ()
    cut: bool = False
    passages: Sequence[str | None] = ()

    def table(self, output_format: str) -> str:
        """This as CSV or JSON of the W3C; triples as one row each."""
        if self.truth is not None:
            return "".join(render_ask(self.truth, output_format))
        rows = self.rows or [(triple.subject, triple.predicate, triple.object) for triple in self.triples]
        columns = self.columns or ("subject", "predicate", "object")
        body = "".join(render_select(columns, cast("Iterable[Row]", rows), output_format))
        return MARK + body if output_format == "csv" else body

    def turtle(self) -> str:
        """The triples as Turtle; empty where the answer is none of triples."""
        return "".join(render_graph(self.triples, "turtle")) if self.triples else ""

    def cells(self, shelf: Shelf, *, shipped: bool = False) -> list[list[Link]]:
        """The first rows, for people: IRIs are shortened, and lead to their pages; of a ``shipped`` query what is
        doubted is a message, and words of ours are in the language of the page."""
        rows = [[_link(term, shelf) for term in row] for row in self.rows[:SHOWN]]
        for row, passage in zip(rows, self.passages, strict=False):
            if passage is not None and _SOURCE in self.columns:
                at = self.columns.index(_SOURCE)
                row[at] = row[at]._replace(href=shelf.address(passage))
        return [_told(self.columns, row, shelf.language) for row in rows] if shipped else rows


def answer_to(question: Question, shelf: Shelf, *, for_people: bool) -> Answer:
    """The answer to ``question``, at most ``Limits.rows`` of it. Raises as ``kg.query.answer`` does."""
    from pyoxigraph import QueryBoolean

    most = shelf.limits.rows
    known = rows_from_index(question.index, shelf.opened, shelf.place.store) if question.index is not None else None
    if known is not None:
        return Answer(None, known[0], known[1][:most], (), len(known[1]) > most)
    names = names_of(shelf.place.register, shelf.place.store, lambda _: None)
    found = asked(shelf.opened, question, names)
    if isinstance(found, QueryBoolean):
        return Answer(bool(found))
    if isinstance(found, Solutions):
        columns = columns_of(found, question, for_people=for_people)
        told = {variable.value for variable in found.variables}
        solutions = list(islice(found, most + 1))
        rows = [tuple(solution[name] for name in columns) for solution in solutions]
        passages = [_passage(one) for one in solutions[:SHOWN]] if for_people and told >= _PASSAGE else []
        return Answer(None, columns, rows[:most], (), len(rows) > most, passages)
    triples = list(islice(cast("Iterable[Triple]", found), most + 1))
    return Answer(None, (), (), triples[:most], len(triples) > most)


def _passage(solution: Solution) -> str | None:
    """The IRI of the words that a row is about; None where it does not tell them."""
    notice, start, end = (getattr(solution[name], "value", None) for name in ("notice", "start", "end"))
    return None if None in (notice, start, end) else f"{notice}#char={start},{end}"


def _told(columns: Sequence[str], row: Sequence[Link], language: str) -> list[Link]:
    told = told_row(columns, [link.text for link in row])
    return [
        link._replace(text=text if isinstance(text, Message) else in_language(name, text or "", language))
        for name, link, text in zip(columns, row, told, strict=True)
    ]


def _link(term: object, shelf: Shelf) -> Link:
    if term is None:
        return Link("")
    value = str(getattr(term, "value", term))
    if not str(term).startswith("<"):
        return Link(value)
    return Link(shortened_iri(value), shelf.address(value))
