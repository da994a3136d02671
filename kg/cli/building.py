"""``kg build``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import progress, remark
from kg.cli.exits import INTERRUPTED, SOME_FAILED
from kg.cli.options import (
    DEFAULT_STORE,
    BaseOption,
    DateColumnOption,
    EncodingOption,
    IdColumnOption,
    InputFormatOption,
    LexiconOption,
    PublishedOption,
    PublisherColumnOption,
    RegisterOption,
    StoreOption,
    TextColumnOption,
    TitleColumnOption,
    UrlColumnOption,
    flags_given,
    read_options,
    require_one_day,
)
from kg.errors import InputError, UsageError
from kg.messages import Message, joined, message, plural

if TYPE_CHECKING:
    from kg.build.report import BuildReport
    from kg.read import ReadOptions
    from kg.settings import Settings

DEFAULT_OUT = Path("exports")

# Options of this command alone; those that several share are in ``kg.cli.options``.
PathsArgument = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, archives, or -.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where Turtle, GraphML and report.json go.")]
ExportsOption = Annotated[bool, typer.Option("--exports/--no-exports", help="Whether to write them.")]
PruneOption = Annotated[bool, typer.Option("--prune", help="Remove notices that PATH holds no more.")]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that read notices.")]
IndexOption = Annotated[bool, typer.Option("--index/--no-index", help="Bring the index of kg search up to date, too.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write the report (JSON) there, in any case.")
]
ShardsOption = Annotated[
    Path | None, typer.Option("--shards", metavar="DIR", help="Write shards there instead of a store.")
]
EngineOption = Annotated[str, typer.Option("--engine", metavar="local|spark", help="Who makes the shards.")]
MasterOption = Annotated[
    str | None, typer.Option("--master", metavar="URL", help="Spark's master; else spark-submit's.")
]
PerShardOption = Annotated[int, typer.Option("--per-shard", metavar="N", min=1, help="About how many notices a shard.")]
ForgetOption = Annotated[
    bool,
    typer.Option("--forget-options", help="Only the words, names and columns given now, not those of the last build."),
]


def build(
    context: typer.Context,
    paths: PathsArgument,
    store: StoreOption = DEFAULT_STORE,
    out: OutOption = DEFAULT_OUT,
    exports: ExportsOption = True,
    prune: PruneOption = False,
    jobs: JobsOption = 1,
    index: IndexOption = False,
    report_file: ReportOption = None,
    shards: ShardsOption = None,
    engine: EngineOption = "local",
    master: MasterOption = None,
    per_shard: PerShardOption = 1000,
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
    published: PublishedOption = None,
    forget_options: ForgetOption = False,
) -> None:
    """Read notices into the store; only what changed is read again."""
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
        published=published,
    )
    require_one_day(paths, reading)
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
    wanted = _Wanted(out if exports else None, report_file, index)
    read = partial(_read_into, store, paths, settings, reading, prune=prune, jobs=jobs, forget=forget_options)
    _fill(store, read, wanted)


def _fill(store: Path, read: Callable[[], BuildReport], wanted: _Wanted) -> None:
    """Bring ``store`` up to date by ``read``, make of it what is ``wanted``, and end as the report says."""
    from kg.store.unborn import kept_if_filled

    try:
        with kept_if_filled(store):
            report = read()
        _hand_on(store, report, wanted)
    except KeyboardInterrupt:
        remark(_interrupted(store))
        raise typer.Exit(INTERRUPTED) from None
    if report.failures:
        raise typer.Exit(SOME_FAILED)
    if report.found_nothing:
        raise typer.Exit(InputError.exit_code)


def _interrupted(store: Path) -> Message:
    """How much of a build that was ended stays."""
    from kg.store import STATE, build_state

    count = 0
    if (store / STATE).is_file():
        with build_state.opened(store / STATE) as state:
            count = state.totals()[0]
    return plural(
        "interrupted: the store holds {count} notice, which stays; the same command goes on from there",
        "interrupted: the store holds {count} notices, which stay; the same command goes on from there",
        count,
    )


def _read_into(
    store: Path,
    paths: list[str],
    settings: Settings,
    options: ReadOptions,
    *,
    prune: bool,
    jobs: int,
    forget: bool,
) -> BuildReport:
    """Bring ``store`` up to date with ``paths`` and say what was done."""
    from kg.build import build as build_store

    with progress(message("reading"), partial(_expected, paths)) as tick:
        report = build_store(
            paths,
            store,
            prune=prune,
            settings=settings,
            jobs=jobs,
            options=options,
            forget=forget,
            say=remark,
            tick=tick,
        )
    for line in report.lines():
        remark(line)
    return report


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be made of a store once it is up to date: files in ``out``, a report, the index. None: not wanted."""

    out: Path | None
    report_file: Path | None
    index: bool


def _hand_on(store: Path, report: BuildReport, wanted: _Wanted) -> None:
    """Make what is ``wanted``; files in ``out`` only where they would say something else than those that are there."""
    from kg.export import DEFAULT_NAMES
    from kg.store import MARKER

    text = report.as_json()
    if wanted.report_file is not None:
        _write_report(wanted.report_file, text)
    if not (store / MARKER).exists():
        return  # nothing came, so there is nothing to make anything of
    if wanted.index:
        _bring_index_up_to_date(store)
    if (out := wanted.out) is None:
        return
    missing = any(not (out / name).is_file() for name in DEFAULT_NAMES.values())
    if report.wrote or missing or _differs(out, text, "store"):
        _write_exports(store, out, text)
    elif _differs(out, text, "failed", "no_longer_there"):
        _write_report(out / "report.json", text)


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
