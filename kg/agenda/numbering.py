"""Numbers before a verb, and whether what they count is matters: 二是|传达学习《…》, 第三项议程由县住建局|传达… (议题计数)"""

from __future__ import annotations

import re

from kg.agenda.meeting_act_words import meeting_act_words
from kg.agenda.treatments import Treatments
from kg.scan import Event, Scan
from kg.structure import Clause, Outline

_NUMBERED = frozenset({"enum-heading", "enum-arabic", "enum-bracket", "enum-arabic-bracket"})

_LABEL = re.compile("【[一-鿿]{2,6}】(?=会[议上前])")  # 【其他】|会议还审议…
_CARD = re.compile("(?:0?[1-9]|[12][0-9])[ \u3000]+")


class Numbering:
    """Reads numbers at the start of a clause. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, treatments: Treatments) -> None:
        self.scan = scan
        self.acts = meeting_act_words(scan.lexicon)
        self.outline = outline
        self.treatments = treatments
        self.clauses = outline.by_paragraph
        counted = self.acts.counted_list.search(scan.text)
        self.counted = counted.start() if counted is not None else None  # where a list of matters begins

    def past(self, clause: Clause) -> int:
        """Where the words begin: after 一、 and (一) at the clause's start."""
        start = clause.start
        if self.scan.text[start] == "【" and self.treatments.acts.first(start + 1, start + 2) is not None:
            return start + 1  # 【|审议《甲》】
        labelled = _LABEL.match(self.scan.text, start, clause.end)
        if labelled is not None:
            return labelled.end()
        counted = self.acts.counted.match(self.scan.text, start, clause.end)
        if counted is not None:
            return counted.end()
        card = self.card(clause.paragraph) if start == self.outline.paragraphs[clause.paragraph].start else None
        if card is not None:
            return card
        while start < clause.end:
            event = self.scan.at.get(start)
            if event is None or not (event.kind in _NUMBERED or self._counts(event, clause)):
                break
            start = event.end
            while start < clause.end and self.scan.text[start] in " \u3000":
                start += 1
        return start

    def card(self, index: int) -> int | None:
        """Where the words of a card's heading begin: 01 |学习《甲》, 2 |听取乙汇报; None where no verb of treatment stands there."""
        start, end = self.outline.paragraphs[index][:2]
        if not "0" <= self.scan.text[start] <= "9":
            return None
        number = _CARD.match(self.scan.text, start, end)
        if number is None or self.treatments.verbs.first(number.end(), number.end() + 1) is None:
            return None
        return number.end()

    def counts_matters(self, index: int) -> bool:
        """Whether the paragraph begins with 一是 and a verb of treatment."""
        clauses = self.clauses.get(index, [])
        event = self.scan.at.get(self.outline.paragraphs[index].start)
        return bool(clauses) and event is not None and self._counts(event, clauses[0])

    def _counts(self, event: Event, clause: Clause) -> bool:
        """二是|传达学习《…》, 五是|研究金融工作。会议强调…: an enumeration of matters, and not of demands."""
        paragraph = self.outline.paragraphs[clause.paragraph]
        if event.start in self.treatments.points.numbers:
            return True
        if event.kind != "enum-point":
            return False
        if self.counted is not None and event.start > self.counted:
            # 会议共有九项议题:一是|听取…; 二是|研究…
            return self.treatments.verbs.first(event.end, event.end + 1) is not None
        if event.start != paragraph.start:
            return False
        verb = self.treatments.verbs.first(event.end, min(clause.end, event.end + 8))
        if verb is None:
            return False
        return self.treatments.is_plain(verb, clause) or self.scan.text.startswith("。会议", clause.end)
