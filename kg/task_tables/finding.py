"""Where in a text tables that give out work stand, and how far they go. (查找任务表)"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.model import Doubt, Span
from kg.scan import Scan
from kg.task_tables.cells import Cutter
from kg.task_tables.headings import LONGEST, Headings, headings_of
from kg.task_tables.rows import RowReader
from kg.task_tables.table import TaskRow, TaskTable

_HEADS_ITEM: Final = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]\s*(?:关于|研究)")
_LONGEST_SECTION: Final = 40  # characters of a line without cells that may head a part of the table


def find_tables(scan: Scan) -> tuple[TaskTable, ...]:
    """All tables of the notice that give out work, in order."""
    text = scan.text
    if "\t" not in text and "|" not in text:
        return ()
    return tuple(_Finder(scan).find())


class _Head(NamedTuple):
    cutter: Cutter
    roles: tuple[str, ...]
    lines: int


class _Finder:
    """Goes over the lines once."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.headings: Headings = headings_of(scan.lexicon)
        self.lines = _lines(scan.text)

    def find(self) -> list[TaskTable]:
        found: list[TaskTable] = []
        at = 0
        while at < len(self.lines):
            head = self._head(at)
            if head is None:
                at += 1
                continue
            table, at = self._read(at, head)
            if table is not None:
                found.append(table)
        return found

    # ── the head ──

    def _head(self, at: int) -> _Head | None:
        """The head that begins on a line: one line of headings, or two where cells are merged (责任分工 over 牵头单位)."""
        line = self.text[slice(*self.lines[at])]
        cutter = Cutter.of(line)
        if cutter is None:
            return None
        cells = cutter.cut(self.text, *self.lines[at])
        if sum(cell.start < cell.end for cell in cells) < 2 or any(cell.end - cell.start > LONGEST for cell in cells):
            return None
        roles = self._roles(cells)
        if not any(roles):
            return None
        below = self._second(cutter, at + 1, len(cells))
        if below is not None:
            both = tuple(lower or upper for upper, lower in zip(roles, below, strict=True))
            if self.headings.gives_out_work(both):
                return _Head(cutter, both, 2)
        filled = [role for cell, role in zip(cells, roles, strict=True) if cell.start < cell.end]
        return _Head(cutter, roles, 1) if self.headings.gives_out_work(filled) else None

    def _roles(self, cells: list[Span]) -> tuple[str, ...]:
        return tuple(self.headings.role(self.text[slice(*cell)]) for cell in cells)

    def _second(self, cutter: Cutter, at: int, wanted: int) -> tuple[str, ...] | None:
        """The roles of a second line of headings; None where the line has a cell that is no heading."""
        if at >= len(self.lines) or not cutter.parts(self.text[slice(*self.lines[at])]):
            return None
        cells = cutter.cut(self.text, *self.lines[at])
        if len(cells) > wanted:
            return None
        roles = self._roles(cells)
        ditto = self.scan.lexicon.cells["ditto"]
        for cell, role in zip(cells, roles, strict=True):
            if not role and cell.start < cell.end and self.text[slice(*cell)] not in ditto:
                return None
        return (*roles, *[""] * (wanted - len(cells))) if any(roles) else None

    # ── the rows ──

    def _read(self, first: int, head: _Head) -> tuple[TaskTable | None, int]:
        """The table under a head, None where it has no row; and the number of the line after it."""
        reader = RowReader(self.text, head.roles, self.scan.lexicon)
        rows: list[TaskRow] = []
        doubts: list[Doubt] = []
        at, last = first + head.lines, first + head.lines - 1
        while at < len(self.lines):
            line = self.lines[at]
            words = self.text[slice(*line)]
            if not words.strip() or head.cutter.is_rule(words):
                at += 1
                continue
            if not head.cutter.parts(words):
                if not self._heads_part(at, head):
                    break
                reader.read(line, [_bare(self.text, line)])
            else:
                cells = head.cutter.cut(self.text, *line)
                if self._is_over(at, cells, head):
                    break
                if not self._holds_headings(cells):
                    read = reader.read(_bare(self.text, line), cells)
                    if isinstance(read, TaskRow):
                        rows.append(read)
                    elif read is not None:
                        doubts.append(read)
            last = at
            at += 1
        if not rows and not doubts:
            return None, last + 1
        lines = [_bare(self.text, line) for line in self.lines[first : last + 1]]
        lines = [line for line in lines if line.start < line.end]
        span = Span(lines[0].start, lines[-1].end)
        return TaskTable(span, tuple(lines[: head.lines]), tuple(lines), tuple(rows), tuple(doubts)), last + 1

    def _heads_part(self, at: int, head: _Head) -> bool:
        """二、产业发展 on a line of its own, with rows right after it; 二、关于防汛工作 over a table of its own heads what comes next."""
        line = _bare(self.text, self.lines[at])
        if line.end - line.start > _LONGEST_SECTION or "。" in self.text[slice(*line)]:
            return False
        for number, below in enumerate(self.lines[at + 1 :], at + 1):
            words = self.text[slice(*below)]
            if words.strip():
                if not head.cutter.parts(words) or len(head.cutter.cut(self.text, *below)) != len(head.roles):
                    return False
                return _HEADS_ITEM.match(self.text, *line) is None or self._head(number) is None
        return False

    def _is_over(self, at: int, cells: list[Span], head: _Head) -> bool:
        """Another head, or a line that has too few cells to be a row: 抄送:\t县委办."""
        other = self._head(at)
        if other is not None and other.roles != head.roles:
            return True
        return len(cells) * 2 < len(head.roles) and self.text[slice(*cells[0])].find(":") >= 0

    def _holds_headings(self, cells: list[Span]) -> bool:
        """The head once more, on the next page; or a line of a form: 完成时限 | 6月底 | 督办单位 | 县政府督查室."""
        filled = [cell for cell in cells if cell.start < cell.end]
        if len(filled) > 1 and all(self._roles(filled)):
            return True
        return sum(self.headings.is_form(self.text[slice(*cell)]) for cell in filled) > 1


def _lines(text: str) -> list[Span]:
    """Where each line begins and ends, as ``kg.structure`` cuts the text, without the break."""
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(Span(at, at + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))))
        at += len(line)
    return lines


def _bare(text: str, line: Span) -> Span:
    start, end = line
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
