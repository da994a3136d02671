"""The lines of a text with what their form tells: their width, how far in they begin, whether a blank line is above. (行)"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class TextLine(NamedTuple):
    """A line with something in it: ``start`` and ``end`` in the text, without the spaces around it.

    ``indent``: as wide as the spaces it begins with, in characters. ``apart``: a blank line is above.
    """

    start: int
    end: int
    words: str
    indent: float
    apart: bool


def text_lines(text: str) -> Iterator[TextLine]:
    """The lines of ``text`` that are not blank."""
    at, apart = 0, False
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words[0])
            yield TextLine(start, start + len(words), words, columns(line[: start - at]), apart)
        apart = not words
        at += len(line)


def columns(words: str) -> float:
    """The width of ``words`` as printed, in characters: ASCII is half as wide as Chinese."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in words)


def characters(words: str) -> float:
    """The width of ``words`` for programs that count characters."""
    return float(len(words))
