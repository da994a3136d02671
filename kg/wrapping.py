"""Text in lines of a width, as terminals count it: Latin words stay whole, and a Chinese mark begins no line that it ends. (断行)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_OPENING: Final = r"（《〈“‘【〔「『(\[{"
_CLOSING: Final = r"，。、；：！？）》〉”’】〕」』…/,.;:!?)\]}%％"
_WIDE: Final = "\u1100-\u115f\u2014\u2018\u201c\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003fffd"
"""Signs that a line may end behind, whatever follows: those of Chinese, and the marks that it shares with others."""
_UNIT: Final = re.compile(rf"(\s*)([{_OPENING}]*(?:[^\s{_WIDE}]+|.)[{_CLOSING}]*)")
"""Blanks, and what no line is to end within: a sign or a Latin word, with the marks that go with it."""
_JOINTS: Final = re.compile(r"[^/|_.,#?&=-]*[/|_.,#?&=-]+|[^/|_.,#?&=-]+")
"""Pieces of a word too long for a line, such as an IRI: a line ends behind a mark in it."""


def display_width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: two for a Chinese character, none for a combining mark."""
    return len(text) if text.isascii() else sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, at least one. Gaps are one blank, none where a line ends."""
    text = " ".join(text.split())
    if display_width(text) <= width:
        return [text]
    lines, used = [""], 0
    for blank, unit in _UNIT.findall(text):
        gap = " " if blank else ""
        for part in _fitting(unit, width):
            need = display_width(part)
            if lines[-1] and used + len(gap) + need > width:
                lines.append("")
                used, gap = 0, ""
            lines[-1] += gap + part
            used += len(gap) + need
            gap = ""
    return lines


def longest_word(text: str) -> int:
    """Columns of the longest part of ``text`` that ``wrapped`` keeps on one line where it can."""
    return max((display_width(unit) for _, unit in _UNIT.findall(text)), default=0)


def _fitting(unit: str, width: int) -> Iterator[str]:
    """``unit``, or where it is wider than ``width``, the parts of it that are not."""
    if display_width(unit) <= width:
        yield unit
        return
    for piece in _JOINTS.findall(unit):
        if display_width(piece) <= width:
            yield piece
        else:
            yield from piece
