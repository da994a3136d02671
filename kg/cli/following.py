"""``kg trace``, ``kg gaps``, ``kg followup``, ``kg explain``: answers that need more than one notice, or one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import Table, asking, one_now
from kg.cli.console import remark
from kg.cli.language import said_below
from kg.cli.options import (
    DEFAULT_STORE,
    AgencyOption,
    EndpointOption,
    FormatOption,
    OutputOption,
    RegisterOption,
    StoreOption,
    ThingArgument,
    TraceFormatOption,
)
from kg.errors import UsageError
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.source import Source
    from kg.tables import Cell


def trace(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="《…》", help="A document: title, short form or IRI.")],
    alone: Annotated[bool, typer.Option("--alone", help="This document only, not its offspring.")] = False,
    output_format: TraceFormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
) -> None:
    """The way of a document through the meetings."""
    ask = asking(context, store, endpoint, None, output_format, output, more=("mermaid", "dot"))

    def work(opened: Source) -> Iterator[str]:
        from kg.following.diagrams import dot, mermaid
        from kg.following.trace import COLUMNS, family, table_of
        from kg.following.trace import trace as trace_documents
        from kg.lookup import one_called

        members = family(one_called("document", document, opened, ask.names), opened)
        members = [member for member in members if member.parent is None] if alone else members
        rows = trace_documents(members, opened)
        if not rows:
            remark(message("no meeting in the store took up or named {document}", document=document))
        if ask.wanted in ("mermaid", "dot"):
            return (mermaid if ask.wanted == "mermaid" else dot)(members, rows, said_below)
        return ask.rendered(table_of(rows), (COLUMNS, (row.cells(COLUMNS) for row in rows)))

    ask.put(work)


def gaps(
    context: typer.Context,
    agency: Annotated[
        str | None,
        typer.Option("--agency", "-a", metavar="NAME", help="Meetings of this body only."),
    ] = None,
    from_one: Annotated[
        bool, typer.Option("--from-one", help="Count from the first meeting of each term or year.")
    ] = False,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """Missing meeting numbers, numbers that clash, undisclosed business."""
    ask = asking(context, store, endpoint, register, output_format, output)

    def work(opened: Source) -> Iterator[str]:
        from kg.following.gaps import COLUMNS, table_of, without_series
        from kg.following.gaps import gaps as find_gaps
        from kg.lookup import one_called

        body = None if agency is None else one_called("agency", agency, opened, ask.names)
        found = find_gaps(opened, body=body, from_one=from_one)
        if not found:
            remark(message("nothing is missing between the meetings in the store, as far as their numbers tell"))
        if left_out := without_series(opened, body=body):
            remark(
                plural(
                    "{count} numbered meeting tells neither term nor year, nor do number and day put it with others: not checked",
                    "{count} numbered meetings tell neither term nor year, nor do number and day put them with others: not checked",
                    left_out,
                )
            )
        return ask.rendered(table_of(found), (COLUMNS, (gap.cells(COLUMNS) for gap in found)))

    ask.put(work)


def followup(
    context: typer.Context,
    agency: AgencyOption = None,
    items: Annotated[
        bool,
        typer.Option("--items", help="Agenda items that take up earlier ones instead."),
    ] = False,
    threshold: Annotated[
        float | None,
        typer.Option("--likeness", metavar="0..1", min=0.0, max=1.0, help="Least likeness."),
    ] = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """Demands said again to the same department; items taken up again."""
    if items and agency is not None:
        raise UsageError(message("--items looks at agenda items, which have no addressee; leave out --agency."))
    ask = asking(context, store, endpoint, register, output_format, output)

    def work(opened: Source) -> Iterator[str]:
        from kg.lookup import one_called

        whose = None if agency is None else one_called("agency", agency, opened, ask.names)
        said = _taken_up(opened, threshold) if items else _said_again(opened, whose, threshold)
        if not said.rows:
            remark(message("nothing was said again, as far as the words tell (--likeness lowers the bar)"))
        return ask.rendered(said.shown(), said.whole())

    ask.put(work)


@dataclass(frozen=True, slots=True)
class _Said:
    """Rows by column; ``headings`` of the columns that people look at, each -> how it is called."""

    rows: list[dict[str, Cell]]
    columns: tuple[str, ...]
    headings: Mapping[str, str]

    def shown(self) -> Table:
        return list(self.headings.values()), [[row[name] for name in self.headings] for row in self.rows]

    def whole(self) -> Table:
        return self.columns, ([row[name] for name in self.columns] for row in self.rows)


def _taken_up(opened: Source, threshold: float | None) -> _Said:
    """Agenda items that take up earlier ones."""
    from kg.following import followup as views

    found = views.take_ups(opened, threshold=views.ITEM_THRESHOLD if threshold is None else threshold)
    return _Said([views.take_up_cells(one) for one in found], views.TAKE_UP_COLUMNS, views.TAKE_UP_TABLE)


def _said_again(opened: Source, agency: str | None, threshold: float | None) -> _Said:
    """Demands said again, of ``agency`` (an IRI) or of anybody."""
    from kg.following import followup as views

    least = views.DEMAND_THRESHOLD if threshold is None else threshold
    found = views.repetitions(opened, agency=agency, threshold=least)
    return _Said([views.repetition_cells(one) for one in found], views.REPETITION_COLUMNS, views.REPETITION_TABLE)


def explain(
    context: typer.Context,
    name: ThingArgument,
    register: RegisterOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
) -> None:
    """Why a statement is there: words, rule, confidence, register.

    Rows of your own register are cited, too, where the store was built with it.
    """
    ask = asking(context, store, endpoint, register, output_format, output)

    def work(opened: Source) -> Iterator[str]:
        from kg.query.explain import COLUMNS, table_of
        from kg.query.explain import explain as reasons_for

        reasons = reasons_for(one_now(name, opened, ask.names, ask.place), opened, ask.names.known())
        if not reasons:
            remark(message("the store says something of {name}, but on no words of a notice; see kg show", name=name))
        return ask.rendered(table_of(reasons), (COLUMNS, (one.cells(COLUMNS) for one in reasons)))

    ask.put(work)
