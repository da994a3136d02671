"""Which stretches treat which announced matter. (议题与段落的对应)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg.agenda.matter import Matter, deploys, is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.subjects import topics
from kg.agenda.turns import Fragment, Speech, Turn, fragments, may_go_through, turns
from kg.model import Document, Span

# So much of what a matter names must an item name that is about it.
_SHARE_TOLD = 0.4
# So much of what a speech begins with must stand in what was announced.
_SHARE_SAID = 0.6
# Shared words more than this tell nothing more.
_ENOUGH = 12.0
# A stretch that shares fewer telling pairs than this with the matter it would fall to is left to nobody.
_LEAST = 2.0
# How much likelier a speech of its own, and how much less likely a sentence inside one, is to turn to the next matter.
_TURN_OPENING, _TURN_INSIDE = 2.5, -2.0
_SKIPPED, _BACK = 0.5, 4.0
# A document's name in brackets shows its matter as well as so many telling pairs.
_NAMED = 4.0
# That a matter names nothing shows a speech to be on it as well as one pair, where another may be meant.
_OPEN = 1.0
# That a speech begins by demanding to study something shows a matter that was studied as well as so many pairs.
_STUDIED_SPOKEN = 3.0
# That there are as many speeches as topics shows the topic whose turn it is as well as so many pairs.
_ITS_TURN = 1.5
# Of so many paragraphs, what most have tells nothing.
_SOME_PARAGRAPHS = 5
_MANY_PARAGRAPHS = 100  # from so many on, counting all pairs once is cheaper
# More than this are no agenda that paragraphs of speech go through one by one.
_MOST_TOPICS, _MOST_PIECES = 60, 400


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that may treat a matter: a speech and what follows it, a numbered section, or sentences of a speech."""

    start: int
    end: int
    paragraphs: tuple[int, ...]
    opens: bool  # begins with 会议强调 or with a number: likely to turn to the next matter
    numbered: bool = False  # a section under a heading: one matter, whatever else its sentences mention
    topic: str = ""  # what its first words say that it is on: 针对防汛工作
    headed: bool = False  # under a heading that names a matter: 一、关于…的问题
    studies: bool = False  # its first demand is to study what was said elsewhere


@dataclass(frozen=True, slots=True)
class Topic:
    """What an announced matter is about, or one of several things that it lists under one verb."""

    matter: Matter
    subject: Span
    documents: tuple[str, ...]
    open: bool  # 安排部署近期重点工作: any speech may treat it that treats nothing else


