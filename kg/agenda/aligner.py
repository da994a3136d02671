"""Which matter each speech is on, and where one speech turns to the next: 会议强调,…要抓好粮食生产。|要高度重视防火工作… (讲话的归属)"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from kg.agenda.alignment import Column, Row, aligned
from kg.agenda.fragments import Fragment, told_of
from kg.agenda.likeness import Likeness, weigh
from kg.agenda.matter import HEARD, Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic
from kg.agenda.pieces import Cutter
from kg.agenda.themes import shown, themes
from kg.agenda.weights import (
    COVERS,
    ENOUGH,
    FREQUENT,
    ITS_SORT,
    ITS_TURN,
    LEAST,
    MORE,
    NAMED,
    ONE_PAIR,
    OPEN,
    SKIPS,
    STUDIED_SPOKEN,
    THEME,
    TURNS,
)
from kg.model import Span

_PAPER_END = re.compile(r"(?:\([^()]*\))+$")  # 《…方案》(送审稿)
_PERIOD = re.compile("[一二三四](?:[、和至]?[一二三四])*季度|[上下]半年|全年|今年|\\d+月份?")
# A speech on so many matters, or so many things of several, is on all that was taken up, and on none of it.
_MANY, _MANY_THINGS = 3, 4
_THEME_WORDS = 2  # so many words of a theme show that a speech is on that
# Speeches are in turn where so many things are listed, and one in so many tells by its words that it is.
_LEAST_TURNS, _SOME_TELL = 2, 3


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
        speeches = _by_paragraph(listed, pieces, self.cutter.speeches(pieces))
        topics = [Topic(f.matter, told_of(self.scan, f), f.documents, self.takes_any(f)) for f in listed]
        turns = _turns(listed, len(speeches)) if all(pieces[s[0]].opens for s in speeches) else []
        evidence = self._evidence(topics, pieces)
        rows = [Row(line, piece.opens) for line, piece in zip(evidence, pieces, strict=True)]
        for number, at in enumerate(turns):
            row = rows[speeches[number][0]]
            rows[speeches[number][0]] = row._replace(
                evidence=[e + (ITS_TURN if k == at else 0.0) for k, e in enumerate(row.evidence)]
            )
        path = aligned(_columns(listed), rows)
        reading = _Reading(listed, topics, pieces, evidence, path)
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

    def _in_turn(self, reading: _Reading, speeches: Sequence[range], turns: list[int]) -> list[int]:
        """The turns, if all speeches take theirs and some tell so by their words; none otherwise."""
        if not turns or [reading.told(speech)[0] for speech in speeches] != list(turns):
            return []
        tell = sum(reading.is_shown(speech, alone=False) for speech in speeches)
        return turns if _SOME_TELL * tell >= len(turns) else []

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

    def _resolved(self, reading: _Reading, number: int, speech: range) -> list[Stretch]:
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

    def _are_treated(self, reading: _Reading, things: Sequence[range]) -> bool:
        """Whether a speech treats some things of one list each by itself: three or more, or two with more than a sentence on the second; it
        turns to them where sentences begin, and not behind semicolons."""
        if len(things) < 2 or (len(things) < _MANY and len(things[-1]) < 2):
            return False
        starts = [reading.pieces[thing[0]].start for thing in things[1:]]
        return all(self.scan.text.startswith("。", start - 1) for start in starts)

    def _stretch(self, reading: _Reading, run: range, over: range, number: int) -> Stretch:
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

    def _note(self, reading: _Reading, runs: Sequence[range]) -> None:
        """Remember where a speech on several matters turns from one to the next."""
        if len(runs) > 1:
            for run in runs:
                part = self.cutter.joined([reading.pieces[row] for row in run])
                on, _ = reading.told(run)
                self.passages[part.start] = Span(part.start, part.end), reading.listed[on].subject


class _Reading:
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
        return len({id(self.listed[k].matter) for k in things}) >= _MANY or len(things) >= _MANY_THINGS

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


def _by_paragraph(listed: Sequence[Fragment], pieces: Sequence[Part], speeches: list[range]) -> list[range]:
    """The speeches; where as many paragraphs as things listed open one, what is said further on in a paragraph (会议原则同意该方案。|会议要求,…)
    goes with its first."""
    heads = [speech.start for speech in speeches if pieces[speech.start].opens]
    if len(heads) == len(speeches) or heads[:1] != [0] or not _turns(listed, len(heads)):
        return speeches
    return [range(first, last) for first, last in pairwise([*heads, len(pieces)])]


def _turns(listed: Sequence[Fragment], speeches: int) -> list[int]:
    """Whose turn it is where there are as many speeches as things listed, or as matters; empty where there are not."""
    firsts = [k for k, f in enumerate(listed) if not k or f.matter is not listed[k - 1].matter]
    things = [k for k, f in enumerate(listed) if k in firsts or not is_studied(f.matter) or f.documents]
    telling = {id(f.matter) for f in listed if not f.open}
    if speeches < _LEAST_TURNS or any(
        f.before or id(f.matter) not in telling or (f.open and deploys(f.matter)) for f in listed
    ):
        return []
    return next((turn for turn in ([*range(len(listed))], things, firsts) if len(turn) == speeches), [])
