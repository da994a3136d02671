"""A leader's speech printed as it was given: 下面,我讲三点意见。|一、…: all of it is one deployment, beside what was told before it. (讲话稿)"""

from __future__ import annotations

from dataclasses import replace

from kg.agenda.matter import Matter
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.paragraphs import ParagraphReader
from kg.model import Span

_DEPLOYED = "部署"


class GivenSpeech:
    """Reads the items of such a text."""

    def __init__(self, reader: ParagraphReader) -> None:
        self.reader = reader
        self.paragraphs = reader.outline.paragraphs
        self.words = paragraph_words(reader.scan.lexicon)

    def items(self, body: list[int]) -> list[Matter] | None:
        """What was told at the meeting before the speech, and the speech; None where the lead opens none, or something is taken up by a
        verb below it (a notice that quotes a speaker)."""
        lead = self.reader.lead
        opens = None if lead is None else self.words.i_speak.search(self.reader.line(lead))
        if lead is None or opens is None:
            return None
        said = [index for index in body if index > lead]
        while said and self.words.ends_speech.match(self.reader.line(said[-1])) is not None:
            said.pop()
        if not said or any(self.reader.treats(index) for index in said):
            return None
        told = [replace(m, end=m.subject.end, sections=[]) for m in self.reader.matters(lead, apart=True)]
        return [*told, self._speech(self.paragraphs[lead].start + opens.start(), said)]

    def _speech(self, start: int, said: list[int]) -> Matter:
        """The speech from where it is opened: its first heading is a demand in it, and not what the item is called."""
        span = Span(start, self.paragraphs[said[-1]].end)
        return Matter(*span, said[0], [_DEPLOYED], [], [], True, span, named=False, sections=said)
