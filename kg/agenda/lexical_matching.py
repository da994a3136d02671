"""Which matter each speech is on by the words that both have, in whatever order. (按词归属)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.agenda.likeness import LEAST, Likeness
from kg.agenda.matter import Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic, treated
from kg.agenda.sentence_alignment import SentenceAlignment
from kg.agenda.subjects import topics
from kg.model import Span

# More than this are no agenda that paragraphs of speech go through one by one.
_MOST_TOPICS = 60


class LexicalMatcher:
    """Gives each part, or each sentence of it that turns to something else, to a matter."""

    def __init__(self, reader: ParagraphReader, likeness: Likeness) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.likeness = likeness
        self.alignment = SentenceAlignment(reader, likeness)
        self.listed: dict[Span, list[Span]] = {}  # subjects that were asked for, and their topics

    def claim(self, announced: list[Matter], parts: Sequence[Part]) -> tuple[list[Matter], list[Matter]]:
        """The items that the parts treat, and what is left of what was announced."""
        topics = self.topics(announced)
        stretches = self.alignment.stretches(topics, parts)
        items, claimed = self._items(topics, stretches, alone=len(announced) == 1)
        for item in items:
            self.reader.outcomes.read(item, item.start, item.end)
        subjects = {item.subject for item in items}
        rest = [
            replace(topic.matter, subject=topic.subject, rest=True)
            for topic in topics
            if not topic.documents and topic.subject not in subjects and id(topic.matter) in claimed
        ]
        return items, [*(matter for matter in announced if id(matter) not in claimed), *rest]

    def _items(
        self, topics: list[Topic], stretches: list[tuple[Topic, Part]], *, alone: bool
    ) -> tuple[list[Matter], set[int]]:
        """Stretches on one thing as one item each, and the ids of the matters that have one. ``alone``: one matter only was
        announced."""
        one_each = self._in_turn(topics, stretches)
        apart = self._taken_apart(stretches)
        scattered = self._scattered(stretches)
        stretches = [(t, p) for t, p in stretches if id(t.matter) in apart or id(t) not in scattered]
        if not stretches:
            return [], set()
        items: list[Matter] = []
        claimed: set[int] = set()
        barred = False  # what stands under a heading of its own parts what is around it
        before = stretches[0][1]
        open_topic = next((topic for topic in reversed(topics) if self._takes_any(topic)), None)
        for topic, part in stretches:
            if open_topic is not None and part.opens and not one_each and self._fits_nothing(topic, part):
                topic = open_topic  # 安排部署近期重点工作
            splits = id(topic.matter) in apart
            if items and not barred and self._goes_on(items[-1], before, topic, part, splits=splits):
                items[-1].end = part.end
                items[-1].sections.extend(part.paragraphs)
                continue
            only = alone and (not items or self.likeness.tells(part))
            only = only and not (
                part.headed and topic.documents
            )  # a heading that is on a document has words of its title
            if not (one_each or only) and self._fits_nothing(topic, part):
                barred = barred or part.headed
                continue
            items.append(self._item(topic, part, splits=splits))
            claimed.add(id(topic.matter))
            before, barred = part, False
        return items, claimed

    def _scattered(self, stretches: list[tuple[Topic, Part]]) -> set[int]:
        """The ids of topics that are documents of one verb with speeches that stand apart: there the clause that lists them is the
        item."""
        places: dict[int, list[int]] = {}
        for place, (topic, _) in enumerate(stretches):
            if len(topic.documents) > 1 and not is_studied(topic.matter):
                places.setdefault(id(topic), []).append(place)
        return {key for key, some in places.items() if some[-1] - some[0] >= len(some)}

    def _takes_any(self, topic: Topic) -> bool:
        """安排部署近期重点工作 takes what is on nothing else; 安排部署相关工作 goes back to what was announced before it."""
        start, end = topic.subject
        return topic.open and not self.reader.naming.words.follows(self.scan.text[start:end])

    def _fits_nothing(self, topic: Topic, part: Part) -> bool:
        return self.likeness.fits(topic, part, self._words(part)) < LEAST

    def _goes_on(self, item: Matter, before: Part, topic: Topic, part: Part, *, splits: bool) -> bool:
        """Whether a part goes on with the item that ``before`` began."""
        if topic.subject != item.subject or (splits and self._turns(topic, item, part)):
            return False
        anew = (
            (part.studies and before.studies and is_studied(topic.matter))
            or (part.headed and before.headed)
            or (
                self.likeness.tells(part) and self.likeness.tells(before) and not self.reader.naming.tells(topic.matter)
            )
        )
        return not anew

    def _item(self, topic: Topic, part: Part, *, splits: bool) -> Matter:
        item = treated(topic.matter, part, topic.subject)
        item.documents = self.likeness.own_documents(topic, self._words(part)) if splits else list(topic.documents)
        return item

    def _in_turn(self, columns: list[Topic], stretches: list[tuple[Topic, Part]]) -> bool:
        """Whether each topic has one stretch, in order, and most of them by their words: then the others have theirs, too."""
        if len(columns) != len(stretches) or any(t is not c for (t, _), c in zip(stretches, columns, strict=True)):
            return False
        told = sum(self.likeness.fits(topic, part, self._words(part)) >= LEAST for topic, part in stretches)
        return 2 * told > len(columns)

    def topics(self, announced: list[Matter]) -> list[Topic]:
        """The matters in order, those that list topics without documents as one topic each."""
        found: list[Topic] = []
        for matter in announced:
            spans = self._listed(matter.subject) if not matter.documents else [matter.subject]
            found.extend(self._topic(matter, span) for span in spans)
        return found if len(found) <= _MOST_TOPICS else [self._topic(matter, matter.subject) for matter in announced]

    def _listed(self, subject: Span) -> list[Span]:
        """The topics that a subject lists; each is asked for by many paragraphs."""
        known = self.listed.get(subject)
        if known is None:
            known = self.listed[subject] = topics(self.scan, subject)
        return known

    def _topic(self, matter: Matter, subject: Span) -> Topic:
        return Topic(matter, subject, tuple(matter.documents), deploys(matter) and not self.reader.naming.tells(matter))

    def _turns(self, topic: Topic, item: Matter, part: Part) -> bool:
        """One verb over several documents: the part turns from one of them to another, or to none."""
        if not part.opens or len(item.documents) == len(topic.documents):
            return False
        return set(self.likeness.spoken_of(topic.documents, self._words(part))) != set(item.documents)

    def _taken_apart(self, stretches: list[tuple[Topic, Part]]) -> set[int]:
        """The ids of the matters whose documents are taken up one by one."""
        parts: dict[int, list[Part]] = {}
        for topic, part in stretches:
            parts.setdefault(id(topic.matter), []).append(part)
        matters = {id(topic.matter): topic.matter for topic, _ in stretches}
        return {key for key, matter in matters.items() if self._splits(matter, parts[key])}

    def _splits(self, matter: Matter, parts: list[Part]) -> bool:
        """Whether several documents under one verb are taken up one by one: documents that were studied may be, others
        only where each has a part of its own."""
        if not 2 <= len(matter.documents) <= _MOST_TOPICS:
            return False
        if is_studied(matter):
            return True
        told = [set(self.likeness.spoken_of(matter.documents, self._words(part))) for part in parts]
        alone = {next(iter(some)) for some in told if len(some) == 1}
        return alone == set(matter.documents)

    def _words(self, part: Part) -> str:
        return self.scan.text[part.start : part.end]
