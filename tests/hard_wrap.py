"""Texts as they look when their lines were broken at a width, and where each of their characters has gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

# Marks that begin no printed line.
_NO_BEGINNING = "，。；：、！？）》〉”’」』】,.;:!?)%"


class Wrapped(NamedTuple):
    """``whole`` has a line for each paragraph, ``text`` is the same broken at a width; ``at[i]`` is where the character
    ``i`` of ``whole`` stands in ``text``."""

    whole: str
    text: str
    at: list[int]

    def moved(self, start: int, end: int) -> list[int]:
        """A stretch of ``whole`` as one of ``text``."""
        return [self.at[start], self.at[end - 1] + 1]


def hard_wrapped(text: str, width: int, *, blank: bool = False, indent: bool = False) -> Wrapped:
    """``text`` with its lines broken as a printer does at ``width`` characters.

    ``blank``: with a blank line between paragraphs; ``indent``: those of the notice itself begin two characters in.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [number for number, line in enumerate(lines) if "。" in line] or [0]
    whole, broken, at = "", "", []
    for number, line in enumerate(lines):
        mark = ("\n\n" if blank else "\n") if number else ""
        paragraph = f"　　{line}" if indent and told[0] <= number <= told[-1] else line
        pieces = list(printed_lines(paragraph, width))
        at += range(len(broken), len(broken) + len(mark))
        for piece_number, piece in enumerate(pieces):
            broken += "\n" if piece_number else mark
            at += range(len(broken), len(broken) + len(piece))
            broken += piece
        whole += mark + paragraph
    return Wrapped(whole, broken, at)


def printed_lines(paragraph: str, width: int) -> Iterator[str]:
    """``paragraph`` in lines of ``width`` characters, ASCII half as wide as Chinese; no mark begins a line, no number is parted."""
    start, wide = 0, 0.0
    for number, char in enumerate(paragraph):
        wide += 0.5 if char < "\u0100" else 1.0
        if wide > width:
            cut = number
            while cut > start + 1 and (
                paragraph[cut] in _NO_BEGINNING or (paragraph[cut].isdigit() and paragraph[cut - 1].isdigit())
            ):
                cut -= 1
            yield paragraph[start:cut]
            start = cut
            wide = sum(0.5 if one < "\u0100" else 1.0 for one in paragraph[start : number + 1])
    yield paragraph[start:]
