"""``kg link``: which things of other data are things of the store, and what people decided about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.console import FOR_PEOPLE, complain, put, remark, table_format, table_width
from kg.cli.exits import SOME_FAILED
from kg.cli.judging import accept, add, known_of, list_links, reading, reject, remove, tell_taken, write
from kg.cli.language import said
from kg.cli.options import (
    DEFAULT_STORE,
    AtOption,
    DryRunOption,
    EncodingOption,
    FormatOption,
    OutputOption,
    RegisterOption,
    StoreOption,
    names_of,
    recorder,
)
from kg.errors import InputError, UsageError
from kg.messages import message, plural

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.linking.candidates import Candidate, Outcome, Wanted
    from kg.linking.columns import Kind
    from kg.linking.foreign import Brought, Refused
    from kg.linking.own import Named
    from kg.linking.recording import Taken
    from kg.lookup import Names

_MOST_REFUSED: Final = 20
"""Refused rows that are named one by one."""

link_commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Link the store's things to other data: candidates, accept, reject, add, remove, list.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (accept, reject, add, remove):
    link_commands.command()(command)
link_commands.command("list")(list_links)


@link_commands.command()
def candidates(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="csv, tsv, xlsx, jsonl, parquet, ttl, nt.")],
    kind: Annotated[str, typer.Option("--type", metavar="KIND", help="agency, document, person or place.")],
    least: Annotated[
        float, typer.Option("--least", metavar="SCORE", min=0, max=1, help="Only from this score on.")
    ] = 0.5,
    near: Annotated[
        int, typer.Option("--near", metavar="N", min=0, max=20, help="Similar names for each thing; 0 for none.")
    ] = 3,
    accept_exact: Annotated[
        str | None,
        typer.Option("--accept", metavar="exact", help="Record pairs with an exact key and no rival; needs --by."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who recorded it.")] = None,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    encoding: EncodingOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    register: RegisterOption = None,
) -> None:
    """Rows of a table that could be things of the store, to be decided on."""
    from kg.linking.candidates import Wanted
    from kg.store import opened_for_reading, opened_for_writing, require_store

    wanted_format = table_format(output_format, output)
    wanted = Wanted(_kind(kind), least, near)
    who = _who_accepts(accept_exact, by, at)
    require_store(store)
    with opened_for_reading(store) if who is None or dry_run else opened_for_writing(store) as opened:
        brought, owns, outcome = _found(opened, table, wanted, names_of(register, store), encoding)
        taken = None if who is None else _accepted(opened, table, outcome, *who, dry_run=dry_run)
    accepted = frozenset(one.pair for one in (() if taken is None else taken.new))
    put(_rendered(outcome.candidates, accepted, wanted_format, output), output, wanted_format)
    _tell_refused(table, brought.refused)
    _tell_found(outcome, brought, owns)
    if taken is not None:
        tell_taken(table, taken, dry_run=dry_run)
    if brought.refused or (taken is not None and taken.problems):
        raise typer.Exit(SOME_FAILED)


def _who_accepts(accept_exact: str | None, by: str | None, at: str | None) -> tuple[str, str] | None:
    """Who accepts what is sure, and when; None where nothing is to be accepted."""
    if accept_exact is None:
        return None
    if accept_exact != "exact":
        raise UsageError(message("--accept takes exact only, not {written!r}.", written=accept_exact))
    return recorder(by or "", at)


def _found(
    opened: Store, table: Path, wanted: Wanted, names: Names, encoding: str | None
) -> tuple[Brought, Named, Outcome]:
    from kg.linking.candidates import candidates as found_in
    from kg.linking.foreign import read_foreign
    from kg.linking.judgements import decided
    from kg.linking.own import named
    from kg.store import base_of

    base = base_of(opened)
    brought = read_foreign(table, base=base, options=reading(encoding))
    if not brought.rows:
        raise InputError(message("{path} has no rows below its head.", path=table))
    owns = named(wanted.kind, opened)
    outcome = found_in(wanted, owns.things, brought.things, base=base, register=names.known(), decided=decided(opened))
    return brought, owns, outcome


def _accepted(opened: Store, table: Path, outcome: Outcome, by: str, at: str, *, dry_run: bool) -> Taken:
    """What of the candidates is sure, recorded."""
    from kg.linking.candidates import surely
    from kg.linking.recording import Recorder, Wish, take_in
    from kg.vocab import SKOS

    asked = (
        Wish(
            one.foreign.line,
            one.pair,
            SKOS.exactMatch,
            rule=one.evidence[0].rule,
            score=str(one.score),
            name=one.foreign.names[0],
        )
        for one in surely(outcome.candidates)
    )
    why = message("an exact key and no other candidate (--accept exact)")
    taken = take_in(asked, known_of(opened), Recorder(by, at, table.name, said(why)))
    write(opened, taken, dry_run=dry_run)
    return taken


def _kind(written: str) -> Kind:
    from kg.linking.columns import KINDS

    if written not in KINDS:
        raise UsageError(
            message("--type is one of: {kinds}; not {written!r}.", kinds=", ".join(KINDS), written=written)
        )
    return written


def _rendered(
    found: Sequence[Candidate], accepted: Collection[tuple[str, str]], wanted: str, output: str | None
) -> Iterable[str]:
    from kg import tables
    from kg.linking.sheet import COLUMNS, FOR_READERS, rows

    shown = tuple(FOR_READERS) if wanted in FOR_PEOPLE else COLUMNS
    headings = list(map(said, FOR_READERS.values())) if wanted in FOR_PEOPLE else shown
    # People decide by what it says why: it is in their language in every format.
    cells = (
        [said(cell) if isinstance(cell, str) else cell for cell in map(row.get, shown)] for row in rows(found, accepted)
    )
    return tables.render(headings, cells, wanted, width=table_width(output))


def _tell_refused(file: Path, refused: Sequence[Refused]) -> None:
    """Which rows of ``file`` were left out, and why."""
    for row in refused[:_MOST_REFUSED]:
        complain(message("{file} line {line} {what}", file=file, line=row.line, what=row.what))
    if len(refused) > _MOST_REFUSED:
        complain(message("{file}: {more} more rows were left out", file=file, more=len(refused) - _MOST_REFUSED))


def _tell_found(outcome: Outcome, brought: Brought, owns: Named) -> None:
    """How many there are, and what was left out without a row that shows it."""
    found = outcome.candidates
    remark(
        message(
            "{things} things read from {rows} rows; {candidates} candidates for {entities} of {owns} in the store, {exact} by an exact "
            "key, {rivals} with rivals",
            things=len(brought.things),
            rows=brought.rows,
            candidates=len(found),
            entities=len({one.own.iri for one in found}),
            owns=len(owns.things),
            exact=sum(one.exact for one in found),
            rivals=sum(bool(one.rivals) for one in found),
        )
    )
    if outcome.other_kinds:
        remark(plural("{count} row is of another type", "{count} rows are of another type", outcome.other_kinds))
    if outcome.decided:
        remark(
            plural(
                "{count} pair was decided on before and is left out",
                "{count} pairs were decided on before and are left out",
                outcome.decided,
            )
        )
    if owns.unplaced:
        remark(
            plural(
                "{count} name of one notice only, whose place is not known, is left out",
                "{count} names of one notice only, whose place is not known, are left out",
                owns.unplaced,
            )
        )
