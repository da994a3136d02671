"""Parquet tables, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Final

from kg.errors import why
from kg.messages import message
from kg.model import Notice
from kg.read.columns import Columns, RowNames, find_columns, row_notice
from kg.read.extras import missing
from kg.read.options import ReadOptions, mib
from kg.read.outcome import PARSER_ERRORS, ReadFailure, Unreadable, said

_ROWS: Final = 64


def read_parquet(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:
    """A notice or a failure for each row, called ``name#row`` from 1. ``stream`` must be seekable.

    Raises Unreadable where the file is damaged, has no text column, or would unpack to too much.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise missing(error, "Parquet", "table") from None
    damaged = (pyarrow.ArrowException, *PARSER_ERRORS)
    try:
        table = ParquetFile(stream, memory_map=False, pre_buffer=False)
        columns = find_columns(table.schema_arrow.names, options)
        check_size(table.metadata, options)
        # Text stays in its dictionary: a small file can repeat one long text a million times.
        table = ParquetFile(stream, memory_map=False, pre_buffer=False, read_dictionary=[columns.text])
        batches = table.iter_batches(batch_size=_ROWS, columns=list(columns.named()), use_threads=False)
    except damaged as error:
        raise damaged_file(error) from None
    number = given = 0
    called = RowNames(name)
    while (batch := next_batch(batches, damaged)) is not None:
        for row in range(batch.num_rows):
            number += 1
            cells = _cells(batch, row, columns, damaged)
            given += _size(cells[columns.text])
            if given > options.max_unpacked_bytes:
                raise Unreadable(
                    message(
                        "unpacks to more than {size} by row {number}: split it",
                        size=mib(options.max_unpacked_bytes),
                        number=number,
                    )
                )
            try:
                yield row_notice(cells.get, columns, called.of(number, columns, cells.get))
            except Unreadable as error:
                yield ReadFailure(f"{name}#{number}", why(error))


def next_batch(batches: Iterator[Any], damaged: tuple[type[BaseException], ...]) -> Any:  # noqa: ANN401  (pyarrow is untyped)
    """The next rows, None at the end. Raises Unreadable where the file is damaged."""
    try:
        return next(batches, None)
    except damaged as error:
        raise damaged_file(error) from None


def _cells(batch: Any, row: int, columns: Columns, damaged: tuple[type[BaseException], ...]) -> dict[str, object]:  # noqa: ANN401  (pyarrow is untyped)
    try:
        return {column: batch.column(column)[row].as_py() for column in columns.named()}
    except damaged as error:
        raise damaged_file(error) from None


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | bytes) else 0


def damaged_file(error: BaseException) -> Unreadable:
    """What is said of a file in which pyarrow found ``error``."""
    return Unreadable(
        message("is damaged, cut off or no Parquet file ({why}): write or download it anew", why=said(error))
    )


def check_size(metadata: Any, options: ReadOptions) -> None:  # noqa: ANN401  (pyarrow is untyped)
    """Raises Unreadable where one row group, the unit that is held in memory, unpacks to too much.

    Sizes of single columns would be closer, but asking pyarrow for a damaged column ends the process (26.0.1).
    """
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).total_byte_size
        if size > options.max_unpacked_bytes:
            limit = mib(options.max_unpacked_bytes)
            raise Unreadable(
                message(
                    "has a row group of {size}, more than {limit}: write it with smaller row groups",
                    size=mib(size),
                    limit=limit,
                )
            )
