"""Everything the store can be exported as, by name: what it takes from the command line, and how it is written."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from kg.errors import UsageError
from kg.export import FORMATS
from kg.export.drawing import drawn
from kg.export.files import written_whole
from kg.export.graph import Graph
from kg.export.views import around, check_view, view
from kg.export.wanted import Wanted, wanted_accounts
from kg.lookup import Names, one_called
from kg.messages import joined, message
from kg.nearest import nearest_told

if TYPE_CHECKING:
    from kg.source import Source

DEFAULT_VIEW: Final = "full"


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for. ``agency`` and ``ego`` are names or IRIs; dates are ISO dates."""

    view: str | None = None
    agency: str | None = None
    since: str | None = None
    until: str | None = None
    ego: str | None = None
    depth: int = 1
    dynamic: bool = False
    measures: bool = False

    def resolved(self, opened: Source, names: Names) -> Request:
        """The same with IRIs for names. Raises InputError, naming the nearest, where nothing is called so.

        ``names``: as in ``kg.lookup``.
        """
        return replace(
            self,
            agency=None if self.agency is None else one_called("agency", self.agency, opened, names),
            ego=None if self.ego is None else one_called("any", self.ego, opened, names),
        )

    def wanted(self) -> Wanted:
        """The part of the store that is asked for."""
        return Wanted(self.agency, self.since, self.until)

    def given(self) -> set[str]:
        """Names of the options that were used."""
        used = {
            "--view": self.view is not None,
            "--agency": self.agency is not None,
            "--since": self.since is not None,
            "--until": self.until is not None,
            "--ego": self.ego is not None,
            "--dynamic": self.dynamic,
            "--measures": self.measures,
        }
        return {name for name, is_used in used.items() if is_used}


