"""``kg build``."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import progress, remark
from kg.cli.options import (
    DEFAULT_STORE,
    BaseOption,
    DateColumnOption,
    EncodingOption,
    IdColumnOption,
    InputFormatOption,
    LexiconOption,
    PublisherColumnOption,
    RegisterOption,
    StoreOption,
    TextColumnOption,
    TitleColumnOption,
    UrlColumnOption,
    flags_given,
    read_options,
)
from kg.errors import UsageError
from kg.messages import joined, message

DEFAULT_OUT = Path("exports")
SOME_FAILED = 4
INTERRUPTED = 130


def build(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, archives, or -."),
    ],
    store: StoreOption = DEFAULT_STORE,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where Turtle, GraphML and report.json go.")
    ] = DEFAULT_OUT,
    exports: Annotated[bool, typer.Option("--exports/--no-exports", help="Whether to write them.")] = True,
    prune: Annotated[bool, typer.Option("--prune", help="Remove notices that PATH holds no more.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that read notices.")] = 1,
    index: Annotated[
        bool,
        typer.Option("--index/--no-index", help="Bring the index of kg search up to date, too."),
    ] = False,
    report_file: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write the report (JSON) there, in any case."),
    ] = None,
    shards: Annotated[
        Path | None,
        typer.Option("--shards", metavar="DIR", help="Write shards there instead of a store."),
    ] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="local|spark", help="Who makes the shards.")] = "local",
    master: Annotated[
        str | None, typer.Option("--master", metavar="URL", help="Spark's master; else spark-submit's.")
    ] = None,
    per_shard: Annotated[
        int, typer.Option("--per-shard", metavar="N", min=1, help="About how many notices a shard.")
    ] = 1000,
    lexicon: LexiconOption = None,
    register: RegisterOption = None,
    base_iri: BaseOption = None,
    encoding: EncodingOption = None,
    input_format: InputFormatOption = None,
    text_column: TextColumnOption = None,
    title_column: TitleColumnOption = None,
    date_column: DateColumnOption = None,
    url_column: UrlColumnOption = None,
    publisher_column: PublisherColumnOption = None,
    id_column: IdColumnOption = None,
    forget_options: Annotated[
        bool,
        typer.Option(
            "--forget-options",
            help="Only the words, names and columns given now, not those of the last build.",
        ),
    ] = False,
) -> None:
    """Read notices into the store; only what changed is read again."""
    from kg.build import build as build_store
    from kg.export import DEFAULT_NAMES
    from kg.settings import Settings

    reading = read_options(
        encoding=encoding,
        input_format=input_format,
        text=text_column,
        title=title_column,
        date=date_column,
        url=url_column,
        publisher=publisher_column,
        row_id=id_column,
    )
    settings = Settings(lexicon, register, base_iri)
    given = flags_given(context)
    if shards is not None or engine != "local" or master is not None:
        from kg.cli.sharding import make_shards

        make_shards(
            paths, shards, settings, reading, engine=engine, master=master, size=per_shard, jobs=jobs, given=given
        )
        return
    if "--per-shard" in given:
        raise UsageError(
            message("--per-shard has no meaning without --shards DIR; leave it out, or say where shards are to go.")
        )
    try:
        with progress(message("reading"), partial(_expected, paths)) as tick:
            report = build_store(
                paths,
                store,
                prune=prune,
                settings=settings,
                jobs=jobs,
                options=reading,
                forget=forget_options,
                say=remark,
                tick=tick,
            )
        for line in report.lines():
            remark(line)
        if report_file is not None:
            _write_report(report_file, report.as_json())
        if index:
            _bring_index_up_to_date(store)
        missing = any(not (out / name).is_file() for name in DEFAULT_NAMES.values())
        if exports and (report.wrote or missing or _differs(out, report.as_json(), "store")):
            _write_exports(store, out, report.as_json())
        elif exports and _differs(out, report.as_json(), "failed", "no_longer_there"):
            _write_report(out / "report.json", report.as_json())
    except KeyboardInterrupt:
        remark(message("interrupted: what was finished stays in the store; the same command goes on from there"))
        raise typer.Exit(INTERRUPTED) from None
    if report.failures:
        raise typer.Exit(SOME_FAILED)


def _bring_index_up_to_date(store: Path) -> None:
    from kg.index import keeping
    from kg.store import opened_for_reading

    with opened_for_reading(store) as opened, keeping.opened(store) as index, progress(message("indexing")) as tick:
        behind = index.update(opened, store, tick)
    remark(message("the index was brought up to date: {behind}", behind=behind.sentence))


def _differs(out: Path, report: str, *parts: str) -> bool:
    """Whether the report in ``out`` says something else in these parts: another store was written there, or files came or
    went that changed nothing."""
    try:
        before = json.loads((out / "report.json").read_text("utf-8"))
    except (OSError, ValueError):
        return True
    now = json.loads(report)
    return not isinstance(before, dict) or any(before.get(part) != now[part] for part in parts)


def _write_exports(store: Path, out: Path, report: str) -> None:
    from kg.export import DEFAULT_NAMES, export_file
    from kg.store import opened_for_reading

    with opened_for_reading(store) as opened, progress(message("writing")) as tick:
        for output_format, name in DEFAULT_NAMES.items():
            export_file(opened, output_format, out / name)
            tick(name)
    _write_report(out / "report.json", report)
    beside = store == DEFAULT_STORE or out != DEFAULT_OUT
    files = joined(str(out / name) for name in (*DEFAULT_NAMES.values(), "report.json"))
    remark(
        message("written: {files}", files=files)
        if beside
        else message(
            "written: {files} (in {folder}; --out DIR puts them elsewhere, --no-exports leaves them out)",
            files=files,
            folder=Path.cwd(),
        )
    )


def _write_report(path: Path, report: str) -> None:
    from kg.export.files import written_whole

    with written_whole(path) as file:
        file.write(report.encode("utf-8"))


def _expected(paths: list[str]) -> int | None:
    """About how many notices are to come; None where that cannot be told."""
    from kg.build.expected import expected

    counts = [expected(path) for path in paths]
    return None if None in counts else sum(count for count in counts if count is not None)
