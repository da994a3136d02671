"""Speech cut into what may be on a matter of its own: at its paragraphs, at a speech that opens, at a demand. (讲话切分)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part

# More sentences than this are not compared one by one.
_MOST_PIECES = 400


class Cutter:
    """Cuts parts, and puts the pieces of one speech together. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.text = reader.scan.text
        self.speech = reader.speech
        self.paragraphs = reader.outline.paragraphs
        self.starts = frozenset(paragraph.start for paragraph in self.paragraphs)

    def pieces(self, parts: Sequence[Part]) -> list[Part]:
        """All pieces of all parts, in order."""
        cut = [self._cut(part, alone=len(parts) == 1) for part in parts]
        if sum(map(len, cut)) > _MOST_PIECES:
            return list(parts)
        return [piece for pieces in cut for piece in pieces]

    def speeches(self, pieces: Sequence[Part]) -> list[range]:
        """The numbers of the pieces of each speech."""
        starts = [
            number
            for number, piece in enumerate(pieces)
            if not number or piece.opens or (piece.start not in self.starts and self.speech.begins(piece.start))
        ]
        return [range(first, last) for first, last in pairwise([*starts, len(pieces)])]

    def joined(self, pieces: Sequence[Part]) -> Part:
        """Neighbouring pieces as one part."""
        paragraphs = tuple(dict.fromkeys(index for piece in pieces for index in piece.paragraphs))
        return replace(pieces[0], end=pieces[-1].end, paragraphs=paragraphs)

    def _cut(self, part: Part, *, alone: bool) -> list[Part]:
        """The pieces of a part. A sentence that says what its speech is on opens one as a paragraph does, and so does each that begins a
        speech where one paragraph holds all that was said (``alone``)."""
        if part.numbered:
            return [part]
        whole = part.start == self.paragraphs[part.paragraphs[0]].start
        starts = [start for start in self.speech.turns(part.start, part.end, finely=whole) if start > part.start]
        topics = [part.topic, *map(self.speech.topic_at, starts)]
        outcomes = [
            self.paragraphs[i].start
            for i in part.paragraphs
            if self.speech.tells_outcome(i) and not self.speech.only_leads(i)
        ]
        return [
            replace(
                part,
                start=low,
                end=low + len(self.text[low:high].rstrip("\n")),
                paragraphs=tuple(i for i in part.paragraphs if self._touches(i, low, high)),
                opens=low in outcomes
                or (part.opens if not number else bool(topics[number]) or (alone and self.speech.begins(low))),
                topic=topics[number],
                studies=part.studies and not number,
            )
            for number, (low, high) in enumerate(pairwise([part.start, *starts, part.end]))
        ]

    def _touches(self, paragraph: int, start: int, end: int) -> bool:
        return self.paragraphs[paragraph].start < end and self.paragraphs[paragraph].end > start
