"""The rows of any table file as words under their headings, for whoever reads something else out of them than notices.

CSV, TSV, Excel, JSON lines and Parquet, within the same bounds as tables of notices.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import IO, Final, NamedTuple

from kg.errors import InputError, why
from kg.messages import message
from kg.read.csv import DELIMITERS, next_row, sound
from kg.read.extras import missing
from kg.read.formats import SUFFIXES, suffix_of
from kg.read.jsonl import record_of
from kg.read.options import ReadOptions, mib
from kg.read.outcome import PARSER_ERRORS, Unreadable
from kg.read.parquet import check_size, damaged_file, next_batch
from kg.read.rows import lines
from kg.read.xlsx import MOST_ROWS, worksheets
from kg.read.xlsx import next_row as next_cells

ENDINGS: Final = tuple(
    suffix for suffix, kind in SUFFIXES.items() if kind in ("csv", "tsv", "xlsx", "jsonl", "parquet")
)
"""How names of files end that can be read here."""

_BATCH: Final = 256

Suits = Callable[[Sequence[str]], bool]
"""Whether a row can be the head of the table that is looked for."""


class Record(NamedTuple):
    """One row. ``line`` is its line in a CSV, TSV or JSON lines file, its row in a sheet, its number from 1 in Parquet.

    ``cells``: heading -> the words under it, more than one where the cell is a list; nothing where it is empty. ``problem``: why
    the row cannot be read, in words that follow its name.
    """

    line: int
    cells: Mapping[str, tuple[str, ...]]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a table, and its rows, to be gone through once. No headings: each line has keys of its own."""

    headings: tuple[str, ...] | None
    rows: Iterator[Record]


def read_table(path: Path, suits: Suits, options: ReadOptions | None = None, *, others: Iterable[str] = ()) -> Table:
    """The table in ``path``: of a workbook the first sheet whose head suits, of CSV cut by the delimiter whose head does.

    ``others``: endings that the caller reads by other means, to be told of beside those of tables.

    Going through the rows raises InputError where what follows cannot be told apart. Raises InputError where the file is
    missing, damaged, hostile or of no known format.
    """
    options = options or ReadOptions()
    kind = SUFFIXES.get(suffix_of(path.name))
    try:
        if kind in ("csv", "tsv"):
            return _told(path, _csv(path.open("rb"), suits, options, tabs=kind == "tsv"))
        if kind == "xlsx":
            return _told(path, _sheet(_whole(path, options), suits, options))
        if kind == "jsonl":
            return _told(path, Table(None, _objects(path.open("rb"), options)))
        if kind == "parquet":
            return _told(path, _parquet(path.open("rb"), options))
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error
    except Unreadable as error:
        raise InputError(message("{path} {error}.", path=path, error=error)) from None
    raise InputError(
        message(
            "{path} is no table by its ending; give one of: {endings}.",
            path=path,
            endings=", ".join((*ENDINGS, *others)),
        )
    )


def _told(path: Path, table: Table) -> Table:
    """``table``, whose rows say which file cannot be read any further."""

    def rows() -> Iterator[Record]:
        try:
            yield from table.rows
        except Unreadable as error:
            raise InputError(message("{path} {error}.", path=path, error=error)) from None
        except OSError as error:
            raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error

    return Table(table.headings, rows())


def _whole(path: Path, options: ReadOptions) -> bytes:
    if path.stat().st_size > options.max_file_bytes:
        raise Unreadable(message("is larger than {size}: split it", size=mib(options.max_file_bytes)))
    return path.read_bytes()


