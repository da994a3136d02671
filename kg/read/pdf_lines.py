"""From the lines of set pages back to paragraphs.

A PDF knows only where characters stand. What goes on with what is told as in any text whose lines a width broke
(``kg.read.paragraph_lines``). Where there are too few lines for that, a full one goes on with the next that is not indented,
but where no line is indented, one that ends a sentence is taken for the end of a paragraph: one paragraph too many does less
harm than two run together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kg.read.line_width import fit_of
from kg.read.paragraph_lines import go_on
from kg.read.text_lines import TextLine, columns

_PAGE_NUMBER: Final = re.compile(r"[—–\-·\s]*\d{1,3}[—–\-·\s]*|第?\s*\d{1,3}\s*页?\s*[,，/共]*\s*\d{0,3}\s*页")
_SENTENCE_END: Final = tuple("。！？：；”」』!?:;")
# In characters: how far short a full line may fall (a mark that may not begin a line takes its neighbour along).
_SLACK: Final = 2.6
_INDENT: Final = 0.8


class Line(NamedTuple):
    """One line as set: ``left`` is its left edge in points, None where unknown; ``size`` that of a character."""

    text: str
    left: float | None = None
    size: float = 0.0


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all pages, across page breaks, without page numbers."""
    lines = [line for page in pages for line in _without_number(page)]
    margin = _margin(lines)
    set_lines = [_as_text_line(line, margin) for line in lines]
    fit = fit_of(set_lines)
    goes_on = _by_length(set_lines) if fit is None else go_on(set_lines, fit)
    built = ""
    for line, is_more in zip(set_lines, [False, *goes_on], strict=False):
        if is_more:
            built += (" " if _is_latin(built[-1:]) and _is_latin(line.words[:1]) else "") + line.words
            continue
        if built:
            yield built
        built = line.words
    if built:
        yield built


def _as_text_line(line: Line, margin: float) -> TextLine:
    words = line.text.strip()
    return TextLine(0, len(words), words, _indent(line, margin), apart=False)


def _by_length(lines: Sequence[TextLine]) -> Iterator[bool]:
    """For each line but the last, whether the next one goes on with it, where few lines tell of the width."""
    widths = [line.indent + columns(line.words) for line in lines]
    full = sorted(widths)[len(widths) * 9 // 10] if widths else 0.0
    has_indents = any(1.5 <= line.indent <= 2.6 for line in lines)
    for width, (before, after) in zip(widths, pairwise(lines), strict=False):
        fills = full > 10 and width >= full - _SLACK
        yield fills and after.indent < _INDENT and (has_indents or not before.words.endswith(_SENTENCE_END))


def _without_number(page: Sequence[Line]) -> Sequence[Line]:
    """The page without a number in its first or last line."""
    first = 1 if page and _PAGE_NUMBER.fullmatch(page[0].text.strip()) else 0
    last = len(page) - 1 if len(page) > first and _PAGE_NUMBER.fullmatch(page[-1].text.strip()) else len(page)
    return page[first:last]


def _margin(lines: Sequence[Line]) -> float:
    """The left edge that most lines share, in whole points; 0 where edges are unknown."""
    edges = Counter(round(line.left) for line in lines if line.left is not None)
    return float(min(edges, key=lambda edge: (-edges[edge], edge))) if edges else 0.0


def _indent(line: Line, margin: float) -> float:
    """How far in the line begins, in characters, by its place and by the spaces it begins with."""
    spaces = sum(0.5 if char < "\u0100" else 1.0 for char in line.text[: -len(line.text.lstrip()) or None])
    if line.left is None or line.size <= 0:
        return spaces
    return max((line.left - margin) / line.size, 0.0) + spaces


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
