"""Notices whose lines were broken at a width: read as if they were not, and told as they stand. (硬换行)

Offsets and quotes are those of the text as stored, with its breaks; names, titles and limits are what it says, without.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from kg.model import Analysis, Doubt, Notice, Resolution, Span
from kg.resolve.rewriting import rewritten

LINES_JOINED: Final = "lines-joined"
"""The kind of doubt about a text that was read without some of its line breaks."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A notice with soft breaks: ``plain`` is the same without them.

    ``cuts``: offsets into ``plain`` from which on ``shifts``, in the same order, must be added to reach the stored text.
    """

    stored: Notice
    plain: Notice
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def moved(self, span: Span) -> Span:
        """A stretch of the plain text, not empty, as one of the stored text: no break before or behind it."""
        return Span(self._at(span.start), self._at(span.end - 1) + 1)

    def _at(self, offset: int) -> int:
        before = bisect_right(self.cuts, offset)
        return offset + (self.shifts[before - 1] if before else 0)


def wrapped(notice: Notice) -> Wrapped | None:
    """``notice`` with and without its soft breaks; None where it has none."""
    if not notice.soft_breaks:
        return None
    cuts, shifts, shift = [], [], 0
    for soft_break in notice.soft_breaks:
        kept = notice.parts_words(soft_break)  # the first of its characters is a space of the plain text
        cuts.append(soft_break.start - shift + kept)
        shift += soft_break.end - soft_break.start - kept
        shifts.append(shift)
    text = notice.words(Span(0, len(notice.text)))
    return Wrapped(notice, replace(notice, text=text, soft_breaks=()), tuple(cuts), tuple(shifts))


def analysis_as_stored(analysis: Analysis, page: Wrapped) -> Analysis:
    """``analysis`` of the plain notice, pointing into the stored one, with a doubt that says how it was read."""
    told = rewritten(analysis, page.moved)
    doubts = sorted((*told.doubts, _joined(page.stored)), key=lambda doubt: (doubt.span, doubt.kind))
    return replace(told, notice=page.stored, doubts=tuple(doubts))


def resolution_as_stored(resolution: Resolution, page: Wrapped) -> Resolution:
    """``resolution`` of the plain notice, whose doubts point into the stored one."""
    return replace(resolution, doubts=rewritten(resolution.doubts, page.moved))


def _joined(notice: Notice) -> Doubt:
    """How often lines were joined, at the first two that were."""
    first = notice.soft_breaks[0]
    start = max(notice.text.rfind(end, 0, first.start) for end in "\n\r") + 1
    ends = [at for end in "\n\r" if (at := notice.text.find(end, first.end)) >= 0]
    line = notice.quote(Span(start, min(ends, default=len(notice.text))))
    start += len(line) - len(line.lstrip())
    note = f"{len(notice.soft_breaks)} line breaks within sentences were read over"
    # Written out: the words of all kinds of doubts are found where doubts are made.
    return Doubt("lines-joined", Span(start, start + len(line.strip())), note)
