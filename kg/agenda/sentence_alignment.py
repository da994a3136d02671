"""Which sentences of speech treat which topic: the alignment with the most words in common. (逐句对应)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.agenda.likeness import ENOUGH, LEAST, STUDIED_SPOKEN, Likeness, weigh
from kg.agenda.matter import is_studied
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part, Topic
from kg.model import Span

# How much likelier a speech of its own, and how much less likely a sentence inside one, is to turn to the next matter.
_TURN_OPENING, _TURN_INSIDE = 2.5, -2.0
_SKIPPED, _BACK = 0.5, 4.0
# That there are as many speeches as topics shows the topic whose turn it is as well as so many pairs.
_ITS_TURN = 1.5
# More sentences than this are not compared one by one.
_MOST_PIECES = 400
_MANY = 3  # a speech with a word on so many other topics goes through them


class _Piece(NamedTuple):
    """A sentence or more of speech, and the topic it is on."""

    topic: Topic
    part: Part
    like: Topic  # the topic that its own words are likest to


class SentenceAlignment:
    """Cuts parts where they turn to another topic. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, likeness: Likeness) -> None:
        self.scan = reader.scan
        self.speech = reader.speech
        self.paragraphs = reader.outline.paragraphs
        self.likeness = likeness
        self.passages = reader.passages

    def stretches(self, columns: list[Topic], parts: Sequence[Part]) -> list[tuple[Topic, Part]]:
        """Which part treats which topic; a part that treats several is cut between its sentences."""
        cut = [[part] if len(columns) == 1 else self._pieces(part) for part in parts]
        if sum(map(len, cut)) > _MOST_PIECES:
            cut = [[part] for part in parts]
        pieces = [piece for some in cut for piece in some]
        one_each = len(columns) == len(parts) and all(part.opens for part in parts)
        turns = [number if one_each else None for number, some in enumerate(cut) for _ in some]
        signs = self.likeness.signs(columns)
        found: list[_Piece] = []
        for topic, piece in zip(self._aligned(columns, pieces, turns), pieces, strict=True):
            words = self.scan.text[piece.start : piece.end]
            like = self._likest(columns, signs, words) or topic
            if found and not self._begins(topic, found[-1].topic, piece, words):
                topic = found[-1].topic
            found.append(_Piece(topic, piece, like))
        return [stretch for run in self._speeches(found) for stretch in self._stretch(run)]

    def _speeches(self, found: list[_Piece]) -> list[list[_Piece]]:
        """The pieces of each speech together."""
        runs: list[list[_Piece]] = []
        for piece in found:
            if runs and not piece.part.opens and not self.speech.begins(piece.part.start):
                runs[-1].append(piece)
            else:
                runs.append([piece])
        return runs

    def _stretch(self, run: list[_Piece]) -> list[tuple[Topic, Part]]:
        """A speech as a whole, for the topic that it tells first; none where most that its sentences tell is on others. No item
        is a sentence inside a speech (GUIDELINE.md, Agenda items: it is a section, a paragraph or a clause)."""
        first, last = run[0].part, run[-1].part
        paragraphs = tuple(dict.fromkeys(index for piece in run for index in piece.part.paragraphs))
        whole = replace(first, end=last.end, paragraphs=paragraphs)
        topics = list({id(piece.topic): piece.topic for piece in run}.values())
        hinted = len({id(piece.like) for piece in run if self._hints(piece)})
        if len(topics) == 1:
            return [(topics[0], whole)] if hinted < _MANY else []
        telling = [piece for piece in run if self._tells(piece)]
        self._note(telling, last.end)
        told = [sum(piece.topic is topic for piece in telling) for topic in topics]
        told_first = next((number for number, pieces in enumerate(told) if pieces), 0)
        return [(topics[told_first], whole)] if 2 * told[told_first] >= sum(told) + hinted else []

    def _note(self, telling: list[_Piece], end: int) -> None:
        """Remember where a speech on several matters turns from one to the next."""
        turns = [
            piece
            for before, piece in zip((None, *telling), telling, strict=False)
            if before is None or piece.topic is not before.topic
        ]
        for number, (topic, part, _) in enumerate(turns):
            stop = turns[number + 1].part.start if number + 1 < len(turns) else end
            self.passages[part.start] = Span(part.start, stop), topic.subject

    def _likest(self, columns: list[Topic], signs: list[dict[str, float]], words: str) -> Topic | None:
        """The topic whose signs weigh most in the words; None where none has any."""
        weights = [weigh(sign, words) for sign in signs]
        most = max(weights)
        return columns[weights.index(most)] if most else None

    def _hints(self, piece: _Piece) -> bool:
        """Whether a sentence has a word of another topic than the one that its speech is on, and none of that."""
        words = self.scan.text[piece.part.start : piece.part.end]
        return (
            piece.like.matter is not piece.topic.matter
            and self.likeness.of(piece.like, words) >= 1
            and self.likeness.of(piece.topic, words) == 0
        )

    def _tells(self, piece: _Piece) -> bool:
        topic, part, _ = piece
        return self.likeness.fits(topic, part, self.scan.text[part.start : part.end]) >= LEAST

    def _begins(self, topic: Topic, before: Topic, piece: Part, words: str) -> bool:
        """Whether a piece turns to another topic: under one verb, and inside a speech, only by words that tell it."""
        if topic is before or (piece.opens and topic.matter is not before.matter):
            return True
        least = LEAST if piece.opens else LEAST + 1
        return self.likeness.fits(topic, piece, words) >= max(least, self.likeness.of(before, words) + 1)

    def _pieces(self, part: Part) -> list[Part]:
        """A part cut where a sentence may turn to another matter: at its paragraphs, at a speech, at a demand."""
        if part.numbered:
            return [part]
        whole = part.start == self.paragraphs[part.paragraphs[0]].start
        starts = [start for start in self.speech.turns(part.start, part.end, finely=whole) if start > part.start]
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
        signs = self.likeness.signs(columns)
        score: list[float] = []
        origins: list[list[int]] = []
        for row, piece in enumerate(pieces):
            words = self.scan.text[piece.start : piece.end]
            turn = _TURN_OPENING if piece.opens else _TURN_INSIDE
            like = [
                min(weigh(sign, words), ENOUGH)
                + (LEAST if topic.open and piece.opens else 0.0)
                + (self.likeness.named(topic, piece) if piece.topic else 0.0)
                + (STUDIED_SPOKEN if piece.studies and is_studied(topic.matter) else 0.0)
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
