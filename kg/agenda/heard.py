"""An alignment as it is asked: what each run of speeches is on, and how surely. (归属读法)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from kg.agenda.fragments import Fragment
from kg.agenda.matter import Matter, is_studied
from kg.agenda.parts import Part, Topic
from kg.agenda.weights import (
    FREQUENT,
    LEAST,
    MORE,
    ONE_PAIR,
    TURNS,
)

# A speech on so many matters, or so many things of several, is on all that was taken up, and on none of it.
MANY, _MANY_THINGS = 3, 4


class Reading:
    """An alignment as it is asked: what each run of pieces is on."""

    def __init__(
        self,
        listed: Sequence[Fragment],
        topics: Sequence[Topic],
        pieces: Sequence[Part],
        evidence: Sequence[Sequence[float]],
        path: Sequence[int],
    ) -> None:
        self.listed = listed
        self.topics = topics
        self.pieces = pieces
        self.evidence = evidence
        self.path = path
        self.speeches = 0
        self.turns: list[int] = []  # where the speeches go through the list one by one: whose turn it is

    def hear(self, speech: Sequence[int]) -> None:
        """Put a speech that the path leads to what it has no word of where its words put it, if they show one thing only: a turn
        back may cost more than what they show."""
        own = [max(self.evidence[row][k] for row in speech) for k in range(len(self.listed))]
        most = max(own)
        on = own.index(most)
        if most < LEAST or any(own[self.path[row]] > 0.0 for row in speech) or own.count(0.0) < len(own) - 1:
            return
        self.path = [on if row in speech else at for row, at in enumerate(self.path)]

    def matter(self, row: int) -> Matter:
        return self.listed[self.path[row]].matter

    def of(self, matter: Matter, run: Sequence[int]) -> float:
        """How much some pieces show that they are on a matter."""
        own = [k for k, f in enumerate(self.listed) if f.matter is matter]
        return sum(max(self.evidence[row][k] for k in own) for row in run)

    def is_shown(self, run: Sequence[int], *, alone: bool) -> bool:
        """Whether some pieces show by their words what they are on. ``alone``: no other speech is."""
        on, evidence = self.told(run)
        if evidence >= LEAST or alone or self.listed[on].before or self.topics[on].open:
            return evidence >= LEAST
        return evidence >= ONE_PAIR and self.other(self.listed[on].matter, run) < FREQUENT

    def other(self, matter: Matter, run: Sequence[int]) -> float:
        """How much some pieces show that they are on another matter."""
        other = [k for k, f in enumerate(self.listed) if f.matter is not matter and not self.topics[k].open]
        return max((self.evidence[row][k] for row in run for k in other), default=0.0)

    def is_on_many(self, speech: Sequence[int]) -> bool:
        """Whether the sentences of a speech are likest to so many matters, or so many things, that it is on no one of them."""
        things = set()
        for row in speech:
            most = max(self.evidence[row])
            if most >= ONE_PAIR:
                things.add(self.evidence[row].index(most))
        return len({id(self.listed[k].matter) for k in things}) >= MANY or len(things) >= _MANY_THINGS

    def runs(self, speech: range) -> list[range]:
        """The pieces of a speech that are on one matter each; one that its words do not part from the matter beside it is on that."""
        runs = [list(rows) for _, rows in groupby(speech, key=lambda row: id(self.matter(row)))]
        kept: list[list[int]] = []
        for run in runs:
            if not kept:
                kept.append(run)
                continue
            first = next((k for k, row in enumerate(run) if self.of(self.matter(row), [row])), len(run))
            kept[-1].extend(run[:first])  # what has no word of it is before it
            if first == len(run):
                continue
            if self._turns(run[first:], self.matter(kept[-1][0])):
                kept.append(run[first:])
            else:
                kept[-1].extend(run[first:])
        while len(kept) > 1 and self.of(self.matter(kept[0][0]), kept[0]) < LEAST:
            kept[1] = kept[0] + kept[1]
            self.path = [*self.path]
            for row in kept[0]:
                self.path[row] = self.path[kept[1][-1]]
            kept.pop(0)
        if len(kept) > 1 and not self._goes_far(kept[-1]):
            kept[-2:] = [kept[-2] + kept[-1]]
        return [range(run[0], run[-1] + 1) for run in kept]

    def things(self, speech: range) -> list[range]:
        """塌岸治理…。管网改造…。储备粮…。: the pieces of a speech on one matter that are on one thing each that this lists, where it goes
        through them in order, and the first sentence on each has words of that thing and of no other; else the speech as it is."""
        found = [list(rows) for _, rows in groupby(speech, key=self.path.__getitem__)]
        on = [self.path[rows[0]] for rows in found]
        listed = [self.listed[k] for k in on]
        if on != sorted(set(on)) or any(f.documents or f.open or is_studied(f.matter) for f in listed):
            return [speech]
        if not all(self._names_only(rows[0], k) for rows, k in zip(found, on, strict=True)):
            return [speech]
        if any(
            max(self.evidence[row]) > self.evidence[row][k] + MORE
            for rows, k in zip(found, on, strict=True)
            for row in rows
        ):
            return [speech]  # 要抓好甲…。同时要抓好乙…
        return [range(rows[0], rows[-1] + 1) for rows in found]

    def _names_only(self, row: int, on: int) -> bool:
        """Whether a piece shows by its words that it is on one thing, and on no other."""
        own = self.evidence[row]
        return own[on] >= LEAST and all(e < FREQUENT for k, e in enumerate(own) if k != on)

    def _goes_far(self, run: Sequence[int]) -> bool:
        """Whether what ends a speech is more than one sentence, or the next speech goes on with it."""
        after = run[-1] + 1
        if len(run) > 1 or after == len(self.path):
            return len(run) > 1
        goes_on = self.matter(after) is self.matter(run[0])
        return goes_on and (self.path[after] == self.path[run[-1]] or not self.matter(after).documents)

    def _turns(self, run: Sequence[int], before: Matter) -> bool:
        own = self.of(self.matter(run[0]), run)
        return own >= max(TURNS, self.of(before, run) + MORE)

    def told(self, run: Sequence[int]) -> tuple[int, float]:
        """The fragment that a run is on for the most part, and how much it shows that."""
        matter = self.matter(run[0])
        own = [k for k, f in enumerate(self.listed) if f.matter is matter]
        path = Counter(self.path[row] for row in run)
        on = max(own, key=lambda k: (sum(self.evidence[row][k] for row in run), path[k], -k))
        return on, sum(self.evidence[row][on] for row in run)
