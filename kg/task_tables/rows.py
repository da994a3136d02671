"""What each row of a table asks for, of whom, by when: cells under their headings, and cells that hold for several rows. (任务行)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from kg.lexicon import Lexicon
from kg.model import Doubt, Span
from kg.task_tables.table import Cell, TaskRow

# Columns that say what is to be done, from the general to the close.
_DEMANDS: Final = ("project", "task", "work", "content", "measure")
_UNITS: Final = ("lead", "responsible", "assist", "unit")
_NUMBER: Final = re.compile(r"[(]?[\d一二三四五六七八九十百①-⑳.、\-—]{1,8}[)]?[.、]?")
_PART: Final = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?")
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
        self.demands = [column for role in _DEMANDS for column in self._columns(role)]
        self.above: list[Cell | None] = [None] * len(self.roles)
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
            self.above, self.numbered = [None] * len(self.roles), False
            return self._left_alone(line, row, own)
        goes_on = self.number is not None and self.numbered and not self._text(row[self.number])
        self.numbered = self.numbered or (self.number is not None and own[self.number])
        values = list(self._values(row, own, goes_on=goes_on))
        self.above = [None if value is None else value._replace(above=False) for value in values]
        wordings = tuple(cell for column in self.demands if (cell := values[column]) is not None)
        if self._is_done(row):
            self.above = [None if column in self.demands else cell for column, cell in enumerate(self.above)]
            return None
        if not wordings:
            units = [column for column in self._columns(*_UNITS) if own[column]]
            return Doubt("table-row-without-task", row[units[0]], "no cell says what is to be done") if units else None
        return self._row(line, wordings, values)

    def _row(self, line: Span, wordings: tuple[Cell, ...], values: list[Cell | None]) -> TaskRow:
        def of(*roles: str) -> tuple[Cell, ...]:
            return tuple(cell for column in self._columns(*roles) if (cell := values[column]) is not None)

        deadlines, people = of("deadline"), of("people")
        named = self.bound or "unit" in self.roles
        return TaskRow(
            line,
            wordings,
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
        if len(filled) == 2 and filled[0] == self.number and _PART.fullmatch(self._text(row[filled[0]])) is not None:
            return filled[1] in self.demands and not self._held(row)  # 一 | 防汛备汛 over rows 1, 2, 3
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
        """The cell that holds for the row in each column. A ditto mark says that the one above does, as an empty cell may where
        rows without a number belong to the one above (``goes_on``)."""
        held = self._held_columns(own) if goes_on else frozenset()
        for column, cell in enumerate(row):
            before = self.above[column]
            if own[column]:
                yield Cell(cell)
            elif self._is_ditto(cell) or (column in held and not self._text(cell)):
                yield None if before is None else before._replace(above=True)
            else:
                yield None

    def _held_columns(self, own: list[bool]) -> frozenset[int]:
        """Columns whose cell above holds for a row that goes on: the limit, the units if none is named anew, and of what is to
        be done all that is more general than what the row says itself."""
        units = self._columns(*_UNITS)
        said = next((place for place, column in enumerate(self.demands) if own[column]), len(self.demands))
        return frozenset(
            (
                *self._columns("deadline"),
                *(() if any(own[column] for column in units) else units),
                *self.demands[:said],
            )
        )

    def _is_done(self, row: list[Span]) -> bool:
        """已完成。 in a column of progress: nothing is asked for any more."""
        return any(
            self.words.done.match(self.text, *row[column]) is not None
            for column in self._columns("progress")
            if row[column].start < row[column].end
        )
