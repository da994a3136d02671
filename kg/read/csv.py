"""CSV and TSV with a header row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, Final

from kg.errors import why
from kg.messages import message
from kg.model import Notice
from kg.read.columns import Columns, RowNames, find_columns, row_notice
from kg.read.options import ReadOptions, mib
from kg.read.outcome import ReadFailure, Unreadable, said
from kg.read.rows import lines

DELIMITERS: Final = (",", "\t", ";", "|", "，")


def read_csv(stream: IO[bytes], name: str, options: ReadOptions, *, tabs: bool) -> Iterator[Notice | ReadFailure]:
    """A notice or a failure for each row under the header, called ``name#row``.

    The delimiter is the one that makes the header show a text column; quotes are ``"``, doubled inside a field.
    Raises Unreadable where the header cannot be used, and where the rows cannot be told apart any further.
    """
    source = lines(stream, options)
    header = next(source)
    if isinstance(header, Unreadable):
        raise header
    delimiter, columns, names = _dialect(header, options, tabs=tabs)
    places = {column: names.index(column) for column in columns.named()}
    rows = csv.reader(sound(source), delimiter=delimiter, doublequote=True)
    number, called = 0, RowNames(name)
    while (row := next_row(rows, number + 1, options.max_line_bytes)) is not None:
        if not any(row):
            continue
        number += 1
        try:
            cells = {column: row[place] for column, place in places.items() if place < len(row)}
            yield row_notice(cells.get, columns, called.of(number, columns, cells.get))
        except Unreadable as error:
            yield ReadFailure(f"{name}#{number}", why(error))


def _dialect(header: str, options: ReadOptions, *, tabs: bool) -> tuple[str, Columns, list[str]]:
    problems: list[tuple[int, Unreadable]] = []
    for delimiter in ("\t",) if tabs else DELIMITERS:
        try:
            names = [name.strip() for name in _header(header, delimiter)]
        except csv.Error as error:
            raise Unreadable(
                message("has a header that is no CSV ({why}): save the table anew as CSV in UTF-8", why=said(error))
            ) from None
        try:
            return delimiter, find_columns(names, options), names
        except Unreadable as error:
            problems.append((len(names), error))
    # What to tell is what the likeliest reading shows: the one with most columns.
    raise max(problems, key=lambda problem: problem[0])[1]


def _header(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def sound(source: Iterator[str | Unreadable]) -> Iterator[str]:
    """The lines, up to one that cannot be read: a quoted field may span lines, so nothing after it is certain."""
    for number, line in enumerate(source, 2):
        if isinstance(line, Unreadable):
            raise Unreadable(message("cannot be read from line {number} on, which {line}", number=number, line=line))
        yield line


def next_row(rows: Iterator[list[str]], number: int, limit: int) -> list[str] | None:
    """The next row, None at the end. The limit of a field is the csv module's own and global: set, then set back."""
    before = csv.field_size_limit(limit)
    try:
        return next(rows, None)
    except csv.Error as error:
        what = (
            message("has a field of more than {limit} (a quote never closed?)", limit=mib(limit))
            if "limit" in str(error)
            else str(error)
        )
        raise Unreadable(
            message("cannot be read from row {number} on, which {what}: mend the row", number=number, what=what)
        ) from None
    finally:
        csv.field_size_limit(before)
