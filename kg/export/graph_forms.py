"""Forms that are made of a view of the store: graph files, a picture, and tables of nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.export.drawing import drawn
from kg.export.files import written_whole
from kg.export.form import OF_GRAPHS, FileForm, FolderForm, Form
from kg.export.graph import Graph
from kg.export.request import Request
from kg.export.views import around, view
from kg.export.wanted import wanted_accounts
from kg.messages import joined, message

if TYPE_CHECKING:
    from kg.source import Source

DEFAULT_VIEW: Final = "full"


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

    return FileForm(name, OF_GRAPHS | frozenset(more), write)


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


def _write_tables(
    graph: Graph,
    folder: Path,
    write_nodes: Callable[[Graph, IO[bytes]], int],
    write_edges: Callable[[Graph, IO[bytes]], int],
) -> None:
    """``nodes.csv`` and ``edges.csv`` of ``graph`` in ``folder``."""
    from kg.export.graph_tables import EDGES, NODES

    with written_whole(folder / NODES) as output:
        write_nodes(graph, output)
    with written_whole(folder / EDGES) as output:
        write_edges(graph, output)


def _neo4j(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export import graph_tables

    graph = requested_graph(opened, request)
    _write_tables(_measured(graph, request), folder, graph_tables.write_neo4j_nodes, graph_tables.write_neo4j_edges)
    return emptiness(graph, request)


def _datapackage(opened: Source, request: Request, folder: Path) -> str | None:
    from kg.export import graph_tables
    from kg.export.directive_records import COLUMNS, directive_records

    graph = requested_graph(opened, request)
    shown = _measured(graph, request)
    _write_tables(shown, folder, graph_tables.write_nodes, graph_tables.write_edges)
    with written_whole(folder / graph_tables.DIRECTIVES) as output:
        records = directive_records(wanted_accounts(opened, request.wanted()), opened)
        graph_tables.write_table(COLUMNS, ([getattr(record, name) for name in COLUMNS] for record in records), output)
    with written_whole(folder / graph_tables.PACKAGE) as output:
        graph_tables.write_package(shown, output)
    return emptiness(graph, request)


FORMS: Final[tuple[Form, ...]] = (
    _graph_form("graphml", _graphml),
    _graph_form("gexf", _gexf, "--dynamic"),
    _graph_form("svg", _svg),
    FolderForm("neo4j", OF_GRAPHS, _neo4j),
    FolderForm("datapackage", OF_GRAPHS, _datapackage),
)
"""In the order in which the help names them."""
