"""``kg link accept``, ``reject``, ``add``, ``remove``, ``list``: what people decide about links, recorded and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import local_time
from kg.cli.answering import put_answer
from kg.cli.console import FOR_PEOPLE, complain, remark, table_format, table_width
from kg.cli.exits import SOME_FAILED
from kg.cli.language import said
from kg.cli.options import (
    DEFAULT_STORE,
    AtOption,
    ByOption,
    DryRunOption,
    EncodingOption,
    EndpointOption,
    FormatOption,
    OutputOption,
    RegisterOption,
    StoreOption,
    ThingArgument,
    names_of,
    place_of,
    read_options,
    recorder,
)
from kg.errors import InputError, UsageError
from kg.messages import joined, message

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.linking.judgements import Judgement
    from kg.linking.listing import Link
    from kg.linking.recording import Decision, Known, Taken
    from kg.read import ReadOptions
    from kg.source import Source

DecidedArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The table in which it was decided.")]
ForeignArgument = Annotated[str, typer.Argument(metavar="IRI", help="What others call it: an IRI.")]
WhyOption = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")]


def _taking(decision: Decision, what: str) -> Callable[..., None]:
    """The command that takes the rows of a table which are marked with the ``decision``; ``what`` says so in its help."""

    def take(
        file: DecidedArgument,
        by: ByOption,
        at: AtOption = None,
        why: WhyOption = None,
        dry_run: DryRunOption = False,
        encoding: EncodingOption = None,
        store: StoreOption = DEFAULT_STORE,
    ) -> None:
        _take_file(file, decision, by, at, why, dry_run=dry_run, encoding=encoding, store=store)

    take.__name__, take.__doc__ = decision, what
    return take


accept = _taking("accept", "Record the pairs of a table that are marked accept.")
reject = _taking("reject", "Record that pairs marked reject are two things: no candidates any more.")


def add(
    entity: ThingArgument,
    iri: ForeignArgument,
    by: ByOption,
    relation: Annotated[
        str, typer.Option("--relation", metavar="NAME", help="exactMatch, closeMatch or sameAs.")
    ] = "exactMatch",
    why: WhyOption = None,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    store: StoreOption = DEFAULT_STORE,
    register: RegisterOption = None,
) -> None:
    """Link one thing, whatever was decided on the pair before."""
    from kg.linking.recording import Recorder, Wish, no_relation, own_iri, relation_meant, take_in, told_head
    from kg.lookup import one_called
    from kg.store import base_of, opened_for_writing, require_store

    who, moment = recorder(by, at)
    meant = relation_meant(relation)
    if meant is None:
        raise UsageError(message("--relation {what}.", what=no_relation(relation)))
    foreign = _foreign(iri)
    require_store(store)
    names = names_of(register, store)
    with opened_for_writing(store) as opened:
        if foreign.startswith(base_of(opened)):
            raise UsageError(message("The IRI {what}.", what=own_iri(foreign)))
        wish = Wish(0, (one_called("any", entity, opened, names), foreign), meant)
        known = known_of(opened)
        before = known.heads(wish.pair)
        taken = take_in([wish], known, Recorder(who, moment, why=said_why(why)), override=True)
        for problem in taken.problems:
            raise UsageError(message("This link {what}.", what=problem.what))
        write(opened, taken, dry_run=dry_run)
    tell_taken("", taken, dry_run=dry_run)
    if taken.new and before:
        remark(message("in place of: {records}", records=joined(map(told_head, before))))


def remove(
    entity: Annotated[str, typer.Argument(metavar="IRI|NAME", help="The thing of the store.")],
    iri: ForeignArgument,
    dry_run: DryRunOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take out a link and all records of it, as if it had never been decided."""
    from kg.linking.judgements import links_graph, nquads
    from kg.linking.recording import told_head
    from kg.store import Replacement, opened_for_writing, replace, require_store

    foreign = _foreign(iri)
    require_store(store)
    with opened_for_writing(store) as opened:
        gone = _records_of(entity, foreign, opened)
        graph = links_graph(opened)
        stale = {line for one in gone for line in nquads(one, graph)}
        if not dry_run:
            replace(opened, Replacement(stale=tuple(sorted(stale))))
            opened.flush()
    for one in gone:
        remark(
            message("would be taken out: {record}" if dry_run else "taken out: {record}", record=told_head(one)),
        )


def _records_of(entity: str, foreign: str, opened: Store) -> list[Judgement]:
    """The records of the pair; ``entity`` is an IRI or a label. Raises InputError where there are none, or of several things."""
    from kg.linking.judgements import judgements
    from kg.linking.listing import label_in_store

    there = [one for one in judgements(opened) if one.foreign == foreign]
    called = {one.entity: {one.entity, one.label, label_in_store(one.entity, opened)} for one in there}
    found = [one for one in there if entity.strip() in called[one.entity]]
    if not found:
        raise InputError(
            message(
                "There is no record of {entity} and {iri}; kg link list shows those there are.",
                entity=entity,
                iri=foreign,
            )
        )
    if len({one.entity for one in found}) > 1:
        raise InputError(
            message(
                "Several things are called {entity}: {iris}; give the IRI of one.",
                entity=entity,
                iris=", ".join(sorted({one.entity for one in found})),
            )
        )
    return found