class Matcher:
    """Compares words. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.paragraphs = reader.outline.paragraphs
        plain = self.scan.folded
        self.titles = {d.title: (plain(d.title), plain(d.short) if d.short is not None else None) for d in documents}
        self.bodies = [self.scan.text[p.start : p.end] for p in self.paragraphs if p.role == "body"]
        self.pairs: dict[str, set[str]] = {}  # of subjects and titles, which are compared with many paragraphs

    def part(self, paragraphs: tuple[int, ...], *, opens: bool, numbered: bool = False, headed: bool = False) -> Part:
        """Whole paragraphs as a part."""
        first, last = self.paragraphs[paragraphs[0]], self.paragraphs[paragraphs[-1]]
        topic = (
            self.scan.text[first.start : first.end]
            if headed
            else self.reader.speech.topic(paragraphs[0])
            if opens
            else ""
        )
        studies = opens and self.reader.speech.studies(paragraphs[0])
        return Part(first.start, last.end, paragraphs, opens, numbered, topic, headed, studies)

    def likeness(self, matter: Matter | Topic, words: str) -> float:
        """How many telling pairs of characters the words share with the matter's subject or one of its documents."""
        subject = self.scan.text[matter.subject.start : matter.subject.end]
        score = float(sum(pair in words for pair in self._pairs(subject)))
        return max([score, *(self._document_likeness(title, words) for title in matter.documents)])

    def _pairs(self, words: str) -> set[str]:
        found = self.pairs.get(words)
        if found is None:
            found = self.pairs[words] = {p for p in self.reader.naming.words.pairs(words) if not self._is_everywhere(p)}
        return found

    def _is_everywhere(self, pair: str) -> bool:
        """Whether most paragraphs have it: the name of the place tells no matter from another."""
        if len(self.bodies) < _SOME_PARAGRAPHS:
            return False
        if len(self.bodies) > _MANY_PARAGRAPHS:
            return pair in self._everywhere
        return 2 * sum(pair in body for body in self.bodies) > len(self.bodies)

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The pairs that most paragraphs have, counted once: asked of thousands of paragraphs one by one they would take
        squares."""
        counts = Counter(pair for body in self.bodies for pair in {body[at : at + 2] for at in range(len(body) - 1)})
        return frozenset(pair for pair, count in counts.items() if 2 * count > len(self.bodies))

    def _document_likeness(self, title: str, words: str) -> float:
        plain, _ = self.titles[title]
        return (_NAMED if self._names(title, words) else 0.0) + sum(pair in words for pair in self._pairs(plain))

    def _names(self, title: str, words: str) -> bool:
        return any(f"《{name}》" in words for name in self.titles[title] if name is not None)

    def _is_about(self, title: str, words: str) -> bool:
        return self._document_likeness(title, words) >= max(3, min(5, 0.2 * len(self._pairs(self.titles[title][0]))))

    def share(self, matter: Matter | Topic, words: str) -> float:
        """How much of what tells a matter the words have: of the pairs of its subject and documents (0..1)."""
        subject = self.scan.text[matter.subject.start : matter.subject.end]
        pairs = self._pairs(subject).union(*(self._pairs(self.titles[title][0]) for title in matter.documents))
        return sum(pair in words for pair in pairs) / len(pairs) if pairs else 0.0

    def best(self, announced: list[Matter], words: str) -> tuple[Topic, float]:
        """The announced matter that the words are most like, by the likest of its topics, and how much."""
        found = [(topic, self.likeness(topic, words)) for topic in self.topics(announced)]
        return max(found, key=lambda pair: pair[1])

    def is_named(self, announced: list[Matter], topic: str) -> bool:
        """Whether the words that a speech begins with name something that was announced: 就听取近期重点工作汇报,县长强调,…"""
        if any(self._repeats(topic, matter.subject) for matter in announced):
            return True
        return bool(announced) and self.best(announced, topic)[1] >= _LEAST

    def _repeats(self, said: str, subject: Span) -> bool:
        """Whether a speech begins with the very words of what was announced, though they tell nothing by themselves."""
        pairs = {said[at : at + 2] for at in range(len(said) - 1)}
        words = self.scan.text[subject.start : subject.end]
        return sum(pair in words for pair in pairs) >= _SHARE_SAID * len(pairs)

    def tells_of(self, matter: Matter, item: Matter) -> bool:
        """Whether an item is about what was announced, or about one of the topics that were listed there."""
        words = self.scan.text[item.subject.start : item.subject.end]
        for topic in topics(self.scan, matter.subject, finely=True):
            names = self.reader.naming.words.names(self.scan.text[topic.start : topic.end])
            if sum(name in words for name in names) >= _SHARE_TOLD * len(names):
                return True
        return False

    # ── giving parts to announced matters ──

    def claim(
        self, announced: list[Matter], parts: Sequence[Part], told: Sequence[Matter] = ()
    ) -> tuple[list[Matter], list[Matter]]:
        """(items, matters no part treats). Parts that fit no matter are left out. ``told``: what other paragraphs treat."""
        if not announced or not parts:
            return [], list(announced)
        found = self._in_order(announced, parts, told)
        if found is None:
            return self._by_words(announced, parts)
        for item in found[0]:
            self.reader.outcomes.read(item, item.start, item.end)
        return found

    def _by_words(self, announced: list[Matter], parts: Sequence[Part]) -> tuple[list[Matter], list[Matter]]:
        """Each part, or each sentence of it that turns to something else, goes to the matter whose words it has."""
        columns = self.topics(announced)
        stretches = self._stretches(columns, parts)
        one_each = self._in_turn(columns, stretches)
        items: list[Matter] = []
        claimed: list[Matter] = []
        current: Matter | None = None
        before, barred = parts[0], False
        parts_of: dict[int, list[Part]] = {}
        for topic, part in stretches:
            parts_of.setdefault(id(topic.matter), []).append(part)
        taken_apart = {
            id(t.matter): self._splits(t.matter, parts_of[id(t.matter)]) for t in columns if id(t.matter) in parts_of
        }
        for topic, part in stretches:
            splits = taken_apart[id(topic.matter)]
            words = self.words(part)
            if (
                current is not None
                and not barred
                and topic.subject == current.subject
                and not (splits and self._turns(topic, current, part, words))
                and not (part.studies and before.studies and is_studied(topic.matter))
                and not (part.headed and before.headed)
                and not (self._tells(part) and self._tells(before) and not self.reader.naming.tells(topic.matter))
            ):
                current.end = part.end
                current.sections.extend(part.paragraphs)
                continue
            only = len(announced) == 1 and (current is None or self._tells(part))
            if self._fits(topic, part, words) < _LEAST and not one_each and not only:
                barred = barred or part.headed  # what stands under a heading of its own parts what is around it
                continue
            barred = False
            current = self.treated(topic.matter, part)
            current.subject = topic.subject
            current.documents = list(topic.documents)
            if splits:
                current.documents = self._own_documents(topic, words)
            items.append(current)
            claimed.append(topic.matter)
            before = part
        for item in items:
            self.reader.outcomes.read(item, item.start, item.end)
        treated = {item.subject for item in items}
        rest = [
            replace(topic.matter, subject=topic.subject, rest=True)
            for topic in columns
            if not topic.documents and topic.subject not in treated and any(topic.matter is c for c in claimed)
        ]
        return items, [*(m for m in announced if all(m is not c for c in claimed)), *rest]

    def _in_order(
        self, announced: list[Matter], parts: Sequence[Part], told: Sequence[Matter]
    ) -> tuple[list[Matter], list[Matter]] | None:
        """The items where the parts go through what was announced in order, each on the next of it, and what is left of
        that; None where they do not."""
        if len(parts) < 2 or not all(part.opens for part in parts):
            return None
        listed = [f for matter in announced for f in fragments(self.scan, matter, self.reader.verbs.titles)]
        listed = [fragment for fragment in listed if not self._is_told(fragment, told)]
        if not may_go_through(len(listed), len(parts)):
            return None
        topics = [
            Topic(f.matter, f.subject, f.documents, deploys(f.matter) and (f.open or self._tells_nothing(f)))
            for f in listed
        ]
        signs = self._signs(topics)
        speeches = [
            Speech(
                [_weigh(sign, words) for sign in signs],
                [self._sign(topic, part) for topic in topics],
                part.studies,
                part.headed,
            )
            for part in parts
            for words in [self.words(part)]
        ]
        found = turns(listed, speeches)
        if found is None:
            return None
        items = [item for turn in found for item in self._at_turn(turn, listed, parts)]
        taken = {at for turn in found for at in range(turn.first, turn.last)}
        begun = {id(listed[at].matter) for at in taken}
        left = [matter for matter in announced if id(matter) not in begun]
        for at, fragment in enumerate(listed):
            if at not in taken and id(fragment.matter) in begun:
                documents = list(fragment.documents)
                left.append(replace(fragment.matter, subject=fragment.subject, documents=documents, rest=True))
        return items, left

    def _tells_nothing(self, fragment: Fragment) -> bool:
        """Whether most paragraphs have what it names: 安排部署我县防汛工作, where all of the notice is on that."""
        names = self.reader.naming.words.names(self.scan.text[fragment.subject.start : fragment.subject.end])
        return not fragment.documents and all(map(self._is_everywhere, names))

    def _sign(self, topic: Topic, part: Part) -> float:
        """What shows beside its words that a part is on a topic."""
        return (
            (_OPEN if topic.open else 0.0)
            + (self._named(topic, part) if part.topic else 0.0)
            + (_NAMED if part.topic and self._repeats(part.topic, topic.subject) else 0.0)
            + (_STUDIED_SPOKEN if part.studies and is_studied(topic.matter) else 0.0)
        )

    def _is_told(self, fragment: Fragment, told: Sequence[Matter]) -> bool:
        """Whether another paragraph says by a verb that it treats this."""
        if fragment.documents:
            others = [matter for matter in told if matter.paragraph != fragment.matter.paragraph]
            return any(set(fragment.documents) & set(matter.documents) for matter in others)
        matter = replace(fragment.matter, subject=fragment.subject)
        return any(self.tells_of(matter, other) for other in told if other.paragraph != matter.paragraph)

    def _at_turn(self, turn: Turn, listed: Sequence[Fragment], parts: Sequence[Part]) -> list[Matter]:
        own, spoken = listed[turn.first : turn.last], parts[turn.start : turn.end]
        if own[0].matter is not own[-1].matter:
            matters = list({id(fragment.matter): fragment.matter for fragment in own}.values())
            return self._by_words(matters, spoken)[0]  # one speech on several: cut where it turns
        subject = Span(own[0].subject.start, own[-1].subject.end)
        if (
            len(own) > 1
            and not own[0].matter.documents
            and "," not in self.scan.text[subject.start : own[-1].subject.start]
        ):
            return self._by_words([replace(own[0].matter, subject=subject)], spoken)[0]
        item = self.treated(own[0].matter, spoken[0])
        item.end = spoken[-1].end
        item.sections = [index for part in spoken for index in part.paragraphs]
        item.subject = subject
        item.documents = [title for fragment in own for title in fragment.documents]
        return [item]

    def _in_turn(self, columns: list[Topic], stretches: list[tuple[Topic, Part]]) -> bool:
        """Whether each topic has one stretch, in order, and most of them by their words: then the others have theirs, too."""
        if len(columns) != len(stretches) or any(t is not c for (t, _), c in zip(stretches, columns, strict=True)):
            return False
        told = sum(self._fits(topic, part, self.words(part)) >= _LEAST for topic, part in stretches)
        return 2 * told > len(columns)

    def words(self, part: Part) -> str:
        """The text of a part."""
        return self.scan.text[part.start : part.end]

    def treated(self, matter: Matter, part: Part) -> Matter:
        """The item that ``matter`` becomes where this part treats it."""
        return replace(
            matter,
            start=part.start,
            end=part.end,
            treatments=list(matter.treatments),
            outcomes=list(matter.outcomes),
            documents=list(matter.documents),
            sections=list(part.paragraphs),
        )

    def topics(self, announced: list[Matter]) -> list[Topic]:
        """The matters in order, those that list topics without documents as one topic each."""
        found: list[Topic] = []
        for matter in announced:
            spans = topics(self.scan, matter.subject) if not matter.documents else [matter.subject]
            found.extend(self._topic(matter, span) for span in spans)
        return found if len(found) <= _MOST_TOPICS else [self._topic(matter, matter.subject) for matter in announced]

    def _topic(self, matter: Matter, subject: Span) -> Topic:
        return Topic(matter, subject, tuple(matter.documents), deploys(matter) and not self.reader.naming.tells(matter))

    def _fits(self, topic: Topic, part: Part, words: str) -> float:
        """The likeness of a part and a topic; a speech of its own fits what names no matter, if barely."""
        named = self._named(topic, part) if part.topic else 0.0
        studied = _LEAST if part.studies and is_studied(topic.matter) else 0.0
        return self.likeness(topic, words) + (_LEAST if topic.open and part.opens else 0.0) + named + studied

    def _tells(self, part: Part) -> bool:
        """Whether a speech first says what it is on: 关于防汛工作,县长指出,…"""
        return part.topic != "" and self.reader.naming.words.tells(part.topic)

    def _named(self, topic: Topic, part: Part) -> float:
        """What it tells that a part first says what it is on: as much as a document's name where this is all that was
        announced, less where that was one of several things, and nothing where it was none."""
        said = self.reader.naming.words.names(part.topic)
        announced = self.reader.naming.words.names(self.scan.text[topic.subject.start : topic.subject.end])
        shared = len(said & announced)
        return _LEAST + _NAMED * shared / len(said | announced) if shared else 0.0

    def _stretches(self, columns: list[Topic], parts: Sequence[Part]) -> list[tuple[Topic, Part]]:
        """Which part treats which topic; a part that treats several is cut between its sentences."""
        cut = [[part] if len(columns) == 1 else self._pieces(part) for part in parts]
        if sum(map(len, cut)) > _MOST_PIECES:
            cut = [[part] for part in parts]
        pieces = [piece for some in cut for piece in some]
        one_each = len(columns) == len(parts) and all(part.opens for part in parts)
        turns = [number if one_each else None for number, some in enumerate(cut) for _ in some]
        found: list[tuple[Topic, Part]] = []
        for topic, piece in zip(self._aligned(columns, pieces, turns), pieces, strict=True):
            words = self.words(piece)
            if found and not self._begins(topic, found[-1][0], piece, words):
                topic = found[-1][0]
            if found and topic is found[-1][0] and not piece.opens:
                last = found[-1][1]
                paragraphs = tuple(dict.fromkeys((*last.paragraphs, *piece.paragraphs)))
                found[-1] = topic, replace(last, end=piece.end, paragraphs=paragraphs)
            else:
                found.append((topic, piece))
        return found

    def _begins(self, topic: Topic, before: Topic, piece: Part, words: str) -> bool:
        """Whether a piece turns to another topic: under one verb, and inside a speech, only by words that tell it."""
        if topic is before or (piece.opens and topic.matter is not before.matter):
            return True
        least = _LEAST if piece.opens else _LEAST + 1
        return self._fits(topic, piece, words) >= max(least, self.likeness(before, words) + 1)

    def _pieces(self, part: Part) -> list[Part]:
        """A part cut where a sentence may turn to another matter: at its paragraphs, at a speech, at a demand."""
        if part.numbered:
            return [part]
        whole = part.start == self.paragraphs[part.paragraphs[0]].start
        starts = [start for start in self.reader.speech.turns(part.start, part.end, finely=whole) if start > part.start]
        bounds = [part.start, *starts, part.end]
        return [
            replace(
                part,
                start=low,
                end=high,
                paragraphs=tuple(i for i in part.paragraphs if self._touches(i, low, high)),
                opens=part.opens and not number,
                topic="" if number else part.topic,
                studies=part.studies and not number,
            )
            for number, (low, high) in enumerate(pairwise(bounds))
        ]

    def _touches(self, paragraph: int, start: int, end: int) -> bool:
        return self.paragraphs[paragraph].start < end and self.paragraphs[paragraph].end > start

    def _aligned(self, columns: list[Topic], pieces: list[Part], turns: list[int | None]) -> list[Topic]:
        """For each piece the topic it treats: the alignment with the most words in common, where a piece that opens a
        speech or a section is a little likelier to turn to the next topic, and turning back is the exception.

        ``turns``: for each piece the topic whose turn it is, where there are as many topics as speeches.
        """
        signs = self._signs(columns)
        score: list[float] = []
        origins: list[list[int]] = []
        for row, piece in enumerate(pieces):
            words = self.words(piece)
            turn = _TURN_OPENING if piece.opens else _TURN_INSIDE
            like = [
                min(_weigh(sign, words), _ENOUGH)
                + (_LEAST if topic.open and piece.opens else 0.0)
                + (self._named(topic, piece) if piece.topic else 0.0)
                + (_STUDIED_SPOKEN if piece.studies and is_studied(topic.matter) else 0.0)
                + (_ITS_TURN if turns[row] == number and (is_studied(topic.matter) or not piece.studies) else 0.0)
                for number, (sign, topic) in enumerate(zip(signs, columns, strict=True))
            ]
            if row == 0:
                score = [like[k] - _SKIPPED * k for k in range(len(columns))]
                continue
            came = _best_ways(score, turn)
            origins.append([origin for _, origin in came])
            score = [came[k][0] + like[k] for k in range(len(columns))]
        column = max(range(len(columns)), key=score.__getitem__)
        chosen = [column]
        for line in reversed(origins):
            column = line[column]
            chosen.append(column)
        return [columns[k] for k in reversed(chosen)]

    def _signs(self, columns: list[Topic]) -> list[dict[str, float]]:
        """For each topic the words that show it; a pair of characters that several topics have shows each of them less."""
        found: list[dict[str, float]] = []
        for topic in columns:
            pairs = self._pairs(self.scan.text[topic.subject.start : topic.subject.end]).union(
                *(self._pairs(self.titles[title][0]) for title in topic.documents)
            )
            found.append(dict.fromkeys(pairs, 1.0))
        shared = Counter(pair for signs in found for pair in signs)
        for signs, topic in zip(found, columns, strict=True):
            for pair in signs:
                signs[pair] = 1.0 / shared[pair]
            for title in topic.documents:
                signs.update((f"《{name}》", _NAMED) for name in self.titles[title] if name is not None)
        return found

    def _turns(self, topic: Topic, current: Matter, part: Part, words: str) -> bool:
        """One verb over several documents: the part turns from one of them to another, or to none."""
        if not part.opens or len(current.documents) == len(topic.documents):
            return False
        return set(self._spoken_of(topic.documents, words)) != set(current.documents)

    def _splits(self, matter: Matter, parts: list[Part]) -> bool:
        """Whether several documents under one verb are taken up one by one: documents that were studied may be, others
        only where two parts speak of different ones."""
        if not 2 <= len(matter.documents) <= _MOST_TOPICS:
            return False
        if is_studied(matter):
            return True
        told = [self._spoken_of(matter.documents, self.words(part)) for part in parts]
        return any(one and other and not set(one) & set(other) for one in told for other in told)

    def _own_documents(self, topic: Topic, words: str) -> list[str]:
        """Of several documents under one verb, those this part speaks of; all where it tells none apart."""
        scores = {title: self._document_likeness(title, words) for title in topic.documents}
        own = [t for t in self._spoken_of(topic.documents, words) if scores[t] >= 0.6 * max(scores.values())]
        return own if len(own) < len(topic.documents) else list(topic.documents)

    def _spoken_of(self, titles: Sequence[str], words: str) -> list[str]:
        """Those named in the words; where none is, those that share enough with them."""
        named = [title for title in titles if self._names(title, words)]
        return named or [title for title in titles if self._is_about(title, words)]


def _weigh(signs: Mapping[str, float], words: str) -> float:
    return sum(weight for sign, weight in signs.items() if sign in words)


def _best_ways(score: list[float], turn: float) -> list[tuple[float, int]]:
    """For each topic the best way to it from the piece before, and the topic that it comes from."""
    last = len(score) - 1
    after: list[tuple[float, int]] = []  # the best of those behind
    best = (float("-inf"), last)
    for column in range(last, -1, -1):
        after.append(best)
        best = max(best, (score[column], column), key=lambda way: way[0])
    after.reverse()
    ways: list[tuple[float, int]] = []
    ahead = (float("-inf"), 0)  # the best of those before, less what is skipped
    for column in range(last + 1):
        moves = [
            (score[column], column),
            (ahead[0] + turn, ahead[1]),
            (after[column][0] + turn - _BACK, after[column][1]),
        ]
        ways.append(max(moves, key=lambda way: way[0]))
        ahead = max((ahead[0] - _SKIPPED, ahead[1]), (score[column], column), key=lambda way: way[0])
    return ways
