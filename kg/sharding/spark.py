"""Shards made by Spark: JSON lines and Parquet from wherever Spark reads, on as many machines as it has.

Rows become notices, notices of one text become one (the first in the order of the input), and each goes to the shard
that its id says. So a shard holds the same notices in the same order whichever machine writes it, and a task that is
tried again, or twice at once, replaces a file by an equal one. Shards are written straight into the folder, which all
machines must see under one path; the manifest is written last, here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg import shards
from kg.build.reading_version import reading_version
from kg.errors import InputError, KgError, UsageError
from kg.messages import message
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.read.columns import find_columns
from kg.read.outcome import Unreadable
from kg.settings import Settings
from kg.sharding.made import NAMED, NOTICES, Made, manifest_of, with_base
from kg.sharding.records import quads_of_notice
from kg.sharding.rows import Order, Read, Table, place_of, read_lines, read_records
from kg.shards import NoticeQuads, Shard

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

_PARQUET: Final = (".parquet", ".pq")
_JSON_LINES: Final = (".jsonl", ".ndjson")


class Part(NamedTuple):
    """What one task did: its shard (None where no notice came to it), what it could not read, and by which code."""

    shard: Shard | None
    failures: tuple[tuple[Order, ReadFailure], ...]
    code: str


def shards_by_spark(
    paths: Iterable[str],
    folder: Path,
    *,
    settings: Settings,
    options: ReadOptions,
    master: str | None = None,
    size: int = NOTICES,
) -> Made:
    """Write the notices in the tables at ``paths`` (files or folders, as Spark names them) as shards into ``folder``.

    ``master`` None: what ``spark-submit`` says, or all cores of this machine. ``size``: about so many notices a shard.
    Raises InputError: a path is not there or holds no table, a fault in the user's words; UsageError: no pyspark;
    KgError: Spark does not start, or gave up.
    """
    wanted = with_base(settings)
    wanted.require_whole()
    with _Session(master) as spark:
        tables = _tables(paths, spark)
        with shards.held(folder):
            shards.begin(folder)
            parts = _carried_out(lambda: _parts(tables, folder.resolve(), wanted, options, spark, size))
            _same_code(parts, wanted)
            manifest = manifest_of([part.shard for part in parts if part.shard is not None], wanted)
            shards.finish(folder, manifest)
    failures = tuple(failure for _, failure in sorted(f for part in parts for f in part.failures))
    return Made(manifest, failures[:NAMED], len(failures))


def write_part(number: int, rows: Iterable[tuple[str, Read]], folder: Path, settings: Settings) -> Iterator[Part]:
    """One task: the notices of shard ``number``, by id, whatever order they came in."""
    failures: list[tuple[Order, ReadFailure]] = []

    def quads() -> Iterator[NoticeQuads]:
        for _, (order, entry) in sorted(rows, key=lambda row: row[0]):
            found = quads_of_notice(entry, settings) if isinstance(entry, Notice) else entry
            if isinstance(found, ReadFailure):
                failures.append((order, found))
            else:
                yield found

    shard = shards.write_shard(folder, number, quads())
    if not shard.notices:
        (folder / shard.name).unlink(missing_ok=True)
    yield Part(shard if shard.notices else None, tuple(failures), reading_version(settings).code)


def _parts(
    tables: list[Table], folder: Path, settings: Settings, options: ReadOptions, spark: SparkSession, size: int
) -> list[Part]:
    rows = spark.sparkContext.union([_rows(table, options, spark) for table in tables])
    shard_count = max(1, -(-rows.count() // size))
    notices = rows.reduceByKey(_first, shard_count, place_of)
    parts: list[Part] = notices.mapPartitionsWithIndex(partial(_write, folder=folder, settings=settings)).collect()
    return parts


def _write(number: int, rows: Iterable[tuple[str, Read]], *, folder: Path, settings: Settings) -> Iterator[Part]:
    return write_part(number, rows, folder, settings)


def _first(one: Read, other: Read) -> Read:
    return min(one, other, key=lambda read: read[0])


def _rows(table: Table, options: ReadOptions, spark: SparkSession) -> RDD[tuple[str, Read]]:
    if not table.parquet:
        # As bytes: Spark would put a sign for what is no UTF-8, without a word.
        lines = spark.read.option("lineSep", "\n").text(table.path).selectExpr("CAST(value AS BINARY)")
        numbered = lines.rdd.map(lambda row: bytes(row[0])).zipWithIndex()
        return numbered.mapPartitions(partial(read_lines, table=table, options=options))
    frame = spark.read.parquet(table.path)
    try:
        columns = sorted(find_columns(frame.columns, options).named())
    except Unreadable as error:
        raise InputError(message("{path} {error}.", path=table.path, error=error)) from None
    records = frame.select(*(f"`{name.replace('`', '``')}`" for name in columns), "_metadata.row_index")
    counted = records.rdd.map(lambda row: (dict(zip(columns, row, strict=False)), row[-1]))
    return counted.mapPartitions(partial(read_records, table=table, options=options))


# ── input ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _tables(paths: Iterable[str], spark: SparkSession) -> list[Table]:
    """The tables at ``paths``, in the order in which one machine reads them: folders by name."""
    found: list[tuple[str, str]] = []
    for path in paths:
        files = _files(path, spark)
        if not any(_is_table(name) for name, _ in files):
            raise InputError(
                message(
                    "{path} holds no JSON lines ({endings}) and no Parquet, which Spark reads.",
                    path=path,
                    endings=", ".join(_JSON_LINES),
                )
            )
        found += (pair for pair in files if _is_table(pair[0]))
    return [Table(n, name, path, name.lower().endswith(_PARQUET)) for n, (name, path) in enumerate(found)]


def _is_table(name: str) -> bool:
    # Files with a dot or underscore in front are what Hadoop's programs leave beside their output.
    return name.lower().endswith(_PARQUET + _JSON_LINES) and not name.rpartition("/")[2].startswith((".", "_"))


def _files(path: str, spark: SparkSession) -> list[tuple[str, str]]:
    """Name and address of each file at ``path``, asked of the file system that it lies in."""
    java: Any = spark  # PySpark has no face to Hadoop's file systems but the gateway to Java
    hadoop = java._jvm.org.apache.hadoop.fs
    try:
        root = hadoop.Path(path)
        system = root.getFileSystem(java._jsc.hadoopConfiguration())
        if not system.exists(root):
            raise InputError(message("{path!r} is not there, as Spark sees it; check the path.", path=path))
        status = system.getFileStatus(root)
        if not status.isDirectory():
            return [(str(root.getName()), str(status.getPath().toString()))]
        base = str(status.getPath().toUri().getPath()).rstrip("/") + "/"
        listed, found = system.listFiles(root, True), []
        while listed.hasNext():
            each = listed.next().getPath()
            found.append((str(each.toUri().getPath()).removeprefix(base), str(each.toString())))
    except InputError:
        raise
    except Exception as error:  # Java's errors come as classes of py4j's, which is there with Spark only
        raise InputError(message("{path!r} cannot be read by Spark: {why}.", path=path, why=_said(error))) from error
    return sorted(found, key=lambda pair: pair[0].split("/"))


# ── Spark ─────────────────────────────────────────────────────────────────────────────────────────────────────


class _Session:
    """A session that ends with the block."""

    def __init__(self, master: str | None) -> None:
        self._master = master
        self._spark: SparkSession | None = None

    def __enter__(self) -> SparkSession:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise UsageError(
                message("The engine spark needs the library pyspark: pip install 'huiyi-kg[spark]'.")
            ) from None
        if self._master is not None and self._master.startswith("local"):
            # Workers on this machine are to have the packages that we have.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder: Any = SparkSession.builder.appName("huiyi-kg")
        builder = builder if self._master is None else builder.master(self._master)
        builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
        try:
            spark: SparkSession = builder.getOrCreate()
        except Exception as error:  # py4j's and PySpark's classes, and OSError where there is no Java
            raise KgError(
                message("Spark did not start ({why}); it needs Java 17 or later (java -version).", why=_said(error))
            ) from error
        spark.sparkContext.setLogLevel("ERROR")
        self._spark = spark
        return spark

    def __exit__(self, *_: object) -> None:
        if self._spark is not None:
            self._spark.stop()


def _carried_out(work: Callable[[], list[Part]]) -> list[Part]:
    try:
        return work()
    except KgError:
        raise
    except Exception as error:  # what workers raise arrives as classes of py4j's
        raise KgError(message("Spark gave up: {why}; nothing was finished, run it again.", why=_said(error))) from error


def _same_code(parts: Iterable[Part], settings: Settings) -> None:
    own = reading_version(settings).code
    others = {part.code for part in parts} - {own}
    if others:
        raise KgError(
            message(
                "The workers have another version of huiyi-kg ({others}) than the driver ({own}); give both the same environment, and run it again.",
                others=", ".join(sorted(o[:12] for o in others)),
                own=own[:12],
            )
        )


def _said(error: Exception) -> str:
    """The line of a long Java or Python error that says what was wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("kg.errors.", "Caused by:", "java.")) or "Exception:" in line]
    return (telling or lines or [type(error).__name__])[0][:300].rstrip(".")
