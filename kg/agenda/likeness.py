"""How like words are to a matter: the telling pairs of characters they share, the documents they name. (相似度)"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from kg.agenda.matter import Matter
from kg.agenda.naming import Naming
from kg.agenda.parts import Part, Topic
from kg.agenda.subjects import topics
from kg.agenda.weights import FREQUENT, LEAST, NAMED
from kg.model import Document, Span
from kg.scan import Scan
from kg.structure import Outline

_OF_DATE = re.compile("\\d[\\d年月日]|年\\d")
# Begins with one class, which the pattern finds quicker than the two characters before it.
_GOVERNED = re.compile("[省市县区州盟旗](?<=(?P<place>[一-鿿]{2})[省市县区州盟旗])(?:人民)?政府")
# So much of what a speech begins with must stand in what was announced.
_SHARE_SAID = 0.6
# Of so many paragraphs, what most have tells nothing.
_SOME_PARAGRAPHS = 5
_MANY_PARAGRAPHS = 100  # from so many on, counting all pairs once is cheaper


class Likeness:
    """Compares words of a notice. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, naming: Naming, documents: tuple[Document, ...]) -> None:
        self.scan = scan
        self.naming = naming
        self.words = naming.words
        self.documents = documents
        self.paragraphs = outline.paragraphs
        self.pairs: dict[str, set[str]] = {}  # of subjects and titles, which are compared with many paragraphs
        self.named_topics: dict[Span, list[set[str]]] = {}

    @cached_property
    def titles(self) -> dict[str, tuple[str, str | None]]:
        """Title and short title as they stand in the folded text, by title as printed."""
        plain = self.scan.folded
        return {d.title: (plain(d.title), plain(d.short) if d.short is not None else None) for d in self.documents}

    @cached_property
    def bodies(self) -> list[str]:
        """The paragraphs of the notice proper."""
        return [self.scan.text[p.start : p.end] for p in self.paragraphs if p.role == "body"]

    def of(self, matter: Matter | Topic, words: str) -> float:
        """How many telling pairs of characters the words share with the matter's subject or one of its documents."""
        subject = self.scan.text[matter.subject.start : matter.subject.end]
        score = float(sum([pair in words for pair in self._pairs(subject)]))
        return max([score, *(self._document_likeness(title, words) for title in matter.documents)])

    def _pairs(self, words: str) -> set[str]:
        found = self.pairs.get(words)
        if found is None:
            telling = self.words.pairs(words) - self.own_place  # 珲春海关 is no sign of 珲春片区
            found = self.pairs[words] = {p for p in telling if not self.is_everywhere(p)}
        return found

    def _inner(self, words: str) -> set[str]:
        """The telling pairs that are no part of a word that tells nothing, or of a day: 信访 of 3月相关信访工作, and not 3月 or 相关."""
        return {pair for pair in self._pairs(words) - self.words.vague if _OF_DATE.match(pair) is None}

    def is_everywhere(self, pair: str) -> bool:
        """Whether most paragraphs have it: the name of the place tells no matter from another."""
        if len(self.bodies) < _SOME_PARAGRAPHS:
            return False
        if len(self.bodies) > _MANY_PARAGRAPHS:
            return pair in self._everywhere
        if pair not in self._shorter_half:
            return False  # nine of ten pairs
        return 2 * sum([pair in body for body in self.bodies]) > len(self.bodies)

    @cached_property
    def _shorter_half(self) -> str:
        """The shorter half of the paragraphs: a pair that most have stands in one of these at least."""
        return "\n".join(sorted(self.bodies, key=len)[: (len(self.bodies) + 1) // 2])

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The pairs that most paragraphs have, counted once: asked of thousands of paragraphs one by one they would take
        squares."""
        counts = Counter(pair for body in self.bodies for pair in {body[at : at + 2] for at in range(len(body) - 1)})
        return frozenset(pair for pair, count in counts.items() if 2 * count > len(self.bodies))

    def _document_likeness(self, title: str, words: str) -> float:
        plain, _ = self.titles[title]
        return (NAMED if self._is_named(title, words) else 0.0) + sum([pair in words for pair in self._pairs(plain)])

    def _is_named(self, title: str, words: str) -> bool:
        return any(f"《{name}》" in words for name in self.titles[title] if name is not None)

    def share(self, matter: Matter | Topic, words: str) -> float:
        """How much of what tells a matter the words have: of the pairs of its subject and documents (0..1)."""
        subject = self.scan.text[matter.subject.start : matter.subject.end]
        pairs = self._pairs(subject).union(*(self._pairs(self.titles[title][0]) for title in matter.documents))
        return sum([pair in words for pair in pairs]) / len(pairs) if pairs else 0.0

    def repeats(self, said: str, subject: Span) -> bool:
        """Whether a speech begins with the very words of what was announced, though they tell nothing by themselves."""
        pairs = {said[at : at + 2] for at in range(len(said) - 1)}
        words = self.scan.text[subject.start : subject.end]
        return sum([pair in words for pair in pairs]) >= _SHARE_SAID * len(pairs)

    def named_in(self, subject: Span) -> list[set[str]]:
        """What each of the topics names that a subject lists."""
        found = self.named_topics.get(subject)
        if found is None:
            parts = topics(self.scan, subject, finely=True)
            found = [self._names(self.scan.text[start:end]) for start, end in parts]
            self.named_topics[subject] = found
        return found

    def _names(self, words: str) -> set[str]:
        """What words name beside the place of the notice and the year, which are told of much else: 东河县2024年|重点项目"""
        names = self.words.names(words)
        return {pair for pair in names if pair not in self.own_place and _OF_DATE.match(pair) is None} or names

    @cached_property
    def own_place(self) -> frozenset[str]:
        """The last two characters of the names of places whose governments are named: 东河 of 东河县政府."""
        return frozenset(found["place"] for found in _GOVERNED.finditer(self.scan.text))

    def tells(self, part: Part) -> bool:
        """Whether a speech first says what it is on: 关于防汛工作,县长指出,…"""
        return part.topic != "" and self.words.tells(part.topic)

    def named(self, topic: Topic, part: Part) -> float:
        """What it tells that a part first says what it is on: as much as a document's name where this is all that was
        announced, less where that was one of several things, and nothing where it was none."""
        said = self.words.names(part.topic)
        announced = self.words.names(self.scan.text[topic.subject.start : topic.subject.end])
        shared = len(said & announced)
        return LEAST + NAMED * shared / len(said | announced) if shared else 0.0

    def signs(self, columns: list[Topic]) -> list[dict[str, float]]:
        """For each topic the words that show it; a pair of characters that several topics have shows each of them less."""
        found: list[dict[str, float]] = []
        for topic in columns:
            pairs = self._inner(self.scan.text[topic.subject.start : topic.subject.end]).union(
                *(self._inner(self.titles[title][0]) for title in topic.documents)
            )
            found.append(dict.fromkeys(pairs, 1.0))
        shared = Counter(pair for signs in found for pair in signs)
        for signs, topic in zip(found, columns, strict=True):
            for pair in signs:
                signs[pair] = (FREQUENT if pair in self.words.frequent else 1.0) / shared[pair]
            for title in topic.documents:
                signs.update((f"《{name}》", NAMED) for name in self.titles[title] if name is not None)
        return found


def weigh(signs: Mapping[str, float], words: str) -> float:
    """How much the signs of a topic that stand in the words weigh together."""
    return sum([weight for sign, weight in signs.items() if sign in words])
