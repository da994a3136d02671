"""``kg query``, ``kg directives``, ``kg show``: questions to the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import asking, one_now, parties_called, put_answer, require_whose_groups
from kg.cli.console import (
    FOR_PEOPLE,
    format_by_place,
    put,
    read_text_argument,
    remark,
    table_format,
    table_width,
    tabled,
    told_headings,
    told_table,
)
from kg.cli.language import chosen, concept_told, in_other_words, said, said_below
from kg.cli.options import (
    DEFAULT_STORE,
    AgencyOption,
    BaseOption,
    EndpointOption,
    FormatOption,
    OutputOption,
    QueryFormatOption,
    RegisterOption,
    ShowFormatOption,
    SinceOption,
    StoreOption,
    ThingArgument,
    TimeoutOption,
    UntilOption,
    ViaGroupsOption,
    names_of,
    period,
    place_of,
    tell_undated,
)
from kg.errors import UsageError
from kg.messages import Message, joined, message

if TYPE_CHECKING:
    from kg.query import Question
    from kg.source import Source
    from kg.tables import Cell


def query(
    context: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[SPARQL|NAME]", help="SPARQL, or a shipped query's name."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", "-f", metavar="FILE", help="A file with SPARQL, - for stdin."),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter; repeatable."),
    ] = None,
    list_queries: Annotated[bool, typer.Option("--list", help="List the shipped queries.")] = False,
    output_format: QueryFormatOption = None,
    output: OutputOption = None,
    timeout: TimeoutOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
    base_iri: BaseOption = None,
) -> None:
    """Ask by SPARQL (read-only), by a file, or by the name of a shipped query.

    These prefixes need no declaring: dc, dcat, dcterms, eli, eli-dl, foaf, kg, nif, oa, odrl, org, owl, prov, rdf, rdfs,
    schema, sh, skos, void, xsd.
    """
    from kg import query as queries
    from kg.query.places import require
    from kg.query.results import GRAPH_FORMATS, SELECT_FORMATS

    width = table_width(output)
    if list_queries:
        wanted = table_format(output_format, output)
        put(_listing(wanted, output), output, wanted)
        if wanted in FOR_PEOPLE:
            remark(message("kinds of doubts (kg query doubts -p kind=…): {kinds}", kinds=_doubt_kinds()))
        return
    place = place_of(context, store, endpoint, base_iri)
    require(place, base_iri)
    names = names_of(register, place)
    question = _question(text, file, parameters or [])
    _tell_unknown_terms(question)
    offered = GRAPH_FORMATS if _gives_graph(question.text) else SELECT_FORMATS
    wanted = output_format or format_by_place(output, offered, otherwise="auto")

    def work(opened: Source) -> Iterator[str]:
        from kg.index.answers import from_index

        known = None
        if question.index is not None and isinstance(place, Path):
            known = from_index(question.index, opened, place, wanted, width=width, heading=_heading)
        if known is not None:
            return known
        return queries.answer(opened, question, wanted, width=width, names=names, heading=_heading, said=said_below)

    put_answer(work, place, output, wanted, timeout=timeout)


def _tell_unknown_terms(question: Question) -> None:
    """Where a text of the user's own asks for terms that there are not, say so: its answer would only be empty."""
    if not question.shipped:
        from kg.query.unknown_terms import told_unknown_terms

        for sentence in told_unknown_terms(question.text):
            remark(sentence)


def _heading(column: str) -> str:
    """How a column of a shipped query is headed for people."""
    from kg.query.headings import heading_of

    return heading_of(in_other_words(column))


def directives(
    context: typer.Context,
    agency: AgencyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="TITLE", help="Under items about this document.")
    ] = None,
    via_groups: ViaGroupsOption = False,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """Who must do what, by when, and where it says so."""
    from kg import tables

    require_whose_groups(agency, via_groups=via_groups)
    first, last = period(since, until)
    ask = asking(context, store, endpoint, register, output_format, output)

    def work(opened: Source) -> Iterator[str]:
        from kg.lookup import one_called
        from kg.query.directives import COLUMNS, Wanted, directive_rows, of_unknown_day, table_of

        parties = None if agency is None else parties_called(agency, opened, ask.names, via_groups=via_groups)
        about = None if document is None else one_called("document", document, opened, ask.names)
        asked_for = Wanted(parties, first, last, about)
        rows = directive_rows(opened, asked_for)
        if not rows:
            remark(message("no directive matches"))
        tell_undated([row.source for row in of_unknown_day(opened, asked_for)])
        if ask.wanted in FOR_PEOPLE:
            return tables.render(*told_table(*table_of(rows)), ask.wanted, width=ask.width)
        return tables.render(COLUMNS, (row.cells(COLUMNS) for row in rows), ask.wanted)

    ask.put(work)


