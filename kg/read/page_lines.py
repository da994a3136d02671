"""A parsed page as lines of text, with the element that each stretch of lines came from.

Nothing visible is dropped: blocks and ``br`` end lines, white space collapses as browsers do it, and the cells of a
table row stand on one line, parted by tabs, unless one holds several blocks (tables that make the layout). A table that
gives out work is read row by row, whatever its cells hold (``kg.read.grid``).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.read.grid import Extent, gives_out_work, laid_out, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN_TAGS: Final = (
    "script style noscript template head iframe object embed svg math select textarea audio video canvas map"
)
_BLOCK_TAGS: Final = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr "
    "td th caption ul"
)
_UNSEEN: Final = frozenset(_UNSEEN_TAGS.split())
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())
_CELLS: Final = frozenset(("td", "th"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE: Final = re.compile("[ \t\r\n\f\xa0\u2002\u2003\u2009\u200b\ufeff]+")
# A line break in the source between two Chinese characters is no space (CSS Text: segment break transformation).
_CHINESE: Final = "[\u2e80-\u9fff\uff01-\uffee]"
_BREAK_IN_CHINESE: Final = re.compile(rf"(?<={_CHINESE})[ \t]*[\r\n][ \t\r\n]*(?={_CHINESE})")
# Stands in a line where two inline elements meet. Running text takes it away; lines such as date and source, which
# styles set apart without a space, read it as one.
SEAM: Final = "\x1f"
_EDGES: Final = " \t\u3000\xa0" + SEAM


@dataclass(slots=True)
class PageLines:
    """``lines``: the visible text, with SEAM.

    ``spans``: for each block element, in the order they open, its lines (half-open).
    """

    lines: list[str] = field(default_factory=list)
    spans: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)


def page_lines(root: HtmlElement, *, hidden: bool = False) -> PageLines:
    """The lines of everything below ``root`` that a browser would show; with ``hidden`` also ``display: none``."""
    return _Writer(hidden).write(root)


class _Writer:
    """Walks the tree without recursion, since pages may be nested as deep as the parser allows."""

    def __init__(self, hidden: bool) -> None:
        self.hidden = hidden
        self.page = PageLines()
        self.line: list[str] = []
        self.preformatted = 0
        self.data_cells = 0  # how many data cells are open around the present place
        self.data_rows: dict[HtmlElement, bool] = {}
        # Tables that give out work: what stands before each cell, and what ends each row.
        self.before_cell: dict[HtmlElement, str] = {}
        self.row_ends: dict[HtmlElement, str] = {}
        self.in_grid = False  # inside a row of such a table
        self.grids: set[HtmlElement] = set()  # such tables, and their bodies

    def write(self, root: HtmlElement) -> PageLines:
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
            elif isinstance(element.tag, str) and self._is_seen(element):
                self._enter(element)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
            if element is not root and element.tail:
                self._text(element.tail)
        self._end_line()
        return self.page

    def _is_seen(self, element: HtmlElement) -> bool:
        if element.tag in _UNSEEN:
            return False
        return self.hidden or not ("hidden" in element.attrib or _HIDDEN.search(element.get("style", "")))

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "table":
            self._lay_out(element)
        if element in self.row_ends:
            self._end_line()
            self.in_grid = True
        elif self.in_grid:
            self.line.append(self.before_cell.get(element, " " if tag == "br" or tag in _BLOCKS else SEAM))
        elif tag in _CELLS and self._is_data_cell(element):
            self.data_cells += 1
            if any(part.strip() for part in self.line):
                self.line.append("\t")
        elif tag == "br":
            self._end_line()
        elif tag in _BLOCKS and not self.data_cells:
            self._end_line()
            if element not in self.grids:  # what is said before a table is never left out for it
                self.page.spans[element] = (len(self.page.lines), -1)
        elif self.line:
            self.line.append(SEAM)
        self.preformatted += tag == "pre"
        if element.text:
            self._text(element.text)

    def _leave(self, element: HtmlElement) -> None:
        self.preformatted -= element.tag == "pre"
        if element in self.row_ends:
            self._end_row(self.row_ends[element])
        elif self.in_grid:
            self.line.append(" " if element.tag in _BLOCKS and element not in self.before_cell else SEAM)
        elif element in self.page.spans:
            self._end_line()
            self.page.spans[element] = (self.page.spans[element][0], len(self.page.lines))
        elif element.tag in _CELLS and self._is_data_cell(element):
            self.data_cells -= 1
        elif self.line:
            self.line.append(SEAM)

    def _is_data_cell(self, cell: HtmlElement) -> bool:
        row = cell.getparent()
        if row is None or row.tag != "tr":
            return False
        if row not in self.data_rows:
            self.data_rows[row] = len(row) > 1 and all(map(_is_one_line, row))
        return self.data_rows[row]

    def _lay_out(self, table: HtmlElement) -> None:
        """Prepare the rows of a table that gives out work. None that makes the layout does: it holds tables, or no head."""
        if table.find(".//table") is not None:
            return
        rows = [(row, [cell for cell in row if self._is_cell(cell)]) for row in table.iter("tr") if self._is_seen(row)]
        if not gives_out_work([one_line(str(cell.text_content())) for cell in cells] for _, cells in rows):
            return
        self.grids |= {table, *table.iterchildren("thead", "tbody", "tfoot")}
        for (row, cells), place in zip(rows, laid_out([list(map(_extent, cells)) for _, cells in rows]), strict=True):
            for number, cell in enumerate(cells):
                self.before_cell[cell] = place.between(number)
            self.row_ends[row] = place.between(len(cells))

    def _is_cell(self, element: HtmlElement) -> bool:
        return element.tag in _CELLS and self._is_seen(element)

    def _end_row(self, rest: str) -> None:
        """A row of a table that gives out work: its tabs stay, at the ends of the line too."""
        cells = ("".join(self.line) + rest).replace(SEAM, "").split("\t")
        self.line.clear()
        self.in_grid = False
        row = "\t".join(one_line(cell) for cell in cells)
        if row.strip():
            self.page.lines.append(row)

    def _text(self, text: str) -> None:
        if not self.preformatted or self.in_grid:
            self.line.append(_SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text)))
            return
        first, *others = text.splitlines() or [""]
        self.line.append(first)
        for other in others:
            self._end_line()
            self.line.append(other)

    def _end_line(self) -> None:
        if self.line:
            line = re.sub(" {2,}", " ", "".join(self.line)).strip(_EDGES)
            self.line.clear()
            if line:
                self.page.lines.append(line)


def _extent(cell: HtmlElement) -> Extent:
    """``colspan`` and ``rowspan``; a ``rowspan`` of 0 goes to the end of the table."""
    columns, rows = (
        int(said) if (said := cell.get(name, "").strip()).isascii() and said.isdigit() and len(said) < 6 else 1
        for name in ("colspan", "rowspan")
    )
    return Extent(max(1, columns), rows or _TO_THE_END)


_TO_THE_END: Final = 65534  # the most rows that the HTML standard lets a cell reach over


def _is_one_line(cell: HtmlElement) -> bool:
    """Whether what a table cell holds would stand on one line: one block at most (Word's ``<td><p>``), no break."""
    inner = itertools.islice(cell.iterdescendants(*_BLOCKS, "br"), 2)
    return [element.tag for element in inner] in ([], ["p"], ["div"])
