"""What stands between a clause's start and its verb of treatment, and whether that makes it an act of the meeting. (句首)"""

from __future__ import annotations

from typing import NamedTuple

from kg.agenda.meeting_act_words import MeetingActWords
from kg.scan import Event

# What somebody other than the meeting tells it.
_TOLD = frozenset({"通报", "解读", "传达"})
_LONGEST_AROUND, _LONGEST_HAVING = 24, 30


class Beginning(NamedTuple):
    """A clause up to its first verb of treatment."""

    acts: MeetingActWords
    words: str  # from the clause's start, numbers aside, to the verb
    verb: Event
    verb_words: str
    clause_words: str
    chain: bool  # the clause may lack a subject, because the one before it had the meeting
    spoken: bool  # the sentence is one of speech: what somebody did is only told there
    then: str  # what follows the clause
    opens: bool  # the clause begins its paragraph
    free: bool  # or because it stands after a semicolon, or goes on with the lead: 并对…进行安排

    @property
    def by_meeting(self) -> bool:
        """The meeting is the subject."""
        return self.acts.by_meeting.match(self.words) is not None

    def is_done(self) -> bool:
        """Whether these words, and no name of somebody, make the verb an act of the meeting."""
        return (
            self._meeting_does()
            or self._done_to()
            or self._has_others_do()
            or self._around_the_meeting()
            or (self._may_be_told() and (self._person_reports() or self._explains() or self._invited()))
        )

    def _may_be_told(self) -> bool:
        return not self.spoken and (self.verb.value in _TOLD or self._is_lecture())

    def _is_lecture(self) -> bool:
        """教授甲作了专题讲座, 律师乙|授课"""
        return self.verb_words.endswith(self.acts.lectures)

    def on_behalf(self) -> int | None:
        """Where in the words a name must end, for 县长甲|对…|进行安排部署 to be the meeting's act; None where it cannot be."""
        found = self.acts.somebody_on.search(self.words) if self._is_act_on() else None
        return found.start() if found is not None and found.start() else None

    def in_the_course(self) -> bool:
        """在|审议《甲》时, 在|听取防汛工作汇报后"""
        if self.acts.in_the_course.fullmatch(self.words) is None:
            return False
        if self.acts.afterwards.search(self.clause_words) is not None:
            return self.opens or self.acts.then_speaks.match(self.then) is not None
        return self.acts.course_ends.search(self.clause_words) is not None

    def _meeting_does(self) -> bool:
        """会议首次|…, 会议以研讨的形式|…"""
        if not self.by_meeting:
            return False
        return (
            self.acts.meeting_does.fullmatch(self.words) is not None
            or self.acts.meeting_by.match(self.words) is not None
        )

    def _done_to(self) -> bool:
        """对防汛工作|进行安排部署"""
        return self.acts.done_to.match(self.words) is not None and self._may_lack_subject() and self._is_act_on()

    def _may_lack_subject(self) -> bool:
        return self.by_meeting or self.chain or self.free

    def _is_act_on(self) -> bool:
        """对防汛工作|进行安排部署, 围绕《甲》开展了|集体学习"""
        return self.verb_words.startswith(self.acts.carried) or self.words.endswith(self.acts.carrying)

    def _person_reports(self) -> bool:
        """县财政局局长甲乙|通报…"""
        return self.acts.person_reports.match(self.words) is not None

    def _explains(self) -> bool:
        """教授甲|作专题解读"""
        if self.verb.value != "解读" and not self._is_lecture():
            return False
        return self.verb_words.startswith(("作", "进行")) or (
            self.chain and self.acts.explains.search(self.words) is not None
        )

    def _has_others_do(self) -> bool:
        """县司法局组织与会人员|学习…; 县政府班子成员集体|学习了…"""
        if len(self.words) > _LONGEST_HAVING:
            return False
        if not self.spoken and (self.chain or self.opens) and self._is_told_as_done():
            done = self.acts.has_done.fullmatch(self.words) or self.acts.team.fullmatch(self.words)
            return done is not None or self._has_them()
        return self._has_them()

    def _is_told_as_done(self) -> bool:
        """学习|了…, 学习|《…》"""
        told = self.words + self.verb_words
        return told.endswith("了") or any(told + mark in self.clause_words for mark in ("了", "《"))

    def _has_them(self) -> bool:
        """县司法局组织与会人员|学习…"""
        found = self.acts.has_them.search(self.words)
        return found is not None and found.end() == len(self.words)

    def _around_the_meeting(self) -> bool:
        """会前县长甲带领大家|学习…"""
        return len(self.words) <= _LONGEST_AROUND and self.acts.around.match(self.words) is not None

    def _invited(self) -> bool:
        """会议邀请教授甲|解读…"""
        if self.words.endswith(("予以", "给予")):
            return False
        return self.acts.invited.match(self.words) is not None
