"""``kg store``: what is in a store, is it whole, making it compact, backing it up and restoring it, and writing it as shards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import progress, put, remark, table_format, tabled
from kg.cli.options import DEFAULT_STORE, FormatOption, StoreOption
from kg.counted import counted
from kg.errors import GateError
from kg.messages import message

if TYPE_CHECKING:
    from kg.tables import Cell

store_commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after a store: info, check, compact, backup, restore.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@store_commands.command()
def info(store: StoreOption = DEFAULT_STORE, output_format: FormatOption = None) -> None:
    """What is in the store, how large it is, who holds it."""
    from kg.store.care import info as facts

    _put_facts([list(fact) for fact in facts(store)], output_format)


@store_commands.command()
def check(
    store: StoreOption = DEFAULT_STORE,
    quick: Annotated[bool, typer.Option("--quick", help="Do not count every quad.")] = False,
    output_format: FormatOption = None,
) -> None:
    """Is every notice there, whole, and nothing that nobody brought? (exit 5 where not)"""
    from kg.store.check import check as look

    with progress(message("checking")) as tick:
        checked = look(store, quick=quick, tick=tick)
    rows: list[list[Cell]] = [[message("notices"), checked.notices]]
    rows += [[message("quads"), checked.quads]] if not quick else []
    rows.append([message("left by an interrupted build, for the next to finish"), checked.pending])
    rows.append([message("notices that came by other ways than kg build"), checked.unknown])
    rows += [[message("fault"), fault] for fault in checked.faults]
    _put_facts(rows, output_format)
    if checked.faults:
        raise GateError(
            message(
                "The store {store} is not whole: {faults} (above). Restore a backup (kg store restore), or build the notices into a new folder.",
                store=store,
                faults=counted(len(checked.faults), "fault"),
            )
        )


@store_commands.command()
def compact(store: StoreOption = DEFAULT_STORE) -> None:
    """Sort the store's files anew: less room, faster questions."""
    from kg.store.care import compact as make_compact

    before, after = make_compact(store)
    remark(message("{before} before, {after} now", before=_megabytes(before), after=_megabytes(after)))


@store_commands.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the store to a new folder, whole or not at all; the copy is a store itself."""
    from kg.store.care import backup as back_up

    size = back_up(store, target)
    remark(message("written: {target} ({size})", target=target, size=_megabytes(size)))


@store_commands.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of the backup.")],
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of the store that is there.")] = False,
) -> None:
    """Make the store from a backup, whole or not at all; the backup stays."""
    from kg.store.care import restore as put_back

    size = put_back(source, store, replace=replace)
    remark(message("restored: {store} ({size})", store=store, size=_megabytes(size)))


@store_commands.command()
def shards(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="The folder for them.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write all notices as N-Quads shards with a manifest: for kg load, or to keep."""
    from kg.store.to_shards import write_shards

    with progress(message("writing")) as tick:
        manifest = write_shards(store, target, tick=tick)
    remark(
        message(
            "written: {shards} in {target} ({notices}, {quads})",
            shards=counted(len(manifest.shards), "shard"),
            target=target,
            notices=counted(manifest.notices, "notice"),
            quads=counted(manifest.quads, "quad"),
        )
    )


def _put_facts(rows: list[list[Cell]], output_format: str | None) -> None:
    put(tabled((message("what"), message("value")), rows, table_format(output_format)))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
