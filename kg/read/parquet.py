"""Parquet tables, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Final

from kg.model import Notice
from kg.read.columns import Columns, find_columns, row_notice
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
        _check_size(table.metadata, columns, options)
        batches = table.iter_batches(batch_size=_ROWS, columns=list(columns.named()), use_threads=False)
    except damaged as error:
        raise _damaged(error) from None
    number = 0
    while (rows := _next_rows(batches, damaged)) is not None:
        for row in rows:
            number += 1
            try:
                yield row_notice(row.get, columns, f"{name}#{number}")
            except Unreadable as error:
                yield ReadFailure(f"{name}#{number}", str(error))


def _next_rows(batches: Iterator[Any], damaged: tuple[type[BaseException], ...]) -> list[dict[str, object]] | None:
    try:
        batch = next(batches, None)
        return None if batch is None else batch.to_pylist()
    except damaged as error:
        raise _damaged(error) from None


def _damaged(error: BaseException) -> Unreadable:
    return Unreadable(f"is damaged, cut off or no Parquet file ({said(error)}): write or download it anew")


def _check_size(metadata: Any, columns: Columns, options: ReadOptions) -> None:  # noqa: ANN401  (pyarrow is untyped)
    """Raises Unreadable where one row group, the unit that is held in memory, unpacks to more than a document may."""
    wanted = set(columns.named())
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        chunks = (group.column(place) for place in range(group.num_columns))
        size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in wanted)
        if size > options.max_unpacked_bytes:
            limit = mib(options.max_unpacked_bytes)
            raise Unreadable(f"has a row group of {mib(size)}, more than {limit}: write it with smaller row groups")
