"""Who a directive without subject goes on to bind, within one paragraph and one item. (责任主体的承接)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.directives.name import Name

# 一、 stands above (一), that above 1. and (1), and these above 一是 and 一要.
_RANKS = {"enum-heading": 0, "enum-bracket": 1, "enum-arabic": 2, "enum-arabic-bracket": 2}
_LEAST_RANK = 3


def rank_of(enumerator: str) -> int:
    """The rank of a kind of enumerator among others; 0 is the highest."""
    return _RANKS.get(enumerator, _LEAST_RANK)


class Nested(NamedTuple):
    """A list of points within a point, whose enumerator ranks above that point's."""

    rank: int
    around: int  # rank of the point around it
    paragraph: tuple[Name, ...]  # who leads the points around it


@dataclass(slots=True)
class Context:
    """Who a directive without subject goes on to bind, within one paragraph and one item."""

    paragraph: tuple[Name, ...] = ()  # last explicit addressee outside enumerated blocks, or their lead-in
    block: tuple[Name, ...] | None = None  # inside an enumerated block; None outside
    rank: int = 0  # of the block's enumerator: 一、 stands above (一), that above 1., and that above 一是
    above: tuple[tuple[int, tuple[Name, ...]], ...] = ()  # blocks around this one: rank, and who was bound outside them
    inside: Nested | None = None  # points of a higher rank within a point: 一是甲要做到:1.…;2.…。二是…
    dangling: tuple[Name, ...] = ()  # parties whose modal stands in the next clause, or after the colon
    dangling_start: int = -1
    dangles_on: bool = False  # past the end of the sentence too: they stand before a colon
    speech: str = ""
    apart: bool = False  # the meeting has spoken anew since somebody was named: 由县水利局印发。会议要求:(1)…
    quoting: bool = False  # what was said last are another's words (省长讲话要求:), and who is named there
    outcome: bool = False  # who was named last is to see to one of several papers (原则通过该预案,由县水利局印发)
    sees_to: bool = (
        False  # or to the only paper: 原则通过该预案,由县水利局印发。会议要求,一要… is said to nobody in particular
    )
    aside: bool = (
        False  # who was named last does one thing within what is asked of nobody (要用好资金,县财政局每月通报)
    )
    matters: int = 0  # items of the agenda that have begun in this paragraph
    fresh: bool = False  # nothing but the speech cue yet in this sentence

    def end_sentence(self) -> None:
        """A new sentence: 新区|围绕目标, of the one before no longer waits for its modal; 各镇、各部门: does. Who only did one thing
        within the one before is bound no more."""
        if not self.dangles_on:
            self.dangling = ()
        if self.aside:
            self.turn()
            self.aside = False

    def turn(self) -> None:
        """The speech turns to another matter: who was bound on the one before is not bound on this."""
        self.paragraph, self.inside = (), None
        self.block = None if self.block is None else ()

    def speak(self) -> None:
        """会议强调: the meeting itself speaks. Whom another bound, or who is to print a paper, is not bound by what it says now."""
        if self.quoting or self.outcome:
            self.turn()
        self.quoting = self.outcome = False

    def enter_block(self, rank: int, *, led: bool = False, first: bool = False) -> None:
        """A new enumerator: what was explicit in a block beside it does not carry over; a lead-in does, and so does what was
        explicit in a block around it (一、…会议强调,各镇要…。一是要…). ``led``: right behind a colon, so that who was named last
        leads it (甲要做到:一是…。乙要做到:|一是…). ``first``: it is the first of its list, so that who was named last in a list before leads
        it (甲要…,一要…,二要…。乙要…,|一要…)."""
        if self.sees_to and self.apart and self.block is None:
            self.turn()
        if first and not led and self.block and rank == self.rank and not self.apart:
            self.paragraph = self.block
        if led and self.block and rank < self.rank and not self.apart:
            self.inside = Nested(rank, self.rank, self.paragraph)
            self.paragraph = self.block
        elif self.inside is None or self.inside.rank != rank:
            self._leave_inside()
            self._enter_beside(rank, led=led)
        if self.dangling and (self.dangles_on or not self.paragraph):
            self.paragraph = self.dangling  # 县财政局:一要…。县水利局:|一要…
        self.dangling = ()
        self.block, self.rank = self.paragraph, rank

    def _leave_inside(self) -> None:
        """二是…, behind 一是甲要做到:1.…;2.…: who led the points within one does not lead the next."""
        if self.inside is not None:
            self.rank, self.paragraph, self.block = self.inside.around, self.inside.paragraph, ()
            self.inside = None

    def _enter_beside(self, rank: int, *, led: bool) -> None:
        while self.above and self.above[-1][0] >= rank:
            self.paragraph = self.above[-1][1]
            self.above = self.above[:-1]
        if self.block and self.rank < rank and not self.apart:
            self.above = (*self.above, (self.rank, self.paragraph))
            self.paragraph = self.block
        elif self.block and led and not self.apart:
            self.paragraph = self.block

    def heirs(self) -> tuple[Name, ...]:
        return self.paragraph if self.block is None else self.block

    def note(self, names: tuple[Name, ...]) -> None:
        self.apart = self.outcome = self.sees_to = self.aside = False
        if self.block is None:
            self.paragraph = names
        else:
            self.block = names

    def lead(self, names: tuple[Name, ...]) -> None:
        """各镇一要…;二要…: who stands before the first point leads those that follow it, whoever led an enumeration before, and
        whoever is named within one of them (各镇一要…。县应急局要…。二要…)."""
        if self.block is not None and self.rank < _LEAST_RANK:
            self.above = (*self.above, (self.rank, self.paragraph))
        self.apart = self.outcome = self.sees_to = False
        self.paragraph = self.block = names
        self.inside = None
        self.rank = _LEAST_RANK
