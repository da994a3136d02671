"""``kg export`` and ``kg stats``: the store in other forms, as a whole or as a view, and what can be counted in it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import Asking, asking
from kg.cli.console import FOR_PEOPLE, put, remark, told_table
from kg.cli.options import (
    DEFAULT_STORE,
    EndpointOption,
    FormatOption,
    OutputOption,
    RegisterOption,
    SinceOption,
    StoreOption,
    UntilOption,
    names_of,
    period,
    place_of,
    tell_undated_notices,
)

if TYPE_CHECKING:
    from kg.export.form import Form
    from kg.export.graph import Graph
    from kg.export.measuring import Measured
    from kg.export.request import Request
    from kg.source import Source
    from kg.tables import Cell

_PIECE = 1 << 20

ViewOption = Annotated[
    str | None,
    typer.Option(
        "--view",
        metavar="VIEW",
        help="The view: full|agencies|agency-directive|agency-document|documents|meeting-agency|people.",
    ),
]
ConcernedOption = Annotated[
    str | None,
    typer.Option("--agency", "-a", metavar="NAME", help="Only what concerns this agency."),
]
EgoOption = Annotated[
    str | None,
    typer.Option("--ego", metavar="NAME", help="Only what lies around this thing (name or IRI)."),
]
DepthOption = Annotated[int, typer.Option("--depth", metavar="N", min=1, help="How many edges from --ego.")]


def export(
    context: typer.Context,
    output_format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="The form: turtle, nquads, nquads.gz, trig, jsonld, graphml, gexf, svg, neo4j, datapackage, annotations, html, parquet.",
        ),
    ],
    output: OutputOption = None,
    view: ViewOption = None,
    agency: ConcernedOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    ego: EgoOption = None,
    depth: DepthOption = 1,
    dynamic: Annotated[
        bool, typer.Option("--dynamic", help="GEXF with intervals of time, for Gephi's timeline.")
    ] = False,
    measures: Annotated[
        bool,
        typer.Option("--measures", help="Betweenness and communities, in colour."),
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """The store in another form: RDF, graphs for Gephi, tables, pages."""
    from kg.export.forms import form_for
    from kg.export.request import Request
    from kg.export.wanted import of_unknown_day
    from kg.query.places import opened_for_reading

    first, last = period(since, until)
    place = place_of(context, store, endpoint)
    names = names_of(register, place)
    request = Request(view, agency, first, last, ego, depth, dynamic, measures)
    form = form_for(output_format, request, output)
    with opened_for_reading(place) as opened:
        resolved = request.resolved(opened, names)
        said = _written(form, opened, resolved, output)
        undated = of_unknown_day(opened, resolved.wanted())
    if said is not None:
        remark(said)
    tell_undated_notices(undated)


def _written(form: Form, opened: Source, request: Request, output: str | None) -> str | None:
    """Write what ``request`` asks for to ``output`` (a path, ``-`` or None), whole or not at all; what to tell the user of it."""
    from kg.export.files import written_whole
    from kg.export.form import FolderForm

    if isinstance(form, FolderForm):
        return form.write(opened, request, Path(str(output)))
    if output not in (None, "-"):
        with written_whole(Path(str(output))) as file:
            return form.write(opened, request, file)
    with tempfile.TemporaryFile() as file:
        said = form.write(opened, request, file)
        file.seek(0)
        put(_pieces(file))
    return said


def stats(
    context: typer.Context,
    view: ViewOption = "agencies",
    agency: ConcernedOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    ego: EgoOption = None,
    depth: DepthOption = 1,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many nodes are listed.")] = 20,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """Who is central in a view, and who belongs together."""
    from kg.export.graph_forms import emptiness, requested_graph
    from kg.export.measuring import measures_of
    from kg.export.request import Request
    from kg.export.views import check_view
    from kg.export.wanted import of_unknown_day
    from kg.query.places import opened_for_reading

    check_view(view or "")
    first, last = period(since, until)
    ask = asking(context, store, endpoint, register, output_format, output)
    request = Request(view, agency, first, last, ego, depth)
    with opened_for_reading(ask.place) as opened:
        resolved = request.resolved(opened, ask.names)
        graph = requested_graph(opened, resolved)
        undated = of_unknown_day(opened, resolved.wanted())
    found = measures_of(graph)
    put(_counted(graph, found, top, ask), output, ask.wanted)
    for line in (emptiness(graph, resolved), *found.remarks()):
        if line is not None:
            remark(line)
    tell_undated_notices(undated)


def _counted(graph: Graph, found: Measured, top: int, ask: Asking) -> Iterable[str]:
    """The measures of ``graph`` with its ``top`` nodes, as ``ask`` wants them."""
    from kg import tables
    from kg.export.measuring import TABLE_COLUMNS, as_object, table_rows

    if ask.wanted == "json":
        return [json.dumps(as_object(graph.name, found, top), ensure_ascii=False, indent=1) + "\n"]
    rows: Iterable[Sequence[Cell]] = (
        [f"{cell:.6f}" if isinstance(cell, float) else cell for cell in row] for row in table_rows(found, top)
    )
    if ask.wanted in FOR_PEOPLE:
        return tables.render(*told_table(list(TABLE_COLUMNS.values()), rows), ask.wanted, width=ask.width)
    return tables.render(list(TABLE_COLUMNS), rows, ask.wanted)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
