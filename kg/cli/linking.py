"""``kg link``: which things of other data are things of the store, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.building import SOME_FAILED
from kg.cli.console import FOR_PEOPLE, complain, put, remark, table_format, table_width
from kg.cli.language import said
from kg.cli.options import (
    DEFAULT_STORE,
    EncodingOption,
    FormatOption,
    OutputOption,
    RegisterOption,
    StoreOption,
    names_of,
    read_options,
)
from kg.errors import InputError, UsageError
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.linking.candidates import Candidate, Outcome
    from kg.linking.columns import Kind
    from kg.linking.foreign import Brought, Refused
    from kg.linking.own import Named
    from kg.read import ReadOptions

_MOST_REFUSED: Final = 20
"""Refused rows that are named one by one."""

link_commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Link the store's things to other data: candidates.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    encoding: EncodingOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    register: RegisterOption = None,
) -> None:
    """Rows of a table that could be things of the store, to be decided on."""
    from kg.linking.candidates import Wanted
    from kg.linking.candidates import candidates as found_in
    from kg.linking.foreign import read_foreign
    from kg.linking.own import named
    from kg.store import base_of, opened_for_reading, require_store

    wanted_format = table_format(output_format, output)
    wanted = Wanted(_kind(kind), least, near)
    require_store(store)
    names = names_of(register, store)
    with opened_for_reading(store) as opened:
        base = base_of(opened)
        brought = read_foreign(table, base=base, options=_read_options(encoding))
        owns = named(wanted.kind, opened)
        outcome = found_in(wanted, owns.things, brought.things, base=base, register=names.known())
    if not brought.rows:
        raise InputError(message("{path} has no rows below its head.", path=table))
    put(_rendered(outcome.candidates, wanted_format, output), output)
    _tell_refused(table, brought.refused)
    _tell_found(outcome, brought, owns)
    if brought.refused:
        raise typer.Exit(SOME_FAILED)


def _kind(written: str) -> Kind:
    from kg.linking.columns import KINDS

    if written not in KINDS:
        raise UsageError(
            message("--type is one of: {kinds}; not {written!r}.", kinds=", ".join(KINDS), written=written)
        )
    return written


def _read_options(encoding: str | None) -> ReadOptions:
    return read_options(
        encoding=encoding, input_format=None, text=None, title=None, date=None, url=None, publisher=None, row_id=None
    )


def _rendered(found: Sequence[Candidate], wanted: str, output: str | None) -> Iterable[str]:
    from kg import tables
    from kg.linking.sheet import COLUMNS, FOR_READERS, rows

    shown = tuple(FOR_READERS) if wanted in FOR_PEOPLE else COLUMNS
    headings = list(map(said, FOR_READERS.values())) if wanted in FOR_PEOPLE else shown
    # People decide by what it says why: it is in their language in every format.
    cells = ([said(cell) if isinstance(cell, str) else cell for cell in map(row.get, shown)] for row in rows(found))
    pieces = tables.render(headings, cells, wanted, width=table_width(output))
    return _with_mark(pieces) if wanted == "csv" and output not in (None, "-") else pieces


def _with_mark(pieces: Iterable[str]) -> Iterator[str]:
    """Spreadsheets tell UTF-8 by this mark; in a pipe it would only be in the way."""
    yield "\ufeff"
    yield from pieces


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
