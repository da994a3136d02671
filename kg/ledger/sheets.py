"""How a sheet of the ledger looks: widths, styles of cells, height of rows, paper, traffic lights.

Text is text: a cell that starts with = + - @ never becomes a formula.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Final

from kg.ledger import columns
from kg.ledger.columns import Value, cell_text
from kg.ledger.statuses import SETTLED, status_word
from kg.wrapping import display_width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.dimensions import RowDimension
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA: Final = ("=", "+", "-", "@")
_WIDTHS: Final = {
    "序号": 6, columns.MEETING: 22, "会议日期": 12, "议题": 40, columns.MATTER: 50, columns.LEAD: 18, columns.ROLE: 6, columns.CO_ADDRESSEES: 14,
    columns.CO_ACTORS: 18, "督促对象": 12, columns.DEADLINE: 12, "到期日": 12, columns.DAYS_LEFT: 9, columns.RULE_DUE: 12,
    columns.RULE_DAYS_LEFT: 9, columns.STATUS: 9, columns.PROGRESS: 34, "记录人": 10, columns.TIME: 18,
    columns.REMARK: 20, "是否台账事项": 9, "理由": 22, columns.SENTENCE: 48, columns.QUOTE: 48, columns.SOURCE: 20, columns.DIRECTIVE: 30,
}  # fmt: skip
_WIDTH: Final = 10
_LINE: Final = 17.0
"""Points that a line of type takes."""
_MOST_LINES: Final = 24  # Excel's rows reach 409 points
TO_FILL: Final = (columns.STATUS, columns.PROGRESS)
_STYLE_TEXT, _STYLE_FILL, _STYLE_NUMBER = "kg text", "kg to fill", "kg number"
_STYLE_DATE, _STYLE_TIME = "kg date", "kg time"
_RED, _YELLOW, _GREEN, _GREY, _HEAD, _FILL = "F8CBAD", "FFE699", "C6E0B4", "D9D9D9", "DDEBF7", "FFF9E5"


def width_of(heading: str) -> int:
    """Width of the column under ``heading``, in half-width characters."""
    return _WIDTHS.get(heading, _WIDTH)


def add_styles(book: Workbook) -> None:
    """The styles of cells. By name, since openpyxl compares unnamed ones with all others at each cell."""
    from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side

    edge = Side(style="thin", color=_GREY)
    for name, number_format, fill in (
        (_STYLE_TEXT, "@", None),
        (_STYLE_FILL, "@", _FILL),
        (_STYLE_DATE, "yyyy-mm-dd", None),
        (_STYLE_TIME, "yyyy-mm-dd hh:mm:ss", None),
        (_STYLE_NUMBER, "General", None),
    ):
        style = NamedStyle(name, number_format=number_format, alignment=Alignment(wrap_text=True, vertical="top"))
        style.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        if fill is not None:
            style.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(style)


def write_head(sheet: Worksheet, headings: Sequence[str]) -> None:
    """The first row, frozen, with the widths of its columns and how the sheet is printed."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_FILL if heading in TO_FILL else _HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width_of(heading)
    sheet.freeze_panes = "A2"
    _page(sheet)


def _page(sheet: Worksheet) -> None:
    """On paper: A3 across, as wide as the page, the head on each one."""
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)  # inches
    assert sheet.oddFooter is not None, "openpyxl gives every sheet one"
    sheet.oddFooter.center.text = "&P / &N"
    sheet.print_title_rows = "1:1"


def set_height(sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """As many lines as the fullest of ``cells`` (value, width of its column) takes; not all programs count them.

    Not as a height that somebody chose: the row is to grow when progress is filled in.
    """
    needed = (ceil(display_width(value) * 1.1 / width) for value, width in cells if isinstance(value, str))
    lines = min(max(needed, default=1), _MOST_LINES)
    sheet.row_dimensions[row] = _growing_row()(sheet, index=row, ht=_LINE * max(lines, 1))


@cache
def _growing_row() -> type[RowDimension]:
    from openpyxl.worksheet.dimensions import RowDimension

    class GrowingRow(RowDimension):
        customHeight = False  # noqa: N815  (openpyxl's name)

    return GrowingRow


def put(sheet: Worksheet, row: int, column: int, value: Value, *, to_fill: bool = False) -> None:
    """``value`` in a cell of its style: real dates, times and numbers, and text that stays text.

    A spreadsheet knows no zones: it has the time as the clock on the wall shows it.
    """
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell), "no cells of ours are merged"
    if to_fill:
        cell.style = _STYLE_FILL
    elif isinstance(value, datetime.datetime):
        cell.style, value = _STYLE_TIME, value.replace(tzinfo=None)
    elif isinstance(value, datetime.date):
        cell.style = _STYLE_DATE
    else:
        cell.style = _STYLE_TEXT if isinstance(value, str) else _STYLE_NUMBER
    if isinstance(value, str):
        text = cell_text(value)
        cell.value = text
        cell.data_type = "s"  # openpyxl takes text that starts with = for a formula
        if text.startswith(_FORMULA):
            cell.quotePrefix = True  # and Excel would, as soon as somebody edits the cell
    elif value is not None:
        number_format = cell.number_format
        cell.value = value
        cell.number_format = number_format  # openpyxl sets its own for dates


def add_lights(sheet: Worksheet, headings: Sequence[str], count: int, soon: int) -> None:
    """Red: past; yellow: ``soon`` days or fewer left; green: more; grey: settled, whatever the date."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    if not count:
        return
    status = f"${letters_of(headings, columns.STATUS)}2"
    done = "OR(" + ",".join(f'{status}="{word}"' for word in sorted(map(status_word, SETTLED))) + ")"
    for heading in (columns.DAYS_LEFT, columns.RULE_DAYS_LEFT):
        if heading not in headings:
            continue
        letter = letters_of(headings, heading)
        left = f"${letter}2"
        for condition, colour in (
            (done, _GREY),
            (f"AND(ISNUMBER({left}),{left}<0)", _RED),
            (f"AND(ISNUMBER({left}),{left}<={soon})", _YELLOW),
            (f"ISNUMBER({left})", _GREEN),
        ):
            fill = PatternFill("solid", bgColor=colour)
            rule = FormulaRule(formula=[condition], fill=fill, stopIfTrue=True)  # type: ignore[no-untyped-call]  # types-openpyxl leaves it untyped
            sheet.conditional_formatting.add(f"{letter}2:{letter}{count + 1}", rule)


def letters_of(headings: Sequence[str], heading: str) -> str:
    """The letters of the column under ``heading``."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(headings.index(heading) + 1)
