"""Asking a store or server: the terms are bound, the answer is rendered, in a process that can be ended. (作答)

Parameters are bound as terms, never pasted into the text. Oxigraph binds only variables that the outermost SELECT
projects, so each query projects its parameters; their columns are left out of the answer. Oxigraph plans a query before
it knows them: the pattern with the parameter comes first, and optional ones are tested by ``COALESCE(…, true)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast

from kg import store
from kg.endpoint import RemoteStore
from kg.errors import KgError, UsageError
from kg.iris import BASE
from kg.lookup import SHIPPED, Names
from kg.messages import Message, message
from kg.query import places, results
from kg.query.doubt_notes import told_row
from kg.query.parameters import term_of
from kg.query.places import Place
from kg.query.questions import Question
from kg.query.unreadable import unreadable
from kg.source import Solutions, Source
from kg.sparql_text import changes, names_graphs, prefixes_without_iri, refuse_service
from kg.vocab import PREFIXES
from kg.worker import killable

if TYPE_CHECKING:
    from pyoxigraph import Triple

_PIECE: Final = 1 << 16
_SCHEMES: Final = ("http", "https", "urn", "mailto")
"""What stands before : at the beginning of addresses: where one seems to be a prefix, it is its < > that is amiss."""
_GRAPHS: Final = f"{BASE}graph/"


def _as_it_is(_: str, cell: str) -> str:
    return str(cell)


def in_store(place: Place, work: Callable[[Source], Iterable[str]], *, timeout: float | None = None) -> Iterator[bytes]:
    """What ``work`` makes of the store or server at ``place``, in UTF-8 and in pieces.

    It is done in a process of its own, which ends after ``timeout`` seconds whatever it is doing.
    Raises InputError: no such store; UnreachableError: no such server; TimeoutExpired; and what ``work`` raises for the
    user.
    """
    places.require(place)

    def pieces() -> Iterator[bytes]:
        with places.opened_for_reading(place) as opened:
            yield from _gathered(work(opened))

    return killable(pieces, timeout=timeout)


def answer(
    opened: Source,
    question: Question,
    output_format: str,
    *,
    width: int | None = None,
    names: Names = SHIPPED,
    heading: Callable[[str], str] = str,
    said: Callable[[str, str], str] = _as_it_is,
) -> Iterator[str]:
    """The answer to ``question`` in the format ``output_format``; ``auto`` is CSV, or Turtle where it is a graph.

    ``names`` tells how those of things are looked up, ``heading`` how a column of a shipped query is headed for people,
    ``said`` how what stands in a column of it is said to them.

    Raises UsageError: the query is broken, calls other machines, or has no answer in that format; InputError: a name
    in it is not known.
    """
    from pyoxigraph import QueryBoolean

    found = asked(opened, question, names)
    if isinstance(found, QueryBoolean):
        return results.render_ask(bool(found), output_format)
    if isinstance(found, Solutions):
        shown = columns_of(found, question, for_people=output_format == "table")
        rows = ([solution[name] for name in shown] for solution in found)
        form = "csv" if output_format == "auto" else output_format
        if not question.shipped:
            return results.render_select(shown, rows, form, width=width)

        def told(columns: Sequence[str], row: Sequence[str | None]) -> list[str | None]:
            return [
                None if cell is None else said(name, cell)
                for name, cell in zip(columns, told_row(columns, row), strict=True)
            ]

        return results.render_select(shown, rows, form, width=width, heading=heading, told=told)
    return results.render_graph(cast("Iterable[Triple]", found), "turtle" if output_format == "auto" else output_format)


def asked(opened: Source, question: Question, names: Names = SHIPPED) -> object:
    """What the store answers to ``question``: a truth value, ``Solutions``, or triples. Raises as ``answer`` does."""
    from pyoxigraph import Variable

    refuse_service(question.text)
    substitutions = {Variable(name): term_of(*value, opened, names) for name, value in question.values.items()}
    try:
        return opened.query(
            _at_home(question, opened),
            prefixes=dict(PREFIXES),
            substitutions=substitutions,
            # Statements lie in named graphs only: what stands outside GRAPH is asked of all of them.
            use_default_graph_as_union=not names_graphs(question.text),
        )
    except SyntaxError as error:
        raise UsageError(_unreadable(question.text, error)) from error
    except RuntimeError as error:
        if substitutions and "SELECT projection" in str(error):
            raise UsageError(
                message("Only variables that the query selects can be given by -p: {error}.", error=error)
            ) from error
        raise KgError(message("The query failed: {error}.", error=error)) from error


def _unreadable(text: str, error: SyntaxError) -> Message:
    """Why the query ``text`` cannot be read."""
    if changes(text):
        return message("The graph can only be asked here, not changed: SELECT, ASK, CONSTRUCT or DESCRIBE.")
    unknown = prefixes_without_iri(text, PREFIXES)
    if unknown and unknown[0] not in _SCHEMES:
        return message(
            "The prefix {prefix}: is not declared (PREFIX {prefix}: <…>); these need no declaring: {known}.",
            prefix=unknown[0],
            known=", ".join(PREFIXES),
        )
    return unreadable(text, error)


def columns_of(found: Solutions, question: Question, *, for_people: bool) -> list[str]:
    """The columns that are shown: those that people read, or all but the parameters."""
    variables = [variable.value for variable in found.variables]
    if for_people and question.table:
        return [name for name in question.table if name in variables]
    return [name for name in variables if name not in question.hidden]


def _at_home(question: Question, opened: Source) -> str:
    """The text of ``question`` for ``opened``; a shipped one names graphs below the usual base, which may not be its."""
    text = question.text
    if isinstance(opened, RemoteStore) and question.for_servers is not None:
        text = question.for_servers
    return text.replace(f"<{_GRAPHS}>", f"<{store.base_of(opened)}graph/>") if question.shipped else text


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """``texts`` in UTF-8, in pieces large enough to be worth sending."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(waiting).encode("utf-8", "replace")
            waiting.clear()
            size = 0
    yield "".join(waiting).encode("utf-8", "replace")
