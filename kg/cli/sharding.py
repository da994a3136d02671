"""``kg build --shards``: notices to shards, by this machine or by Spark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.building import INTERRUPTED, SOME_FAILED
from kg.cli.console import complain, progress, remark
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.read import ReadOptions
    from kg.settings import Settings

_NAMED = 20
"""Failures that are named one by one; a table of millions may hold thousands."""


def require_no_store(**wanted: bool) -> None:
    """Return where none of the options ``wanted`` (by name), which are for stores, was given; else raise UsageError."""
    given = [f"--{name.replace('_', '-')}" for name, is_given in wanted.items() if is_given]
    if given:
        raise UsageError(f"{' and '.join(given)} cannot be had with --shards, which makes no store; leave it out.")


def make_shards(
    paths: list[str],
    folder: Path | None,
    settings: Settings,
    options: ReadOptions,
    *,
    engine: str,
    master: str | None,
    size: int,
) -> None:
    """Write shards into ``folder`` and say what came of it. Raises UsageError for options that do not go together."""
    if engine not in ("local", "spark"):
        raise UsageError(f"--engine is local or spark, not {engine!r}.")
    if folder is None:
        raise UsageError("Spark writes shards, no store; say where: --shards DIR (then: kg load DIR --endpoint URL).")
    if master is not None and engine != "spark":
        raise UsageError("--master has no meaning without --engine spark.")
    from kg.sharding import shards_of_paths

    try:
        if engine == "spark":
            from kg.sharding.spark import shards_by_spark

            made = shards_by_spark(paths, folder, settings=settings, options=options, master=master, size=size)
        else:
            with progress("reading") as tick:
                made = shards_of_paths(paths, folder, settings=settings, options=options, size=size, tick=tick)
    except KeyboardInterrupt:
        remark(f"interrupted: {folder} is unfinished; the same command writes it anew")
        raise typer.Exit(INTERRUPTED) from None
    for failure in made.failures[:_NAMED]:
        complain(f"{failure.source} {failure.reason}")
    if (more := len(made.failures) - _NAMED) > 0:
        complain(f"and {more} more could not be read")
    remark(
        f"{made.manifest.notices} notices, {made.manifest.quads} quads in {folder}, shards: {len(made.manifest.shards)}; "
        f"{len(made.failures)} failed"
    )
    if made.failures:
        raise typer.Exit(SOME_FAILED)
