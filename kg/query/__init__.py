"""Questions to the store: SPARQL text, a file, or one of the shipped queries in ``kg/queries``.

A shipped query begins with comments that say what it answers and which parameters it takes::

    # zh: 某单位收到了哪些要求
    # en: What an agency was told to do
    # param agency (agency): 单位的 IRI 或名称 the agency, by IRI or name
    # param since (date, optional): 起始日期 first day
    # table: date meetingLabel quote source start end

The last line says which columns a table shows; all other formats have every column.

Parameters are bound as terms, never pasted into the text. Oxigraph binds only variables that the outermost SELECT
projects, so each query projects its parameters; their columns are left out of the answer. Oxigraph plans a query before
it knows them: the pattern with the parameter comes first, and optional ones are tested by ``COALESCE(…, true)``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from kg import store
from kg.endpoint import RemoteStore
from kg.errors import KgError, UsageError
from kg.iris import BASE
from kg.lookup import SHIPPED, Names, one_called
from kg.messages import joined, message
from kg.nearest import nearest_told
from kg.query import places, results
from kg.query.places import Place
from kg.source import Solutions, Source
from kg.sparql_text import names_graphs, refuse_service
from kg.vocab import PREFIXES, XSD
from kg.worker import killable

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Triple
    from pyoxigraph import Literal as OxLiteral

    Value = NamedNode | BlankNode | OxLiteral | Triple

FOLDER: Final = Path(__file__).parent.parent / "queries"

ParameterKind = Literal["agency", "document", "meeting", "notice", "date", "text", "integer", "iri"]
_PARAMETER: Final = re.compile(r"# param (\w+) \((\w+)(, optional)?\): (.+)")
_DATE: Final = re.compile(
    r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})"
    r"|\.([0-9]{1,2})\.([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号])"
)
_PIECE: Final = 1 << 16
_GRAPHS: Final = f"{BASE}graph/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a shipped query takes. ``kind`` says how what the user writes becomes a term."""

    name: str
    kind: ParameterKind
    optional: bool
    note: str


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query of ours: its name, what it answers in Chinese and English, and its text.

    ``for_servers`` asks the same of SPARQL servers: another text only where ``kg/queries/servers`` has one, since the form
    that Oxigraph answers fast is one that a server answers wrongly.
    """

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str
    for_servers: str
    index: str | None = None  # what the index beside a store has worked out of it (``kg.index.answers``)
    table: tuple[str, ...] = ()  # the columns that people read; none means all


@dataclass(frozen=True, slots=True)
class Question:
    """A query ready to be asked, with what the user wrote for its variables, each to be read as a kind of value.

    ``hidden`` columns (the parameters of a shipped query) are left out of the answer.
    """

    text: str
    values: Mapping[str, tuple[ParameterKind, str]]
    hidden: frozenset[str] = frozenset()
    for_servers: str | None = None  # where it is another text
    shipped: bool = False  # its graphs are to be those of the store's own base
    index: str | None = None  # as in ``ShippedQuery``
    table: tuple[str, ...] = ()  # as in ``ShippedQuery``


# ── shipped queries ───────────────────────────────────────────────────────────────────────────────────────────


def shipped_queries() -> tuple[ShippedQuery, ...]:
    """All shipped queries, by name."""
    return tuple(_parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq")))


def shipped_query(name: str) -> ShippedQuery:
    """The shipped query ``name``. Raises UsageError with the names there are."""
    path = FOLDER / f"{name}.rq"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        names = [path.stem for path in sorted(FOLDER.glob("*.rq"))]
        raise UsageError(
            message(
                "There is no shipped query {name!r}; {hint}there are: {names} (or give SPARQL, or -f FILE).",
                name=name,
                hint=nearest_told(name, names),
                names=", ".join(names),
            )
        )
    return _parse(name, path.read_text(encoding="utf-8"))


def _parse(name: str, text: str) -> ShippedQuery:
    said = dict(re.findall(r"^# (zh|en): (.+)$", text, re.MULTILINE))
    parameters = tuple(
        Parameter(match[1], cast("ParameterKind", match[2]), match[3] is not None, match[4])
        for match in map(_PARAMETER.fullmatch, text.splitlines())
        if match is not None
    )
    for_servers = FOLDER / "servers" / f"{name}.rq"
    other = for_servers.read_text(encoding="utf-8") if for_servers.is_file() else text
    index = re.search(r"^# index: (\w+)$", text, re.MULTILINE)
    table = re.search(r"^# table: (.+)$", text, re.MULTILINE)
    return ShippedQuery(
        name,
        said["zh"],
        said["en"],
        parameters,
        text,
        other,
        None if index is None else index[1],
        () if table is None else tuple(table[1].split()),
    )


def question_of(shipped: ShippedQuery, values: Mapping[str, str]) -> Question:
    """``shipped`` with its parameters set to ``values``.

    Raises UsageError where a parameter is missing or unknown.
    """
    known = {parameter.name: parameter for parameter in shipped.parameters}
    for name in values:
        if name not in known:
            takes = joined(known) or message("none")
            raise UsageError(
                message(
                    "The query {query} has no parameter {name!r}; it takes: {takes}.",
                    query=shipped.name,
                    name=name,
                    takes=takes,
                )
            )
    for parameter in shipped.parameters:
        if not parameter.optional and parameter.name not in values:
            raise UsageError(
                message(
                    "The query {query} needs a value for {parameter} ({note}): -p {parameter}=VALUE.",
                    query=shipped.name,
                    parameter=parameter.name,
                    note=parameter.note,
                )
            )
    return Question(
        shipped.text,
        {name: (known[name].kind, value) for name, value in values.items()},
        frozenset(known),
        shipped.for_servers,
        True,
        shipped.index,
        shipped.table,
    )


def free_question(text: str, values: Mapping[str, str]) -> Question:
    """SPARQL of the user's own; ``values`` bind its variables: IRIs, dates, whole numbers as such, the rest as text."""

    def kind(value: str) -> ParameterKind:
        if re.match(r"<?[a-z][a-z0-9+.-]*:\S+$", value):
            return "iri"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return "date"
        return "integer" if re.fullmatch(r"[+-]?[0-9]+", value) else "text"

    return Question(text, {name.lstrip("?$"): (kind(value), value) for name, value in values.items()})


