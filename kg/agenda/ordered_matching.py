"""Which matter each speech is on, where the speeches go through what was announced in its order. (按序归属)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.agenda.fragments import Fragment, fragments
from kg.agenda.lexical_matching import LexicalMatcher
from kg.agenda.likeness import LEAST, NAMED, STUDIED_SPOKEN, Likeness, weigh
from kg.agenda.list_segmentation import Speech, Turn, may_go_through, turns
from kg.agenda.matter import Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic, treated
from kg.agenda.repeated_matters import Told
from kg.model import Span

# That a matter names nothing shows a speech to be on it as well as one pair, where another may be meant.
_OPEN = 1.0


class OrderedMatcher:
    """Sees whether the parts go through what was announced in order."""

    def __init__(self, reader: ParagraphReader, likeness: Likeness, lexical: LexicalMatcher) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.likeness = likeness
        self.lexical = lexical

    def claim(
        self, announced: list[Matter], parts: Sequence[Part], told: Told
    ) -> tuple[list[Matter], list[Matter]] | None:
        """The items where the parts go through what was announced in order, each on the next of it, and what is left of
        that; None where they do not."""
        if len(parts) < 2 or not all(part.opens for part in parts):
            return None
        listed = [f for matter in announced for f in fragments(self.scan, matter, self.reader.verbs.titles)]
        listed = [fragment for fragment in listed if not self._is_told(fragment, told)]
        if not may_go_through(len(listed), len(parts)):
            return None
        found = turns(listed, self._speeches(listed, parts))
        if found is None:
            return None
        found = _without_parted(found, listed)
        if not found and len(announced) == 1:
            return None  # all speeches are on the one matter
        spoken_of = Counter(id(listed[turn.first].matter) for turn in found)
        spoken = [
            self._at_turn(turn, listed, parts, alone=spoken_of[id(listed[turn.first].matter)] == 1) for turn in found
        ]
        items = [item for treated, _ in spoken for item in treated]
        untreated = [matter for _, rest in spoken for matter in rest]
        return items, self._left(announced, listed, found, untreated)

    def _speeches(self, listed: Sequence[Fragment], parts: Sequence[Part]) -> list[Speech]:
        """How like each of the parts is to each of what was announced."""
        topics = [
            Topic(f.matter, f.subject, f.documents, deploys(f.matter) and (f.open or self._tells_nothing(f)))
            for f in listed
        ]
        signs = self.likeness.signs(topics)
        return [
            Speech(
                [weigh(sign, words) for sign in signs],
                [self._sign(topic, part) for topic in topics],
                part.studies,
                part.headed,
            )
            for part in parts
            for words in [self.scan.text[part.start : part.end]]
        ]

    def _left(
        self, announced: list[Matter], listed: Sequence[Fragment], found: Sequence[Turn], untreated: list[Matter]
    ) -> list[Matter]:
        """What was announced and no turn took: whole matters, those that their turns left (``untreated``), and the rest of others."""
        taken = {at for turn in found for at in range(turn.first, turn.last)}
        begun = {id(listed[at].matter) for at in taken}
        left = [*(matter for matter in announced if id(matter) not in begun), *untreated]
        for at, fragment in enumerate(listed):
            if at not in taken and id(fragment.matter) in begun:
                documents = list(fragment.documents)
                rest = replace(fragment.matter, subject=fragment.subject, documents=documents, rest=True)
                left.append(self._heard_alone(rest, fragment, listed) or rest)
        return left

    def _heard_alone(self, rest: Matter, fragment: Fragment, listed: Sequence[Fragment]) -> Matter | None:
        """听取甲情况汇报、乙情况汇报: a report by itself, which was heard though no speech treats it; None for what is none."""
        reports = [f for f in listed if f.matter is fragment.matter and self._is_report(f)]
        if len(reports) < 2 or fragment not in reports:
            return None
        start, end = fragment.subject
        told = fragment.matter.told_of(fragment.subject)
        return replace(rest, start=start, end=end, rest=False, treatments=told)

    def _is_report(self, fragment: Fragment) -> bool:
        return self.scan.text.endswith("汇报", *fragment.subject)

    def _tells_nothing(self, fragment: Fragment) -> bool:
        """Whether most paragraphs have what it names: 安排部署我县防汛工作, where all of the notice is on that."""
        names = self.likeness.words.names(self.scan.text[fragment.subject.start : fragment.subject.end])
        return not fragment.documents and all(map(self.likeness.is_everywhere, names))

    def _sign(self, topic: Topic, part: Part) -> float:
        """What shows beside its words that a part is on a topic."""
        return (
            (_OPEN if topic.open else 0.0)
            + (self.likeness.named(topic, part) if part.topic else 0.0)
            + (NAMED if part.topic and self.likeness.repeats(part.topic, topic.subject) else 0.0)
            + (STUDIED_SPOKEN if part.studies and is_studied(topic.matter) else 0.0)
        )

    def _is_told(self, fragment: Fragment, told: Told) -> bool:
        """Whether another paragraph says by a verb that it treats this."""
        paragraph = fragment.matter.paragraph
        if fragment.documents:
            return any(matter.paragraph != paragraph for matter in told.naming(fragment.documents))
        return any(True for _ in told.about(fragment.subject, paragraph))

    def _at_turn(
        self, turn: Turn, listed: Sequence[Fragment], parts: Sequence[Part], *, alone: bool
    ) -> tuple[list[Matter], list[Matter]]:
        """The items that the speeches of a turn are, and what is left of its matters."""
        own, spoken = listed[turn.first : turn.last], parts[turn.start : turn.end]
        if own[0].matter is not own[-1].matter:
            return self._on_several(own, listed, spoken)
        subject = Span(own[0].subject.start, own[-1].subject.end)
        if (
            len(own) > 1
            and not own[0].matter.documents
            and "," not in self.scan.text[subject.start : own[-1].subject.start]
        ):
            part = replace(own[0].matter, treatments=own[0].matter.told_of(subject), subject=subject)
            return self.lexical.claim([part], spoken)
        item = treated(own[0].matter, spoken[0], subject)
        item.end = spoken[-1].end
        item.sections = [index for part in spoken for index in part.paragraphs]
        item.documents = [title for fragment in own for title in fragment.documents]
        if alone and not is_studied(own[0].matter):
            item.documents = list(
                own[0].matter.documents
            )  # documents of one verb are one matter, whichever of them it is on
        return [item], []

    def _on_several(
        self, own: Sequence[Fragment], listed: Sequence[Fragment], spoken: Sequence[Part]
    ) -> tuple[list[Matter], list[Matter]]:
        """One speech on several matters, cut where it turns. It may have words of more than are its turn."""
        words = self.scan.text[spoken[0].start : spoken[-1].end]
        turn = {id(fragment.matter): fragment.matter.subject for fragment in own}
        matters = {id(fragment.matter): fragment.matter for fragment in listed}
        heard = [m for key, m in matters.items() if key in turn or self.likeness.of(m, words) >= LEAST]
        items, left = self.lexical.claim(heard, spoken)
        return _inside(items, turn.values()), _inside(left, turn.values())


def _inside(matters: Sequence[Matter], subjects: Collection[Span]) -> list[Matter]:
    """Those that are named in one of the stretches."""
    return [m for m in matters if any(s.start <= m.subject.start < s.end for s in subjects)]


def _without_parted(found: tuple[Turn, ...], listed: Sequence[Fragment]) -> tuple[Turn, ...]:
    """The turns but for those that part the documents of one verb among speeches without speaking of each: then the clause that
    lists them is the item."""
    of_matter: dict[int, list[Fragment]] = {}
    for fragment in listed:
        of_matter.setdefault(id(fragment.matter), []).append(fragment)
    alone: dict[int, list[Turn]] = {}
    for turn in found:
        if listed[turn.first].matter is listed[turn.last - 1].matter:
            alone.setdefault(id(listed[turn.first].matter), []).append(turn)
    parted = [key for key, turns_of in alone.items() if len(turns_of) > 1 and _leaves_some(turns_of, of_matter[key])]
    return tuple([turn for turn in found if id(listed[turn.first].matter) not in parted])


def _leaves_some(turns_of: list[Turn], fragments_of: list[Fragment]) -> bool:
    """Whether all that a verb lists are documents to deliberate, and speeches treat some of them only."""
    if is_studied(fragments_of[0].matter) or not all(fragment.documents for fragment in fragments_of):
        return False
    return sum(turn.last - turn.first for turn in turns_of) < len(fragments_of)
