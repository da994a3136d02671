"""``kg build --shards``: notices to shards, by this machine or by Spark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.console import complain, progress, remark
from kg.cli.exits import INTERRUPTED, SOME_FAILED
from kg.counted import counted
from kg.errors import UsageError
from kg.messages import joined, message

if TYPE_CHECKING:
    from kg.read import ReadOptions
    from kg.settings import Settings
    from kg.sharding.made import Made

_OF_STORES = (
    "--store",
    "--out",
    "--exports",
    "--no-exports",
    "--prune",
    "--index",
    "--report",
    "--forget-options",
)


def make_shards(
    paths: list[str],
    folder: Path | None,
    settings: Settings,
    options: ReadOptions,
    *,
    engine: str,
    master: str | None,
    size: int,
    jobs: int,
    given: Iterable[str],
) -> None:
    """Write shards into ``folder`` and say what came of it. ``given``: the options that were written.

    Raises UsageError for options that do not go together.
    """
    folder = _folder_where_all_fits(folder, engine, master, given)
    from kg.sharding import shards_of_paths

    try:
        if engine == "spark":
            from kg.sharding.spark import shards_by_spark

            made = shards_by_spark(paths, folder, settings=settings, options=options, master=master, size=size)
        else:
            with progress(message("reading")) as tick:
                made = shards_of_paths(
                    paths, folder, settings=settings, options=options, size=size, jobs=jobs, tick=tick
                )
    except KeyboardInterrupt:
        remark(message("interrupted: {folder} is unfinished; the same command writes it anew", folder=folder))
        raise typer.Exit(INTERRUPTED) from None
    _tell(made, folder)
    if made.failed:
        raise typer.Exit(SOME_FAILED)


def _folder_where_all_fits(folder: Path | None, engine: str, master: str | None, given: Iterable[str]) -> Path:
    """``folder``, which must be given, where the options go together."""
    if engine not in ("local", "spark"):
        raise UsageError(message("--engine is local or spark, not {engine!r}.", engine=engine))
    if folder is None:
        raise UsageError(
            message("Spark writes shards, no store; say where: --shards DIR (then: kg load DIR --endpoint URL).")
        )
    if master is not None and engine != "spark":
        raise UsageError(message("--master has no meaning without --engine spark."))
    if "--jobs" in given and engine == "spark":
        raise UsageError(
            message("--jobs has no meaning with --engine spark: its --master says on how many cores it runs.")
        )
    unfit = [flag for flag in given if flag in _OF_STORES]
    if unfit:
        raise UsageError(
            message(
                "{options} cannot be had with --shards, which makes no store; leave it out.",
                options=joined(unfit),
            )
        )
    return folder


def _tell(made: Made, folder: Path) -> None:
    for failure in made.failures:
        complain(message("{source}: {reason}", source=failure.source, reason=failure.reason))
    if (more := made.failed - len(made.failures)) > 0:
        complain(message("and {more} more could not be read", more=more))
    remark(
        message(
            "{notices}, {quads} quads in {folder}, shards: {shards}; {failed} failed",
            notices=counted(made.manifest.notices, "notice"),
            quads=made.manifest.quads,
            folder=folder,
            shards=len(made.manifest.shards),
            failed=made.failed,
        )
    )
