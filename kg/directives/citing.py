"""What those above the meeting ask for, as the meeting tells it: 习近平总书记…,要求福建要…. (转述上级要求)"""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.directives.clauses import ClauseReader
from kg.structure import Clause


class Cited(NamedTuple):
    """What the clauses of a sentence so far say of those above the meeting."""

    above: bool = False  # they are its subject
    asks: bool = False  # and what they ask for is told, up to the end of the sentence
    does: bool = False  # the last clause says what they did or do


NOBODY: Final = Cited()
"""Nothing is cited."""


class CitedReader:
    """Tells what the meeting only cites. Holds only look-ups."""

    def __init__(self, clauses: ClauseReader) -> None:
        self.text = clauses.text
        self.clauses = clauses
        self.parties = clauses.parties
        self.words = clauses.demand_words

    def read(self, clause: Clause, before: Cited) -> Cited:
        """What ``clause`` adds to what those ``before`` it in its sentence say: 习近平总书记强调要…, and ,要求福建要… behind 习近平总书记亲临福建.

        The citation ends where the meeting speaks (会议要求), or asks its own (我们要, 全县上下要, 县发改局要).
        """
        if clause.level == 3:
            before = NOBODY
        start = self.clauses.past_adverbs(clause.start, clause.end)
        if before is NOBODY and self.text[start : start + 1] not in self.words.above_begins:
            return NOBODY  # most clauses
        if self.text.startswith(self.words.own, start):
            return NOBODY
        asks = self._asks(start, clause.end)
        if self.words.above.match(self.text, start, clause.end) is not None:
            return Cited(True, asks, self.words.above_does.match(self.text, start, clause.end) is not None)
        if before.above and self._binds_own(start, clause.end):
            return NOBODY
        goes_on = before.above and self.words.goes_on_asking.match(self.text, start, clause.end) is not None
        cited = Cited(before.above, before.asks or asks or goes_on)
        return NOBODY if cited == NOBODY else cited

    def _asks(self, start: int, end: int) -> bool:
        """省政府|要求各地要加快建设; 省政府督查组|要求整改的|问题 only says which thing the meeting speaks of."""
        asked = self.words.above_asks.match(self.text, start, end)
        if asked is None:
            return False
        which = self.text.find("的", asked.end(), end)
        modal = self.clauses.modals.first(asked.end(), end)
        return which < 0 or (modal is not None and modal.start < which)

    def _binds_own(self, start: int, end: int) -> bool:
        """省政府要求各地要加快建设,|县发改局要…: a department below, which no one but the meeting asks; not ,|县政府要…."""
        found = self.parties.after(start, end)
        if found is None or found[1] >= end:
            return False
        modal = self.parties.scan.at.get(found[1])
        asked = modal is not None and modal.kind == "modal"
        return asked and all(
            name.kind == "organization" and self.words.below.match(self.text, *name.span) is not None
            for name in found[0]
        )
