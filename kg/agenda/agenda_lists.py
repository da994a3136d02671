"""Minutes that list the matters first (会议议题: 1. 2. 3.) and then tell what was said of each (会议要点:). (议题清单)"""

from __future__ import annotations

import re

from kg.agenda.announcing import Announcing
from kg.agenda.matter import Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.paragraph_words import paragraph_words
from kg.agenda.weights import LEAST
from kg.mentions.numerals import chinese_number
from kg.structure import Clause

_NUMBER = re.compile(
    "(?<![^\\s,;。:])(?:(?P<number>[0-9]{1,2})[、.]\\s*(?![0-9])|(?P<chinese>[一二三四五六七八九十]{1,3})、)"
)
_LEAST_IN_A_ROW, _MOST_IN_A_ROW = 2, 60
_MARKS = " \u3000,;。"


class AgendaLists:
    """Reads such a list with what stands below it."""

    def __init__(self, announcing: Announcing) -> None:
        self.announcing = announcing
        self.words = paragraph_words(announcing.scan.lexicon)
        self.acts = meeting_act_words(announcing.scan.lexicon)
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
            below = self._treated_below(listed, sections)
            return self._named_only(listed, sections) if below is None and head is not None else below
        for item, index in zip(listed, sections, strict=True):
            item.start, item.end, item.sections = self.paragraphs[index].start, self.paragraphs[index].end, [index]
            self.outcomes.read(item, item.start, item.end)
        return listed

    def _listed(self, index: int, *, labelled: bool) -> list[Matter]:
        """What a line of the list names: one matter under a number; without numbers (研究甲、乙,听取丙的汇报) all that stand there."""
        if self.headings.number(index):
            found = self.reader.matters(index)
            return self._in_a_row(index) or ([self.reader.one(found, index)] if found else [])
        return self.reader.matters(index, apart=True) if labelled else []

    def _in_a_row(self, index: int) -> list[Matter]:
        """1、学习《甲》, 2、听取乙汇报 3、审议《丙》 in one line: a matter under each number; none where they do not count on."""
        line = self.paragraphs[index]
        marks = list(_NUMBER.finditer(self.reader.scan.text, line.start, line.end))
        if len(marks) < _LEAST_IN_A_ROW or [_value(mark) for mark in marks] != list(range(1, len(marks) + 1)):
            return []
        verbs, found = self.reader.verbs, []
        for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), line.end], strict=True):
            words = self.reader.scan.text[mark.end() : end].rstrip(_MARKS)
            clause = Clause(mark.end(), mark.end() + len(words), 3, index)
            acts = verbs.treatments.of(clause)
            if not acts:
                return []
            matter = verbs.matter_of(clause, [acts[0], *verbs.treatments.joined(acts[1:], clause)], index)
            matter.start = mark.start()
            found.append(matter)
        return found

    def _named_only(self, listed: list[Matter], sections: list[int]) -> list[Matter] | None:
        """The matters of a list with the speeches below that treat some of them, where nothing below it takes up a matter by itself:
        会议就甲、乙等情况进行了研究。 goes through the list, and 会后,… was not at the meeting."""
        if (
            len(listed) not in range(_LEAST_IN_A_ROW, _MOST_IN_A_ROW)
            or len({matter.paragraph for matter in listed}) > 1
        ):
            return None
        if any(self.reader.treats(i) and not self._goes_through(listed, i) for i in sections):
            return None
        speeches = [self.matcher.part((i,), opens=True) for i in sections if self.speech.starts(i)]
        items, left = self.matcher.claim(listed, speeches)
        return items + [matter for matter in left if not matter.rest]

    def _goes_through(self, listed: list[Matter], index: int) -> bool:
        """Whether a paragraph names several of the matters once more, or tells of what was not at the meeting."""
        line = self.reader.line(index)
        away = self.acts.away.match(line) is not None
        return away or sum(self.matcher.likeness.of(matter, line) >= LEAST for matter in listed) > 1

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


def _value(mark: re.Match[str]) -> int | None:
    """What a number counts: 3、 and 三、"""
    return int(mark["number"]) if mark["number"] else chinese_number(mark["chinese"])
