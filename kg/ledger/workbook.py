"""The ledger as a spreadsheet: to be sorted, filtered and filled in, and taken back by ``kg ledger import``.

Status and progress are the columns to fill. Traffic lights are conditional formats over days left and status, so they
change while somebody fills it in. Text is text: a cell that starts with = + - @ never becomes a formula.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.ledger import columns
from kg.ledger.columns import Clock, Value, cell_text
from kg.ledger.lines import Line
from kg.ledger.statuses import SETTLED, status_word, status_words
from kg.vocab import NIF
from kg.walk import Walk

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kg.source import Source

LEDGER_SHEET: Final = "台账"
EVIDENCE_SHEET: Final = "原文出处"
ABOUT_SHEET: Final = "说明"
NOBODY_SHEET: Final = "未写明单位"

_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530 links; a ledger that long goes without."""
_CONTEXT: Final = 60
"""Characters that the evidence sheet shows on either side of a quote."""
_FORMULA: Final = ("=", "+", "-", "@")
_WIDTHS: Final = {
    "序号": 6, columns.MEETING: 26, "会议日期": 12, "议题": 28, columns.MATTER: 48, columns.LEAD: 20, "同责单位": 16,
    "配合单位": 20, "督促对象": 16, "完成时限": 14, "到期日": 12, columns.DAYS_LEFT: 9, columns.RULE_DUE: 12,
    columns.RULE_DAYS_LEFT: 9, columns.STATUS: 11, columns.PROGRESS: 36, "记录人": 14, "记录时间": 20,
    columns.REMARK: 26, "是否台账事项": 9, "理由": 22, columns.QUOTE: 48, columns.SOURCE: 20, columns.DIRECTIVE: 30,
}  # fmt: skip
_HIDDEN: Final = (columns.KEY, columns.VERSION)
_TO_FILL: Final = (columns.STATUS, columns.PROGRESS)
_STYLE_TEXT, _STYLE_FILL, _STYLE_DATE, _STYLE_NUMBER = "kg text", "kg to fill", "kg date", "kg number"
_RED, _YELLOW, _GREEN, _GREY, _HEAD, _FILL = "F8CBAD", "FFE699", "C6E0B4", "D9D9D9", "DDEBF7", "FFF9E5"


@dataclass(frozen=True, slots=True)
class Layout:
    """``by_department``: a sheet for each addressee, not one in all. ``soon``: days left from which on it is yellow."""

    by_department: bool = False
    soon: int = 7


def xlsx(opened: Source, lines: Sequence[Line], clock: Clock, layout: Layout) -> bytes:
    """The workbook with ``lines``; valid, and saying so, where there are none.

    Raises KgError where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise KgError("Spreadsheets need openpyxl; install it with: pip install 'huiyi-kg[office]'.") from error
    book = Workbook()
    book.remove(book.worksheets[0])
    _add_styles(book)
    numbered = list(zip(lines, columns.rows(lines, clock), strict=True))
    for title, part in _sheets(numbered, by_department=layout.by_department):
        sheet = book.create_sheet(title)
        _ledger_sheet(sheet, part, clock, layout)
    _evidence_sheet(book.create_sheet(EVIDENCE_SHEET), numbered, Walk(opened))
    _about_sheet(book.create_sheet(ABOUT_SHEET), lines, clock, layout)
    return _saved(book)


Numbered = tuple[Line, dict[str, Value]]


def _sheets(numbered: Sequence[Numbered], *, by_department: bool) -> list[tuple[str, list[Numbered]]]:
    if not by_department or not numbered:
        return [(LEDGER_SHEET, list(numbered))]
    together: dict[str, list[Numbered]] = {}
    for line, values in numbered:
        together.setdefault(line.lead or NOBODY_SHEET, []).append((line, values))
    taken = {EVIDENCE_SHEET.casefold(), ABOUT_SHEET.casefold()}
    return [(_sheet_name(lead, taken), part) for lead, part in sorted(together.items())]


def _sheet_name(lead: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, and no other sheet's."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", cell_text(lead)).strip() or NOBODY_SHEET
    name, number = plain[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: 30 - len(str(number))]}~{number}"
    taken.add(name.casefold())
    return name


def _ledger_sheet(sheet: Worksheet, part: Sequence[Numbered], clock: Clock, layout: Layout) -> None:
    headings = columns.headings(clock)
    _head(sheet, headings)
    for row, (line, values) in enumerate(part, start=2):
        for column, heading in enumerate(headings, start=1):
            _put(sheet, row, column, values[heading], to_fill=heading in _TO_FILL)
        if len(part) <= _MOST_LINKS:
            _link(sheet, row, headings, values["序号"], line.url)
    sheet.auto_filter.ref = f"A1:{_letter(headings, headings[-1])}{len(part) + 1}"
    for heading in _HIDDEN:
        sheet.column_dimensions[_letter(headings, heading)].hidden = True
    _choices(sheet, headings, len(part))
    _lights(sheet, headings, len(part), layout.soon)


def _head(sheet: Worksheet, headings: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_FILL if heading in _TO_FILL else _HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(heading, 10)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, column: int, value: Value, *, to_fill: bool = False) -> None:
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell), "no cells of ours are merged"
    if to_fill:
        cell.style = _STYLE_FILL
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


def _add_styles(book: Workbook) -> None:
    """The four styles of cells. By name, since openpyxl compares unnamed ones with all others at each cell."""
    from openpyxl.styles import Alignment, NamedStyle, PatternFill

    for name, number_format, fill in (
        (_STYLE_TEXT, "@", None),
        (_STYLE_FILL, "@", _FILL),
        (_STYLE_DATE, "yyyy-mm-dd", None),
        (_STYLE_NUMBER, "General", None),
    ):
        style = NamedStyle(name, number_format=number_format, alignment=Alignment(wrap_text=True, vertical="top"))
        if fill is not None:
            style.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(style)


def _letter(headings: Sequence[str], heading: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(headings.index(heading) + 1)


def _link(sheet: Worksheet, row: int, headings: Sequence[str], number: Value, url: str | None) -> None:
    """From the quote to its line in the evidence sheet, from the source to the page."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    at = f"{_letter(headings, columns.QUOTE)}{row}"
    if isinstance(number, int):
        sheet[at].hyperlink = Hyperlink(ref=at, location=f"'{EVIDENCE_SHEET}'!A{number + 1}")
    if url is not None:
        at = f"{_letter(headings, columns.SOURCE)}{row}"
        sheet[at].hyperlink = Hyperlink(ref=at, target=cell_text(url))


