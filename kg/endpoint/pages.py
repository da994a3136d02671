"""Answers of a server, whole or not at all: what it cuts off is fetched page by page, and the rows are counted.

Many servers give at most so many rows and say nothing (Virtuoso: ``ResultSetMaxRows``, told in a header). An answer may
have been cut when the server says so, or when it has as many rows as the longest so far: then the server is asked how
many rows there are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, cast

from kg.endpoint import forms
from kg.endpoint.forms import Form
from kg.endpoint.wire import RESULTS, TRIPLES, Reply, Wire
from kg.errors import KgError, TimeoutExpired
from kg.messages import message
from kg.vocab import XSD

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Triple, Variable

    from kg.source import Object, Solution

Row = dict[str, "Object | None"]

_HELD: Final = 20_000
"""Rows that wait until it is known whether the answer is whole; Virtuoso as it is installed gives 10,000."""
_AT_ONCE: Final = 2_000
_DESCRIBED: Final = 20
_CUT: Final = "x-sparql-maxrows"
_PARTIAL: Final = "x-sql-state"
_BOOLEANS: Final = {"1": "true", "0": "false"}


class Rows:
    """The rows of a SELECT; see ``kg.source.Solutions``."""

    def __init__(self, variables: Sequence[Variable], rows: Iterator[Row]) -> None:
        self.variables = variables
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return self._rows


class Asker:
    """Asks one server.

    ``pages`` counts the further pages that were fetched; ``limit`` is the number of rows at which it is known to cut.
    """

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.pages = 0
        self.limit: int | None = None
        self._longest = 0

    def ask(self, form: Form) -> QueryBoolean:
        """The answer to an ASK."""
        with self._opened(form.text) as (_, found):
            return cast("QueryBoolean", found)

    def select(self, form: Form, *, unique: bool = False) -> Rows:
        """All rows of a SELECT. ``unique``: they are known to be different from each other, and checked for it.

        Raises KgError where the server gives fewer rows than it counts; and what ``Wire.asked`` raises.
        """
        stream = self._stream(form, unique=unique)
        variables = cast("list[Variable]", next(stream))
        return Rows(variables, cast("Iterator[Row]", stream))

    def triples(self, form: Form) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, some perhaps more than once.

        Servers cut graphs off without a word, too. So the rows behind them are fetched, all of them, and the graph is
        made of them here, or asked for thing by thing.
        """
        if (
            form.group is None
            or forms.TOKEN_OF_VARIABLE.search(form.text, form.group, form.end or len(form.text)) is None
        ):
            return self._graph(form.text)
        rows = self.select(forms.parsed(forms.as_select(form)))
        names = [variable.value for variable in rows.variables]
        return self._constructed(form, names, rows) if form.kind == "construct" else self._described(form, names, rows)

    def _constructed(self, form: Form, names: Sequence[str], rows: Iterable[Row]) -> Iterator[Triple]:
        from pyoxigraph import Store

        nothing, left = Store(), iter(rows)
        while some := list(islice(left, _AT_ONCE)):
            values = ([row[name] for name in names] for row in some)
            yield from cast("Iterable[Triple]", nothing.query(forms.constructed(form, names, values)))

    def _described(self, form: Form, names: Sequence[str], rows: Iterable[Row]) -> Iterator[Triple]:
        from pyoxigraph import NamedNode

        about = [name for name in names if name in (forms.described(form) or names)]
        terms = (row[name] for row in rows for name in about)
        found = iter(dict.fromkeys(str(term) for term in terms if isinstance(term, NamedNode)))
        while some := list(islice(found, _DESCRIBED)):
            yield from self._graph(f"DESCRIBE {' '.join(some)}")

    def _graph(self, text: str) -> Iterator[Triple]:
        from pyoxigraph import RdfFormat, parse

        with self.wire.asked(text, TRIPLES) as reply:
            self._look_for_cuts(reply)
            source = cast("IO[bytes]", io.BufferedReader(reply))
            # Turtle is what both formats are that were asked for.
            for quad in parse(source, format=RdfFormat.TURTLE):
                yield _usual_triple(quad.triple)

    def number(self, form: Form) -> int:
        """The one number that a query gives under ``?n``."""
        for row in self.select(form):
            return int(str(getattr(row["n"], "value", 0)))
        return 0

    def _stream(self, form: Form, *, unique: bool) -> Iterator[list[Variable] | Row]:
        with self._opened(form.text) as (reply, found):
            solutions = cast("QuerySolutions", found)
            names = [variable.value for variable in solutions.variables]
            yield solutions.variables
            rows = _usual_rows(names, solutions)
            held = list(islice(rows, _HELD))
            size = len(held)
            if size == _HELD:
                yield from held
                for row in rows:
                    size += 1
                    yield row
            suspect = _CUT in reply.headers or size >= self._longest > 0 or (0 < size < _HELD and not self._longest)
        self._longest = max(self._longest, size)
        if _CUT in reply.headers:
            self.limit = size
        total = self._count(form) if suspect and not (size == 1 and form.single) else size
        if size >= _HELD:
            if total > size and not form.ordered:
                raise self._cut_off(size, total, message("; say an order of the rows (ORDER BY), or ask for less"))
            yield from self._further(form, names, size, total, sort=False)
        elif total == size:
            yield from held
        elif form.ordered:
            yield from held
            yield from self._further(form, names, size, total, sort=False)
        else:
            yield from self._unordered(form, names, total, unique=unique)

    def _unordered(self, form: Form, names: Sequence[str], total: int, *, unique: bool) -> Iterator[Row]:
        rows = self._further(form, names, 0, total, sort=True)
        if not unique:
            yield from rows
            return
        seen: set[int] = set()
        for row in rows:
            key = hash(tuple(row.values()))
            if key not in seen:
                seen.add(key)
                yield row
        if len(seen) != total:
            raise self._cut_off(len(seen), total, "")

    def _further(self, form: Form, names: Sequence[str], size: int, total: int, *, sort: bool) -> Iterator[Row]:
        while size < total:
            before = size
            with self._opened(forms.page(form, names, size, total, sort=sort)) as (_, found):
                for row in _usual_rows(names, cast("QuerySolutions", found)):
                    size += 1
                    yield row
            self.pages += 1
            if size == before:
                break
        if size != total:
            raise self._cut_off(size, total, message("; it may have been changed meanwhile: try again"))

    def _count(self, form: Form) -> int:
        with self._opened(forms.count(form)) as (_, found):
            for solution in cast("QuerySolutions", found):
                return int(str(getattr(solution["n"], "value", 0)))
        return 0

    def _cut_off(self, size: int, total: int, advice: str) -> KgError:
        return KgError(
            message(
                "The SPARQL server at {url} gave {size} of {total} rows, and the rest could not be had{advice}.",
                url=self.wire.address.url,
                size=size,
                total=total,
                advice=advice,
            )
        )

    @contextmanager
    def _opened(self, text: str) -> Iterator[tuple[Reply, QuerySolutions | QueryBoolean]]:
        from pyoxigraph import QueryResultsFormat, parse_query_results

        with self.wire.asked(text, RESULTS) as reply:
            self._look_for_cuts(reply)
            source = cast("IO[bytes]", io.BufferedReader(reply))
            yield reply, parse_query_results(source, format=QueryResultsFormat.JSON)

    def _look_for_cuts(self, reply: Reply) -> None:
        """Virtuoso may answer with what it has found so far when its time is up, and says so in a header only."""
        if _PARTIAL in reply.headers:
            raise TimeoutExpired(
                message(
                    "The SPARQL server at {url} ended the query before its end ({status}) and gave a part of the answer only, which is not shown.",
                    url=self.wire.address.url,
                    status=reply.headers[_PARTIAL],
                )
            )


def _usual_rows(names: Sequence[str], solutions: QuerySolutions) -> Iterator[Row]:
    for solution in cast("Iterable[Solution]", solutions):
        # By name: a further page may have its columns in another order.
        yield {name: usual(solution[name]) for name in names}


def _usual_triple(triple: Triple) -> Triple:
    from pyoxigraph import Triple as Made

    value = usual(triple.object)
    return triple if value is triple.object or value is None else Made(triple.subject, triple.predicate, value)


def usual(term: Object | None) -> Object | None:
    """``term`` as an embedded store writes it: Virtuoso says 1 and 0 for the booleans true and false."""
    from pyoxigraph import Literal

    if isinstance(term, Literal) and term.value in _BOOLEANS and term.datatype.value == XSD.boolean:
        return Literal(_BOOLEANS[term.value], datatype=term.datatype)
    return term
