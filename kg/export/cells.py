"""CSV whose cells no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

Cell = str | int | float | bool | None | Sequence[str]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
LIST_MARK: Final = "、"


def as_text(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet would take it for a formula. Only words, never numbers."""
    return "'" + text if text.startswith(_FORMULA) else text


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: IO[bytes]) -> int:
    """Write ``rows`` under ``columns`` as CSV (UTF-8, CRLF); return how many rows there were."""
    count = 0
    for count, line in enumerate(_lines(columns, rows)):  # noqa: B007  (the number of the last line is wanted)
        output.write(line.encode("utf-8"))
    return count


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_written(cell) for cell in row])
        yield buffer.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    return as_text(cell if isinstance(cell, str) else LIST_MARK.join(cell))