_NOTICES: Final = frozenset({"--agency", "--since", "--until"})
_GRAPHS: Final = _NOTICES | {"--view", "--ego", "--measures"}


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form of export that is one file. ``write`` returns what to tell the user, if anything."""

    name: str
    options: frozenset[str]
    write: Callable[[Source, Request, IO[bytes]], str | None]


@dataclass(frozen=True, slots=True)
class FolderForm:
    """A form of export that is several files in a folder."""

    name: str
    options: frozenset[str]
    write: Callable[[Source, Request, Path], str | None]


Form = FileForm | FolderForm


def form_for(name: str, request: Request, output: str | None) -> Form:
    """The form called ``name``, which can do what ``request`` and ``output`` (path, ``-`` or None) ask for.

    Raises UsageError: no such form or view (naming the nearest), an option has no meaning for it, no folder is named.
    """
    form = _form_named(name)
    for option in sorted(request.given() - form.options):
        able = ", ".join(other.name for other in FORMS.values() if option in other.options)
        raise UsageError(
            message("{option} has no meaning for {name}; it is for: {able}.", option=option, name=name, able=able)
        )
    if request.view is not None:
        check_view(request.view)
    if isinstance(form, FolderForm) and output in (None, "-"):
        raise UsageError(message("{name} writes several files; name a folder for them: -o DIR.", name=name))
    return form


_ALSO: Final = {"ttl": "turtle", "nq": "nquads", "nq.gz": "nquads.gz", "json-ld": "jsonld", "n-quads": "nquads"}
"""Forms by the endings of their files and by other writings of their names."""
_PROGRAMS: Final = {"gephi": "gexf", "rdf": "turtle", "nt": "nquads", "ntriples": "nquads"}
_SHEETS: Final = ("xlsx", "xls", "excel")
_TABLES: Final = ("csv", "tsv")


def _form_named(name: str) -> Form:
    if (form := FORMS.get(_ALSO.get(name, name))) is not None:
        return form
    if name in _SHEETS:
        raise UsageError(
            message(
                "There is no export format {name!r}; a spreadsheet comes from kg ledger -o FILE.xlsx, and what "
                "spreadsheets open from kg directives -o FILE.csv, kg query … -o FILE.csv.",
                name=name,
            )
        )
    if name in _TABLES:
        raise UsageError(
            message(
                "There is no export format {name!r}; the whole store as CSV files comes from kg export datapackage -o DIR, a single "
                "table from kg directives, kg ledger or kg query … with -o FILE.{name}; all formats: {formats}.",
                name=name,
                formats=", ".join(FORMS),
            )
        )
    raise UsageError(
        message(
            "There is no export format {name!r}; {hint}there are: {formats}.",
            name=name,
            hint=nearest_told(name, FORMS, meant=_PROGRAMS.get(name)),
            formats=", ".join(FORMS),
        )
    )


# ── graphs ────────────────────────────────────────────────────────────────────────────────────────────────────


def requested_graph(opened: Source, request: Request, *, default: str = DEFAULT_VIEW) -> Graph:
    """The view that ``request`` (resolved) asks for."""
    graph = view(opened, request.view or default, request.wanted())
    return graph if request.ego is None else around(graph, request.ego, request.depth)


def emptiness(graph: Graph, request: Request) -> str | None:
    """What to say where nothing is in the graph, else None."""
    if not graph.is_empty():
        return None
    used = sorted(request.given() & {"--agency", "--since", "--until", "--ego"})
    if used:
        return message(
            "nothing found: the view {view} is empty; nothing in the store fits {options}",
            view=graph.name,
            options=joined(used),
        )
    return message("nothing found: the view {view} is empty; the store has nothing of the kind", view=graph.name)


def _graph_form(name: str, writer: Callable[[Graph, Request, IO[bytes]], None], *more: str) -> FileForm:
    def write(opened: Source, request: Request, output: IO[bytes]) -> str | None:
        graph = requested_graph(opened, request)
        writer(_measured(graph, request), request, output)
        return emptiness(graph, request)

    return FileForm(name, _GRAPHS | frozenset(more), write)


def _measured(graph: Graph, request: Request) -> Graph:
    """``graph``, with the measures of its nodes where they were asked for."""
    from kg.export.measuring import with_measures

    return with_measures(graph) if request.measures else graph


def _communities(request: Request) -> str | None:
    from kg.export.measuring import COMMUNITY

    return COMMUNITY if request.measures else None


def _gexf(graph: Graph, request: Request, output: IO[bytes]) -> None:
    from kg.export.gexf import write_gexf

    write_gexf(drawn(graph, communities=_communities(request)), output, dynamic=request.dynamic)


def _graphml(graph: Graph, request: Request, output: IO[bytes]) -> None:
    from kg.export.graphml import write_drawing

    write_drawing(drawn(graph, communities=_communities(request)), output)


def _svg(graph: Graph, request: Request, output: IO[bytes]) -> None:
    from kg.export.svg import write_svg

    write_svg(drawn(graph, communities=_communities(request)), output)


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────


def _neo4j(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export import graph_tables

    graph = requested_graph(opened, request)
    shown = _measured(graph, request)
    with written_whole(folder / graph_tables.NODES) as output:
        graph_tables.write_neo4j_nodes(shown, output)
    with written_whole(folder / graph_tables.EDGES) as output:
        graph_tables.write_neo4j_edges(shown, output)
    return emptiness(graph, request)


def _datapackage(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export import graph_tables
    from kg.export.directive_records import COLUMNS, directive_records

    graph = requested_graph(opened, request)
    shown = _measured(graph, request)
    with written_whole(folder / graph_tables.NODES) as output:
        graph_tables.write_nodes(shown, output)
    with written_whole(folder / graph_tables.EDGES) as output:
        graph_tables.write_edges(shown, output)
    with written_whole(folder / graph_tables.DIRECTIVES) as output:
        records = directive_records(wanted_accounts(opened, request.wanted()), opened)
        graph_tables.write_table(COLUMNS, ([getattr(record, name) for name in COLUMNS] for record in records), output)
    with written_whole(folder / graph_tables.PACKAGE) as output:
        graph_tables.write_package(shown, output)
    return emptiness(graph, request)


# ── notices ───────────────────────────────────────────────────────────────────────────────────────────────────


def _annotations(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    from kg.export.annotations import write_annotations

    return _none_of(
        message("annotations"), write_annotations(wanted_accounts(opened, request.wanted()), opened, output)
    )


def _parquet(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    from kg.export.directive_records import directive_records
    from kg.export.parquet import write_parquet

    found = directive_records(wanted_accounts(opened, request.wanted()), opened)
    return _none_of(message("directives"), write_parquet(found, output))


def _html(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export.pages import write_pages

    return _none_of(message("meetings"), write_pages(wanted_accounts(opened, request.wanted()), opened, folder))


def _none_of(what: str, count: int) -> str | None:
    return None if count else message("nothing found: no {things} fit what was asked for", things=what)


# ── RDF ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _rdf_form(name: str) -> FileForm:
    def write(opened: Source, request: Request, output: IO[bytes]) -> str | None:
        FORMATS[name](opened, output)
        return None if len(opened) else message("nothing found: the store is empty")

    return FileForm(name, frozenset(), write)


def _nquads_gz(opened: Source, request: Request, output: IO[bytes]) -> str | None:
    # No file name and no time in the header: the same store gives the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=output, mtime=0) as packed:
        FORMATS["nquads"](opened, cast("IO[bytes]", packed))
    return None if len(opened) else message("nothing found: the store is empty")


_ALL: Final[tuple[Form, ...]] = (
    _rdf_form("turtle"),
    _rdf_form("nquads"),
    FileForm("nquads.gz", frozenset(), _nquads_gz),
    _rdf_form("trig"),
    _rdf_form("jsonld"),
    _graph_form("graphml", _graphml),
    _graph_form("gexf", _gexf, "--dynamic"),
    _graph_form("svg", _svg),
    FolderForm("neo4j", _GRAPHS, _neo4j),
    FolderForm("datapackage", _GRAPHS, _datapackage),
    FileForm("annotations", _NOTICES, _annotations),
    FolderForm("html", _NOTICES, _html),
    FileForm("parquet", _NOTICES, _parquet),
)
FORMS: Final[Mapping[str, Form]] = {form.name: form for form in _ALL}
"""All forms by name, in the order in which the help names them."""
