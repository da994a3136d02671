"""A ledger that people filled in, read back: one entry for each row, found by its headings.

Columns may have been moved, rows sorted or deleted, sheets renamed. Only headings, keys and what was filled in count.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, KgError, why
from kg.ledger import columns
from kg.messages import message
from kg.read.options import MIB, ReadOptions
from kg.read.outcome import PARSER_ERRORS, Unreadable, said
from kg.read.zipped import DAMAGED, check_sizes, open_zip
from kg.tables import unguarded

if TYPE_CHECKING:
    from openpyxl import Workbook

_Table = tuple[str, list[list[str]]]

_NEEDED: Final = (columns.KEY, columns.STATUS)
_MOST_BYTES: Final = 100 * MIB
_MOST_UNPACKED: Final = 1024 * MIB
_FORMULA: Final = re.compile(rb"<f[ >]")
# Same strings over and over: a spreadsheet packs better than prose.
_MOST_RATIO: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was filled in; ``where`` is sheet and row, for messages. Empty cells are empty strings."""

    where: str
    key: str
    version: str
    status: str
    progress: str
    quote: str | None  # None where the file has no such column
    deadline: str | None = None  # as written, where the file says so


def read_filled(path: Path) -> list[Entry]:
    """The rows of the spreadsheet or CSV file ``path``.

    Raises InputError where it cannot be read, is damaged or hostile, or has no sheet with the ledger's headings;
    KgError where openpyxl is not installed.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error
    if data is None:
        raise InputError(
            message(
                "{path} is larger than {size} MB, too large for a ledger; split it.", path=path, size=_MOST_BYTES // MIB
            )
        )
    tables = _workbook(data, path) if data.startswith(b"PK") else [("", _csv(data, path))]
    entries: list[Entry] = []
    found = False
    for name, rows in tables:
        numbered = iter(enumerate(rows, start=1))
        header = next((row for _, row in numbered), ())
        if all(heading in header for heading in _NEEDED):
            found = True
            entries.extend(_entries(name, header, numbered))
    if not found:
        raise InputError(
            message(
                "{path} is no ledger: no sheet has the headings {headings}; fill in a file that kg ledger wrote.",
                path=path,
                headings="、".join(_NEEDED),
            )
        )
    return entries


def _entries(sheet: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Entry]:
    at = {heading: column for column, heading in enumerate(header)}

    def cell(row: Sequence[str], heading: str) -> str:
        column = at.get(heading)
        return row[column].strip() if column is not None and column < len(row) else ""

    for number, row in rows:
        if not any(part.strip() for part in row):
            continue
        yield Entry(
            where=f"{sheet} 第{number}行".strip(),
            key=cell(row, columns.KEY),
            version=cell(row, columns.VERSION),
            status=cell(row, columns.STATUS),
            progress=cell(row, columns.PROGRESS),
            quote=cell(row, columns.QUOTE) if columns.QUOTE in at else None,
            deadline=cell(row, columns.DEADLINE) or None,
        )


def _workbook(data: bytes, path: Path) -> list[_Table]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise KgError(
            message("Spreadsheets need openpyxl; install it with: pip install 'huiyi-kg[office]'.")
        ) from error
    try:
        with open_zip(io.BytesIO(data), max_members=ReadOptions().max_zip_members) as container:
            check_sizes(container.infolist(), max_bytes=_MOST_UNPACKED, max_ratio=_MOST_RATIO)
            formulas = any(_FORMULA.search(container.read(name)) for name in _sheets_of(container))
        tables = _tables(load_workbook(io.BytesIO(data), read_only=True, data_only=True))
        if formulas:
            _fill_in(tables, _tables(load_workbook(io.BytesIO(data), read_only=True)))
        return tables
    except Unreadable as error:
        raise InputError(message("{path} {error}.", path=path, error=error)) from error
    except (InvalidFileException, *DAMAGED, *PARSER_ERRORS) as error:
        raise InputError(
            message("{path} is damaged or no spreadsheet ({why}); save it anew as .xlsx.", path=path, why=said(error))
        ) from error


def _sheets_of(container: zipfile.ZipFile) -> Iterator[str]:
    return (name for name in container.namelist() if name.startswith("xl/worksheets/"))


def _tables(book: Workbook) -> list[_Table]:
    return [
        (sheet.title, [[_written(value) for value in row] for row in sheet.iter_rows(values_only=True)])
        for sheet in book.worksheets
    ]


def _fill_in(tables: Sequence[_Table], as_typed: Sequence[_Table]) -> None:
    """Put what was typed where a formula has no value: =已完成一半 is a remark, not a sum."""
    for (_, rows), (_, typed_rows) in zip(tables, as_typed, strict=True):
        for row, typed in zip(rows, typed_rows, strict=True):
            for column, text in enumerate(typed):
                if text and not row[column]:
                    row[column] = text


def _written(value: object) -> str:
    """What stands in a cell, as text: 3.0 and a date as people see them."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(data: bytes, path: Path) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel in Chinese saves as CSV.
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise InputError(
                message("{path} is neither a spreadsheet (.xlsx) nor CSV in UTF-8 or GB18030.", path=path)
            ) from None
    try:
        return [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        raise InputError(message("{path} is no CSV ({error}); save it anew.", path=path, error=error)) from error
