"""Which of two lists of texts go together: equal ones first, then the most alike, whatever their order and numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.following.likeness import Index, Likeness, words_of
from kg.iris import fold

LEAST: Final = 0.5
"""Likeness from which two texts are taken for one that was edited (that of ``kg followup``)."""
_NEAR: Final = 0.05
"""What the same surroundings (addressee, agenda item) add when several fit: enough to choose, too little to match."""


_NUMBER: Final = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,3}(?:[）)、.．]|(?=[要是]))|[（(]?\d{1,2}[）)、.．](?!\d)"
)


def key_of(text: str) -> str:
    """``text`` without the number before it (二、, （三）, 一要) and in one form for spaces, brackets and dashes."""
    number = _NUMBER.match(text := text.strip())
    return fold(text if number is None else text[number.end() :])


@dataclass(frozen=True, slots=True)
class Text:
    """One text to be matched: its words, the strings in it that say nothing about its matter (names, deadlines), and what surrounds it."""

    quote: str
    without: tuple[str, ...] = ()
    around: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the first and second list that go together, and how alike they are (1: the same words)."""

    one: int
    other: int
    likeness: float


def matched(ones: Sequence[Text], others: Sequence[Text]) -> list[Pair]:
    """Pairs in the order of the first list; what stands in no pair went, or came.

    Texts are the same whatever their spaces, brackets and numbers (``key_of``); of several the same, those
    with the same surroundings go together first, then those in the same order.
    """
    free_ones, free_others = list(range(len(ones))), list(range(len(others)))
    pairs: list[Pair] = []
    keys: tuple[Callable[[Text], Hashable], ...] = (
        lambda text: (key_of(text.quote), text.around),
        lambda text: key_of(text.quote),
    )
    for key in keys:
        found = _equal(ones, others, free_ones, free_others, key)
        pairs += found
        free_ones = [n for n in free_ones if n not in {pair.one for pair in found}]
        free_others = [n for n in free_others if n not in {pair.other for pair in found}]
    if free_ones and free_others:
        pairs += _alike(ones, others, free_ones, free_others)
    return sorted(pairs, key=lambda pair: pair.one)


def _equal(
    ones: Sequence[Text],
    others: Sequence[Text],
    free: Iterable[int],
    there: Iterable[int],
    key: Callable[[Text], Hashable],
) -> list[Pair]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in there:
        waiting[key(others[number])].append(number)
    return [Pair(number, same.pop(0), 1.0) for number in free if (same := waiting.get(key(ones[number])))]


def _alike(ones: Sequence[Text], others: Sequence[Text], free: Sequence[int], there: Sequence[int]) -> list[Pair]:
    """The most alike first; each text once."""
    scores: dict[tuple[int, int], float] = {}
    # jieba's words see through another order of words, pairs of signs through words cut differently and short texts.
    for profile in (lambda text: words_of(text.quote, without=text.without), _pairs_of_signs):
        profiles = [*(profile(ones[n]) for n in free), *(profile(others[n]) for n in there)]
        likeness, index = Likeness.over(profiles), Index(profiles[len(free) :])
        having: dict[frozenset[str], list[int]] = defaultdict(list)
        for number, words in zip(there, profiles[len(free) :], strict=True):
            having[words].append(number)
        for one, words in zip(free, profiles, strict=False):
            for near in index.sharing(words):
                value = likeness.alike(words, near, LEAST)
                for other in having[near] if value else ():
                    scores[one, other] = max(value, scores.get((one, other), 0.0))
    chosen: list[Pair] = []
    taken_ones: set[int] = set()
    taken_others: set[int] = set()
    ranked = sorted(
        scores,
        key=lambda at: (-scores[at] - _NEAR * len(ones[at[0]].around & others[at[1]].around), abs(at[0] - at[1]), at),
    )
    for one, other in ranked:
        if one not in taken_ones and other not in taken_others:
            taken_ones.add(one)
            taken_others.add(other)
            chosen.append(Pair(one, other, round(scores[one, other], 2)))
    return chosen


def _pairs_of_signs(text: Text) -> frozenset[str]:
    """Every two neighbouring signs of what is left without names and deadlines; of one sign alone that sign."""
    left = text.quote
    for string in sorted(filter(None, text.without), key=len, reverse=True):
        left = left.replace(string, "\n")
    runs = ["".join(filter(str.isalnum, run)) for run in left.split("\n")]
    return frozenset(run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)) if run)
