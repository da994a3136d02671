"""How much two short texts are about the same thing: shared words, rare ones weighing more.

jieba cuts the words (loaded at the first use only). What an addressee is called, by when, and words that go with any
demand (切实加强, 工作) are left out before, so that what is compared is the act and its object.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.shipped_rows import shipped_rows

LEAST_SHARED: Final = 2
"""Words that two texts must share at least: one word in common is a topic, not a demand."""
FOR_TWO_WORDS: Final = 0.75
"""Likeness that two texts must reach that share just so many: what else they say must be little."""

_WORD: Final = re.compile(r"[\u3400-\u9fffA-Za-z]{2,}")


def words_of(text: str, *, without: Iterable[str] = ()) -> frozenset[str]:
    """The words that say what ``text`` is about; the strings ``without`` (names, deadlines) are cut out first."""
    for string in sorted(filter(None, without), key=len, reverse=True):
        text = text.replace(string, "，")
    return frozenset(word for word in _cut(text) if _WORD.fullmatch(word) and not _says_nothing(word))


@cache
def role_words(role: str) -> frozenset[str]:
    """The words of ``likeness_words.tsv`` with this role."""
    rows = shipped_rows(Path(__file__).with_name("likeness_words.tsv"))
    return frozenset(word for word, its_role, *_ in rows if its_role == role)


@cache
def _says_nothing(word: str) -> bool:
    """Whether ``word`` is in the table, or made of two that are (切实加强): jieba takes many such pairs for one word."""
    left_out = role_words("common") | role_words("again") | role_words("report")
    return word in left_out or any(word[:at] in left_out and word[at:] in left_out for at in range(1, len(word)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares texts of one collection; ``weights`` are larger for words that few of its texts have."""

    weights: Mapping[str, float]

    @classmethod
    def over(cls, texts: Sequence[frozenset[str]]) -> Likeness:
        """For a collection given as the words of its texts."""
        counts = Counter(word for words in texts for word in words)
        return cls({word: math.log((len(texts) + 1) / (count + 0.5)) + 1 for word, count in counts.items()})

    def cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        """0 (nothing shared) to 1 (the same words)."""
        shared = self._square(one & other)
        return min(1.0, shared / math.sqrt(self._square(one) * self._square(other))) if shared else 0.0

    def alike(self, one: frozenset[str], other: frozenset[str], threshold: float) -> float:
        """``cosine``, or 0 where it is below ``threshold`` or rests on two words without being ``FOR_TWO_WORDS``."""
        value = self.cosine(one, other)
        least = threshold if len(one & other) > LEAST_SHARED else max(threshold, FOR_TWO_WORDS)
        return value if value >= least and len(one & other) >= LEAST_SHARED else 0.0

    def share_of(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """How much of ``part`` stands in ``whole``: 0 to 1."""
        weight = self._square(part)
        return self._square(part & whole) / weight if weight else 0.0

    def _square(self, words: Iterable[str]) -> float:
        # Not sum: sets have no order, and a sum of floats in another order is another number.
        return math.fsum(self.weights.get(word, 1.0) ** 2 for word in words)


class Index:
    """Sets of words by word: which of them share words with another, without comparing all with all."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        self._having: dict[str, list[frozenset[str]]] = defaultdict(list)
        for words in dict.fromkeys(texts):
            for word in words:
                self._having[word].append(words)
        self._known: dict[frozenset[str], tuple[frozenset[str], ...]] = {}

    def sharing(self, words: frozenset[str]) -> tuple[frozenset[str], ...]:
        """The sets that share at least ``LEAST_SHARED`` words with ``words``, each once; itself, too, if it is one."""
        if words not in self._known:
            shared = Counter(other for word in words for other in self._having.get(word, ()))
            self._known[words] = tuple(other for other, count in shared.items() if count >= LEAST_SHARED)
        return self._known[words]


def _cut(text: str) -> list[str]:
    with warnings.catch_warnings():
        # jieba 0.42 is older than the rules for escapes in strings that Python now warns about.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    words: list[str] = jieba.lcut(text)
    return words
