"""What one clause does: it opens a directive, joins or goes on with the one before, or ends it. (逐句判定)"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.directives.binding import Binder
from kg.directives.context import rank_of
from kg.directives.course import Course, Place
from kg.directives.draft import Draft
from kg.directives.going_on import GoingOn
from kg.directives.opening import Opening
from kg.directives.place_openings import DEMANDING, PlaceOpenings
from kg.directives.readers import Readers
from kg.scan import Event
from kg.structure import Clause

_FIRST = re.compile("[(第]?(?:一|1)(?![十\\d])")  # 一要, (一), 1.
_PART = 2  # level of a clause behind ;
_MARKS = (",", ":")  # behind parties that wait for their modal
# Speech after which the act of somebody named is asked for: 会议明确,|县水利局于5月底前完成清淤.
_ASKING = frozenset({*DEMANDING, "decide"})


class Stepper:
    """Takes the clauses of a course one by one."""

    def __init__(self, readers: Readers, course: Course) -> None:
        self.text = readers.clauses.text
        self.readers = readers
        self.course = course
        self.reader = readers.clauses
        self.openings = readers.openings
        self.sentences = readers.sentences
        self.acts = readers.acts
        self.waiting = readers.waiting
        self.binder = Binder(course, readers)
        self.placed = PlaceOpenings(readers, course)
        self.going = GoingOn(readers, course, self.binder)
        self.stirring = self._stirring()

    def _stirring(self) -> frozenset[int]:
        """Numbers of the clauses in which anything stands that can be a word of speech, open a directive or name a helper. Half
        of all hold nothing of that, and need not be asked each of these questions."""
        charges = self.openings.charges
        tracks = (
            self.readers.speech.speeches,
            self.openings.openers,
            charges.charges,
            charges.together,
            charges.consulting,
            self.readers.assists.marks,
        )
        starts = [clause.start for clause in self.sentences.clauses]
        return frozenset([bisect_right(starts, at) - 1 for track in tracks for at in track.starts])

    def step(self, clause: Clause, following: int) -> None:
        """``following``: the number of the next clause of all."""
        course, context = self.course, self.course.context
        start, enumerator = clause.start, self.reader.enumerators.get(clause.start)
        if enumerator is not None:
            course.close()
            led = self.text.startswith(":", clause.start - 1)
            first = _FIRST.match(self.text, enumerator.start) is not None and clause.level == 1
            context.enter_block(rank_of(enumerator.kind), led=led, first=first)
            start = enumerator.end
        quiet = enumerator is None and following - 1 not in self.stirring and not self.readers.proposals.settles(start)
        start, spoke = (start, False) if quiet else self._speech(start, clause)
        if not spoke and not quiet and (asked := self._proposed(start, clause, enumerator)) is not None:
            start, spoke = asked, True
        if spoke:
            course.close()
            if start >= clause.end:
                self._only_speaks(following)
                return
            if enumerator is None and (enumerator := self.reader.enumerators.get(start)) is not None:
                context.enter_block(rank_of(enumerator.kind))  # 会议要求|一要加强巡查
                start = enumerator.end
        if not spoke and self.readers.proposals.agrees_to_points(clause):
            course.close()
            context.speech, context.fresh = "decide", True  # 会议同意:1.县教育局按时推进
            return
        if clause.start in self.readers.treated and not spoke and not self._gives_charge(start, clause):
            self._treated(clause, enumerator)
            return
        said = spoke or (course.told == following - 1 and context.fresh and course.current is None)
        place = Place(start, clause, following, enumerator, spoke, said)
        if not (self._waits(place) or self._opens(place, quiet=quiet) or self._joins(place, quiet=quiet)):
            self._opens_nothing(place)

    def _only_speaks(self, following: int) -> None:
        """会议强调, alone: what comes is asked for."""
        self.course.cued = following + 1
        if self.course.context.speech in _ASKING:
            self.course.told = following
        elif self.course.context.speech == "decide":
            self.course.decided = following

    def _speech(self, start: int, clause: Clause) -> tuple[int, bool]:
        """Past 会议强调, X指出, 要求 at ``start``: (where the reported words begin, whether there was such a cue)."""
        spoke = False
        while True:
            event = self.readers.speech.cue(start, clause)
            if event is None:
                return start, spoke
            spoke = True
            if self.readers.speech.quotes(start, clause):
                self.course.context.quoting = True
            elif self.readers.speech.is_meeting(start):
                self.course.context.speak()
            self.course.context.speech, self.course.context.fresh, self.course.context.apart = event.value, True, True
            start = event.end
            while start < clause.end and self.text[start] in " \u3000了,:道":
                start += 1

    def _proposed(self, start: int, clause: Clause, enumerator: Event | None) -> int | None:
        """审议《…》,提出|要…: where what the meeting asks for begins, behind what it did; None where nobody is asked there."""
        if enumerator is not None or self.course.current is not None:
            return None
        found = self.readers.proposals.read(start, clause)
        if found is None:
            return None
        context = self.course.context
        context.speech, context.fresh, context.apart = found.speech, True, True
        return found.start

    def _gives_charge(self, start: int, clause: Clause) -> bool:
        """会议明确,由县住建局组织验收,|由县城管局牵头通报: what somebody is to do, though the meeting has the same verb; not 由县城管局|通报."""
        asked = self.course.context.speech in _ASKING and clause.level < 3
        return asked and self.openings.agents.gives_charge(start, clause)

    def _treated(self, clause: Clause, enumerator: Event | None) -> None:
        """原则同意所需资金由区水务集团先行垫付: an outcome that makes somebody act."""
        self.course.close()
        opening = self.openings.agents.agreed(enumerator.end if enumerator is not None else clause.start, clause)
        if opening is not None:
            self.binder.open(opening, clause, numbered=enumerator is not None)
        elif self._tells_outcome(Place(clause.start, clause, 0, enumerator, False, False)):
            self.course.context.speech = "decide"  # 会议原则同意该方案,|资金由县财政局解决
        elif clause.level >= _PART:
            self.course.context.turn()  # 县国资委要压减投资。会议听取了电力保供情况汇报,强调要…: another matter, and nobody is bound in it

    def _waits(self, place: Place) -> bool:
        """各镇、各部门: before a comma or a colon wait for the modal of the next clause; behind 一要, theirs has come."""
        context = self.course.context
        if place.enumerator is not None and place.enumerator.kind == "enum-demand":
            return False
        waiting = self.waiting.read(place, context) if self.text.startswith(_MARKS, place.clause.end) else None
        if waiting is None:
            return False
        if self.course.current is not None and self.readers.joining.in_turn(self.course.current, place) is not None:
            return False  # 县教育局选址,|县住建局按图施工,
        self.course.close()
        if not waiting.goes_on:
            context.dangling_start = waiting.start
        context.dangling = (*context.dangling, *waiting.names) if waiting.goes_on else waiting.names
        context.dangles_on = self.text[place.clause.end] == ":"
        if context.dangles_on:
            context.note(context.dangling)
        return True

    def _opens(self, place: Place, *, quiet: bool) -> bool:
        """A directive opens, or the one before goes on: 要抓好煤矿安全,|同时要抓好消防安全."""
        opening = None if quiet else self.placed.opening(place)
        before = self.course.current if opening is not None else None
        if before is not None and opening is not None and self.going.continues(before, opening, place):
            before.end = place.clause.end
            return True
        goes_on = place.enumerator is None and place.clause.level == 1
        current = self.course.current if goes_on else None
        if current is not None and self.readers.joining.shares_charge(current, place):
            return True
        if current is not None and opening is not None and self._binds(current, opening, place):
            return True
        if opening is not None and self._answered(opening, place):
            return True
        if opening is not None:
            self._open(opening, place)
        return opening is not None

    def _binds(self, current: Draft, opening: Opening, place: Place) -> bool:
        """要抓好抗旱,|县水利局牵头调水: whether a clause only says who is to do what ``current`` demands of nobody."""
        joining = self.readers.joining
        if joining.takes_charge(current, opening, place):
            self.course.context.note(current.names)
            return True
        if not joining.is_subject_of(current, opening, place):
            return False
        self.course.context.note(current.names)
        # 要用好资金,县财政局每月通报。|要加强宣传: that is not asked of 县财政局; of 各镇 it may be
        self.course.context.aside = any(name.kind == "organization" for name in current.names)
        return True

    def _answered(self, opening: Opening, place: Place) -> bool:
        """一要摸清家底。|县国资局牵头,…: whether a sentence only says who sees to the point before it."""
        current = self.course.current if place.enumerator is None and place.clause.level == 3 else None
        if current is None or not self.readers.joining.answers_for(current, opening, place):
            return False
        self.course.context.note(current.names)
        return True

    def _open(self, opening: Opening, place: Place) -> None:
        self.binder.open(opening, place.clause, numbered=place.enumerator is not None)

    # ── more of whom the directive before binds, or another's act ──

    def _joins(self, place: Place, *, quiet: bool) -> bool:
        """Y配合, another member of its list, or another organisation with an act of its own."""
        current, context = self.course.current, self.course.context
        if not quiet and current is not None and self.readers.assists.joins(current, place.start, place.clause):
            return True
        if place.enumerator is not None:
            return False
        if current is not None and not context.dangling and self.readers.joining.goes_on(current, place):
            return True
        act = self.readers.joining.act_after_list(place, context) if context.dangling else None
        if act is None and current is not None:
            act = self.readers.joining.act_beside(current, place)
        if act is not None and (current is None or not self._binds(current, act, place)):
            self._open(act, place)
        return act is not None

    # ── neither ──

    def _opens_nothing(self, place: Place) -> None:
        """No modal, no agent: what is asked for all the same, what goes on with the directive before, and what ends it."""
        course = self.course
        heading = self._headed(place) if course.heading is not None and place.enumerator is None else None
        decided = course.decided == place.following - 1
        asked = place
        if heading is not None or decided:
            asked = place._replace(enumerator=heading or place.enumerator, said=place.said or decided)
        act = self.acts.act(
            asked,
            self.course.context,
            going=course.current is not None,
            limited=course.limited is not None,
        )
        if act is not None:
            self._open(act, place)
        elif place.enumerator is not None:
            self._point(place, place.enumerator)
        elif (demanded := self._demanded(place)) is not None:
            self._open(demanded, place)
        elif course.current is not None:
            self.going.take(course.current, place)
        elif self.placed.begins(place) and self._leads_to_next(place):
            course.cued = place.following + 1

    def _leads_to_next(self, place: Place) -> bool:
        """水蜜桃是本地名片,|产业发展要…; 在项目建设方面,|资金使用要规范: after an appraisal or a topic the sentence begins anew."""
        start, end = place.start, place.clause.end
        words = self.text[start:end]
        topic = self.reader.words.matter_end.search(words) is not None
        if self.reader.words.case.fullmatch(words) is not None:
            return True  # 凡是没有完成任务的单位,|年底一律不得评优
        return self.reader.tells_fact(words) or self.reader.is_adverbial(words) or topic

    def _headed(self, place: Place) -> Event | None:
        """1.旧改工作:|县住建局于6月底前完成: the number before the topic is that of what follows its colon."""
        heading, self.course.heading = self.course.heading, None
        if heading is None or heading[0] != place.following - 1 or self.course.current is not None:
            return None
        return heading[1]

    def _point(self, place: Place, enumerator: Event) -> None:
        """(一)提高政治站位: a heading that is itself a demand opens one; a topic waits for what comes."""
        point, waits = self.readers.points.read(place, enumerator, self.course.context)
        if point is not None:
            self._open(point, place)
        elif waits and not self._tells_outcome(place):
            self.course.begun = enumerator.start
        elif self.text[place.clause.end : place.clause.end + 1] == ":":
            self.course.heading = (place.following, enumerator)

    def _tells_outcome(self, place: Place) -> bool:
        """(一)会议原则同意该方案,|由县林草局修改: the outcome is outside of what somebody is to do."""
        at = self.reader.past_collective(place.start, place.clause.end)
        return self.text.startswith(self.reader.demand_words.outcome_now, at)

    def _demanded(self, place: Place) -> Opening | None:
        """会议要求,|加强值守; 会议要求,在摸清底数的基础上,|建立台账: what only says when, how or on what leaves it to the next clause."""
        course, clause = self.course, place.clause
        fresh = course.context.fresh and course.current is None and clause.level != 1
        if not place.said and not fresh:
            return None
        demanded = self.readers.demanded.read(place, course.context)
        if demanded is None and place.said and course.context.speech in _ASKING:
            background = self.reader.is_background(place.start, clause.end)
            waits = background or self.sentences.waits_for_act(clause._replace(start=place.start), place.following)
            course.told = place.following if waits else course.told
        return demanded
