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
    demand: Cell  # what is to be done; ``above`` where the row only adds to what an earlier one asks for
    measure: Cell | None  # how, where another column says so
    lead: tuple[Cell, ...]
    responsible: tuple[Cell, ...]
    assist: tuple[Cell, ...]
    deadline: Cell | None
    people: Cell | None  # names of persons, where no column is for units


class TaskTable(NamedTuple):
    """``heads`` are the lines of headings, ``lines`` all lines of the table, both in order; offsets into the text."""

    span: Span
    heads: tuple[Span, ...]
    lines: tuple[Span, ...]
    rows: tuple[TaskRow, ...]
    doubts: tuple[Doubt, ...]  # rows that could not be read
