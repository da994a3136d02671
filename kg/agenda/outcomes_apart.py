"""Papers of one item with outcomes of their own: 审议《甲》《乙》。会议原则同意其中《甲》 (结果不同的文件)"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.agenda.matter import REPLACED, Matter, meant
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.outcomes import OutcomeReader
from kg.model import Span
from kg.scan import Event


class _Stated(NamedTuple):
    """A clause that states an outcome, of papers that it names."""

    start: int
    word: str
    titles: frozenset[str]


class OutcomesApart:
    """Gives papers that an outcome names an item of their own, where others of their item have another or none."""

    def __init__(self, reader: OutcomeReader) -> None:
        self.reader = reader
        self.verbs = reader.verbs
        self.scan = reader.scan
        self.clauses = reader.outline.clauses
        self.words = meeting_act_words(reader.scan.lexicon)

    def apart(self, matters: Sequence[Matter]) -> list[Matter]:
        """The matters, those in parts that have outcomes for some of their papers only."""
        return [part for matter in matters for part in self._parted(matter)]

    def _parted(self, matter: Matter) -> list[Matter]:
        if len(matter.documents) < 2 or not matter.outcomes or not matter.was_passed():
            return [matter]
        stated = self._stated(matter)
        named = frozenset[str]().union(*(one.titles for one in stated))
        left = [title for title in matter.documents if title not in named]
        if not named or (not left and len({one.word for one in stated}) < 2):
            return [matter]
        if left and matter.subject.start <= stated[0].start < matter.subject.end:
            return [matter]  # 会议原则同意《甲》,凡与《乙》相抵触的一律删除: 《乙》 is only spoken of
        told = self._told(matter)
        parts = list(self._passed(matter, stated, told))
        if left:
            rest = self._rest(matter, left, told)
            parts[0].start = max(parts[0].start, self._after(matter.subject))
            return [rest, *parts] if parts[0].start < parts[0].end else [matter]
        return parts

    def _stated(self, matter: Matter) -> list[_Stated]:
        """The clauses of a matter that state an outcome, in order; none where one of them holds for all of its papers."""
        found: list[_Stated] = []
        low, high = (bisect_left(self.reader.clause_starts, at) for at in (matter.start, matter.end))
        acts = self.verbs.treatments.acts
        for event in acts.between(matter.start, matter.end) if low < high else ():
            place = bisect_right(self.reader.clause_starts, event.start) - 1
            clause = self.clauses[place]
            word = self.reader.stated(event, clause, matter) if event.start < clause.end else None
            if word is None:
                continue
            titles = self._titles(event, place, matter, found)
            if not titles:
                return []
            if found and found[-1].word == word:
                found[-1] = found[-1]._replace(titles=found[-1].titles | titles)
            else:
                found.append(_Stated(clause.start, word, titles))
        return found

    def _titles(self, event: Event, place: int, matter: Matter, before: Sequence[_Stated]) -> frozenset[str]:
        """Which papers of a matter an outcome is of: 原则同意|《甲》, 原则同意|除《乙》外的文件, 原则同意|前者."""
        end = self.clauses[place].end
        for clause in self.clauses[place + 1 :]:
            if clause.level > 1 or self.words.goes_on_naming.match(self.scan.text, clause.start) is None:
                break
            end = clause.end
        papers = frozenset(matter.documents)
        named = papers.intersection(self.verbs.documents(event.end, end))
        if self.words.all_but.match(self.scan.text, event.end, end) is not None:
            return papers - named
        if named:
            return named
        taken = {title for one in before for title in one.titles}
        return frozenset(meant(self.words.which.match(self.scan.text, event.end, end), matter.documents, taken))

    def _told(self, matter: Matter) -> list[str]:
        """By which verbs the meeting took up what a matter lists, the outcome aside."""
        found: list[str] = []
        low, high = (bisect_left(self.reader.clause_starts, at) for at in matter.subject)
        for clause in self.clauses[low:high]:
            for verb in self.verbs.treatments.of(clause):
                if verb.kind == "treat" and "/" not in verb.value and verb.start < matter.subject.end:
                    found.extend(word for word in self.verbs.treatments.told_by(verb, clause) if word not in found)
        return found or ["审议"]

    def _passed(self, matter: Matter, stated: Sequence[_Stated], told: Sequence[str]) -> Iterator[Matter]:
        """An item for each outcome, up to the clause that states the next."""
        starts = [matter.start, *(one.start for one in stated[1:])]
        ends = [*(at - 1 for at in starts[1:]), matter.end]
        for one, start, end in zip(stated, starts, ends, strict=True):
            yield replace(
                matter,
                start=start,
                end=end,
                treatments=[*(word for word in told if word not in REPLACED), one.word],
                outcomes=[one.word],
                documents=[title for title in matter.documents if title in one.titles],
                subject=matter.subject if start == matter.start else Span(start, end),
                sections=[*matter.sections],
            )

    def _rest(self, matter: Matter, titles: list[str], told: Sequence[str]) -> Matter:
        """What no outcome is stated of: the clause that lists it."""
        start, end = matter.subject
        start = matter.start if matter.start <= start < matter.end else start
        return replace(
            matter, start=start, end=end, treatments=[*told], outcomes=[], documents=titles, sections=[], separate=True
        )

    def _after(self, subject: Span) -> int:
        """Where the next clause begins."""
        place = bisect_left(self.reader.clause_starts, subject.end)
        return self.clauses[place].start if place < len(self.clauses) else subject.end
