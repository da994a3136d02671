"""Which part of a list each speech is on, where the speeches go through it in order: a monotone segmentation. (依次对应)

A list joins its matters with 、 和 及 and 》《, and so does the name of one matter (党风和廉政建设): which marks part matters is seen
from the speeches only. All ways to give each speech the next part of the list are compared by the words they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from kg.agenda.fragments import Fragment
from kg.agenda.likeness import ENOUGH, LEAST
from kg.agenda.matter import deploys, is_studied

# What it costs, in telling pairs of characters, to part what stands under one verb; what was studied is seldom parted.
_PARTED, _PARTED_JOINED, _PARTED_STUDIED = 0.3, 1.0, 2.0
# What it costs that a speech goes on with the matter of the one before it, that it is on several matters, and that no
# speech treats a matter (one that was only decided on needs none) or a member of a list.
_GOES_ON, _SPANS, _UNTREATED, _ONLY_DECIDED = 1.0, 1.5, 2.0, 1.0
_LEFT, _LEFT_FIRST = 0.3, 1.0
_UNNAMED = 2.0  # what it costs that a speech on a document has no word of its title
_LEAPS = 3.5  # what it costs that a speech leaves matters out for one of which it has no word
_ONE_PAIR = 1.0  # 信访: enough where nothing else that was listed has it
_SWAPPED = 2.5  # so many more pairs show that two matters were spoken of the other way round
_CONTRARY = 3.0  # so much more like another part of the list: the order is not that of the speeches
_SOME = 3  # so many speeches on as many things tell by their number that each is on one; one in so many must say it by its words
_MOST_FRAGMENTS, _MOST_SPEECHES = 40, 30


class Speech(NamedTuple):
    """What is asked of a speech: how many telling pairs it shares with each fragment, what else shows that it is on it, in
    such pairs, and whether it begins a matter of its own."""

    likeness: Sequence[float]
    signs: Sequence[float]
    studies: bool  # its first demand is to study something
    headed: bool  # under a heading of its own


class Turn(NamedTuple):
    """Neighbouring fragments, [first, last), and the speeches on them, [start, end)."""

    first: int
    last: int
    start: int
    end: int


_Way = tuple[float, tuple[Turn, ...]]
_NO_WAY: _Way = (float("-inf"), ())


def may_go_through(fragments: int, speeches: int) -> bool:
    """Whether so many speeches are compared with so many fragments at all: no agenda has more."""
    return 0 < fragments <= _MOST_FRAGMENTS and 1 < speeches <= _MOST_SPEECHES


def turns(parts: Sequence[Fragment], speeches: Sequence[Speech]) -> tuple[Turn, ...] | None:
    """How the speeches go through the list in order; None where their words do not show that they do."""
    one_each = _one_each(parts, speeches)
    if one_each:
        return one_each
    found = _each_on_its_own(parts, speeches) or _Search(parts, speeches).best()
    return _without_guesses(found, parts, speeches) if _shown(found, parts, speeches) else None


def _without_guesses(found: Sequence[Turn], parts: Sequence[Fragment], speeches: Sequence[Speech]) -> tuple[Turn, ...]:
    """The turns but for those of a speech that has no word of its turn, where matters beside it that no speech treats might as
    well be meant."""
    kept: list[Turn] = []
    for number, turn in enumerate(found):
        before = found[number - 1].last if number else 0
        after = found[number + 1].first if number + 1 < len(found) else len(parts)
        alone = all(
            parts[at].matter is parts[turn.first].matter
            for at in (*range(before, turn.first), *range(turn.last, after))
        )
        told = max(_raw(speeches[row], turn.first, turn.last) for row in range(turn.start, turn.end))
        names = any(part.documents for part in parts[turn.first : turn.last])
        if told >= LEAST or (not parts[turn.first].before and (told > 0 or (alone and not names))):
            kept.append(turn)
    return tuple(kept)


def _one_each(parts: Sequence[Fragment], speeches: Sequence[Speech]) -> tuple[Turn, ...]:
    """A turn for each, where there are as many speeches as things in the list, some tell by their words that it is their turn, and
    none that it is another's; else none."""
    if len(speeches) < _SOME or any(part.before or (part.open and deploys(part.matter)) for part in parts):
        return ()
    things = _things(parts)
    return _in_their_turn(things, speeches) or _in_their_turn(_finely(things), speeches)


