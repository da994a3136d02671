"""A paragraph while it is read clause by clause: the matters so far, and what was said since the last of them. (逐句)"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.agenda.matter import Matter
from kg.model import Span
from kg.structure import Clause


@dataclass(slots=True)
class Gathering:
    """What the clauses read so far have told. Each method takes the next clause, by what it was found to be."""

    index: int  # of the paragraph
    start: int
    end: int
    stop: int  # where the sentences begin that end the paragraph and belong to no matter
    matters: list[Matter] = field(default_factory=list)
    chain: bool = True  # the next clause may lack a subject: the one before it had the meeting
    talked: bool = False  # speech stood since the last matter
    spoken: bool = False  # the sentence is one of speech
    elsewhere: bool = False  # the sentence speaks of another meeting, or of what was before or after this one
    closed: bool = False  # what is said is on all matters: until the next is taken up
    attendance: bool = False  # the sentence says who was there
    opened: Clause | None = None  # 会前, as a clause of its own
    order: Clause | None = None  # 随后, as the clause before
    sentence: int = 0  # where the sentence begins
    told: int = 0  # where the last matter ended when the sentence began
    decided: bool = False  # the clause before was 会议决定, and what follows is that
    counted: bool = False  # the clause before spoke of all matters at once: 会议对上述议题进行了研究
    treated: list[int] = field(default_factory=list)  # starts of the clauses with a verb of treatment

    def begins_sentence(self, at: int) -> None:
        """The next clause begins a sentence, ``at`` which place."""
        self.spoken, self.sentence, self.decided = False, at, False
        self.told = self.matters[-1].end if self.matters else 0

    @property
    def parts(self) -> int:
        """How many matters of the sentence a semicolon or its beginning parts from what stands before."""
        return sum(matter.separate and matter.start >= self.sentence for matter in self.matters)

    def attended(self, clause: Clause) -> None:
        """县领导甲、乙出席会议。 after a matter"""
        self.stop = min(self.stop, clause.start)

    def opens(self, clause: Clause) -> None:
        """会前, or 会上,"""
        self.opened, self.chain = clause, True

    def counts_on(self, clause: Clause) -> None:
        """随后,"""
        self.order = clause
        if clause.start == self.start:
            self.start = clause.end + 1

    def passes(self, opened: Clause) -> None:
        """会后,|赵一山就夏收工作进行安排部署"""
        self.stop = min(self.stop, opened.start)
        self.opened, self.elsewhere = None, True

    def speaks(self, clause: Clause) -> None:
        """会议强调,"""
        self.chain, self.talked, self.spoken, self.stop = False, True, True, self.end
        if self.matters:
            self._discussed(clause)

    def closes(self, clause: Clause) -> None:
        """县长甲最后强调,全县上下要鼓足干劲"""
        self.stop, self.chain, self.talked, self.closed = min(self.stop, clause.start), False, True, True

    def goes_on(self, clause: Clause, documents: list[str], *, away: bool, listed: bool) -> None:
        """A clause without a verb of treatment. ``away``: what it follows (会前,) puts it outside the meeting. ``listed``: it
        goes on with the list of the clause before it (传达学习《甲》,以及全国“两会”精神)."""
        if self.counted and clause.level < 3:
            return  # 会上对上述事宜形成了决议,|对有关工作提出了要求
        self.stop = self.end
        self.elsewhere, self.opened = away, None
        if not self.matters:
            self.chain = self.chain and not (clause.level == 3 and clause.start > self.start)
            return
        last = self.matters[-1]
        last.end = max(last.end, clause.end)
        if self.decided and clause.level < 3:
            last.sections, self.chain = [self.index], False
        elif self.chain and clause.level < 3:
            last.documents.extend(documents)  # 审议《甲》,《乙》
            if listed or documents:
                last.subject = Span(last.subject.start, max(last.subject.end, clause.end))
        elif clause.level == 3:
            last.sections = [self.index]
            self.chain = False

    def counts(self, clause: Clause) -> None:
        """会议还研究了其他事项"""
        self.stop, self.chain, self.talked = min(self.stop, clause.start), True, False
        self.counted = True

    def states(self, clause: Clause, treated: Matter) -> None:
        """会议原则同意该方案: the outcome of the last matter"""
        self.stop, self.chain = self.end, True
        self.matters[-1].state(treated.outcomes)
        self._discussed(clause)

    def states_earlier(self, matter: Matter, treated: Matter) -> None:
        """会议原则通过《甲》 after several: the outcome of one of them"""
        self.chain, self.talked = True, True
        matter.state(treated.outcomes)

    def discusses(self, clause: Clause, treated: Matter) -> None:
        """会议对该问题进行了讨论: the last matter once more"""
        self.stop, self.chain = self.end, True
        last = self.matters[-1]
        last.treatments.extend(word for word in treated.treatments if word not in last.treatments)
        self._discussed(clause)

    def takes_up(self, clause: Clause, treated: Matter) -> None:
        """听取…汇报: the next matter"""
        if self.opened is not None and self.opened.end + 1 >= clause.start - 1:
            treated.start = self.opened.start
        if self.matters and self.matters[-1].start < self.told and not self.spoken and clause.level < 2:
            self.matters[
                -1
            ].end = self.told  # 。为优化布局,|会议审议了《甲》: what leads to it is none of what stands before
        apart = self.talked or self.opened is not None
        treated.separate = clause.level >= 2 or ((apart or treated.reported) and bool(self.matters))
        self.matters.append(treated)
        self.stop, self.chain, self.talked, self.opened = self.end, True, False, None
        self.counted = self.decided = False

    def _discussed(self, clause: Clause) -> None:
        self.matters[-1].end, self.matters[-1].sections = clause.end, [self.index]
