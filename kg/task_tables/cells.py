"""A line of text as the cells of a table: parted by tabs, or by the bars of Markdown. (单元格)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import Span

_EDGES: Final = " \t\u3000\xa0*\r"
_TAB: Final = re.compile("\t")
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s|:]*-{2,}[\s|:-]*")


@dataclass(frozen=True, slots=True)
class Cutter:
    """How the lines of one table are cut: as its head is. ``fenced``: they begin with a bar, which parts nothing."""

    tabs: bool
    fenced: bool

    @staticmethod
    def of(line: str) -> Cutter | None:
        """How a line is cut that may be the head of a table; None where nothing in it parts cells."""
        if "\t" in line:
            return Cutter(tabs=True, fenced=False)
        return Cutter(tabs=False, fenced=line.lstrip().startswith("|")) if "|" in line else None

    def parts(self, line: str) -> bool:
        """Whether a line has cells of this kind."""
        return ("\t" if self.tabs else "|") in line

    def is_rule(self, line: str) -> bool:
        """| --- | :-: |: the line under a head of Markdown."""
        return not self.tabs and _RULE.fullmatch(line) is not None

    def cut(self, text: str, start: int, end: int) -> list[Span]:
        """The cells of the line ``text[start:end]``, without the blanks around them; an empty one has no length."""
        marks = [mark.start() for mark in (_TAB if self.tabs else _BAR).finditer(text, start, end)]
        bounds = [start, *(mark + 1 for mark in marks)]
        cells = [_trimmed(text, low, high) for low, high in zip(bounds, [*marks, end], strict=True)]
        if not self.tabs and marks and cells[-1].start == cells[-1].end:
            cells.pop()  # the bar that ends the line
        if self.fenced and cells and cells[0].start == cells[0].end:
            cells.pop(0)
        return cells


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