def _in_their_turn(things: Sequence[tuple[int, int]], speeches: Sequence[Speech]) -> tuple[Turn, ...]:
    if len(things) != len(speeches):
        return ()
    told, doubted = 0, False
    for at, speech in enumerate(speeches):
        raw = [_raw(speech, first, last) for first, last in things]
        own, other = raw[at], max((*raw[:at], *raw[at + 1 :]))
        before = _raw(speeches[at - 1], *things[at]) if at else 0.0
        if other >= own + LEAST or before >= own + _CONTRARY:
            return ()
        doubted = doubted or other > own
        told += own >= LEAST or own > other
    if told * (2 if doubted else _SOME) < len(things):
        return ()
    return tuple([Turn(first, last, at, at + 1) for at, (first, last) in enumerate(things)])


def _things(parts: Sequence[Fragment]) -> list[tuple[int, int]]:
    """What a speech each may be on, as neighbouring fragments [first, last): what was studied is seldom parted."""
    things: list[tuple[int, int]] = []
    for at, part in enumerate(parts):
        if things and not _begins(parts, at) and is_studied(part.matter) and not part.documents:
            things[-1] = things[-1][0], at + 1
        else:
            things.append((at, at + 1))
    return things


def _finely(things: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each fragment by itself."""
    return [(at, at + 1) for first, last in things for at in range(first, last)]


def _each_on_its_own(parts: Sequence[Fragment], speeches: Sequence[Speech]) -> tuple[Turn, ...]:
    """The turns where each speech names one thing of the list that no other speech names, in another order than the list's;
    else none."""
    named: list[int] = []
    for speech in speeches:
        own = [_raw(speech, at, at + 1) for at in range(len(parts))]
        at = max(range(len(parts)), key=own.__getitem__)
        if own[at] < max((*own[:at], *own[at + 1 :]), default=0.0) + _ONE_PAIR:
            return ()
        named.append(at)
    if len(set(named)) < len(named) or named == sorted(named):
        return ()
    spoken = Counter(
        id(parts[at].matter) for at in named
    )  # a matter that one speech names is its own with all it lists
    return tuple(
        Turn(at, at + 1, row, row + 1)
        if spoken[id(parts[at].matter)] > 1
        else Turn(*_matter_at(parts, at), row, row + 1)
        for row, at in enumerate(named)
    )


class _Search:
    """All ways to give the speeches parts of the list in order; the one with the most words in common is the best."""

    def __init__(self, parts: Sequence[Fragment], speeches: Sequence[Speech]) -> None:
        self.parts = parts
        self.speeches = speeches
        self.ends = [_end_of_matter(parts, at) for at in range(len(parts))]

    def best(self) -> tuple[Turn, ...]:
        """``ways[at]`` is the best way for the speeches so far and the fragments before ``at``."""
        ways = [_NO_WAY] * (len(self.parts) + 1)
        ways[0] = (0.0, ())
        for row in range(len(self.speeches)):
            self._skip(ways)
            ways = self._after(row, ways)
        self._skip(ways)
        return self._swapped(ways[-1][1])

    def _swapped(self, found: tuple[Turn, ...]) -> tuple[Turn, ...]:
        """Neighbours that were spoken of the other way round."""
        turns = list(found)
        for at, (one, two) in enumerate(pairwise(found)):
            gain = self._fit(two, one) + self._fit(one, two) - self._fit(one, one) - self._fit(two, two)
            if turns[at] is one and one.last <= two.first and gain >= _SWAPPED:
                turns[at : at + 2] = [
                    two._replace(start=one.start, end=one.end),
                    one._replace(start=two.start, end=two.end),
                ]
        return tuple(turns)

    def _fit(self, listed: Turn, spoken: Turn) -> float:
        return sum(self._like(row, listed.first, listed.last) for row in range(spoken.start, spoken.end))

    def _skip(self, ways: list[_Way]) -> None:
        """Matters that no speech treats, and members of a list that none does."""
        for at, part in enumerate(self.parts):
            if self.ends[at] > at + 1 or not _begins(self.parts, at):
                score, way = ways[at]
                begun = bool(way) and self.parts[way[-1].last - 1].matter is part.matter
                _keep(ways, at + 1, score - (_LEFT if begun and not part.documents else _LEFT_FIRST), way)
            if _begins(self.parts, at):
                cost = 0.0 if part.open or part.before else _ONLY_DECIDED if part.matter.outcomes else _UNTREATED
                _keep(ways, self.ends[at], ways[at][0] - cost, ways[at][1])

    def _after(self, row: int, ways: Sequence[_Way]) -> list[_Way]:
        """The ways with one more speech."""
        found = [_NO_WAY] * len(ways)
        for at, (score, way) in enumerate(ways):
            if score == float("-inf"):
                continue
            if way and way[-1].last == at and self.parts[way[-1].first].matter is self.parts[at - 1].matter:
                self._same(row, at, score, way, found)
            if at < len(self.parts):
                self._next(row, at, score, way, found)
        return found

    def _same(self, row: int, at: int, score: float, way: tuple[Turn, ...], found: list[_Way]) -> None:
        """One more speech on the fragments of the one before it, or, where each begins anew, on one thing of them each."""
        turn, speech, before = way[-1], self.speeches[row], self.speeches[row - 1]
        like = self._like(row, turn.first, at)
        anew = speech.studies and before.studies and is_studied(self.parts[turn.first].matter)
        if anew or (speech.headed and before.headed):
            _keep(found, at, score + like, (*way, turn._replace(start=row, end=row + 1)))
        elif not speech.headed:
            _keep(found, at, score + like - _GOES_ON, (*way[:-1], turn._replace(end=row + 1)))

    def _next(self, row: int, at: int, score: float, way: tuple[Turn, ...], found: list[_Way]) -> None:
        """The speech is on the fragments from ``at`` on: some of a matter, or all of several that it tells each of."""
        cost = 0.0 if _begins(self.parts, at) else _cost(self.parts[at])
        parts_matter = bool(way) and way[-1].last == at and not _begins(self.parts, at)
        leaps = at > (way[-1].last if way else 0)
        for last in range(at + 1, self.ends[at] + 1):
            if parts_matter and self._was_before(row, at, last):
                continue
            like = self._like(row, at, last)
            if like == 0.0:
                like = -_LEAPS if leaps else 0.0 if _begins(self.parts, at) else -_GOES_ON
            _keep(found, last, score + like - cost, (*way, Turn(at, last, row, row + 1)))
        if not _begins(self.parts, at):
            return
        first, like = at, 0.0
        while first < len(self.parts) and _raw(self.speeches[row], first, self.ends[first]) >= LEAST:
            like += self._like(row, first, self.ends[first])
            if first > at:
                cost += _SPANS
                _keep(found, self.ends[first], score + like - cost, (*way, Turn(at, self.ends[first], row, row + 1)))
            first = self.ends[first]

    def _was_before(self, row: int, first: int, last: int) -> bool:
        """Whether the speech before one has so much more of some fragments that it was on them, too: no matter is parted there."""
        before, own = (sum(self.speeches[at].likeness[first:last]) for at in (row - 1, row))
        return before >= own + _CONTRARY

    def _like(self, row: int, first: int, last: int) -> float:
        like = _like(self.speeches[row], first, last)
        if like == 0.0 and any(part.documents for part in self.parts[first:last]):
            return -_UNNAMED  # a speech on a document has some of the words of its title
        return like


def _keep(ways: list[_Way], at: int, score: float, way: tuple[Turn, ...]) -> None:
    if score > ways[at][0]:
        ways[at] = score, way


def _begins(parts: Sequence[Fragment], at: int) -> bool:
    """Whether a matter begins with this fragment."""
    return at == 0 or parts[at].matter is not parts[at - 1].matter


def _matter_at(parts: Sequence[Fragment], at: int) -> tuple[int, int]:
    """The fragments of the matter that one belongs to, [first, last)."""
    first = at
    while not _begins(parts, first):
        first -= 1
    return first, _end_of_matter(parts, first)


def _end_of_matter(parts: Sequence[Fragment], at: int) -> int:
    end = at + 1
    while end < len(parts) and parts[end].matter is parts[at].matter:
        end += 1
    return end


def _cost(part: Fragment) -> float:
    if is_studied(part.matter) and not part.documents:
        return _PARTED_STUDIED
    return _PARTED_JOINED if part.joined else _PARTED


def _like(speech: Speech, first: int, last: int) -> float:
    """Less where the speech is on some of the fragments only: that each is on another one is what tells them apart."""
    return min(sum(speech.likeness[first:last]), ENOUGH) / sqrt(last - first) + max(speech.signs[first:last])


def _shown(found: Sequence[Turn], parts: Sequence[Fragment], speeches: Sequence[Speech]) -> bool:
    """Whether most speeches tell by their words that it is their turn, and none that it is another's."""
    told = 0
    for turn in found:
        for speech in speeches[turn.start : turn.end]:
            own = _raw(speech, turn.first, turn.last)
            others = [
                _raw(speech, first, _end_of_matter(parts, first))
                for first in range(len(parts))
                if _begins(parts, first) and not (first < turn.last and _end_of_matter(parts, first) > turn.first)
            ]
            other = max(others, default=0.0)
            if other >= own + _CONTRARY:
                return False
            told += own >= LEAST or (own >= _ONE_PAIR and own > other)
    return bool(found) and 2 * told >= len(speeches)


def _raw(speech: Speech, first: int, last: int) -> float:
    return min(sum(speech.likeness[first:last]), ENOUGH) + max(speech.signs[first:last])
