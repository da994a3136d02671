"""A table that gives out work, as later rooms take it: rows with what they ask for, of whom, by when. (任务表)"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Doubt, Span


class Cell(NamedTuple):
    """What a column holds for a row. ``above``: the cell stands in an earlier row and holds for this one too."""

    span: Span
    above: bool = False


class TaskRow(NamedTuple):
    """One row that asks for something. All spans are of cells, without the blanks around them."""

    line: Span
    # What is to be done, from the general to the close (项目, 任务, 措施). Where all are ``above`` the row only adds units or a
    # limit to what an earlier one asks for.
    wordings: tuple[Cell, ...]
    lead: tuple[Cell, ...]
    responsible: tuple[Cell, ...]
    assist: tuple[Cell, ...]
    deadline: Cell | None
    people: Cell | None  # names of persons, where no column is for units

    @property
    def adds(self) -> bool:
        """Whether the row asks for nothing of its own."""
        return all(cell.above for cell in self.wordings)


class TaskTable(NamedTuple):
    """``heads`` are the lines of headings, ``lines`` all lines of the table, both in order; offsets into the text."""

    span: Span
    heads: tuple[Span, ...]
    lines: tuple[Span, ...]
    rows: tuple[TaskRow, ...]
    doubts: tuple[Doubt, ...]  # rows that could not be read