def term_of(kind: ParameterKind, value: str, opened: Source, names: Names = SHIPPED) -> Value:
    """The RDF term that ``value`` stands for; names of things are looked up in the store (``kg.lookup``).

    Raises UsageError where it is not of that kind, InputError where nothing, or more than one thing, has that name.
    """
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    if kind == "text":
        return OxLiteral(value)
    if kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]+", value):
            raise UsageError(message("{value!r} is not a whole number.", value=value))
        return OxLiteral(value, datatype=NamedNode(XSD.integer))
    if kind == "date":
        return OxLiteral(iso_date(value), datatype=NamedNode(XSD.date))
    if kind == "iri":
        try:
            return NamedNode(value.removeprefix("<").removesuffix(">"))
        except ValueError:
            raise UsageError(message("{value!r} is not an IRI.", value=value)) from None
    return NamedNode(one_called(kind, value, opened, names))


def iso_date(value: str) -> str:
    """The day that ``value`` names, as 2023-11-09: written so, with no leading zeros, with / or ., or as 2023年11月9日.

    Raises UsageError where it is no such date, or a day that no calendar has.
    """
    written = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", value).split()))
    try:
        if written is None:
            raise ValueError(value)
        return datetime.date(*(int(part) for part in written.groups() if part is not None)).isoformat()
    except ValueError:
        raise UsageError(
            message("{value!r} is not a date; write it like 2023-11-09 or 2023年11月9日.", value=value)
        ) from None


# ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────


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
) -> Iterator[str]:
    """The answer to ``question`` in the format ``output_format``; ``auto`` is CSV, or Turtle where it is a graph.

    ``names`` tells how those of things are looked up, ``heading`` how a column of a shipped query is headed for people.

    Raises UsageError: the query is broken, calls other machines, or has no answer in that format; InputError: a name
    in it is not known.
    """
    from pyoxigraph import QueryBoolean, Variable

    refuse_service(question.text)
    substitutions = {Variable(name): term_of(*value, opened, names) for name, value in question.values.items()}
    try:
        found = opened.query(
            _at_home(question, opened),
            prefixes=dict(PREFIXES),
            substitutions=substitutions,
            # Statements lie in named graphs only: what stands outside GRAPH is asked of all of them.
            use_default_graph_as_union=not names_graphs(question.text),
        )
    except SyntaxError as error:
        raise UsageError(message("The query cannot be read: {error}.", error=error)) from error
    except RuntimeError as error:
        if substitutions and "SELECT projection" in str(error):
            raise UsageError(
                message("Only variables that the query selects can be given by -p: {error}.", error=error)
            ) from error
        raise KgError(message("The query failed: {error}.", error=error)) from error
    if isinstance(found, QueryBoolean):
        return results.render_ask(bool(found), output_format)
    if isinstance(found, Solutions):
        variables = [variable.value for variable in found.variables]
        if output_format == "table" and question.table:
            shown = [name for name in question.table if name in variables]
        else:
            shown = [name for name in variables if name not in question.hidden]
        rows = ([solution[name] for name in shown] for solution in found)
        form = "csv" if output_format == "auto" else output_format
        return results.render_select(shown, rows, form, width=width, heading=heading if question.shipped else str)
    return results.render_graph(cast("Iterable[Triple]", found), "turtle" if output_format == "auto" else output_format)


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