def _cells(headings: Sequence[str], values: Sequence[object]) -> dict[str, tuple[str, ...]]:
    """Words under headings; where two columns have one heading, those of the first that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for heading, value in zip(headings, values, strict=False):
        if heading and (told := _words(value)) and heading not in found:
            found[heading] = told
    return found


def _words(value: object) -> tuple[str, ...]:
    """What stands in a cell: text, numbers and days as people see them, the parts of a list; nothing where it is empty."""
    if isinstance(value, list | tuple):
        return tuple(word for part in value for word in _words(part))
    if isinstance(value, datetime) and value.time() == time():
        return (value.date().isoformat(),)
    if isinstance(value, float) and value.is_integer():
        return (str(int(value)),)
    if isinstance(value, str):
        written = value.strip()
        return (written,) if written else ()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (str(value),)
    iso = getattr(value, "isoformat", None)
    return (str(iso()),) if callable(iso) else ()


def _csv(stream: IO[bytes], suits: Suits, options: ReadOptions, *, tabs: bool) -> Table:
    source = lines(stream, options)
    head = next(source)
    if isinstance(head, Unreadable):
        raise head
    heads: list[tuple[str, list[str]]] = []
    for delimiter in ("\t",) if tabs else DELIMITERS:
        try:
            heads.append((delimiter, [name.strip() for name in next(csv.reader([head], delimiter=delimiter), [])]))
        except csv.Error as error:
            raise Unreadable(message("has a header that is no CSV ({why}): save it anew", why=error)) from None
    # What no delimiter makes suit is shown as the likeliest reading has it: the one with most columns.
    found = [entry for entry in heads if suits(entry[1])] or [max(heads, key=lambda entry: len(entry[1]))]
    delimiter, headings = found[0]

    def rows() -> Iterator[Record]:
        with closing(stream):
            reader = csv.reader(sound(source), delimiter=delimiter, doublequote=True)
            line = 2  # of the file; a quoted cell may span several
            while (row := next_row(reader, line, options.max_line_bytes)) is not None:
                if any(cell.strip() for cell in row):
                    yield Record(line, _cells(headings, row))
                line = reader.line_num + 2

    return Table(tuple(headings), rows())


def _sheet(data: bytes, suits: Suits, options: ReadOptions) -> Table:
    tables: list[Table] = []
    for sheet in worksheets(data, options):
        cells = sheet.iter_rows(values_only=True)
        first = 1
        head = next_cells(cells)
        while head is not None and not any(cell is not None for cell in head):
            head, first = next_cells(cells), first + 1
        headings = tuple(" ".join(_words(cell)) for cell in head or ())
        tables.append(Table(headings, _sheet_rows(cells, headings, first + 1)))
        if suits(headings):
            return tables[-1]
    if not tables:
        raise Unreadable(message("has no sheet with cells: leave it out"))
    return tables[0]


def _sheet_rows(cells: Iterator[tuple[object, ...]], headings: Sequence[str], first: int) -> Iterator[Record]:
    for number in itertools.count(first):
        row = next_cells(cells)
        if row is None or number > MOST_ROWS:
            return
        if any(cell is not None for cell in row):
            yield Record(number, _cells(headings, row))


def _objects(stream: IO[bytes], options: ReadOptions) -> Iterator[Record]:
    with closing(stream):
        for number, line in enumerate(lines(stream, options), 1):
            try:
                if isinstance(line, Unreadable):
                    raise line
                if line.strip():
                    record = record_of(line)
                    yield Record(number, _cells([key.strip() for key in record], list(record.values())))
            except Unreadable as error:
                yield Record(number, {}, why(error))


def _parquet(stream: IO[bytes], options: ReadOptions) -> Table:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise missing(error, "Parquet", "table") from None
    damaged = (pyarrow.ArrowException, *PARSER_ERRORS)
    try:
        table = ParquetFile(stream, memory_map=False, pre_buffer=False)
        schema = table.schema_arrow
        headings = tuple(name.strip() for name in schema.names)
        check_size(table.metadata, options)
        # Text stays in its dictionary: a small file can repeat one long text a million times.
        texts = [field.name for field in schema if pyarrow.types.is_string(field.type)]
        table = ParquetFile(stream, memory_map=False, pre_buffer=False, read_dictionary=texts)
        batches = table.iter_batches(batch_size=_BATCH, use_threads=False)
    except damaged as error:
        raise damaged_file(error) from None

    def rows() -> Iterator[Record]:
        number = 0
        with closing(stream):
            while (batch := next_batch(batches, damaged)) is not None:
                for row in range(batch.num_rows):
                    number += 1
                    try:
                        values = [column[row].as_py() for column in batch.columns]
                    except damaged as error:
                        raise damaged_file(error) from None
                    yield Record(number, _cells(headings, values))

    return Table(headings, rows())
