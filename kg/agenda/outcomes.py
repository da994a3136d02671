"""What came of a matter: 会议原则同意…, 议定,原则通过《…》, said in its section or in a sentence of its own. (审议结果)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from kg.agenda.matter import HEARD, REPLACED, Matter
from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.naming import Naming
from kg.agenda.treatments import outcome_of
from kg.agenda.verbs import VerbReader
from kg.mentions.numerals import chinese_number
from kg.scan import Event, Scan
from kg.structure import Clause, Outline

# A clause that has so many pairs, most of them another's, names that one's matter once more.
_TOLD_AGAIN, _SHARE_AGAIN = 6, 0.7
# What an item proposes is named in so many characters.
_LONGEST_NAMED = 100
# An outcome that is told later is that of one of so many matters before it.
_MOST_BEFORE = 100
_OF_ANOTHER = ("的", "后")  # 原则同意|的事项要抓紧办理, 原则同意|后,县水利局要…

_POINT = re.compile("[(（]|[0-9]")  # begins a point below 一、
_FIRST_POINT = re.compile("[(（]?[一1１][^0-9一二三四五六七八九十]")
_PASSED = frozenset({"审议通过", "原则通过"})


def _was_only_heard(matter: Matter) -> bool:
    return not matter.documents and not HEARD.isdisjoint(matter.treatments) and REPLACED.isdisjoint(matter.treatments)


class OutcomeReader:
    """Reads outcomes and finds the matter that each is of. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, verbs: VerbReader, naming: Naming) -> None:
        self.scan = scan
        self.acts = meeting_act_words(scan.lexicon)
        self.outline = outline
        self.verbs = verbs
        self.naming = naming
        self.clause_starts = verbs.clause_starts

    def only_states(self, treated: Matter, before: Matter) -> bool:
        """会议原则同意该方案 after 会议审议了《…方案》: the outcome of the matter before, and no matter of its own."""
        if not treated.only_tells_outcome():
            return False
        if treated.documents:
            whole = set(treated.documents) == set(
                before.documents
            )  # 暂缓审议《乙》 of 《甲》《乙》 is no outcome of both
            return whole or (treated.was_passed() and set(treated.documents) <= set(before.documents))
        short = treated.subject.end - treated.subject.start < 40
        back = self.naming.goes_back(treated)
        return short and not before.outcomes and (back or not self.naming.is_new(treated, before))

    def those_before(self, treated: Matter, matters: Sequence[Matter]) -> list[Matter]:
        """The papers of which 会议原则通过上述文件, and the matters of which 原则同意上述事项 states the outcome: the last
        ``matters``, as far as they wait for one. What was only heard behind them is none that can be passed."""
        if not treated.documents and self._counts_all(matters):
            return list(matters)
        if treated.documents or not self.naming.goes_back(treated):
            return []
        if not _PASSED.isdisjoint(treated.outcomes):
            heard = sum(takewhile(bool, (_was_only_heard(m) for m in matters[::-1])))
            matters = matters[: len(matters) - heard]
        papers = self.naming.goes_back_to_papers(treated)
        waits = (
            (bool(m.documents) or not papers) and not m.outcomes and not REPLACED.isdisjoint(m.treatments)
            for m in matters[::-1]
        )
        return list(matters[len(matters) - sum(takewhile(bool, waits)) :])

    def _counts_all(self, matters: Sequence[Matter]) -> bool:
        """讨论了甲、听取了乙汇报、研究了丙等三项议题,|并原则通过: whether the last of some matters says how many there are, and there are so many"""
        counts = self.acts.counts_all.search(self.scan.text, *matters[-1].subject)
        return counts is not None and len(matters) > 1 and chinese_number(counts["number"]) == len(matters)

    def stated_of(self, treated: Matter, matters: Sequence[Matter]) -> Matter | None:
        """Which of several matters before a clause states the outcome of: 会议原则通过《甲》 after 审议《甲》,听取乙的汇报,审议《丙》."""
        if not treated.only_tells_outcome():
            return None
        matters = matters[-_MOST_BEFORE:]
        if treated.documents:
            fits = set(treated.documents).issubset if treated.was_passed() else set(treated.documents).__eq__
            return next((m for m in matters if fits(set(m.documents)) and not m.outcomes), None)
        pairs = self.naming.words.pairs(self.scan.text[treated.subject.start : treated.subject.end])
        for matter in matters:
            words = self.scan.text[matter.subject.start : matter.subject.end]
            if len(pairs) >= _TOLD_AGAIN and sum(pair in words for pair in pairs) >= _SHARE_AGAIN * len(pairs):
                return None if matter.outcomes else matter
        return None

    def read(self, item: Matter, start: int, end: int) -> None:
        """会议原则同意…, 议定,原则通过《…》: the outcome replaces 审议, 研究, 讨论 by its own word."""
        clauses = self.outline.clauses
        low, high = bisect_left(self.clause_starts, start), bisect_left(self.clause_starts, end)
        if low == high:
            return
        for event in self.verbs.treatments.acts.between(clauses[low].start, clauses[high - 1].end):
            clause = clauses[bisect_right(self.clause_starts, event.start) - 1]
            word = self.stated(event, clause, item) if event.start < clause.end else None
            if word is not None:
                item.state([word])
                item.documents.extend(d for d in self.verbs.documents(clause.start, clause.end) if not item.documents)

    def stated(self, event: Event, clause: Clause, item: Matter) -> str | None:
        """The outcome of an item that a verb in this clause states, or None."""
        text = self.scan.text
        before = text[clause.start : event.start]
        if self.acts.outcome.fullmatch(before) is None or text.startswith(_OF_ANOTHER, event.end):
            return None
        if event.kind == "agree":
            if event.value == "原则同意":
                return None if self._is_of_point(event, clause, item) else "原则同意"
            alone = clause.level == 3 and clause[:2] == event[:2]  # 审议《甲》。|同意,按程序印发。
            agreed = alone or self.acts.agreed.match(text, event.end) is not None or self._founds(event, clause, item)
            return "审议通过" if agreed else None
        return outcome_of(event)

    def _is_of_point(self, event: Event, clause: Clause, item: Matter) -> bool:
        """(三)原则同意|由县财政局先行安排300万元, 1.原则同意|县农业农村局提出的布点意见: what one of several points agrees to, where it names no
        paper and nothing of the item."""
        if _POINT.match(self.scan.text, clause.start, event.start) is None:
            return False
        back = self.acts.agreed.match(self.scan.text, event.end) or self.acts.those.match(self.scan.text, event.end)
        if back or self.verbs.documents(event.end, clause.end) or self._answers(event, clause, item):
            return False
        words, names = self.scan.text[event.end : clause.end], self.naming.words
        agreed = words.partition("的")[2] or words  # 县农业农村局提出的|布点意见
        told = self.scan.text[slice(*item.subject)]
        return names.tells(agreed) and not any(pair in told for pair in names.pairs(agreed))

    def _answers(self, event: Event, clause: Clause, item: Matter) -> bool:
        """研究《…问题的请示》,议定如下:1.原则同意|县水利局提出的处理意见: whether the first point answers a paper that asks."""
        first = _FIRST_POINT.match(self.scan.text, clause.start, event.start) is not None
        asks = any(title.endswith(self.acts.asking) for title in item.documents)
        return first and asks and self.acts.agreed_plan.fullmatch(self.scan.text, event.end, clause.end) is not None

    def _founds(self, event: Event, clause: Clause, item: Matter) -> bool:
        """研究成立专班有关问题。|会议同意|成立旅游专班: what the item proposes to set up is agreed to."""
        found = self.acts.agreed_founding.match(self.scan.text, event.end, clause.end)
        if found is None:
            return False
        end = min(clause.start, item.start + _LONGEST_NAMED)
        said = self.scan.text.find("\n", item.start, end)
        return self.scan.text.find(found["verb"], item.start, said if said >= 0 else end) >= 0
