"""Which stretches treat which announced matter. (议题与段落的对应)"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.agenda.aligner import Aligner, Stretch
from kg.agenda.fragments import Fragment, fragments
from kg.agenda.grouping import A_LIST
from kg.agenda.guesses import without_guesses
from kg.agenda.likeness import Likeness
from kg.agenda.matter import REPLACED, Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parting import Parting
from kg.agenda.parts import Part, Topic
from kg.agenda.repeated_matters import Told
from kg.agenda.subjects import topics
from kg.agenda.weights import LEAST, ONE_PAIR
from kg.model import Document, Span

# Speech is compared with so many of the matters announced last: no agenda has more, and a speech on each of a thousand
# would be compared with all of them.
_MOST_ANNOUNCED = 100
_MOST_LISTED = 60  # and none has so many things that speeches go through one by one


class Matcher:
    """Compares what was announced with what was spoken. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.scan = reader.scan
        self.speech = reader.speech
        self.outcomes = reader.outcomes
        self.paragraphs = reader.outline.paragraphs
        self.likeness = Likeness(reader.scan, reader.outline, reader.naming, documents)
        self.nothing = Told(self.likeness, ())
        self.naming = reader.naming
        self.titles = reader.verbs.titles
        self.aligner = Aligner(reader, self.likeness)
        self.parting = Parting(reader.scan, self.likeness, reader.naming)
        self.listed: dict[Span, list[Span]] = {}  # subjects that were asked for, and their topics

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
        listed = self._listed(latest, told or self.nothing)
        if not listed:
            return [], list(announced)
        alone = len(announced) == 1
        open_one = next((k for k, fragment in enumerate(listed) if self.aligner.takes_any(fragment)), None)
        spoken_of = self.aligner.stretches(listed, parts, alone=alone)
        if len(spoken_of) == 1:
            spoken_of = [self._last_of(spoken_of[0], listed)]
        if not alone and open_one is None and self._is_general(parts, spoken_of) and not _go_through(spoken_of, listed):
            return [], list(announced)
        found = without_guesses(spoken_of, listed, open_one=open_one, alone=alone)
        spoken: dict[int, list[tuple[int, Stretch]]] = {}
        for place, stretch in enumerate(found):
            spoken.setdefault(id(stretch.matter), []).append((place, stretch))
        items: list[Matter] = []
        left: list[Matter] = []
        for matter in latest:
            if id(matter) not in spoken:
                left.append(matter)
                continue
            some, rest = self.parting.items(matter, listed, spoken[id(matter)])
            items.extend(some)
            left.extend(rest)
        if len(left) == 1 and len(latest) >= A_LIST and self._is_made(left[0]):
            left = []
        items.sort(key=lambda item: item.start)
        for item in items:
            self.outcomes.read(item, item.start, item.end)
        return items, before + left

    def _is_made(self, matter: Matter) -> bool:
        """听取甲情况,研究乙,|安排部署下步工作|: whether speeches on each of the other matters have made a deployment."""
        return deploys(matter) and self.naming.words.goes_on(self.scan.text[slice(*matter.subject)])

    def _last_of(self, stretch: Stretch, listed: Sequence[Fragment]) -> Stretch:
        """传达学习甲精神,研究甲、乙、丙工作, and sections on 乙 and 丙: the one speech beside them is on what is left of the list if it has
        words of that, whatever it has of what was studied."""
        if not is_studied(stretch.matter):
            return stretch
        for k, fragment in enumerate(listed):
            alone = sum(other.matter is fragment.matter for other in listed) == 1
            if alone and not fragment.open and len(fragments(self.scan, fragment.matter, self.titles)) >= A_LIST:
                words = self.scan.text[stretch.part.start : stretch.part.end]
                topic = Topic(fragment.matter, fragment.subject, fragment.documents, open=False)
                if self.likeness.of(topic, words) >= LEAST:
                    return stretch.moved(fragment.matter, k)
        return stretch

    def _is_general(self, parts: Sequence[Part], spoken_of: Sequence[Stretch]) -> bool:
        """县长甲强调,要提高站位…。|县长甲要求,要抓好冬春防火…: whether a leader speaks in several paragraphs, and one of them has no word of
        anything listed: then he speaks of all of it, and of no one matter."""
        evidence = [stretch.evidence for stretch in spoken_of]
        if len(parts) < 2 or max(evidence, default=0.0) < LEAST or min(evidence) >= ONE_PAIR:
            return False
        return all(self.speech.opens_with_speaker(part.paragraphs[0]) for part in parts)

    def lists(self, announced: Sequence[Matter]) -> int:
        """How many things were announced, those that one verb lists each by itself."""
        return sum(len(self._parts_of(matter.subject)) for matter in announced)

    def _listed(self, announced: list[Matter], told: Told) -> list[Fragment]:
        """What speeches may be on: the least parts of what was announced, but for what other paragraphs treat by a verb."""
        found = [part for matter in announced for part in fragments(self.scan, matter, self.titles)]
        if len(found) > _MOST_LISTED:
            found = [part for matter in announced for part in fragments(self.scan, matter, self.titles)[:1]]
        return [
            part for part in found if not (self._is_named_later(part, told) if part.open else self._is_told(part, told))
        ]

    def takes_any(self, matter: Matter) -> bool:
        """Whether a matter is a deployment of all that it names nothing of: 安排部署近期工作"""
        if not deploys(matter):
            return False
        return all(self.aligner.takes_any(part) for part in fragments(self.scan, matter, self.titles))

    def _is_named_later(self, fragment: Fragment, told: Told) -> bool:
        """传达学习甲精神,审议有关事项,|会议指出,…|会议审议了《乙》: whether what names nothing stands for what later paragraphs take up by the
        same verb."""
        matter = fragment.matter
        if deploys(matter) or REPLACED.isdisjoint(matter.treatments):
            return False
        return any(
            one.paragraph > matter.paragraph and (one.outcomes or not REPLACED.isdisjoint(one.treatments))
            for one in told.matters
        )

    def _is_told(self, fragment: Fragment, told: Told) -> bool:
        """Whether another paragraph says by a verb that it treats this."""
        paragraph = fragment.matter.paragraph
        if fragment.documents:
            return any(matter.paragraph != paragraph for matter in told.naming(fragment.documents))
        return any(True for _ in told.about(fragment.subject, paragraph))

    def best(self, announced: list[Matter], words: str) -> tuple[Topic, float]:
        """The announced matter that the words are most like, by the likest of its topics, and how much."""
        found = [(topic, self.likeness.of(topic, words)) for topic in self._topics(self.latest(announced))]
        return max(found, key=lambda pair: pair[1])

    def is_named(self, announced: list[Matter], topic: str) -> bool:
        """Whether the words that a speech begins with name something that was announced: 就听取近期重点工作汇报,县长强调,…"""
        if any(self.likeness.repeats(topic, matter.subject) for matter in self.latest(announced)):
            return True
        return bool(announced) and self.best(announced, topic)[1] >= LEAST

    def _topics(self, announced: list[Matter]) -> list[Topic]:
        """The matters in order, those that list topics without documents as one topic each."""
        found: list[Topic] = []
        for matter in announced:
            spans = self._parts_of(matter.subject) if not matter.documents else [matter.subject]
            found.extend(self._topic(matter, span) for span in spans)
        return found if len(found) <= _MOST_LISTED else [self._topic(matter, matter.subject) for matter in announced]

    def _parts_of(self, subject: Span) -> list[Span]:
        """The topics that a subject lists; each is asked for by many paragraphs."""
        known = self.listed.get(subject)
        if known is None:
            known = self.listed[subject] = topics(self.scan, subject)
        return known

    def _topic(self, matter: Matter, subject: Span) -> Topic:
        return Topic(matter, subject, tuple(matter.documents), deploys(matter) and not self.naming.tells(matter))


def _go_through(spoken_of: Sequence[Stretch], listed: Sequence[Fragment]) -> bool:
    """县长甲指出,小果子要做成产业。|县长甲强调,旅游…|县长甲要求,快递…: whether a leader's speeches are as many as what was
    listed, and all but one tell by their words that they take it in turn."""
    told = [stretch.on for stretch in spoken_of if stretch.evidence >= LEAST]
    in_turn = all(one < two for one, two in pairwise(told))
    return in_turn and len(spoken_of) == len(listed) >= A_LIST and len(told) == len(listed) - 1
