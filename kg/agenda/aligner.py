"""Which matter each speech is on, and where one speech turns to the next: 会议强调,…要抓好粮食生产。|要高度重视防火工作… (讲话的归属)"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.agenda.alignment import Column, Row, aligned
from kg.agenda.fragments import Fragment, told_of
from kg.agenda.heard import MANY, Reading
from kg.agenda.likeness import Likeness, weigh
from kg.agenda.matter import HEARD, Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic
from kg.agenda.pieces import Cutter
from kg.agenda.themes import shown, themes
from kg.agenda.turns import SOME_TELL, by_paragraph, turns_of
from kg.agenda.weights import (
    COVERS,
    ENOUGH,
    ITS_SORT,
    ITS_TURN,
    LEAST,
    NAMED,
    ONE_PAIR,
    OPEN,
    SKIPS,
    STUDIED_SPOKEN,
    THEME,
)
from kg.model import Span

_PAPER_END = re.compile(r"(?:\([^()]*\))+$")  # 《…方案》(送审稿)
_PERIOD = re.compile("[一二三四](?:[、和至]?[一二三四])*季度|[上下]半年|全年|今年|\\d+月份?")
_THEME_WORDS = 2  # so many words of a theme show that a speech is on that


@dataclass(frozen=True, slots=True)
class Stretch:
    """A speech, or as much of one as is on one matter."""

    part: Part
    matter: Matter
    on: int  # the number of the fragment that it is on for the most part
    weights: Mapping[int, float]  # how much it shows that it is on each fragment of its matter, in telling pairs
    evidence: float  # in telling pairs
    shown: bool  # by its words, or as one of as many speeches as things listed
    strange: bool = False  # it has words of a theme that nothing listed has: what was not announced

    @property
    def spoken_of(self) -> frozenset[int]:
        """The fragments that it has words of."""
        return frozenset([k for k, weight in self.weights.items() if weight >= ONE_PAIR] or [self.on])

    def moved(self, matter: Matter, on: int) -> Stretch:
        """The same speech on another matter, of which it has no word."""
        return replace(self, matter=matter, on=on, weights={})


class _Signs(NamedTuple):
    """What shows each of the topics of a list."""

    words: Sequence[Mapping[str, float]]
    wholes: Sequence[float]  # what the words of each weigh together
    themes: Sequence[Mapping[str, set[str]]]
    shared: Mapping[str, int]  # how many topics have a theme


class Aligner:
    """Gives speeches to what was announced. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, likeness: Likeness) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.likeness = likeness
        self.cutter = Cutter(reader)
        self.themes = themes(reader.scan.lexicon)
        self.signs: dict[tuple[tuple[Span, tuple[str, ...]], ...], _Signs] = {}  # of lists that were asked for
        self.passages = reader.passages

    def stretches(self, listed: Sequence[Fragment], parts: Sequence[Part], *, alone: bool) -> list[Stretch]:
        """Which part is on which fragment; a part on two matters is cut between its sentences, one on more is on none. ``alone``: one
        matter only was announced."""
        if len(listed) == 1 and alone and not any(part.headed for part in parts):
            return [_on_all(listed[0].matter, part) for part in parts]
        first = next((k for k, part in enumerate(parts) if part.opens or self._leads(part)), 0)
        pieces = self.cutter.pieces(parts[first:])  # captions and links may stand before the first speech
        speeches = by_paragraph(listed, pieces, self.cutter.speeches(pieces))
        topics = [Topic(f.matter, told_of(self.scan, f), f.documents, self.takes_any(f)) for f in listed]
        turns = turns_of(listed, len(speeches)) if all(pieces[s[0]].opens for s in speeches) else []
        evidence = self._evidence(topics, pieces)
        rows = [Row(line, piece.opens) for line, piece in zip(evidence, pieces, strict=True)]
        for number, at in enumerate(turns):
            row = rows[speeches[number][0]]
            rows[speeches[number][0]] = row._replace(
                evidence=[e + (ITS_TURN if k == at else 0.0) for k, e in enumerate(row.evidence)]
            )
        path = aligned(_columns(listed), rows)
        reading = Reading(listed, topics, pieces, evidence, path)
        reading.speeches = len(speeches)
        for speech in speeches:
            reading.hear(speech)
        reading.turns = self._in_turn(reading, speeches, turns)
        found = [s for number, speech in enumerate(speeches) for s in self._resolved(reading, number, speech)]
        told = [replace(s, shown=s.shown and not _turns_back(found[:number], s)) for number, s in enumerate(found)]
        return [s if s.shown else replace(s, strange=self._is_strange(s, topics)) for s in told]

    def _leads(self, part: Part) -> bool:
        """上月,经贸团走访了30家企业。会议认为,…: whether a part leads to a speech of its own"""
        return self.reader.speech.leads_to_speech(part.paragraphs[0])

    def _is_strange(self, stretch: Stretch, topics: Sequence[Topic]) -> bool:
        """当前已进入森林防火期,…要管住火源, where no fires were announced: words of a theme, and not of what was listed."""
        spoken = self.themes.of(self.scan.text[stretch.part.start : stretch.part.end])
        listed = self._signs(topics).shared
        return any(len(words) >= _THEME_WORDS and theme not in listed for theme, words in spoken.items())

    def _in_turn(self, reading: Reading, speeches: Sequence[range], turns: list[int]) -> list[int]:
        """The turns, if all speeches take theirs and some tell so by their words; none otherwise."""
        if not turns or [reading.told(speech)[0] for speech in speeches] != list(turns):
            return []
        tell = sum(reading.is_shown(speech, alone=False) for speech in speeches)
        return turns if SOME_TELL * tell >= len(turns) else []

    def takes_any(self, fragment: Fragment) -> bool:
        """Whether any speech may be on it that is on nothing else: 安排部署近期重点工作."""
        heard = not HEARD.isdisjoint(fragment.matter.treatments)
        return deploys(fragment.matter) and not heard and (fragment.open or self._tells_nothing(fragment))

    def _tells_nothing(self, fragment: Fragment) -> bool:
        """Whether most paragraphs have what it names: 安排部署我县防汛工作, where all of the notice is on that; and whether it names nothing
        but a time: 对三、四季度重点工作进行安排部署."""
        names = self.likeness.words.names(
            _PERIOD.sub("", self.scan.text[fragment.subject.start : fragment.subject.end])
        )
        return not fragment.documents and all(map(self.likeness.is_everywhere, names))

    def _evidence(self, topics: Sequence[Topic], pieces: Sequence[Part]) -> list[list[float]]:
        """How much each piece shows that it is on each topic, in telling pairs."""
        signs = self._signs(topics)
        found = []
        for piece in pieces:
            words = self.scan.text[piece.start : piece.end]
            line = [self._lexical(sign, whole, words) for sign, whole in zip(signs.words, signs.wholes, strict=True)]
            spoken = self.themes.of(words) if signs.shared else {}
            if spoken:
                line = [e + THEME * shown(spoken, own, signs.shared) for e, own in zip(line, signs.themes, strict=True)]
            if piece.opens or piece.topic or piece.studies:
                line = [e + self._structure(topic, piece) for e, topic in zip(line, topics, strict=True)]
            found.append(line)
        return found

    def _signs(self, topics: Sequence[Topic]) -> _Signs:
        """What shows each of the topics of a list; a list is asked for more than once."""
        key = tuple([(topic.subject, topic.documents) for topic in topics])
        known = self.signs.get(key)
        if known is None:
            words = self.likeness.signs(list(topics))
            wholes = [self._whole(topic, sign) for topic, sign in zip(topics, words, strict=True)]
            named = [self.themes.of(self.scan.text[slice(*topic.subject)]) for topic in topics]
            known = _Signs(words, wholes, named, Counter(theme for some in named for theme in some))
            self.signs[key] = known
        return known

    def _lexical(self, signs: Mapping[str, float], whole: float, words: str) -> float:
        """How much of a topic's signs the words have, and how much of the ``whole``."""
        found = min(weigh(signs, words), ENOUGH)
        return found + COVERS * min(1.0, found / whole) if found else 0.0

    def _whole(self, topic: Topic, signs: Mapping[str, float]) -> float:
        """What the signs of a topic weigh together, but for those that only begin or end in a word that tells nothing."""
        names = self.likeness.words.names(self.scan.text[topic.subject.start : topic.subject.end])
        return max(1.0, sum(weight for sign, weight in signs.items() if sign in names))

    def _structure(self, topic: Topic, piece: Part) -> float:
        """What shows beside its words that a piece is on a topic."""
        return (
            (OPEN if topic.open and piece.opens else 0.0)
            + (self.likeness.named(topic, piece) if piece.topic else 0.0)
            + (NAMED if piece.topic and self.likeness.repeats(piece.topic, topic.subject) else 0.0)
            + (STUDIED_SPOKEN if piece.studies and is_studied(topic.matter) else 0.0)
            + (ITS_SORT if topic.documents and self._is_its_sort(topic, piece) else 0.0)
        )

    def _is_its_sort(self, topic: Topic, piece: Part) -> bool:
        """会议原则同意该方案,…: whether a piece begins with the outcome of such a paper as the topic's."""
        sort = self.reader.verbs.acts.its_sort.match(self.scan.text, piece.start, piece.end)
        return sort is not None and any(
            _PAPER_END.sub("", self.scan.folded(title)).endswith(sort["sort"]) for title in topic.documents
        )

    def _resolved(self, reading: Reading, number: int, speech: range) -> list[Stretch]:
        """What one speech is on: one matter, two that it is cut between, or none."""
        runs = reading.runs(speech)
        self._note(reading, runs)
        if len(runs) > 1 and reading.is_on_many(speech):
            return []
        if len(runs) == 1 and self._are_treated(reading, things := reading.things(speech)):
            return [self._stretch(reading, thing, thing, number) for thing in things]
        if len(runs) == 2 and self.scan.text[reading.pieces[runs[1][0]].start - 1] != ";":
            return [self._stretch(reading, run, run, number) for run in runs]
        return [self._stretch(reading, runs[0], speech, number)]

    def _are_treated(self, reading: Reading, things: Sequence[range]) -> bool:
        """Whether a speech treats some things of one list each by itself: three or more, or two with more than a sentence on the second; it
        turns to them where sentences begin, and not behind semicolons."""
        if len(things) < 2 or (len(things) < MANY and len(things[-1]) < 2):
            return False
        starts = [reading.pieces[thing[0]].start for thing in things[1:]]
        return all(self.scan.text.startswith("。", start - 1) for start in starts)

    def _stretch(self, reading: Reading, run: range, over: range, number: int) -> Stretch:
        """The stretch of the pieces ``over``, on what ``run`` of them tells."""
        on, evidence = reading.told(run)
        fragment = reading.listed[on]
        own = [k for k, f in enumerate(reading.listed) if f.matter is fragment.matter]
        weights = {k: sum(reading.evidence[row][k] for row in run) for k in own}
        return Stretch(
            self.cutter.joined([reading.pieces[row] for row in over]),
            fragment.matter,
            on,
            weights,
            evidence,
            reading.is_shown(run, alone=reading.speeches < 2) or reading.turns[number : number + 1] == [on],
        )

    def _note(self, reading: Reading, runs: Sequence[range]) -> None:
        """Remember where a speech on several matters turns from one to the next."""
        if len(runs) > 1:
            for run in runs:
                part = self.cutter.joined([reading.pieces[row] for row in run])
                on, _ = reading.told(run)
                self.passages[part.start] = Span(part.start, part.end), reading.listed[on].subject


def _turns_back(before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether a speech has less than it takes to turn back to what an earlier one is on, past another."""
    return (
        stretch.evidence < LEAST and any(s.shown and s.on == stretch.on for s in before) and before[-1].on != stretch.on
    )


def _on_all(matter: Matter, part: Part) -> Stretch:
    """A speech on the one thing there is."""
    return Stretch(part, matter, 0, {}, 0.0, shown=True)


def _columns(listed: Sequence[Fragment]) -> list[Column]:
    """The fragments as columns of the alignment: what costs nothing to leave out is on what else was said."""
    numbers: dict[int, int] = {}
    counts = Counter(id(f.matter) for f in listed)
    return [
        Column(
            numbers.setdefault(id(f.matter), len(numbers)),
            0.0 if f.open or f.before else SKIPS / counts[id(f.matter)],
        )
        for f in listed
    ]
