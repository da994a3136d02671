"""From the lines of set pages back to paragraphs.

A PDF knows only where characters stand. Chinese paragraphs begin two characters in and fill their lines, so a line goes
on with the next one when it is full and the next is not indented. Where pages show no indents, a full line that ends a
sentence is taken for the end of a paragraph: one paragraph too many does less harm than two run together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

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
    indents = [_indent(line, margin) for line in lines]
    widths = [indent + _width(line.text) for line, indent in zip(lines, indents, strict=True)]
    full = sorted(widths)[len(widths) * 9 // 10] if widths else 0.0
    has_indents = sum(1.5 <= indent <= 2.6 for indent in indents) > 0
    built = ""
    for number, line in enumerate(lines):
        text = line.text.strip()
        goes_on = (
            number > 0
            and full > 10
            and widths[number - 1] >= full - _SLACK
            and indents[number] < _INDENT
            and (has_indents or not built.endswith(_SENTENCE_END))
        )
        if goes_on:
            built += (" " if _is_latin(built[-1:]) and _is_latin(text[:1]) else "") + text
            continue
        if built:
            yield built
        built = text
    if built:
        yield built


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


def _width(text: str) -> float:
    """In characters: ASCII is half as wide as Chinese."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in text.rstrip())


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
