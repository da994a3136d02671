"""What the meeting put off: 《乙》修改后再议, 会议决定暂缓审议《乙》, beside papers of the same item that were passed. (暂缓的议题)"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.agenda.matter import PUT_OFF, Matter, meant
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.verbs import VerbReader
from kg.model import Span
from kg.scan import Marks, Scan
from kg.structure import Clause, Outline

_DEFERRED, _REFUSED = "暂缓", "不予通过"


class _Told(NamedTuple):
    """A clause, or two, that put something off: from ``start`` to ``end``, as ``outcome``."""

    start: int
    end: int
    outcome: str


class PutOffReader:
    """Finds clauses that put a paper off, and gives it an item of its own where others are passed beside it."""

    def __init__(self, scan: Scan, outline: Outline, verbs: VerbReader) -> None:
        self.text = scan.text
        self.outline = outline
        self.verbs = verbs
        self.words = meeting_act_words(scan.lexicon)
        self.marks = Marks(self.words.deferring, scan.text)

    def apart(self, matters: Sequence[Matter]) -> list[Matter]:
        """The matters in reading order, each paper that was put off in one of them alone."""
        ordered = sorted(matters, key=lambda matter: (matter.start, matter.end))
        found = [part for matter in ordered for part in self._parted(matter)]
        for later, matter in enumerate(found):
            if matter.documents and matter.outcomes and PUT_OFF.issuperset(matter.outcomes):
                _drop(matter.documents, found[:later])
        return found

    def _parted(self, matter: Matter) -> Iterator[Matter]:
        """The matter, and before or behind it what it says was put off."""
        for told in self._told(matter):
            named = self.verbs.documents(told.start, told.end) or self._meant(matter, told)
            others = [title for title in matter.documents if title not in named]
            if not others or not named:
                if not matter.outcomes:
                    matter.state([told.outcome])
                continue
            deferred = self._deferred(matter, told, named)
            matter.documents = others
            if any(title in others for title in self.verbs.documents(told.end, matter.end)):
                matter.start, deferred.end = told.end + 1, told.end  # 《乙》修改后再议,|原则通过《甲》
                yield deferred
            else:
                matter.end = deferred.start - 1
                yield matter
                matter = deferred
        yield matter

    def _meant(self, matter: Matter, told: _Told) -> list[str]:
        """原则同意其中的《甲》,|其余两个文件|修改后再议"""
        taken = self.verbs.documents(matter.subject.end, told.start)
        return meant(self.words.which.match(self.text, told.start, told.end), matter.documents, taken)

    def _deferred(self, matter: Matter, told: _Told, named: list[str]) -> Matter:
        subject = Span(told.start, told.end)
        titles = [title for title in matter.documents if title in named]
        before = self._before(told.start)
        says = before.end + 1 == told.start and self.words.leads_in.fullmatch(self.text, before.start, before.end)
        return Matter(
            before.start if says else told.start, matter.end, before.paragraph, ["审议"], [told.outcome], titles, True, subject,
            sections=[*matter.sections[-1:]],
        )  # fmt: skip

    def _before(self, at: int) -> Clause:
        """The clause before the one that begins at ``at``; the first of the text itself."""
        return self.outline.clauses[max(0, bisect_right(self.verbs.clause_starts, at) - 2)]

    def _told(self, matter: Matter) -> list[_Told]:
        """What a matter says was put off, but for its first clause: 《乙》修改后再议, and 《乙》因条件不成熟,修改后再议."""
        found: list[_Told] = []
        at = self.marks.after(matter.start)
        while at < matter.end:
            clause = self.outline.clauses[bisect_right(self.verbs.clause_starts, at) - 1]
            says = self.words.puts_off.fullmatch(self.text, clause.start, clause.end)
            brings = (
                says is not None and says["back"] is not None and not matter.documents
            )  # 责成X形成方案,|再次提请会议研究
            if clause.start > matter.start and says is not None and not brings:
                start, before = clause.start, self._before(clause.start)
                if before.start > matter.start and self.text[before.start] == "《" and before.end + 1 == start:
                    start = before.start if not self.verbs.documents(start, clause.end) else start
                found.append(_Told(start, clause.end, _REFUSED if says["refused"] else _DEFERRED))
            at = self.marks.after(max(at + 1, clause.end))
        return found


def _drop(titles: list[str], before: Sequence[Matter]) -> None:
    """Take papers from the last of the matters that names them among others."""
    for matter in reversed(before):
        others = [title for title in matter.documents if title not in titles]
        if others and len(others) < len(matter.documents):
            matter.documents = others
            return
