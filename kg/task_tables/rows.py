"""What each row of a table asks for, of whom, by when: cells under their headings, and cells that hold for several rows. (任务行)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from kg.lexicon import Lexicon
from kg.model import Doubt, Span
from kg.task_tables.table import Cell, TaskRow

# What is to be done, and how; of several columns the first role counts.
_TASKS: Final = ("task", "work", "project")
_MEASURES: Final = ("measure", "content")
_DEMANDS: Final = (*_TASKS, *_MEASURES)
_UNITS: Final = ("lead", "responsible", "assist", "unit")
_NUMBER: Final = re.compile(r"[(]?[\d一二三四五六七八九十百①-⑳.、\-—]{1,8}[)]?[.、]?")
_SECTION: Final = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十]{1,3}[章节部]")


class _Words(NamedTuple):
    ditto: frozenset[str]
    nothing: frozenset[str]
    done: re.Pattern[str]
    sums: tuple[str, ...]


@cache
def _words_of(lexicon: Lexicon) -> _Words:
    cells = lexicon.cells
    done = "|".join(map(re.escape, cells["done"]))
    return _Words(
        frozenset(cells["ditto"]),
        frozenset(cells["nothing"]),
        re.compile(rf"(?:{done})(?=[,;。(\s]|\Z)"),
        cells["sum"],
    )


class RowReader:
    """Reads the rows of one table from top to bottom. ``roles``: what each column holds (``table_columns.tsv``)."""

    def __init__(self, text: str, roles: Sequence[str], lexicon: Lexicon) -> None:
        self.text = text
        self.roles = tuple(roles)
        self.words = _words_of(lexicon)
        self.number = self.roles.index("number") if "number" in self.roles else None
        self.bound = not {"lead", "responsible"}.isdisjoint(self.roles)
        self.demands = self._columns(*_DEMANDS)
        self.above: list[Cell | None] = [None] * len(self.roles)
        self.asked: Span | None = None  # what the row before asks for
        self.numbered = False  # a row of this section has a number

    def _columns(self, *roles: str) -> list[int]:
        return [column for column, role in enumerate(self.roles) if role in roles]

    def read(self, line: Span, cells: list[Span]) -> TaskRow | Doubt | None:
        """The row on ``line``; None for one that asks for nothing: a heading of a section, a sum, a report that it is done."""
        askew = self._askew(cells)
        if askew:
            return Doubt("table-row-askew", line, askew)
        row = [*cells[: len(self.roles)], *[Span(line.end, line.end)] * (len(self.roles) - len(cells))]
        own = [self._is_own(cell) for cell in row]
        if not any(own) or self._adds_up(row, own):
            return None
        if self._heads_section(row, own):
            self.above = [None] * len(self.roles)
            self.asked, self.numbered = None, False
            return self._left_alone(line, row, own)
        goes_on = self.number is not None and self.numbered and not self._text(row[self.number])
        self.numbered = self.numbered or (self.number is not None and own[self.number])
        values = list(self._values(row, own, goes_on=goes_on))
        self.above = [None if value is None else value._replace(above=False) for value in values]
        if self._is_done(row):
            self.asked = None
            return None
        demand, measure = self._demand(row, own, goes_on=goes_on)
        if demand is None:
            units = [column for column in self._columns(*_UNITS) if own[column]]
            return Doubt("table-row-without-task", row[units[0]], "no cell says what is to be done") if units else None
        self.asked = demand.span
        return self._row(line, demand, measure, values)

    def _row(self, line: Span, demand: Cell, measure: Cell | None, values: list[Cell | None]) -> TaskRow:
        def of(*roles: str) -> tuple[Cell, ...]:
            return tuple(cell for column in self._columns(*roles) if (cell := values[column]) is not None)

        deadlines, people = of("deadline"), of("people")
        named = self.bound or "unit" in self.roles
        return TaskRow(
            line,
            demand,
            measure,
            of("lead"),
            of("responsible") if self.bound else of("unit"),
            of("assist"),
            deadlines[0] if deadlines else None,
            people[0] if people and not named else None,
        )

    def _text(self, cell: Span) -> str:
        return self.text[cell.start : cell.end]

    def _is_own(self, cell: Span) -> bool:
        words = self._text(cell)
        return bool(words) and words not in self.words.ditto and words not in self.words.nothing

    def _is_ditto(self, cell: Span) -> bool:
        return self._text(cell) in self.words.ditto

    def _askew(self, cells: list[Span]) -> str:
        """Why the cells cannot be told to stand under their headings; empty where they can."""
        count, wanted = len(cells), len(self.roles)
        if count > wanted and any(self._text(cell) for cell in cells[wanted:]):
            return f"has {count} cells under {wanted} headings"
        if count >= wanted:
            return ""
        if self.number is not None and self.number < count:
            label = self._text(cells[self.number])
            sound = not label or self._is_ditto(cells[self.number]) or _NUMBER.fullmatch(label) is not None
        else:
            sound = set(self.roles[count:]).isdisjoint((*_DEMANDS, *_UNITS, "deadline"))
        alone = sum(map(self._is_own, cells)) < 2
        return "" if sound or alone else f"has {count} cells under {wanted} headings"

    def _adds_up(self, row: list[Span], own: list[bool]) -> bool:
        return self._text(row[own.index(True)]).startswith(self.words.sums)

    def _heads_section(self, row: list[Span], own: list[bool]) -> bool:
        """一、防汛备汛: a cell alone, or the same words in all cells (how a merged row is copied at times)."""
        filled = [column for column, filled in enumerate(own) if filled]
        if len({self._text(row[column]) for column in filled}) > 1:
            return False
        if len(filled) > 1:
            return len(filled) > 2 or not self._held(row)
        return not self._held(row)

    def _held(self, row: list[Span]) -> bool:
        """Whether a cell of another row holds for who must do it, or by when."""
        return any(self._is_ditto(row[column]) for column in self._columns(*_UNITS, "deadline", *_DEMANDS))

    def _left_alone(self, line: Span, row: list[Span], own: list[bool]) -> Doubt | None:
        """A cell alone that stands where demands do and does not look like a heading may be one that nobody was given."""
        column = own.index(True)
        words = self._text(row[column])
        if column not in self.demands or sum(own) > 1 or _SECTION.match(words) is not None:
            return None
        return Doubt("table-row-alone", row[column], "stands alone in its row: a heading, or a task given to nobody")

    def _values(self, row: list[Span], own: list[bool], *, goes_on: bool) -> Iterator[Cell | None]:
        """The cell that holds for the row in each column. Where rows without a number belong to the one above (``goes_on``),
        an empty limit is that of the row above, and so are its units if all of them are empty."""
        unnamed = not any(own[column] for column in self._columns(*_UNITS))
        for column, cell in enumerate(row):
            before = self.above[column]
            if own[column]:
                yield Cell(cell)
            elif self._is_ditto(cell) or (
                goes_on
                and not self._text(cell)
                and (self.roles[column] == "deadline" or (unnamed and self.roles[column] in _UNITS))
            ):
                yield None if before is None else before._replace(above=True)
            else:
                yield None

    def _is_done(self, row: list[Span]) -> bool:
        """已完成。 in a column of progress: nothing is asked for any more."""
        return any(
            self.words.done.match(self.text, *row[column]) is not None
            for column in self._columns("progress")
            if row[column].start < row[column].end
        )

    def _demand(self, row: list[Span], own: list[bool], *, goes_on: bool) -> tuple[Cell | None, Cell | None]:
        """What the row asks for, and how; ``above`` where it only adds units or a limit to what a row before asks for."""
        task, measure = (self._fullest(roles, row, own) for roles in (_TASKS, _MEASURES))
        if task is not None:
            return task, measure
        if measure is not None:
            return measure, None
        held = goes_on or any(self._is_ditto(row[column]) for column in self.demands)
        return (Cell(self.asked, above=True) if held and self.asked is not None else None), None

    def _fullest(self, roles: Sequence[str], row: list[Span], own: list[bool]) -> Cell | None:
        """The longest filled cell in columns of the first role that has one."""
        for role in roles:
            filled = [row[column] for column in self._columns(role) if own[column]]
            if filled:
                return Cell(max(filled, key=lambda cell: cell.end - cell.start))
        return None
