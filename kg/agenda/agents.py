"""Somebody named who acts in the meeting's stead: 县财政局局长甲|通报了…, 县安委办|传达了… (会上履职者)"""

from __future__ import annotations

from kg.agenda.meeting_act_words import meeting_act_words
from kg.model import Span
from kg.scan import Event, Scan
from kg.structure import Clause

_LONGEST_WHEN = 36  # 会前,|县政府组织集体学法,
_NAME_SIZES = (2, 3, 4)
# What somebody named does for the meeting.
_BY_PEOPLE = frozenset({"通报", "解读", "传达", "传达学习", "学习", "听取"})
_BY_LEADERS = _BY_PEOPLE | {"安排", "部署", "安排+部署"}
_READ = frozenset({"解读", "学习"})
_BROUGHT = frozenset({"通报", "传达"})
_LONGEST_ORGAN = 24


class Agents:
    """Tells who does what a clause tells, where it is not the meeting. Holds only look-ups."""

    def __init__(self, scan: Scan, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.acts = meeting_act_words(scan.lexicon)
        self.name_ends = {name.end for name in names}
        self.name_words = {scan.text[name.start : name.end] for name in names}

    def act(self, words: str, verb: Event, clause: Clause, numbered: bool) -> bool:
        """滕国栋|传达了…, 县财政局局长甲|通报了…, 县安委办|通报了…: in the meeting's stead. ``words`` stand before the verb."""
        done = "了" in self.scan.text[verb.start : verb.end + 1]
        if verb.kind == "report" and done:
            on = self.acts.on.search(words)
            if self.acts.reporters.match(words) is not None:
                return True
            if on is not None and self.are_named(words[: on.start()], verb.start - len(words) + on.start()):
                return True
        if verb.kind == "report" and self.acts.team.fullmatch(words) is not None:
            return self._tells_plainly(verb, clause, numbered)  # 班子成员依次|汇报下一步打算
        if (
            done
            and verb.value in _BY_LEADERS
            and self.stands_apart(clause)
            and self.acts.role.fullmatch(words) is not None
        ):
            return True
        if self._explains_when(words, verb, clause):
            return True
        if not numbered and words.startswith(self.acts.elsewhere):
            return False
        how = self.acts.how.search(words)
        at = verb.start - (len(how[0]) if how is not None else 0)
        who = words[: len(words) - (verb.start - at)]
        if at in self.name_ends or self._ends_in_name(who):
            apart = numbered or self.stands_apart(clause) or self._goes_on(verb, clause)
            return apart and (self._tells_plainly(verb, clause, numbered) or self._tells_all(verb, clause))
        if self._leads_study(who, verb, clause):
            return True
        if not self._tells_plainly(verb, clause, numbered):
            return False
        if verb.kind == "report" and done and self.stands_apart(clause) and self.acts.places.fullmatch(who) is not None:
            return True
        return len(who.rpartition("、")[2]) <= _LONGEST_ORGAN and self._ends_in_organ(at)

    def _explains_when(self, words: str, verb: Event, clause: Clause) -> bool:
        """会前,|县司法局负责人|领学解读《甲》: who has no name, and what was read at the meeting"""
        read = verb.value in _READ and self.scan.text.startswith("《", verb.end)
        return read and self._follows_when(clause) and self.acts.role.fullmatch(words) is not None

    def _goes_on(self, verb: Event, clause: Clause) -> bool:
        """传达了甲精神,|钱二河、孙三林分别|汇报了乙情况, |钱二河同志|传达了《乙》: told as done behind a comma"""
        text = self.scan.text
        told = verb.kind == "report" or verb.value in _BROUGHT
        return told and text.startswith("了", verb.end) and text.startswith(",", clause.start - 1)

    def _leads_study(self, who: str, verb: Event, clause: Clause) -> bool:
        """会前,|钱二河|领学了《甲》: somebody of whom nothing else is told."""
        leads = self.scan.text.startswith("领学", verb.start) and self._tells_plainly(verb, clause, numbered=False)
        return leads and len(who) in _NAME_SIZES and self.stands_apart(clause)

    def are_named(self, words: str, end: int) -> bool:
        """县长甲|对…进行安排部署, 县应急局、县水利局分别|就防汛工作作了汇报"""
        how = self.acts.how.search(words)
        end -= len(how[0]) if how is not None else 0
        return end in self.name_ends or self._ends_in_organ(end) or self._ends_in_name(words)

    def _ends_in_organ(self, at: int) -> bool:
        """县安委办|通报了…"""
        before = self.scan.between(at - _LONGEST_ORGAN, at)
        return any(event.end == at and event.kind in ("tail", "department") for event in before)

    def _ends_in_name(self, words: str) -> bool:
        """县领导钱二河: with no post before it, a name is known from elsewhere in the notice."""
        return any(words[-size:] in self.name_words for size in _NAME_SIZES)

    def stands_apart(self, clause: Clause) -> bool:
        """Whether a clause begins a sentence or a part of one, or follows 会上."""
        return clause.level >= 2 or self._follows_when(clause)

    def _follows_when(self, clause: Clause) -> bool:
        """会上,|…"""
        start = max(0, clause.start - _LONGEST_WHEN)
        return self.acts.after_when.search(self.scan.text, start, clause.start) is not None

    def _tells_all(self, event: Event, clause: Clause) -> bool:
        """钱二河同志|通报今年以来全县安全生产情况: what somebody named told, to the clause's end."""
        return event.value in _BY_PEOPLE and self.acts.told.fullmatch(self.scan.text, event.end, clause.end) is not None

    def _tells_plainly(self, event: Event, clause: Clause, numbered: bool) -> bool:
        """通报了…, 学习《…》, 汇报防汛工作情况: told as done."""
        if event.kind == "report":
            return self.acts.reported.match(self.scan.text, event.end, clause.end) is not None
        joined = self.scan.text.startswith(("并", "、"), event.end)
        second = self.scan.at.get(event.end + 1) if joined else None
        if second is not None and second.kind == "treat" and event.value in _BY_PEOPLE:
            return self._tells_plainly(second, clause, numbered)  # 领学并|解读了《甲》, 领学、|解读了《甲》
        return event.value in _BY_PEOPLE and (
            numbered
            or self.scan.text[event.end - 1] == "了"
            or self.scan.text[event.end : event.end + 1] in ("了", "《")
        )
