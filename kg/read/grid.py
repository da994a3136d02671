"""Tables that give out work as lines of text: one cell in each column of the grid, parted by tabs. (表格网格)

Later rooms tell by its column what a cell means, so that a row keeps its empty cells, also where cells are merged. A cell
merged over several rows stands in the first of them; in the others a ditto mark 〃 stands for it, as people write it who
have no merged cells. So each word stands once in the text, and a mark shows where it holds again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kg.task_tables.headings import shipped_headings

DITTO: Final = "〃"
MOST_COLUMNS: Final = 64
"""A wider grid is cut: a hostile page may say that a cell has 1000 columns."""

_FIRST_ROWS: Final = 4  # among which the head is looked for, below a title
_SPACE: Final = re.compile(r"\s+")
_AFTER_MARK: Final = re.compile("(?<=[，。；、：！？]) ")


class Extent(NamedTuple):
    """How far a cell reaches: columns and rows."""

    columns: int = 1
    rows: int = 1


def gives_out_work(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of the first rows is the head of a table that gives out work (``kg.task_tables``)."""
    headings = shipped_headings()
    return any(headings.heads_work(row) for row, _ in zip(rows, range(_FIRST_ROWS), strict=False))


def one_line(words: str) -> str:
    """The words of a cell on one line, with a blank where they were parted by no other mark."""
    return _AFTER_MARK.sub("", _SPACE.sub(" ", words)).strip()


def laid_out(rows: Sequence[Sequence[Extent]]) -> list[Places]:
    """Where the cells of each row stand, as the HTML standard lays tables out; all rows are as wide as the widest."""
    found = list(_places(rows))
    width = max((place.width for place in found), default=0)
    return [place._replace(width=width) for place in found]


class Places(NamedTuple):
    """One row of a grid: the first columns of its own cells, those of cells that reach into it from above, its width."""

    own: tuple[int, ...]
    held: tuple[int, ...]
    width: int

    def between(self, cell: int) -> str:
        """What stands before cell number ``cell`` of the row and after the one before it; past the last, what ends the row."""
        before = self.own[cell - 1] if cell else -1
        here = self.own[cell] if cell < len(self.own) else self.width
        pieces = [
            ("\t" if column else "") + (DITTO if column in self.held else "") for column in range(before + 1, here)
        ]
        return "".join(pieces) + ("\t" if here and here < self.width else "")


def _places(rows: Sequence[Sequence[Extent]]) -> Iterator[Places]:
    held: dict[int, tuple[int, int]] = {}  # first column -> (columns, rows still to come) of cells from above
    for row in rows:
        covered = {column for first, (wide, _) in held.items() for column in range(first, first + wide)}
        own: list[int] = []
        fresh: dict[int, tuple[int, int]] = {}
        at = 0
        for extent in row:
            while at in covered:
                at += 1
            wide = max(1, min(extent.columns, MOST_COLUMNS - at))
            own.append(at)
            if extent.rows > 1:
                fresh[at] = (wide, extent.rows - 1)
            at += wide
        yield Places(tuple(own), tuple(sorted(held)), max([at, *(column + 1 for column in covered)]))
        held = {first: (wide, left - 1) for first, (wide, left) in held.items() if left > 1} | fresh