def _choices(sheet: Worksheet, headings: Sequence[str], count: int) -> None:
    """A list to choose the status from."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{",".join(status_words())}"', allow_blank=True)
    choice.error = f"请从列表中选择：{'、'.join(status_words())}"
    choice.showErrorMessage = True
    if count:
        letter = _letter(headings, columns.STATUS)
        choice.add(f"{letter}2:{letter}{count + 1}")
        sheet.add_data_validation(choice)


def _lights(sheet: Worksheet, headings: Sequence[str], count: int, soon: int) -> None:
    """Red: past; yellow: ``soon`` days or fewer left; green: more; grey: settled, whatever the date."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    if not count:
        return
    status = f"${_letter(headings, columns.STATUS)}2"
    done = "OR(" + ",".join(f'{status}="{word}"' for word in sorted(map(status_word, SETTLED))) + ")"
    for heading in (columns.DAYS_LEFT, columns.RULE_DAYS_LEFT):
        if heading not in headings:
            continue
        letter = _letter(headings, heading)
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


def _evidence_sheet(sheet: Worksheet, numbered: Iterable[Numbered], walk: Walk) -> None:
    """Each quote between the words around it; row ``n + 1`` belongs to line ``n``."""
    _head(sheet, ("序号", "来源", "网址", "起", "止", "前文", columns.QUOTE, "后文", "通稿"))
    for letter in "FGH":
        sheet.column_dimensions[letter].width = 48
    texts: dict[str, str] = {}
    for row, (line, values) in enumerate(numbered, start=2):
        before = after = ""
        if line.notice is not None and line.start is not None and line.end is not None:
            if line.notice not in texts:
                texts[line.notice] = walk.value(line.notice, NIF.isString, line.notice) or ""
            text = texts[line.notice]
            before, after = text[max(0, line.start - _CONTEXT) : line.start], text[line.end : line.end + _CONTEXT]
        cells = (values["序号"], line.source, line.url, line.start, line.end, before, line.quote, after, line.notice)
        for column, value in enumerate(cells, start=1):
            _put(sheet, row, column, value)


def _about_sheet(sheet: Worksheet, lines: Sequence[Line], clock: Clock, layout: Layout) -> None:
    """As of which day, by which rule, what the colours mean, and how to hand it back."""
    rule = (
        "未设。"
        if clock.rule_days is None
        else f"{clock.rule_name or '本地规则'}：会后 {clock.rule_days} 日（自然日）。"
    )
    notes = (
        ("截至", clock.today.isoformat()),
        ("事项", f"{len(lines)} 行。" if lines else "没有符合条件的事项。 No line matches."),
        ("到期日", "只取通稿写明的时限；没有写明的留空。"),
        (columns.RULE_DUE, f"{rule} 与写明的时限分列，互不替代。"),
        ("颜色", f"红：逾期；黄：{layout.soon} 日内到期；绿：{layout.soon} 日以后到期；灰：已办结、销号、转办或取消。"),
        ("填写", f"只填“{columns.STATUS}”和“{columns.PROGRESS}”两列，其余各列请勿改动；可以排序、筛选、删行。"),
        ("交回", "kg ledger import 文件 --by 记录人。 Hand it back with: kg ledger import FILE --by NAME."),
        ("没有消息", "状态为空表示没有记录，不等于未办。 No record is not the same as not done."),
    )
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
    for row, (word, text) in enumerate(notes, start=1):
        _put(sheet, row, 1, word)
        _put(sheet, row, 2, text)


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
