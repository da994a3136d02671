"""Several matters under one heading: 三、项目建设有关事项|会议研究了甲。…会议听取了乙汇报。… (一个标题下的多个议题)"""

from __future__ import annotations

import re
from itertools import combinations

from kg.agenda.draft import Draft
from kg.agenda.headings import Headings
from kg.agenda.matter import Matter
from kg.model import Span

_SHORTEST, _LONGEST = 2, 40  # of a heading
_DIGIT = re.compile("[0-9]")
_COUNTED = re.compile("[两二三四五六七八九十0-9]{1,3}[个项件]")
_NUMBER = re.compile("(?:[(【]?[一二三四五六七八九十0-9]{1,3}[)】、.]?|第[一二三四五六七八九十])[ \u3000]*")
_SEVERAL = 2
_SHORTEST_TITLE = 5
_BLANKS, _ENDS = " \u3000\n", ("。", "】")
_LEAST_SPOKEN = 8  # what is said of a matter is longer


class UnderHeadings:
    """Tells whether what the sentences of a section take up are matters of their own, as those of a paragraph are: each has its own
    verb clause (GUIDELINE.md). ``heading``: what the section that is read stands under."""

    def __init__(self, draft: Draft, headings: Headings) -> None:
        self.draft = draft
        self.reader = draft.reader
        self.scan = draft.reader.scan
        self.naming = draft.reader.naming
        self.headings = headings
        self.heading: Span | None = None
        self.paragraph = 0  # that the heading stands in

    def enter(self, index: int, found: list[Matter]) -> None:
        """A numbered paragraph begins, and what it takes up (``found``): its heading is its line, or its first sentence before that."""
        start, end = self.draft.paragraphs[index][:2]
        stop = self.scan.text.find("。", start, end)
        if stop >= 0:
            end = stop if found and stop < found[0].subject.start else start
        number = _NUMBER.match(self.scan.text, start, end)
        start = number.end() if number is not None else start
        self.heading = Span(start, end) if _SHORTEST <= end - start <= _LONGEST else None
        self.paragraph = index

    def apart(self, found: list[Matter]) -> list[Matter]:
        """The matters of a paragraph of the section (``found``) where they are several, or another than the one before them, which
        then begins behind the heading; else nothing."""
        if self.heading is None or not found:
            return []
        heads = self._by_verb()
        if heads is not None and not self._lists():
            return []  # 三、研究甲工作|会议听取了甲情况汇报。…
        runs = self._sentences(found)
        before = None if heads is not None else self._before()
        matters = [before, *runs] if before is not None else runs
        if len(matters) < _SEVERAL or not all(self._is_taken_up(m) for m in matters) or self._is_on_one(matters):
            return []
        if heads is not None:
            self.draft.items.pop()
        if before is not None:
            self._leave_heading(before)
        return runs

    def documents(self, matter: Matter) -> list[str]:
        """The papers that the heading names of a matter; what only came of it tells, too, that 关于犬只管理办法 names 《东河县犬只管理办法》."""
        if self.heading is None:
            return []
        named = self.reader.verbs.documents(*self.heading)
        if named or not matter.only_tells_outcome():
            return named
        words = self.scan.text[slice(*self.heading)].removeprefix("关于")
        titles = self.draft.matcher.likeness.titles
        meant = [
            title for title, (plain, _) in titles.items() if len(words) >= _SHORTEST_TITLE and plain.endswith(words)
        ]
        return meant if len(meant) == 1 else []

    def _by_verb(self) -> Matter | None:
        """三、研究甲、乙等工作: what the heading alone says that the meeting took up, right above"""
        items = self.draft.items
        alone = not self.draft.pending and items and items[-1].sections == [self.paragraph]
        return items[-1] if alone and self.heading is not None and items[-1].subject.start <= self.heading.end else None

    def _lists(self) -> bool:
        """关于三项汇报, 甲、乙等工作: whether the heading names nothing, or several things"""
        heading = self.scan.text[slice(*self.heading)] if self.heading is not None else ""
        if self.headings.words.summary.search(heading) is not None:
            return True
        return not self.naming.words.tells(_COUNTED.sub("", heading))

    def _sentences(self, found: list[Matter]) -> list[Matter]:
        """The matters that begin sentences of the meeting's own, each with what stands beside it in its sentence, and with what goes
        back to it."""
        runs: list[list[Matter]] = []
        for matter in found:
            goes_on = not self.naming.tells(matter) or (matter.only_tells_outcome() and not matter.documents)
            if runs and (goes_on or not self._begins_sentence(matter)):
                runs[-1].append(matter)
            else:
                runs.append([matter])
        return [self.reader.grouping.one([matter.copy() for matter in run]) for run in runs]

    def _begins_sentence(self, matter: Matter) -> bool:
        """Whether the meeting's own act stands at the beginning of a sentence: 。|会议听取了…, 。|审议《甲》"""
        start, text = matter.subject.start, self.scan.text
        if start != self.draft.paragraphs[matter.paragraph].start and text[:start].rstrip(_BLANKS)[-1:] not in _ENDS:
            return False
        return text.startswith("会议", start) or self.reader.verbs.treatments.verbs.first(start, start + 1) is not None

    def _is_taken_up(self, matter: Matter) -> bool:
        return self._begins_sentence(matter) and self.naming.tells(matter)

    def _before(self) -> Matter | None:
        """What the section has taken up so far, behind its heading."""
        items = self.draft.items
        if self.draft.pending or not items or self.heading is None or items[-1].subject.start < self.heading.end:
            return None
        return items[-1]

    def _is_on_one(self, matters: list[Matter]) -> bool:
        """Whether the heading names one thing, and the sentences below it may be on that."""
        heading = self.scan.text[slice(*self.heading)] if self.heading is not None else ""
        if self._lists():
            return False
        if "《" in heading or not all(one.end - one.subject.end >= _LEAST_SPOKEN for one in matters[:-1]):
            return True
        named = self._names(heading)
        told = [self._names(" ".join([self.scan.text[slice(*m.subject)], *m.documents])) for m in matters]
        if any(one <= named for one in told) or any((one & two) - named for one, two in combinations(told, 2)):
            return True
        if self._goes_through(told):
            return False
        # 关于防汛工作|会议听取水利检修汇报。…会议审议《防汛预案》: a matter, and no sort of them, where one names it
        return any((named & one) - self.naming.words.frequent for one in told)

    def _goes_through(self, told: list[set[str]]) -> bool:
        """一、关于燃气安全和冬季旅游|会议听取燃气安全汇报。…会议研究冬季旅游措施。…: whether the heading joins
        as many things as its matters, each of which names the next of them, and no other"""
        if self.heading is None:
            return False
        things = self.draft.matcher.likeness.named_in(self.heading)
        if len(things) != len(told):
            return False
        return all(
            bool(one & two) == (number == place) for number, one in enumerate(things) for place, two in enumerate(told)
        )

    def _names(self, words: str) -> set[str]:
        """What words name, but for the place and the year, which are told of all."""
        return {
            pair for pair in self.naming.words.names(words) if _DIGIT.search(pair) is None
        } - self.draft.matcher.likeness.own_place

    def _leave_heading(self, item: Matter) -> None:
        """What a section took up first begins with its own sentence where the section takes up more."""
        if item.start < item.subject.start and self.paragraph in (item.paragraph, *item.sections):
            item.sections = [i for i in item.sections if i != self.paragraph or i == item.paragraph]
            item.start = item.subject.start
