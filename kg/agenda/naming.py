"""Whether a clause names a matter of its own, or one that was named before it. (所指议题)"""

from __future__ import annotations

import re

from kg.agenda.matter import REPLACED, Matter
from kg.agenda.subjects import matter_words
from kg.scan import Scan, Track
from kg.structure import Clause

# 会议共研究八个议题 counts the matters and is none; 会议对上述议题进行了研究 goes back to all of them.
_OTHER_MATTERS = re.compile(
    "(?:议题|学法|事项|文件|传达)\\d{1,2}[项个件]$|(?:其他|其它|另外)(?:有关)?(?:相关)?(?:事项|事宜|议题|工作|问题|内容)|(?:研究|审议|讨论|听取)(?:了)?[一二两三四五六七八九十\\d]{1,3}[个项](?:议题|事项)$|(?:研究|审议|讨论|听取)(?:了)?(?:以下|下列)(?:议题|事项|问题|内容):?$|对(?:上述|以上)(?:各项)?(?:议题|事项|问题|内容)"
)
_ON = ("对", "就", "会议对", "会议就")


class Naming:
    """Compares what matters name. Holds only look-ups; ``verbs``: those of treatment."""

    def __init__(self, scan: Scan, verbs: Track) -> None:
        self.scan = scan
        self.verbs = verbs
        self.words = matter_words(scan.lexicon)

    def tells(self, matter: Matter) -> bool:
        """Whether a matter says what it is about."""
        return bool(matter.documents) or self.words.tells(self.scan.text[matter.subject.start : matter.subject.end])

    def is_same(self, clause: Clause, treated: Matter, before: Matter) -> bool:
        """会议听取了任务分解汇报。会议对任务逐条进行了审议: the sentence is on the matter of the one before it."""
        return (
            self.scan.text.startswith(_ON, clause.start)
            and clause.level == 3
            and not treated.outcomes
            and set(treated.treatments) <= REPLACED
            and set(treated.documents) <= set(before.documents)
            and not self._names_another(treated, before)
        )

    def _names_another(self, treated: Matter, before: Matter) -> bool:
        """Whether a clause names a matter by words that those of the matter before do not have."""
        words = self.scan.text[treated.subject.start : treated.subject.end]
        told = self.scan.text[before.subject.start : before.subject.end]
        return self.words.tells(words) and not any(pair in told for pair in self.words.pairs(words))

    def is_new(self, treated: Matter, before: Matter) -> bool:
        """研究财政工作,研究通过了取暖保供方案: an outcome on a matter that it names, and that the clause before does not."""
        verb = self.verbs.first(treated.subject.start, treated.subject.end)
        words = self.scan.text[treated.subject.start if verb is None else verb.end : treated.subject.end]
        told = self.scan.text[before.start : before.end]
        return self.words.tells(words) and not any(pair in told for pair in self.words.pairs(words))

    def is_other(self, treated: Matter) -> bool:
        """Whether all that a clause tells is that there were other matters."""
        return not treated.documents and self.counts_others(treated.start, min(treated.subject.end, treated.end))

    def counts_others(self, start: int, end: int) -> bool:
        """Whether a stretch only says that there were other matters; 研究了干部人事等其他事项 names one of them."""
        found = _OTHER_MATTERS.search(self.scan.text, start, end)
        if found is None:
            return False
        named = self.scan.text[start : found.start()]
        return not (named.endswith("等") and self.words.tells(named))
