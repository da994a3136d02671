"""Which lines go on with the paragraph of the line before, where a width broke the lines of a text. (行的接续)

Where a paragraph ends is told by blank lines or indents if the text has them, else by lines that are not full, and by how
the next line begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.read.line_beginnings import (
    begins,
    begins_heading,
    begins_label,
    begins_notice,
    begins_point,
    ends_sentence,
    ends_within,
    holds_point,
    must_go_on,
    says_of_meeting,
    takes_up_meeting,
)
from kg.read.line_width import Fit
from kg.read.text_lines import TextLine

_INDENT: Final = 1.5  # characters
_SENTENCE: Final = re.compile("[，。；,;]")
# Rows of tables and the way to a page, 首页 > 要闻: no lines of a paragraph.
_PARTED: Final = re.compile(r"[\t|>＞»]")


def go_on(lines: Sequence[TextLine], fit: Fit) -> Iterator[bool]:
    """For each line but the last, whether the next one goes on with it."""
    margin = min((line.indent for line, full in zip(lines, fit.full, strict=True) if full), default=0.0)
    marked = [b.apart or b.indent - margin >= _INDENT for b in lines[1:]]
    shown = _shows_paragraphs(lines, fit.full, marked)
    points = not any(holds_point(line.words) for line in lines)
    # Of the paragraph so far: does it go on, is it a heading, has it no comma or stop?
    goes_on = heading = untold = False
    for near, full, tight, is_marked, (a, b) in zip(*fit, marked, pairwise(lines), strict=False):
        heading = (heading if goes_on else begins_heading(a.words)) and ends_within(a.words)
        untold = (untold or not goes_on) and _SENTENCE.search(a.words) is None
        if not near or is_marked or _PARTED.search(a.words) or _PARTED.search(b.words):
            goes_on = False
        elif must_go_on(a.words, b.words):
            goes_on = True
        else:
            another = (heading and says_of_meeting(b.words)) or (untold and begins_notice(b.words))
            may = full and not another and not begins_label(b.words)
            goes_on = may and (shown or (tight and _reads_on(a.words, b.words, points=points)))
        yield goes_on


def _shows_paragraphs(lines: Sequence[TextLine], full: Sequence[bool], marked: Sequence[bool]) -> bool:
    """Whether blank lines or indents show where paragraphs begin, with hardly any exception."""
    after_end = [
        (is_full, is_marked)
        for is_full, is_marked, line in zip(full, marked, lines, strict=False)
        if not ends_within(line.words)
    ]
    shown = sum(is_marked for _, is_marked in after_end)
    not_shown = sum(not is_full and not is_marked for is_full, is_marked in after_end)
    return shown >= 2 and shown >= 9 * not_shown


def _reads_on(before: str, after: str, *, points: bool) -> bool:
    """Whether ``after`` reads like more of the paragraph of ``before``, where nothing marks the beginnings of paragraphs.

    ``points``: such as 一要, 二是 may begin them, as none follows another within a line.
    """
    if begins(after):
        return False
    return not ends_sentence(before) or not (takes_up_meeting(after) or (points and begins_point(after)))
