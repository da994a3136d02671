"""Directives as Parquet, for pandas, DuckDB, Spark."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any, Final

from kg.errors import UsageError
from kg.export.directive_records import COLUMNS, TYPES, DirectiveRecord
from kg.messages import message

_BATCH: Final = 20_000


def write_parquet(records: Iterable[DirectiveRecord], output: IO[bytes]) -> int:
    """Write ``records`` in batches; return how many there were. Lists stay lists, dates are dates.

    Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(message("Parquet needs the library pyarrow: pip install 'huiyi-kg[table]'.")) from error

    types = {
        "list": pa.list_(pa.string()),
        "date": pa.date32(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(name, types.get(TYPES.get(name, ""), pa.string())) for name in COLUMNS])
    waiting, count = iter(records), 0
    with pq.ParquetWriter(output, schema, compression="zstd") as writer:
        while batch := list(islice(waiting, _BATCH)):
            columns = {name: [_value(name, record) for record in batch] for name in COLUMNS}
            writer.write_table(pa.table(columns, schema=schema))
            count += len(batch)
    return count


def _value(name: str, record: DirectiveRecord) -> Any:  # noqa: ANN401  whatever the column holds
    value = getattr(record, name)
    if value is not None and TYPES.get(name) == "date":
        return datetime.date.fromisoformat(value)
    return list(value) if isinstance(value, tuple) else value
