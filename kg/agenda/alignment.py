"""Which of the things that were announced each sentence of speech is on: a path through the list, in its order for preference.
(议题与讲话的对齐)

A dynamic programme over sentences and topics, with the costs of ``weights``. What it
takes is linear in the number of sentences times that of topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.agenda.weights import BACK, INSIDE, OPENS, WITHIN


class Column(NamedTuple):
    """One thing that was announced."""

    matter: int  # of which it is a part: the same number for all things that one verb lists
    skip: float  # what it costs to leave it out


class Row(NamedTuple):
    """One sentence of speech, or more that go on without a demand of their own."""

    evidence: Sequence[float]  # for each column, in telling pairs
    opens: bool  # begins a speech, a section or a paragraph


def aligned(columns: Sequence[Column], rows: Sequence[Row]) -> list[int]:
    """The column that each row is on: of all paths the one with the most evidence, less what its turns cost."""
    score: list[float] = []
    origins: list[list[int]] = []
    for row in rows:
        if not score:
            score = _first(columns, row)
            continue
        ways = _ways(columns, score, row.opens)
        origins.append([origin for _, origin in ways])
        score = [best + evidence for (best, _), evidence in zip(ways, row.evidence, strict=True)]
    at = max(range(len(columns)), key=score.__getitem__)
    path = [at]
    for line in reversed(origins):
        at = line[at]
        path.append(at)
    return path[::-1]


def _first(columns: Sequence[Column], row: Row) -> list[float]:
    """The scores of the first row: what stands before its column in the list is left out."""
    found, left_out = [], 0.0
    for column, evidence in zip(columns, row.evidence, strict=True):
        found.append(evidence - left_out)
        left_out += column.skip
    return found


def _ways(columns: Sequence[Column], score: Sequence[float], opens: bool) -> list[tuple[float, int]]:
    """For each column the best way to it from the row before, and the column that it comes from."""
    turn = OPENS if opens else -INSIDE
    ahead = _passed(columns, score, forwards=True)
    behind = _passed(columns, score, forwards=False)
    best_of = {} if opens else _best_of_each(columns, score)
    ways: list[tuple[float, int]] = []
    for at, column in enumerate(columns):
        best, origin = score[at], at
        if ahead[at][0] + turn > best:
            best, origin = ahead[at][0] + turn, ahead[at][1]
        if behind[at][0] + turn - BACK > best:
            best, origin = behind[at][0] + turn - BACK, behind[at][1]
        if not opens and best_of[column.matter][0] - WITHIN > best:
            best, origin = best_of[column.matter][0] - WITHIN, best_of[column.matter][1]
        ways.append((best, origin))
    return ways


def _best_of_each(columns: Sequence[Column], score: Sequence[float]) -> dict[int, tuple[float, int]]:
    """The best column of each matter."""
    found: dict[int, tuple[float, int]] = {}
    for at, column in enumerate(columns):
        if column.matter not in found or score[at] > found[column.matter][0]:
            found[column.matter] = score[at], at
    return found


def _passed(columns: Sequence[Column], score: Sequence[float], *, forwards: bool) -> list[tuple[float, int]]:
    """For each column the best of those before it, less what is left out on the way; backwards, the best of those behind it."""
    found = [(float("-inf"), 0)] * len(columns)
    best = (float("-inf"), 0)
    for at in range(len(columns)) if forwards else range(len(columns) - 1, -1, -1):
        found[at] = best
        kept = best[0] - columns[at].skip if forwards else best[0]
        best = (score[at], at) if score[at] > kept else (kept, best[1])
    return found