def list_links(
    context: typer.Context,
    orphans: Annotated[bool, typer.Option("--orphans", help="Only those whose thing the store holds no more.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also pairs that were rejected.")] = False,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
) -> None:
    """The links there are: by whom, when and why."""
    wanted = table_format(output_format, output)
    width = table_width(output)

    def work(opened: Source) -> Iterable[str]:
        from kg.linking.listing import links

        found = [link for link in links(opened) if link.orphan or not orphans]
        shown = [link for link in found if rejected or link.conflict or link.judgement.accepted]
        if not shown:
            remark(message("no link matches"))
        return _listed(shown, wanted, width)

    put_answer(work, place_of(context, store, endpoint), output, wanted)


def _listed(found: list[Link], wanted: str, width: int | None) -> Iterator[str]:
    from kg import tables
    from kg.linking.listing import COLUMNS, FOR_READERS, rows

    if wanted not in FOR_PEOPLE:
        return tables.render(COLUMNS, ([row[name] for name in COLUMNS] for row in rows(found)), wanted)
    cells = (
        [
            said(cell) if isinstance(cell, str) else cell
            for cell in map({**row, "at": _clock(row["at"])}.get, FOR_READERS)
        ]
        for row in rows(found)
    )
    return tables.render(list(map(said, FOR_READERS.values())), cells, wanted, width=width)


def _clock(at: object) -> str:
    return local_time.wall_clock(str(at))


def _foreign(written: str) -> str:
    from kg.iris import foreign_iri

    iri = foreign_iri(written)
    if iri is None:
        raise UsageError(
            message(
                "{written!r} is no IRI that can be linked to: give an absolute one (http, https or urn).",
                written=written[:80],
            )
        )
    return iri


def said_why(why: str | None) -> str | None:
    """``--why`` on one line; None where it is not given or empty."""
    from kg.linking.keys import one_line

    return one_line(why or "") or None


def _take_file(
    file: Path,
    decision: Decision,
    by: str,
    at: str | None,
    why: str | None,
    *,
    dry_run: bool,
    encoding: str | None,
    store: Path,
) -> None:
    """Record what ``file`` says of ``decision``, and tell what was done with its rows."""
    from dataclasses import replace as changed

    from kg.linking.decisions import read_decisions
    from kg.linking.recording import Recorder, take_in, wishes
    from kg.store import base_of, opened_for_writing, require_store

    who, moment = recorder(by, at)
    entries = read_decisions(file, reading(encoding))
    require_store(store)
    with opened_for_writing(store) as opened:
        asked, problems, (undecided, otherwise) = wishes(entries, decision, base_of(opened))
        taken = take_in(asked, known_of(opened), Recorder(who, moment, file.name, said_why(why)))
        write(opened, taken, dry_run=dry_run)
    every = tuple(sorted((*problems, *taken.problems)))
    tell_taken(file, changed(taken, problems=every, undecided=undecided, otherwise=otherwise), dry_run=dry_run)
    if every:
        raise typer.Exit(SOME_FAILED)


def reading(encoding: str | None) -> ReadOptions:
    """How tables of identities are read: only the encoding can be told."""
    return read_options(
        encoding=encoding, input_format=None, text=None, title=None, date=None, url=None, publisher=None, row_id=None
    )


def known_of(opened: Store) -> Known:
    """What the open store knows of its things and links."""
    from kg.linking.judgements import judgements, links_graph
    from kg.linking.listing import label_in_store
    from kg.linking.recording import Known
    from kg.store import base_of

    return Known(partial(label_in_store, opened=opened), judgements(opened), base_of(opened), links_graph(opened))


def write(opened: Store, taken: Taken, *, dry_run: bool) -> None:
    """Put what was taken into the store, all of it or nothing."""
    from kg.linking.judgements import links_graph, nquads
    from kg.store import Replacement, replace

    if taken.new and not dry_run:
        graph = links_graph(opened)
        lines = tuple(line for one in taken.new for line in nquads(one, graph))
        replace(opened, Replacement(lines, stale=taken.stale))
        opened.flush()


def tell_taken(file: Path | str, taken: Taken, *, dry_run: bool) -> None:
    """What was recorded, and which rows of ``file`` were left alone."""
    for problem in taken.problems:
        complain(message("{file} line {line} {what}", file=file, line=problem.line, what=problem.what))
    remark(
        message(
            "{new} would be recorded, {unchanged} unchanged, {problems} left alone, {undecided} not decided"
            if dry_run
            else "{new} recorded, {unchanged} unchanged, {problems} left alone, {undecided} not decided",
            new=len(taken.new),
            unchanged=taken.unchanged,
            problems=len(taken.problems),
            undecided=taken.undecided,
        )
    )
    if taken.otherwise:
        remark(message("{count} decided the other way, for the other command to take", count=taken.otherwise))
    if _same_as(taken):
        remark(
            message(
                "sameAs lets whoever reasons over the graph put all that is said of one into the other's mouth; exactMatch does not"
            )
        )


def _same_as(taken: Taken) -> Sequence[str]:
    from kg.vocab import OWL

    return [one.iri for one in taken.new if one.relation == OWL.sameAs]
