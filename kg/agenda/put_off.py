"""What the meeting put off: 《乙》修改后再议, 会议决定暂缓审议《乙》, beside papers of the same item that were passed. (暂缓的议题)"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.agenda.matter import PUT_OFF, Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.verbs import VerbReader
from kg.model import Span
from kg.scan import Marks, Scan
from kg.structure import Clause, Outline

_DEFERRED = "暂缓"


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
        for clause in self._deferring(matter):
            named = self.verbs.documents(clause.start, clause.end)
            others = [title for title in matter.documents if title not in named]
            if not others or not named:
                if not matter.outcomes and (others or named):
                    matter.state([_DEFERRED])
                continue
            deferred = self._deferred(matter, clause, named)
            matter.documents = others
            if any(title in others for title in self.verbs.documents(clause.end, matter.end)):
                matter.start, deferred.end = clause.end + 1, clause.end  # 《乙》修改后再议,|原则通过《甲》
                yield deferred
            else:
                matter.end = deferred.start - 1
                yield matter
                matter = deferred
        yield matter

    def _deferred(self, matter: Matter, clause: Clause, named: list[str]) -> Matter:
        subject = Span(clause.start, clause.end)
        titles = [title for title in matter.documents if title in named]
        before = self.outline.clauses[max(0, bisect_right(self.verbs.clause_starts, clause.start) - 2)]
        says = before.end + 1 == clause.start and self.words.leads_in.fullmatch(self.text, before.start, before.end)
        return Matter(
            before.start if says else clause.start, matter.end, clause.paragraph, ["审议"], [_DEFERRED], titles, True, subject,
            sections=[clause.paragraph] if matter.sections else [],
        )  # fmt: skip

    def _deferring(self, matter: Matter) -> list[Clause]:
        """The clauses of a matter, but for its first, that do nothing but put something off."""
        found: list[Clause] = []
        at = self.marks.after(matter.start)
        while at < matter.end:
            clause = self.outline.clauses[bisect_right(self.verbs.clause_starts, at) - 1]
            if clause.start > matter.start and self.words.puts_off.fullmatch(self.text, clause.start, clause.end):
                found.append(clause)
            at = self.marks.after(max(at + 1, clause.end))
        return found


def _drop(titles: list[str], before: Sequence[Matter]) -> None:
    """Take papers from the last of the matters that names them among others."""
    for matter in reversed(before):
        others = [title for title in matter.documents if title not in titles]
        if others and len(others) < len(matter.documents):
            matter.documents = others
            return
