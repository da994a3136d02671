"""What those above the meeting ask for, as the meeting tells it: 习近平总书记…,要求福建要…. (转述上级要求)"""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.directives.clauses import ClauseReader
from kg.directives.name import Name
from kg.structure import Clause


class Cited(NamedTuple):
    """What the clauses of a sentence so far say of those above the meeting."""

    above: bool = False  # they are its subject
    asks: bool = False  # and what they ask for is told, up to the end of the sentence
    does: bool = False  # the last clause says what they did or do
    here: bool = False  # it is a paper that asks, and perhaps one of this place, which may name offices of it


_AGENTS: Final = frozenset({"by", "ask"})
_LONGEST_VERB: Final = 12  # characters of 第五条还规定地方各级
_TOWNS: Final = frozenset("镇乡道村")  # last characters of their names

NOBODY: Final = Cited()
"""Nothing is cited."""


class CitedReader:
    """Tells what the meeting only cites. Holds only look-ups."""

    def __init__(self, clauses: ClauseReader) -> None:
        self.text = clauses.text
        self.clauses = clauses
        self.parties = clauses.parties
        self.words = clauses.demand_words
        self.superiors = clauses.superiors
        self.above = self.superiors.above

    def read(self, clause: Clause, before: Cited) -> Cited:
        """What ``clause`` adds to what those ``before`` it in its sentence say: 习近平总书记强调要…, and ,要求福建要… behind 习近平总书记亲临福建.

        The citation ends where the meeting speaks (会议要求), or asks its own (我们要, 全县上下要, 县发改局要, 由县发改局牵头).
        """
        if clause.level == 3:
            before = NOBODY
        start = self.clauses.past_adverbs(clause.start, clause.end)
        if before is NOBODY and self.text[start : start + 1] not in self.superiors.words.begins:
            return NOBODY  # most clauses
        if self.text.startswith((*self.words.own, *self.superiors.own_government), start):
            return NOBODY
        asks = self._asks(start, clause.end)
        if self.above.who.match(self.text, start, clause.end) is not None:
            return Cited(True, asks or before.asks, self.above.does.match(self.text, start, clause.end) is not None)
        if before is not NOBODY and not before.here and self._binds_own(start, clause.end):
            return NOBODY
        goes_on = before.above and self.superiors.words.goes_on_asking.match(self.text, start, clause.end) is not None
        here = before.here or (asks and not before.asks and self._is_here(start, clause.end))
        cited = Cited(before.above, before.asks or asks or goes_on, here=here)
        return NOBODY if cited == NOBODY else cited

    def is_for_all(self, clause: Clause) -> bool:
        """《条例》规定, or 各级政府应当… behind 《办法》规定: whether a paper asks somebody of every place, so that it names no office."""
        law = self.words.law.match(self.text, clause.start, clause.end)
        return law is not None or self.text.startswith(self.words.of_all, clause.start)

    def _is_here(self, start: int, end: int) -> bool:
        """《方案》明确|各镇要配合; not 《条例》…, nor 《办法》要求|各级政府…"""
        title_end = self.text.find("》", start, end) + 1 if self.text.startswith("《", start) else 0
        if title_end == 0 or self.words.law.match(self.text, start, end) is not None:
            return False
        return not any(word in self.text[title_end : title_end + _LONGEST_VERB] for word in self.words.of_all)

    def binds_own(self, clause: Clause) -> bool:
        """Whether a clause asks something of whom the meeting alone asks: 县司法局要…"""
        return self._binds_own(self.clauses.past_adverbs(clause.start, clause.end), clause.end)

    def _asks(self, start: int, end: int) -> bool:
        """省政府|要求各地要加快建设, 《条例》|规定各级政府应当加强领导; 省政府督查组|要求整改的|问题 only says which thing the meeting speaks
        of, and 《条例》|规定内容 is what is to be learnt."""
        asked = self.above.asks.match(self.text, start, end)
        laid_down = self.words.lays_down.match(self.text, start, end) if asked is None else None
        said = asked or laid_down
        if said is None:
            return False
        # 强调|能源的饭碗必须端牢: what is said there, and no thing told apart
        which = -1 if said[0].endswith(self.words.insists) else self.text.find("的", said.end(), end)
        modal = self.clauses.modals.first(said.end(), end)
        if modal is None:
            return which < 0 and asked is not None
        return which < 0 or modal.start < which

    def _binds_own(self, start: int, end: int) -> bool:
        """省政府要求各地要加快建设,|县发改局要…: a department below or a town, which no one but the meeting asks; not ,|县政府要…. So
        do 由县发改局…, and 县发改局牵头…."""
        event = self.parties.scan.at.get(start)
        agent = event is not None and event.kind in _AGENTS
        at = event.end if event is not None and agent else start
        found = self.parties.after(at, end)
        if found is None or found[1] >= end or not all(map(self._is_below, found[0])):
            return False
        behind = self.parties.scan.at.get(found[1])
        asked = agent or (behind is not None and behind.kind == "modal")
        return asked or self.clauses.acts_on(found[1], end) or self.clauses.acts_by_limit(found[1], end)

    def _is_below(self, name: Name) -> bool:
        """县发改局, 县直各单位, 城关镇."""
        if name.kind == "organization":
            return self.words.below.match(self.text, *name.span) is not None
        if name.kind == "place":
            return self.text[name.span.end - 1] in _TOWNS
        return self.words.own_group.match(self.text, *name.span) is not None
