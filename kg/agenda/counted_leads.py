"""Leads that name some matters and count the others, with as many speeches below: 就《甲》等4个议题进行了研究. (计数议题)"""

from __future__ import annotations

from dataclasses import replace

from kg.agenda.headings import Headings
from kg.agenda.matching import Matcher
from kg.agenda.matter import Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import treated
from kg.mentions.numerals import chinese_number
from kg.model import Span

_MOST = 40  # no agenda has more


class Counted:
    """Reads the speeches of such a notice. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, headings: Headings, matcher: Matcher) -> None:
        self.reader = reader
        self.headings = headings
        self.matcher = matcher
        self.acts = meeting_act_words(reader.scan.lexicon)

    def number(self, matter: Matter) -> int:
        """How many matters a clause says there were beside the one it names, that one among them; 0 where it does not."""
        found = self.acts.counts_all.search(self.reader.scan.text, *matter.subject)
        number = chinese_number(found["number"]) if found is not None else None
        return number if number is not None and number <= _MOST else 0

    def items(self, listed: list[Matter], later: list[int]) -> tuple[list[Matter], list[int]] | None:
        """The items of as many speeches as the last matter ``listed`` counts, with the paragraphs that they are; None where
        there are more or fewer."""
        number = self.number(listed[-1]) if listed else 0
        spoken = self._spoken(later) if number > 1 else []
        before = len(listed) - 1  # matters with verbs of their own: 传达学习甲精神,审议《乙》等5个议题
        # The number may be that of all matters or of those of the last verb.
        if not spoken or len(spoken) not in (number, before + number) or number < before + len(listed[-1].documents):
            return None
        named = [self._treated(matter, tuple(at)) for matter, at in zip(listed[:-1], spoken, strict=False)]
        counted = [self._item(listed[-1], place, tuple(at)) for place, at in enumerate(spoken[before:])]
        return named + counted, [index for paragraphs in spoken for index in paragraphs]

    def _spoken(self, later: list[int]) -> list[list[int]]:
        """The paragraphs of each speech, up to the next that says by itself what the meeting took up."""
        found: list[list[int]] = []
        for index in later:
            opens = self.reader.speech.starts(index)
            if self.headings.number(index) is not None or (not opens and (self.reader.treats(index) or not found)):
                break
            if opens:
                found.append([index])
            else:
                found[-1].append(index)
        return found

    def _treated(self, matter: Matter, paragraphs: tuple[int, ...]) -> Matter:
        """The speech on a matter."""
        item = treated(matter, self.matcher.part(paragraphs, opens=True))
        self.reader.outcomes.read(item, item.start, item.end)
        return item

    def _item(self, matter: Matter, place: int, paragraphs: tuple[int, ...]) -> Matter:
        """The speech in this ``place``: on the document that was named so, or on what the lead only counts."""
        one = replace(matter, documents=matter.documents[place : place + 1])
        item = self._treated(one, paragraphs)
        item.subject = matter.subject if place == 0 else Span(item.start, item.end)
        return item
