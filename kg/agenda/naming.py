"""Whether a clause names a matter of its own, or one that was named before it. (所指议题)"""

from __future__ import annotations

import re
from itertools import accumulate

from kg.agenda.matter import HEARD, REPLACED, Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.subjects import ORGANS, matter_words
from kg.scan import Scan, Track
from kg.structure import Clause

_FOLLOWS, _LONGEST_OPENING = "如下", 14  # ,现将议定事项纪要如下
_DIGIT = re.compile("[0-9]")


class Naming:
    """Compares what matters name. Holds only look-ups; ``verbs``: those of treatment."""

    def __init__(self, scan: Scan, verbs: Track) -> None:
        self.scan = scan
        self.acts = meeting_act_words(scan.lexicon)
        self.verbs = verbs
        self.words = matter_words(scan.lexicon)
        self.telling: dict[tuple[int, int], bool] = {}  # stretches that were asked for: whether they name a matter

    def tells(self, matter: Matter) -> bool:
        """Whether a matter says what it is about."""
        if matter.documents:
            return True
        told = self._object(matter), matter.subject.end
        known = self.telling.get(told)
        if known is None:
            # 传达学习甲精神,|研究我县贯彻意见: what follows takes nothing from what the clause before it tells
            clauses = self.scan.text[slice(*told)].split(",")
            known = self.telling[told] = any(map(self.words.tells, clauses))
        return known

    def _object(self, matter: Matter) -> int:
        """Where what a matter is about begins: behind the organs that told of it (听取了县发改局、县房产局|相关情况汇报)."""
        start, end = matter.subject
        if HEARD.isdisjoint(matter.treatments):
            return start
        organs = [event.end for event in self.scan.between(start, end) if event.kind in ORGANS and event.end < end]
        members = self.scan.text[start : organs[-1]].split("、") if organs else []
        ends = accumulate((len(member) + 1 for member in members), initial=start - 1)
        return organs[-1] if organs and set(organs).issuperset(list(ends)[1:]) else start

    def is_same(self, clause: Clause, treated: Matter, before: Matter) -> bool:
        """会议听取了任务分解汇报。会议对任务逐条进行了审议: the sentence is on the matter of the one before it."""
        return (
            self.acts.on_something.match(self.scan.text, clause.start) is not None
            and clause.level == 3
            and not treated.outcomes
            and set(treated.treatments) <= REPLACED
            and set(treated.documents) <= set(before.documents)
            and not self._names_another(treated, before)
        )

    def is_beside(self, treated: Matter, before: Matter) -> bool:
        """对防汛工作进行了研究,对校车安全进行了部署: each clause names what it is on, and something else."""
        on = self.acts.on_something
        return (
            on.match(self.scan.text, before.start) is not None
            and on.match(self.scan.text, treated.start) is not None
            and self.tells(before)
            and self._names_another(treated, before)
        )

    def _names_another(self, treated: Matter, before: Matter) -> bool:
        """Whether a clause with its object before its verb names a matter by words that those of the matter before do not
        have."""
        verbs = self.verbs.between(*treated.subject)
        words = self.scan.text[treated.subject.start : verbs[-1].start if verbs else treated.subject.end]
        told = self.scan.text[before.subject.start : before.subject.end]
        return self.words.tells(words) and not any(pair in told for pair in self.words.pairs(words))

    def goes_back(self, treated: Matter) -> bool:
        """会议原则通过|上述文件: the outcome of what was named before."""
        verb = self.verbs.first(treated.subject.start, treated.subject.end)
        return verb is not None and self.acts.those.match(self.scan.text, verb.end) is not None

    def goes_back_to_one(self, treated: Matter) -> bool:
        """会议原则通过|该方案: the outcome of one thing that another sentence names."""
        verb = self.verbs.first(treated.subject.start, treated.subject.end)
        return verb is not None and self.acts.this_one.match(self.scan.text, verb.end) is not None

    def goes_back_to_papers(self, treated: Matter) -> bool:
        """会议原则通过|上述两个文件, 上述规划: papers, and not all matters that were taken up (上述事项)."""
        verb = self.verbs.first(treated.subject.start, treated.subject.end)
        return verb is not None and self.acts.those_papers.match(self.scan.text, verb.end) is not None

    def is_new(self, treated: Matter, before: Matter) -> bool:
        """研究财政工作,研究通过了取暖保供方案: an outcome on a matter that it names, and that the clause before does not."""
        verb = self.verbs.first(treated.subject.start, treated.subject.end)
        words = self.scan.text[treated.subject.start if verb is None else verb.end : treated.subject.end]
        words = (
            words.partition("关于")[2] or words
        )  # 原则同意县住建局提交的|关于…的请示: who submits it names no matter
        told = self.scan.text[before.start : before.end]
        # 2023年 stands in the titles of most papers of a year.
        pairs = (pair for pair in self.words.pairs(words) if not _DIGIT.search(pair))
        return self.words.tells(words) and not any(pair in told for pair in pairs)

    def is_other(self, treated: Matter) -> bool:
        """Whether all that a clause tells is that there were other matters."""
        return not treated.documents and self.counts_others(treated.start, min(treated.subject.end, treated.end))

    def names_one(self, matter: Matter) -> bool:
        """Whether a matter is more than some sorts of matters in a list: not 审议有关规划、项目和资金等事项."""
        subject = self.scan.text[matter.subject.start : matter.subject.end].rstrip("。;,")
        rest = self.scan.text[matter.subject.end : matter.end].rstrip("。:")
        listed = len(rest) <= 1 or (len(rest) <= _LONGEST_OPENING and rest.endswith(_FOLLOWS))
        if subject.rstrip(":").endswith(_FOLLOWS) and not (matter.documents or self.words.tells(subject)):
            return False  # 会议审议通过、研究议定的事项纪要如下:
        spoken_of = not listed or matter.start > matter.subject.end  # not the list alone
        return spoken_of or self.acts.sorts_only.fullmatch(subject) is None

    def counts_others(self, start: int, end: int) -> bool:
        """Whether a stretch only says that there were other matters; 研究了危桥改建和其他事项 names one of them, and 研究了人事等其他事项
        none that a notice would tell."""
        found = self.acts.other_matters.search(self.scan.text, start, end)
        if found is None:
            return False
        named = self.scan.text[start : found.start()]
        beside = self.acts.beside_others.search(named) is not None
        return not (beside and self.words.tells(self.acts.personnel.sub("", named)))
