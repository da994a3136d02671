"""Somebody named who acts in the meeting's stead: 县财政局局长甲|通报了…, 县安委办|传达了… (会上履职者)"""

from __future__ import annotations

import re

from kg.model import Span
from kg.scan import Event, Scan
from kg.structure import Clause

_AFTER_WHEN = re.compile(r"(?:会前|会上|会后|会议(?:前|上|开始前|期间))[,:]\s*\Z")
_LONGEST_WHEN = 7
# 县气象局、县水文中心|分别|通报了…: between who tells and that he does.
_HOW = re.compile("(?:同志|分别|依次|先后|现场|书面|简要|详细|集中|专题|逐一|首先|还|并)+$")
# 县应急局、县水利局分别|就防汛工作|作了汇报
_REPORTED_ON = re.compile("(?:对|就|围绕|针对)[^,。;]*$")
# 请县审计局|汇报…: who is asked to.
_ASKED = ("请", "责成", "要求", "督促", "各", "由")
# What a report is on: 汇报了…, 汇报《…》, 汇报防汛工作情况.
_REPORTED = re.compile("了|《|[^,。;:]{2,60}(?:情况|工作|进展|问题|事宜|事项|方案|成效|打算|建议)(?=[,。;:]|$)")
_NAME_SIZES = (2, 3, 4)
# What somebody named does for the meeting.
_BY_PEOPLE = frozenset({"通报", "解读", "传达", "传达学习", "学习", "听取"})
# 各副县长分别就分管工作|进行了汇报: nobody named, and told as done.
_REPORTERS = re.compile("(?:各|与会|参会|有关|相关|[省市县区]直)[^,。;:]{1,24}(?:分别|依次|先后|逐一|就|围绕|对)")
_LONGEST_ORGAN = 24


class Agents:
    """Tells who does what a clause tells, where it is not the meeting. Holds only look-ups."""

    def __init__(self, scan: Scan, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.name_ends = {name.end for name in names}
        self.name_words = {scan.text[name.start : name.end] for name in names}

    def act(self, words: str, verb: Event, clause: Clause, numbered: bool) -> bool:
        """滕国栋|传达了…, 县财政局局长甲|通报了…, 县安委办|通报了…: in the meeting's stead. ``words`` stand before the verb."""
        done = "了" in self.scan.text[verb.start : verb.end + 1]
        if verb.kind == "report" and done:
            on = _REPORTED_ON.search(words)
            if _REPORTERS.match(words) is not None:
                return True
            if on is not None and self.are_named(words[: on.start()], verb.start - len(words) + on.start()):
                return True
        if not numbered and words.startswith(_ASKED):
            return False
        how = _HOW.search(words)
        at = verb.start - (len(how[0]) if how is not None else 0)
        who = words[: len(words) - (verb.start - at)]
        if at in self.name_ends or self._ends_in_name(who):
            return (numbered or self.stands_apart(clause)) and self._tells_plainly(verb, clause, numbered)
        return len(who) <= _LONGEST_ORGAN and self._ends_in_organ(at) and self._tells_plainly(verb, clause, numbered)

    def are_named(self, words: str, end: int) -> bool:
        """县长甲|对…进行安排部署, 县应急局、县水利局分别|就防汛工作作了汇报"""
        how = _HOW.search(words)
        end -= len(how[0]) if how is not None else 0
        return end in self.name_ends or self._ends_in_organ(end)

    def _ends_in_organ(self, at: int) -> bool:
        """县安委办|通报了…"""
        before = self.scan.between(at - _LONGEST_ORGAN, at)
        return any(event.end == at and event.kind in ("tail", "department") for event in before)

    def _ends_in_name(self, words: str) -> bool:
        """县领导钱二河: with no post before it, a name is known from elsewhere in the notice."""
        return any(words[-size:] in self.name_words for size in _NAME_SIZES)

    def stands_apart(self, clause: Clause) -> bool:
        """Whether a clause begins a sentence or a part of one, or follows 会上."""
        return (
            clause.level >= 2
            or _AFTER_WHEN.search(self.scan.text, max(0, clause.start - _LONGEST_WHEN), clause.start) is not None
        )

    def _tells_plainly(self, event: Event, clause: Clause, numbered: bool) -> bool:
        """通报了…, 学习《…》, 汇报防汛工作情况: told as done."""
        if event.kind == "report":
            return _REPORTED.match(self.scan.text, event.end, clause.end) is not None
        return event.value in _BY_PEOPLE and (
            numbered
            or self.scan.text[event.end - 1] == "了"
            or self.scan.text[event.end : event.end + 1] in ("了", "《")
        )
