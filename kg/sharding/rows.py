"""From a row of a table, as Spark has it, to its notice. Runs on the workers; knows no Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

from kg.errors import why
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.read.columns import RowNames, find_columns, row_notice
from kg.read.given_day import dated
from kg.read.jsonl import record_of
from kg.read.outcome import Unreadable

Order = tuple[int, int]
"""Number of the file in the input, and of the row in the file: which of two notices of one text came first."""

Read = tuple[Order, "Notice | ReadFailure"]

_BYTE_ORDER_MARK = "\ufeff"


class Table(NamedTuple):
    """One file of the input: its number, what it is called in ``Notice.source``, and where it lies."""

    number: int
    name: str
    path: str
    parquet: bool


def read_lines(rows: Iterable[tuple[bytes, int]], table: Table, options: ReadOptions) -> Iterator[tuple[str, Read]]:
    """The notices of JSON lines; each comes with the number of its line, counted from 0."""
    for line, before in rows:
        number = before + 1
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield _failed(
                table, number, f"is no UTF-8 ({error.reason} at byte {error.start + 1}): Spark reads UTF-8 only"
            )
            continue
        try:
            if text.strip(f" \t\r\n{_BYTE_ORDER_MARK}"):
                yield _entered(table, number, record_of(text.lstrip(_BYTE_ORDER_MARK)), options, loose=True)
        except Unreadable as error:
            yield _failed(table, number, why(error))


def read_records(
    rows: Iterable[tuple[Mapping[str, object], int]], table: Table, options: ReadOptions
) -> Iterator[tuple[str, Read]]:
    """The notices of records; each comes with the number of its row, counted from 0."""
    for record, before in rows:
        try:
            yield _entered(table, before + 1, record, options, loose=False)
        except Unreadable as error:
            yield _failed(table, before + 1, why(error))


def place_of(key: str) -> int:
    """A number for a key, the same on every machine: its remainder is the shard."""
    return crc32(key.encode("ascii"))


def _entered(
    table: Table, number: int, record: Mapping[str, object], options: ReadOptions, *, loose: bool
) -> tuple[str, Read]:
    columns = find_columns(record, options, loose=loose)
    # A column that identifies rows is not checked for doubles: no worker sees all rows.
    source = RowNames(table.name).of(number, columns, record.get)
    notice = dated(row_notice(record.get, columns, source), options)
    return notice.id, ((table.number, number), notice)


def _failed(table: Table, number: int, reason: str) -> tuple[str, Read]:
    return f"!{table.number}#{number}", ((table.number, number), ReadFailure(f"{table.name}#{number}", reason))
