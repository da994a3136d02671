"""A ledger that people filled in, read back: one entry for each row, found by its headings.

Columns may have been moved, rows sorted or deleted, sheets renamed. Only headings, keys and what was filled in count. A workbook is
read row by row: one with a stray cell in its last row is as quickly read as any.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError, why
from kg.ledger import columns
from kg.messages import message
from kg.read.office import EXCEL, office_container
from kg.read.options import MIB, ReadOptions
from kg.read.outcome import PARSER_ERRORS, Unreadable, said
from kg.read.xlsx import MOST_ROWS, next_row, worksheets
from kg.read.zipped import DAMAGED
from kg.tables import unguarded

_Rows = Iterator[tuple[int, Sequence[str]]]
"""Rows with their numbers from 1, as spreadsheets have them."""

_NEEDED: Final = (columns.KEY, columns.STATUS)
_READ: Final = (*_NEEDED, columns.VERSION, columns.PROGRESS, columns.QUOTE, columns.DEADLINE)
_MOST_BYTES: Final = 100 * MIB
# Unpacked a gigabyte; the same strings over and over: a spreadsheet packs better than prose.
_OPTIONS: Final = ReadOptions(max_file_bytes=512 * MIB, max_ratio=500)
_FORMULA: Final = re.compile(rb"<f[ >]")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PIECE: Final = MIB
_SHEETS: Final = "xl/worksheets/"
_DELIMITERS: Final = (",", "\t")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    due: str | None = None  # an ISO date
    lead: str | None = None
    meeting: str | None = None


def read_filled(path: Path) -> list[Entry]:
    """The rows of the spreadsheet, CSV or TSV file ``path``.

    Raises InputError where it cannot be read, is damaged or hostile, or has no sheet with the ledger's headings, and where openpyxl
    is not installed.
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
    entries: list[Entry] = []
    found = False
    try:
        for name, rows in _sheets(data) if data.startswith(b"PK") else [("", _csv(data, path))]:
            header = next((row for _, row in rows), ())
            if all(heading in header for heading in _NEEDED):
                found = True
                _require_each_once(header, path)
                entries.extend(_entries(name, header, rows))
    except Unreadable as error:
        raise InputError(message("{path} {error}.", path=path, error=error)) from error
    if not found:
        raise InputError(
            message(
                "{path} is no ledger: no sheet has the headings {headings}; fill in a file that kg ledger wrote.",
                path=path,
                headings="、".join(_NEEDED),
            )
        )
    return entries


def _require_each_once(header: Sequence[str], path: Path) -> None:
    """Return where no column that is read stands twice, as after a copy of one beside it; else raise InputError: which one was
    filled in cannot be told."""
    twice = [heading for heading in _READ if header.count(heading) > 1]
    if twice:
        raise InputError(
            message("{path} has several columns {headings}; leave one of each.", path=path, headings="、".join(twice))
        )


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
            progress=columns.plain_text(cell(row, columns.PROGRESS)),
            quote=cell(row, columns.QUOTE) if columns.QUOTE in at else None,
            deadline=cell(row, columns.DEADLINE) or None,
            due=_iso(cell(row, columns.DUE)),
            lead=cell(row, columns.LEAD) or None,
            meeting=cell(row, columns.MEETING) or None,
        )


def _iso(written: str) -> str | None:
    """A day as spreadsheets write it in CSV (2024/6/5), as an ISO date; what is none stays as it is."""
    parts = _DAY.fullmatch(written)
    return (written or None) if parts is None else f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"


def _sheets(data: bytes) -> Iterator[tuple[str, _Rows]]:
    """The sheets of a workbook by name. Raises Unreadable where it is damaged, protected or a zip bomb."""
    sheets = worksheets(data, _OPTIONS)
    typed = worksheets(data, _OPTIONS, formulas=True) if _has_formulas(data) else []
    for sheet, as_typed in itertools.zip_longest(sheets, typed):
        rows = _cells(sheet.iter_rows(values_only=True))
        if as_typed is not None:
            rows = _filled_in(rows, _cells(as_typed.iter_rows(values_only=True)))
        yield sheet.title, ((number, row) for number, row in rows if number == 1 or any(row))


def _cells(rows: Iterator[tuple[object, ...]]) -> _Rows:
    """The rows of a sheet as text; openpyxl makes up all that are missing before one."""
    for number in range(1, MOST_ROWS + 1):
        row = next_row(rows)
        if row is None:
            return
        yield number, [_written(value) for value in row]


def _filled_in(rows: _Rows, typed: _Rows) -> _Rows:
    """``rows`` with what was typed where a formula has no value: =已完成一半 is a remark, not a sum."""
    for (number, row), (_, as_typed) in zip(rows, typed, strict=True):
        yield number, [value or formula for value, formula in zip(row, as_typed, strict=True)]


def _has_formulas(data: bytes) -> bool:
    """Whether a sheet has a formula, by its bytes, of which a piece is looked at a time."""
    with office_container(data, EXCEL, _OPTIONS) as container:
        try:
            return any(_has_formula(container, name) for name in container.namelist() if name.startswith(_SHEETS))
        except (*DAMAGED, *PARSER_ERRORS) as error:
            raise Unreadable(
                message("is damaged or no Excel workbook ({why}): {anew}", why=said(error), anew=EXCEL.anew)
            ) from error


def _has_formula(container: zipfile.ZipFile, name: str) -> bool:
    with container.open(name) as stream:
        before = b""
        while piece := stream.read(_PIECE):
            if _FORMULA.search(before + piece):
                return True
            before = piece[-2:]
    return False


def _written(value: object) -> str:
    """What stands in a cell, as text: 3.0 and a date as people see them."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(data: bytes, path: Path) -> _Rows:
    """The rows of CSV, or of TSV: cut by what makes the first line the head of a ledger."""
    text = _decoded(data, path)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            yield number, [unguarded(cell) for cell in row]
    except csv.Error as error:
        raise InputError(message("{path} is no CSV ({error}); save it anew.", path=path, error=error)) from error


def _delimiter(text: str) -> str:
    """What parts the cells: the mark by which the first line is the head of a ledger, else a comma."""
    first = next(io.StringIO(text, newline=""), "")
    heads = {mark: next(csv.reader([first], delimiter=mark), []) for mark in _DELIMITERS}
    return next((mark for mark, head in heads.items() if set(_NEEDED) <= set(head)), _DELIMITERS[0])


def _decoded(data: bytes, path: Path) -> str:
    """What Excel saves: CSV in UTF-8 or, in Chinese, GB18030; Unicode text in UTF-16."""
    for encoding in ("utf-16",) if data.startswith(_WIDE) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(message("{path} is neither a spreadsheet (.xlsx) nor CSV in UTF-8, UTF-16 or GB18030.", path=path))
