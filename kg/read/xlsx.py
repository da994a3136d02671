"""Excel workbooks (.xlsx): each sheet with a header that shows a text column, one notice from each row."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

from kg.errors import why
from kg.messages import message
from kg.model import Notice
from kg.read.columns import RowNames, find_columns, row_notice
from kg.read.extras import missing
from kg.read.office import EXCEL, office_container
from kg.read.options import ReadOptions
from kg.read.outcome import PARSER_ERRORS, ReadFailure, Unreadable, said
from kg.read.zipped import DAMAGED

_DAMAGED: Final = (*DAMAGED, *PARSER_ERRORS, SyntaxError)  # SyntaxError: what ElementTree's ParseError is
_HEAD: Final = 1024
MOST_ROWS: Final = 1_048_576  # of a sheet, by the format; openpyxl makes up all rows before one of whatever number


def read_xlsx(data: bytes, name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:
    """A notice or a failure for each row under a header, called ``name#row``; ``name!sheet#row`` from the second sheet.

    Sheets without a text column are passed over, unless none has one. Raises Unreadable where the workbook is damaged,
    protected or a zip bomb, or no sheet has a text column.
    """
    sheets = worksheets(data, options)
    problems: list[Unreadable] = []
    for number, sheet in enumerate(sheets):
        called = name if number == 0 else f"{name}!{sheet.title}"
        try:
            yield from _read_sheet(sheet, called, options)
        except Unreadable as error:
            problems.append(error)
    if len(problems) == len(sheets):
        raise problems[0] if problems else Unreadable(message("has no sheet with cells: leave it out"))


def worksheets(data: bytes, options: ReadOptions, *, formulas: bool = False) -> list[Any]:
    """The sheets of the workbook, with the values of its ``formulas``, or these as typed; each row is read when it is asked for.

    Raises Unreadable where it is damaged, protected or a zip bomb.
    """
    with office_container(data, EXCEL, options) as container:
        if any(_declares_entities(container, member) for member in container.infolist()):
            raise Unreadable(message("declares entities, which no Excel workbook does: {anew}", anew=EXCEL.anew))
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise missing(error, "Excel sheets", "office") from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    except _DAMAGED as error:
        raise _damaged(error) from None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the sheet says of its own size is often wrong, and rows beyond it would be lost
    return list(book.worksheets)


def _read_sheet(sheet: Any, name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:  # noqa: ANN401  (openpyxl's sheet when it is read only has no public type)
    """The rows of one sheet. Raises Unreadable before the first notice, where the header cannot be used."""
    rows = sheet.iter_rows(values_only=True)
    header = next_row(rows)
    while header is not None and not any(cell is not None for cell in header):
        header = next_row(rows)
    names = [str(cell).strip() for cell in header or () if cell is not None]
    columns = find_columns(names, options)
    places = {str(cell).strip(): place for place, cell in enumerate(header or ()) if cell is not None}
    called = RowNames(name)
    number = 0
    for place in itertools.count(2):
        try:
            if place > MOST_ROWS:
                raise Unreadable(
                    message("has cells below row {row}, the last of a sheet: {anew}", row=MOST_ROWS, anew=EXCEL.anew)
                )
            row = next_row(rows)
        except Unreadable as error:
            yield ReadFailure(
                name, message("cannot be read from row {row} on, for the sheet {error}", row=number + 1, error=error)
            )
            return
        if row is None:
            return
        if all(cell is None for cell in row):
            continue
        number += 1
        cells = {column: _cell(row[places[column]]) for column in columns.named() if places[column] < len(row)}
        try:
            yield row_notice(cells.get, columns, called.of(number, columns, cells.get))
        except Unreadable as error:
            yield ReadFailure(f"{name}#{number}", why(error))


def _cell(value: object) -> object:
    """A cell's value; a day, which Excel stores as its midnight, as a day."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def next_row(rows: Iterator[tuple[object, ...]]) -> tuple[object, ...] | None:
    """The next row of a sheet, None at the end. Raises Unreadable where it is damaged."""
    try:
        return next(rows, None)
    except _DAMAGED as error:
        raise _damaged(error) from None


def _damaged(error: BaseException) -> Unreadable:
    return Unreadable(message("is damaged or no Excel workbook ({why}): {anew}", why=said(error), anew=EXCEL.anew))


def _declares_entities(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if not member.filename.endswith((".xml", ".rels")):
        return False
    try:
        with container.open(member) as stream:
            return b"<!DOCTYPE" in stream.read(_HEAD)
    except (*DAMAGED, OSError, ValueError) as error:
        raise _damaged(error) from None
