"""What stands between a clause's start and its verb of treatment, and whether that makes it an act of the meeting. (句首)"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.patterns import lazy
from kg.scan import Event

# 省政府党组会议传达学习…。省政府常务会议分析…: which of two meetings did it
OWN_MEETING = re.compile("(?:[省市县区州盟旗](?:人民)?政府)?(?:党组|常务|全体)(?:\\(扩大\\))?会议")
_MEETING = ("会议", "会前", "会上", "与会", "经会议", "本次会议", "会后")
# 在|审议《甲》时; 在|听取防汛工作汇报后; 会议在|听取…汇报的基础上,强调…
_IN_THE_COURSE = re.compile("(?:会议|会上)?在?(?:认真|分别|集体|逐一|依次)*")
_COURSE_ENDS = re.compile("时$|(?:之?后|的?基础上)(?:[一-鿿]{0,4}(?:强调|指出|要求|认为))$")
_AFTERWARDS = re.compile("(?:之?后|的?基础上)$")
# What tells that 在听取…后 speaks of this meeting, and not of what is to be done before something else.
_THEN_SPEAKS = re.compile(",[^,。;]{0,14}(?:强调|指出|要求|认为|决定|议定|明确)")
_MEETING_DOES = re.compile("会议(?:还|又|同时)?[一-鿿]{0,4}")
_MEETING_BY = lazy("会议[^,。;]{0,14}(?:环节|阶段|形式)")
_DONE_TO = re.compile("(?:会议|还|并|并且|同时)*(?:(?:根据|按照|结合)[^,。;对就]{2,14})?(?:对|就|围绕|针对)")
# 副县长甲|主持会议并就学校安全|进行安排部署
_SOMEBODY_ON = re.compile("(?:主持会议)?(?:还|并)*(?:对|就|围绕|针对)[^,。;]*$")
_AROUND = ("与会", "会议开始前", "会前", "会后", "会上")
# 区司法局组织与会人员|集中学习了…: somebody has those present do it.
_HAS_THEM = re.compile("(?:组织|带领)(?:与会|参会|全体)?(?:人员|同志|领导|成员)(?:集体|集中|共同|专题|认真)*")
_INVITED = lazy("(?:会议)?(?:由|邀请)[^,。;]{2,30}$")
_PERSON_REPORTS = re.compile(
    "[^,。;]{2,40}(?:主任|局长|书记|部长|县长|市长|区长|教授|律师|同志|负责人|院长|检察长|处长)[一-鿿]{2,4}$"
)
_EXPLAINS = lazy("(?:作了?|进行了?)(?:专题)?$")
# What somebody other than the meeting tells it.
_TOLD = frozenset({"通报", "解读", "传达"})
_LONGEST_AROUND, _LONGEST_HAVING = 24, 30


def is_by_meeting(words: str) -> bool:
    """Whether words before a verb have the meeting as its subject: 会议, 会前, 市政府党组会议."""
    return words.startswith(_MEETING) or OWN_MEETING.match(words) is not None


class Beginning(NamedTuple):
    """A clause up to its first verb of treatment."""

    words: str  # from the clause's start, numbers aside, to the verb
    verb: Event
    verb_words: str
    clause_words: str
    chain: bool  # the clause may lack a subject, because the one before it had the meeting
    then: str  # what follows the clause
    opens: bool  # the clause begins its paragraph
    free: bool  # or because it stands after a semicolon, or goes on with the lead: 并对…进行安排

    @property
    def by_meeting(self) -> bool:
        """The meeting is the subject."""
        return is_by_meeting(self.words)

    def is_done(self) -> bool:
        """Whether these words, and no name of somebody, make the verb an act of the meeting."""
        return (
            self._meeting_does()
            or self._done_to()
            or self._has_others_do()
            or self._around_the_meeting()
            or (self.verb.value in _TOLD and (self._person_reports() or self._explains() or self._invited()))
        )

    def on_behalf(self) -> int | None:
        """Where in the words a name must end, for 县长甲|对…|进行安排部署 to be the meeting's act; None where it cannot be."""
        found = _SOMEBODY_ON.search(self.words) if self._is_act_on() else None
        return found.start() if found is not None and found.start() else None

    def in_the_course(self) -> bool:
        """在|审议《甲》时, 在|听取防汛工作汇报后"""
        if _IN_THE_COURSE.fullmatch(self.words) is None:
            return False
        if _AFTERWARDS.search(self.clause_words) is not None:
            return self.opens or _THEN_SPEAKS.match(self.then) is not None
        return _COURSE_ENDS.search(self.clause_words) is not None

    def _meeting_does(self) -> bool:
        """会议首次|…, 会议以研讨的形式|…"""
        if not self.by_meeting:
            return False
        return _MEETING_DOES.fullmatch(self.words) is not None or _MEETING_BY.match(self.words) is not None

    def _done_to(self) -> bool:
        """对防汛工作|进行安排部署"""
        return _DONE_TO.match(self.words) is not None and self._may_lack_subject() and self._is_act_on()

    def _may_lack_subject(self) -> bool:
        return self.by_meeting or self.chain or self.free

    def _is_act_on(self) -> bool:
        return self.verb_words.startswith(("进行", "作出", "作了", "开展", "展开"))

    def _person_reports(self) -> bool:
        """县财政局局长甲乙|通报…"""
        return _PERSON_REPORTS.match(self.words) is not None

    def _explains(self) -> bool:
        """教授甲|作专题解读"""
        if self.verb.value != "解读":
            return False
        return self.verb_words.startswith(("作", "进行")) or (self.chain and _EXPLAINS.search(self.words) is not None)

    def _has_others_do(self) -> bool:
        """县司法局组织与会人员|学习…"""
        if len(self.words) > _LONGEST_HAVING:
            return False
        found = _HAS_THEM.search(self.words)
        return found is not None and found.end() == len(self.words)

    def _around_the_meeting(self) -> bool:
        """会前县长甲带领大家|学习…"""
        return len(self.words) <= _LONGEST_AROUND and self.words.startswith(_AROUND)

    def _invited(self) -> bool:
        """会议邀请教授甲|解读…"""
        if self.words.endswith(("予以", "给予")):
            return False
        return _INVITED.match(self.words) is not None
