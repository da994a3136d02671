"""Minutes that list the matters first (会议议题: 1. 2. 3.) and then tell what was said of each (会议要点:). (议题清单)"""

from __future__ import annotations

from kg.agenda.announcing import Announcing
from kg.agenda.matter import Matter
from kg.agenda.paragraph_words import paragraph_words


class AgendaLists:
    """Reads such a list with what stands below it."""

    def __init__(self, announcing: Announcing) -> None:
        self.announcing = announcing
        self.words = paragraph_words(announcing.scan.lexicon)
        self.headings = announcing.headings
        self.reader = announcing.reader
        self.speech = announcing.speech
        self.outcomes = announcing.reader.outcomes
        self.matcher = announcing.matcher
        self.paragraphs = announcing.reader.outline.paragraphs

    def items(self, body: list[int]) -> list[Matter] | None:
        """会议议题: 1. 2. 3. and then 会议要点: one paragraph for each, in the same order."""
        head = next((i for i in body if self.words.agenda_label.match(self.reader.line(i)) is not None), None)
        digest = next((i for i in body if self.words.minutes_label.match(self.reader.line(i)) is not None), None)
        if digest is None:
            return None
        first = head if head is not None else body[0]
        listed = [matter for i in body if first < i < digest for matter in self._listed(i, labelled=head is not None)]
        sections = [i for i in body if i > digest and not self._only_opens(i)]
        if len(listed) != len(sections):
            return self._treated_below(listed, sections)
        for item, index in zip(listed, sections, strict=True):
            item.start, item.end, item.sections = self.paragraphs[index].start, self.paragraphs[index].end, [index]
            self.outcomes.read(item, item.start, item.end)
        return listed

    def _listed(self, index: int, *, labelled: bool) -> list[Matter]:
        """What a line of the list names: one matter under a number; without numbers (研究甲、乙,听取丙的汇报) all that stand there."""
        if self.headings.number(index):
            found = self.reader.matters(index)
            return [self.reader.one(found, index)] if found else []
        return self.reader.matters(index, apart=True) if labelled else []

    def _treated_below(self, listed: list[Matter], sections: list[int]) -> list[Matter] | None:
        """The matters of a numbered list with the speeches below that treat some of them; None where a section below
        says by itself what it treats."""
        if not listed or len(self.announcing.speeches(sections)) < len(sections):
            return None
        items, left = self.matcher.claim(listed, self.announcing.speeches(sections))
        return items + [matter for matter in left if not matter.rest]

    def _only_opens(self, index: int) -> bool:
        """5月8日,县政府常务会议召开,就防汛、消防等事宜进行研究。: when the meeting was, and a summary of what is listed."""
        line = self.reader.line(index)
        return line.count("。") <= 1 and self.words.held.search(line) is not None and not self.speech.speaks(index)
