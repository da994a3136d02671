"""``kg build --shards``: notices to shards, by this machine or by Spark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.building import INTERRUPTED, SOME_FAILED
from kg.cli.console import complain, progress, remark
from kg.counted import counted
from kg.errors import UsageError
from kg.messages import joined, message

if TYPE_CHECKING:
    from kg.read import ReadOptions
    from kg.settings import Settings

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


def require_no_store(given: Iterable[str]) -> None:
    """Return where none of the options ``given`` is for stores only; else raise UsageError."""
    unfit = [flag for flag in given if flag in _OF_STORES]
    if unfit:
        raise UsageError(
            message(
                "{options} cannot be had with --shards, which makes no store; leave it out.",
                options=joined(unfit),
            )
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
    require_no_store(given)
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
    if made.failed:
        raise typer.Exit(SOME_FAILED)
