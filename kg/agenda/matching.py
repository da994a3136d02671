"""Which stretches treat which announced matter. (议题与段落的对应)"""

from __future__ import annotations

from collections.abc import Sequence

from kg.agenda.lexical_matching import LexicalMatcher
from kg.agenda.likeness import LEAST, Likeness
from kg.agenda.matter import Matter
from kg.agenda.ordered_matching import OrderedMatcher
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic
from kg.agenda.repeated_matters import Told
from kg.model import Document

# Speech is compared with so many of the matters announced last: no agenda has more, and a speech on each of a thousand
# would be compared with all of them.
_MOST_ANNOUNCED = 100


class Matcher:
    """Compares what was announced with what was spoken. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.scan = reader.scan
        self.speech = reader.speech
        self.outcomes = reader.outcomes
        self.paragraphs = reader.outline.paragraphs
        self.likeness = Likeness(reader.scan, reader.outline, reader.naming, documents)
        self.nothing = Told(self.likeness, ())
        self.lexical = LexicalMatcher(reader, self.likeness)
        self.ordered = OrderedMatcher(reader, self.likeness, self.lexical)

    def part(self, paragraphs: tuple[int, ...], *, opens: bool, numbered: bool = False, headed: bool = False) -> Part:
        """Whole paragraphs as a part."""
        first, last = self.paragraphs[paragraphs[0]], self.paragraphs[paragraphs[-1]]
        topic = self.scan.text[first.start : first.end] if headed else self.speech.topic(paragraphs[0]) if opens else ""
        studies = opens and self.speech.studies(paragraphs[0])
        return Part(first.start, last.end, paragraphs, opens, numbered, topic, headed, studies)

    def latest(self, announced: list[Matter]) -> list[Matter]:
        """Those of the announced matters that speech is compared with."""
        return announced[-_MOST_ANNOUNCED:]

    def claim(
        self, announced: list[Matter], parts: Sequence[Part], told: Told | None = None
    ) -> tuple[list[Matter], list[Matter]]:
        """(items, matters no part treats). Parts that fit no matter are left out. ``told``: what other paragraphs treat."""
        if not announced or not parts:
            return [], list(announced)
        latest = self.latest(announced)
        before = announced[: len(announced) - len(latest)]
        found = self.ordered.claim(latest, parts, told or self.nothing)
        if found is None:
            items, left = self.lexical.claim(latest, parts)
        else:
            items, left = found
            for item in items:
                self.outcomes.read(item, item.start, item.end)
        return items, before + left

    def best(self, announced: list[Matter], words: str) -> tuple[Topic, float]:
        """The announced matter that the words are most like, by the likest of its topics, and how much."""
        found = [(topic, self.likeness.of(topic, words)) for topic in self.lexical.topics(self.latest(announced))]
        return max(found, key=lambda pair: pair[1])

    def is_named(self, announced: list[Matter], topic: str) -> bool:
        """Whether the words that a speech begins with name something that was announced: 就听取近期重点工作汇报,县长强调,…"""
        if any(self.likeness.repeats(topic, matter.subject) for matter in self.latest(announced)):
            return True
        return bool(announced) and self.best(announced, topic)[1] >= LEAST
