"""The ledger as a spreadsheet: to be sorted, filtered and filled in, and taken back by ``kg ledger import``.

Status and progress are the columns to fill. Traffic lights are conditional formats over days left and status, so they
change while somebody fills it in. Text is text: a cell that starts with = + - @ never becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.ledger import columns
from kg.ledger.columns import Clock, Value, cell_text
from kg.ledger.lines import Line
from kg.ledger.sheets import TO_FILL, add_lights, add_styles, letters_of, put, set_height, width_of, write_head
from kg.ledger.statuses import status_words
from kg.messages import message
from kg.store.walk import Walk
from kg.vocab import NIF

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
_CONTEXT_WIDTH: Final = 48
_HIDDEN: Final = (columns.KEY, columns.VERSION)


@dataclass(frozen=True, slots=True)
class Layout:
    """``by_department``: a sheet for each addressee, not one in all. ``soon``: days left from which on it is yellow. ``undated``: the
    files of lines that are left out of a period since the day of their meeting is not known, one for each."""

    by_department: bool = False
    soon: int = 7
    undated: tuple[str, ...] = ()


def xlsx(opened: Source, lines: Sequence[Line], clock: Clock, layout: Layout) -> bytes:
    """The workbook with ``lines``; valid, and saying so, where there are none.

    Raises KgError where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise KgError(
            message("Spreadsheets need openpyxl; install it with: pip install 'huiyi-kg[office]'.")
        ) from error
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
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
    # What a meeting looks at; the columns that follow are for whoever checks.
    printed = headings[: headings.index(columns.REMARK) + 1]
    write_head(sheet, headings)
    for row, (line, values) in enumerate(part, start=2):
        for column, heading in enumerate(headings, start=1):
            put(sheet, row, column, values[heading], to_fill=heading in TO_FILL)
        set_height(sheet, row, [(values[heading], width_of(heading)) for heading in printed])
        if len(part) <= _MOST_LINKS:
            _link(sheet, row, headings, values["序号"], line.address)
    sheet.print_area = f"A1:{letters_of(headings, printed[-1])}{len(part) + 1}"
    sheet.auto_filter.ref = f"A1:{letters_of(headings, headings[-1])}{len(part) + 1}"
    for heading in _HIDDEN:
        sheet.column_dimensions[letters_of(headings, heading)].hidden = True
    _choices(sheet, headings, len(part))
    add_lights(sheet, headings, len(part), layout.soon)


def _link(sheet: Worksheet, row: int, headings: Sequence[str], number: Value, address: str | None) -> None:
    """From the quote to its line in the evidence sheet, from the source to the page."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    at = f"{letters_of(headings, columns.QUOTE)}{row}"
    if isinstance(number, int):
        sheet[at].hyperlink = Hyperlink(ref=at, location=f"'{EVIDENCE_SHEET}'!A{number + 1}")
    if address is not None:
        at = f"{letters_of(headings, columns.SOURCE)}{row}"
        sheet[at].hyperlink = Hyperlink(ref=at, target=address)


def _choices(sheet: Worksheet, headings: Sequence[str], count: int) -> None:
    """A list to choose the status from."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{",".join(status_words())}"', allow_blank=True)
    choice.error = f"请从列表中选择：{'、'.join(status_words())}"
    choice.showErrorMessage = True
    if count:
        letter = letters_of(headings, columns.STATUS)
        choice.add(f"{letter}2:{letter}{count + 1}")
        sheet.add_data_validation(choice)


def _evidence_sheet(sheet: Worksheet, numbered: Iterable[Numbered], walk: Walk) -> None:
    """Each quote between the words around it; row ``n + 1`` belongs to line ``n``."""
    write_head(sheet, ("序号", "来源", "网址", "起", "止", "前文", columns.QUOTE, "后文", "通稿"))
    for letter in "FGH":
        sheet.column_dimensions[letter].width = _CONTEXT_WIDTH
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
            put(sheet, row, column, value)
        set_height(sheet, row, ((words, _CONTEXT_WIDTH) for words in (before, line.quote, after)))


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
        *_undated(layout.undated),
        (
            columns.LEAD,
            f"会议要求其落实的单位，“{columns.ROLE}”栏注明牵头或责任。通稿写“牵头单位：甲，责任单位：乙”的，甲列此栏，乙列“{columns.CO_ACTORS}”；通稿的原话见“{columns.QUOTE}”。",
        ),
        (
            columns.MATTER,
            f"〔〕内是同一语句中限定该事项的前提，不属要求本身；全句见“{columns.SENTENCE}”，该栏空白表示全句即原文。",
        ),
        ("到期日", "只取通稿写明的时限；没有写明的留空。"),
        (columns.RULE_DUE, f"{rule} 与写明的时限分列，互不替代。"),
        ("颜色", f"红：逾期；黄：{layout.soon} 日内到期；绿：{layout.soon} 日以后到期；灰：已办结、销号、转办或取消。"),
        ("填写", f"只填“{columns.STATUS}”和“{columns.PROGRESS}”两列，其余各列请勿改动；可以排序、筛选、删行。"),
        ("交回", "kg ledger import 文件 --by 记录人。 Hand it back with: kg ledger import FILE --by NAME."),
        ("没有消息", "状态为空表示没有记录，不等于未办。 No record is not the same as not done."),
    )
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
    for row, (word, text) in enumerate(notes, start=1):
        put(sheet, row, 1, word)
        put(sheet, row, 2, text)


def _undated(sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    if sources:
        files = "、".join(sorted(set(sources)))
        yield (
            "日期不明",
            f"另有 {len(sources)} 行的会议日期不明，不属于任何时段，故未列入（{files}）。 Lines of meetings whose day is not known are left out.",
        )


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