def show(
    context: typer.Context,
    name: ThingArgument,
    output_format: ShowFormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """Everything the store says of one thing."""
    from kg import tables
    from kg.query.results import GRAPH_FORMATS

    ask = asking(context, store, endpoint, register, output_format, output, more=GRAPH_FORMATS)

    def work(opened: Source) -> Iterable[str]:
        from kg.query.describe import description_columns, description_headings, description_rows
        from kg.query.results import render_graph

        iri = one_now(name, opened, ask.names, ask.place)
        if ask.wanted in GRAPH_FORMATS:
            from pyoxigraph import NamedNode

            return render_graph(
                (quad.triple for quad in opened.quads_for_pattern(NamedNode(iri), None, None)), ask.wanted
            )
        rows: Iterable[Sequence[str | None]] = description_rows(iri, opened, short=ask.wanted in FOR_PEOPLE)
        if ask.wanted in FOR_PEOPLE:
            rows = map(_labelled, rows)
            return tables.render(told_headings(description_headings()), rows, ask.wanted, width=ask.width)
        return tables.render(description_columns(), rows, ask.wanted)

    ask.put(work)


def _labelled(row: Sequence[str | None]) -> list[str | None]:
    """A row of ``kg show`` with its label in the user's language, and none that says what the value says."""
    direction, name, value, label, graph = row
    told = concept_told(value or "") or (None if label is None else said(label))
    return [direction, name, value, None if told == value else told, graph]


def _question(text: str | None, file: str | None, parameters: list[str]) -> Question:
    from kg.query import free_question, question_of, shipped_query

    values: dict[str, str] = {}
    for parameter in parameters:
        name, mark, value = parameter.partition("=")
        if not mark or not name:
            raise UsageError(
                message("A parameter is written KEY=VALUE; this one is {parameter!r}.", parameter=parameter)
            )
        values[name] = value
    if (text is None) == (file is None):
        raise UsageError(
            message("Give one question: SPARQL, the name of a shipped query (kg query --list), or -f FILE.")
        )
    if file is not None:
        return free_question(read_text_argument(file), values)
    if text is not None and re.fullmatch(r"\s*[\w-]+\s*", text):
        return question_of(shipped_query(text.strip()), values)
    return free_question(text or "", values)


def _gives_graph(text: str) -> bool:
    """Whether the query's answer is a graph, which has no table. Only the default format hangs on it."""
    return re.search(r"^\s*(CONSTRUCT|DESCRIBE)\b", text, re.IGNORECASE | re.MULTILINE) is not None


def _listing(output_format: str, output: str | None) -> Iterator[str]:
    """The shipped queries; for people, what they answer is told in their language only."""
    from kg.query import Parameter, shipped_queries

    def named(parameter: Parameter) -> str:
        return message("{name} (optional)", name=parameter.name) if parameter.optional else parameter.name

    shipped = shipped_queries()
    rows: Iterator[list[Cell]]
    if output_format in FOR_PEOPLE:
        own = chosen()
        rows = ([one.name, joined(map(named, one.parameters)), one.zh if own == "zh" else one.en] for one in shipped)
        return tabled((message("name"), message("parameters"), message("answers")), rows, output_format, output)
    rows = ([one.name, tuple(map(named, one.parameters)), one.zh, one.en] for one in shipped)
    return tabled(("name", "parameters", "zh", "en"), rows, output_format, output)


def _doubt_kinds() -> Message:
    """The kinds of doubts as the graph has them, each with its name in the user's language where that is another."""
    from kg.query.doubt_notes import NOTES

    return joined(" ".join(dict.fromkeys((kind, said(message(kind))))) for kind in NOTES)
