"""What one clause does: it opens a directive, joins or goes on with the one before, or ends it. (逐句判定)"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.directives.binding import Binder
from kg.directives.context import rank_of
from kg.directives.course import Course, Place
from kg.directives.draft import FORBIDS, Draft
from kg.directives.opening import Opening, Setting
from kg.directives.prefaces import Preface
from kg.directives.readers import Readers
from kg.scan import Event
from kg.structure import Clause

_FIRST = re.compile("[(第]?(?:一|1)(?![十\\d])")  # 一要, (一), 1.
_MAY_COME_FIRST = frozenset({"由", "负责"})  # 县水利局牵头验收后,|各镇接管
_PAIR = len("既要")
_MARKS = (",", ":")  # behind parties that wait for their modal
# Speech after which a bare act or a topic with its modal is a demand.
_DEMANDING = frozenset({"demand", "stress"})
# Speech after which the act of somebody named is asked for: 会议明确,|县水利局于5月底前完成清淤.
_ASKING = frozenset({*_DEMANDING, "decide"})


class Stepper:
    """Takes the clauses of a course one by one."""

    def __init__(self, readers: Readers, course: Course) -> None:
        self.text = readers.clauses.text
        self.readers = readers
        self.course = course
        self.reader = readers.clauses
        self.parties = readers.parties
        self.openings = readers.openings
        self.sentences = readers.sentences
        self.acts = readers.acts
        self.waiting = readers.waiting
        self.own_limits = readers.own_limits
        self.binder = Binder(course, readers)
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

    def _waits(self, place: Place) -> bool:
        """各镇、各部门: before a comma or a colon wait for the modal of the next clause; behind 一要, theirs has come."""
        context = self.course.context
        if place.enumerator is not None and place.enumerator.kind == "enum-demand":
            return False
        if self.course.current is not None and self.readers.joining.in_turn(self.course.current, place) is not None:
            return False  # 县教育局选址,|县住建局按图施工,
        waiting = self.waiting.read(place, context) if self.text.startswith(_MARKS, place.clause.end) else None
        if waiting is None:
            return False
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
        opening = None if quiet else self._opening(place)
        before = self.course.current if opening is not None else None
        if before is not None and opening is not None and self._continues(before, opening, place):
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

    def _opening(self, place: Place) -> Opening | None:
        start, clause, enumerator = place.start, place.clause, place.enumerator
        if enumerator is not None and enumerator.kind == "enum-demand":
            return self._demanded_point(place, enumerator)
        opening = self._weighed(place) or self.openings.opening(start, clause, self._setting(place))
        if opening is None or (opening.modality in _MAY_COME_FIRST and self._only_told(place)):
            return None
        if enumerator is not None:
            return opening._replace(start=enumerator.start)
        cued = self.course.context.fresh or self.course.cued == place.following
        if opening.rule == "directives.main-modal" and clause.level == 1 and not cued and not self._of_another(place):
            return None
        if opening.rule == "directives.main-modal" and self._only_limits(opening, clause):
            return None
        if self.course.begun is not None and self.course.current is None:
            # Background between an enumerator and its addressee stays inside: the span starts at the enumerator.
            return opening._replace(start=self.course.begun)
        return opening

    def _of_another(self, place: Place) -> bool:
        """县督查室要督查,|县纪委监委巡察组要跟进: whether a clause begins with an organ that is none of those bound now, though what it is in
        the clause was not read: what is asked there is not asked of them."""
        named = self.parties.at_start.get(place.start)
        current = self.course.current
        if named is None or named.kind != "organization" or current is None or not current.names:
            return False
        return all(
            self.text[name.span.start : name.span.end] != self.text[named.span.start : named.span.end]
            for name in current.names
        )

    def _only_told(self, place: Place) -> bool:
        """由X控股,|是符合实际的模式; 由X支付后,|Y要及时销账: 由X gives no order there."""
        clause, following = place.clause, place.following
        return self.sentences.appraises_owner(clause, following) or self.sentences.comes_first(clause, following)

    def _only_limits(self, opening: Opening, clause: Clause) -> bool:
        """各县区要说明原因;手续未办结前不得开工: what must not be done belongs to those who are named before."""
        current = self.course.current
        before = clause.level == 2 and current is not None and current.opening.rule != "directives.main-modal"
        return before and opening.modality in FORBIDS

    def _weighed(self, place: Place) -> Opening | None:
        """要清理矿权。|既要守住底线,又要保障需求。, 会议要求,|既要抓好进度,又要守住底线: after a demand, and where an act is the first thing that is
        asked for, the pair asks for both; elsewhere it praises as often (这是…的经验)."""
        if not self.openings.modals.weighs(place.start):
            return None
        goes_on = place.clause.level == 3 and self.course.current is not None
        first = place.said and self.course.context.speech in _DEMANDING
        act = first and self.reader.is_act(place.start + _PAIR, place.clause.end)
        if not (goes_on or act) or self.sentences.appraises(place.following):
            return None
        return Opening(place.start, (), "要", "directives.modal", 0.9)

    def _setting(self, place: Place) -> Setting:
        current, level, numbered = self.course.current, place.clause.level, place.enumerator is not None
        begins = self._begins(place)
        # 甲工作要…;乙工作要…: what goes on in the same way; 县财政局要…;干部作风要…: what is asked of nobody, and not of them
        alike = current is not None and (current.opening.rule == "directives.main-modal" or bool(current.names))
        beside = (level == 2 and alike) or self._of_another(place)
        return Setting(
            first=(begins and current is None) or level == 3 or numbered or beside,
            decides=self.course.context.speech == "decide",
            numbered=numbered,
            demands=self.course.context.speech in _DEMANDING,
            behind=current is not None,
            going=current is not None and level < 3,
        )

    def _begins(self, place: Place) -> bool:
        """Whether a clause begins a sentence, a point or what is said."""
        numbered = place.enumerator is not None
        context = self.course.context
        if context.fresh and self.course.current is None and context.speech == "demand" and not context.dangling:
            return True  # 会议要求从严抓整改,|问题清单要逐条销号
        return place.clause.level >= 2 or place.said or numbered or self.course.cued == place.following

    def _demanded_point(self, place: Place, enumerator: Event) -> Opening:
        """一要加强巡查, 二要各镇抓好值守: the enumerator carries the modal."""
        start, end = place.start, place.clause.end
        inner = self.openings.opening(start, place.clause, Setting(numbered=True))
        if inner is not None and inner.names and inner.start == self.reader.past_adverbs(start, end):
            return inner._replace(start=enumerator.start)
        act = self.acts.of_point(start, place.clause)
        if act is not None:
            return act._replace(start=enumerator.start)
        return Opening(enumerator.start, (), "要", "directives.enumerator", 0.97)

    def _continues(self, current: Draft, opening: Opening, place: Place) -> bool:
        joining = self.readers.joining
        led = joining.is_led(current, opening, place) or joining.is_in_case(current, opening, place)
        return led or self._goes_on(opening, place)

    def _goes_on(self, opening: Opening, place: Place) -> bool:
        """要抓好煤矿安全,|同时要抓好消防安全: after a comma, an adverb and a modal go on with the directive before. It is a part
        that starts with a modal or an addressee which opens its own (GUIDELINE.md, Directives 1)."""
        start = place.clause.start
        before = self.text[start : opening.start].strip()
        return (
            before != ""
            and before not in self.reader.demand_words.joined  # 并|要: a conjunction is no adverb
            and not before.startswith(self.reader.demand_words.now)  # 当前特别|要: another time, another demand
            and not self.text.startswith(
                self.reader.demand_words.all_of_them, start
            )  # 均须: all who were bound one by one
            and place.enumerator is None
            and not place.spoke
            and place.clause.level == 1
            and opening.rule == "directives.modal"
        )

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
            self._continue(course.current, place)
        elif self._begins(place) and self._leads_to_next(place):
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

    def _continue(self, current: Draft, place: Place) -> None:
        """A clause without opening goes on with the directive before, or ends it."""
        if self.sentences.ends(place.start, place.clause, place.following):
            self.course.close()
        elif self._leaves_to_another(current, place):
            self.course.close()
            self.course.context.turn()
        elif not self.sentences.only_prefaces(place.clause, place.following) and not self._own_limit(current, place):
            current.end = place.clause.end

    def _leaves_to_another(self, current: Draft, place: Place) -> bool:
        """各镇要上报计划,|县水利局审核后,|要及时批复: somebody else acts first, and what comes names nobody: 各镇 are not asked for it."""
        clause, following = place.clause, place.following
        if not self.sentences.opens_next(clause, following) or self.sentences.binds_next(clause, following):
            return False
        found = self.parties.after(place.start, clause.end)
        if found is None or not self.sentences.comes_first(clause, following):
            return False
        bound = {self.text[name.span.start : name.span.end] for name in current.names}
        return all(self.text[name.span.start : name.span.end] not in bound for name in found[0])

    def _own_limit(self, current: Draft, place: Place) -> bool:
        """要7月10日前完成排查,|9月底前完成整改: a second act with a limit of its own is a directive of its own, so that each has
        its date."""
        start, clause, following = place.start, place.clause, place.following
        own = self.own_limits.second(current, self.course.done, start, clause)
        if own is None:
            return False
        if own.span.end == clause.end and self.sentences.opens_next(clause, following):
            self.course.close()  # 9月底前,|各镇要完成整改
            self.course.preface = Preface(following, clause.level, False, start)
            return True
        names = self.own_limits.parties_of(start, own.span, clause, following)
        if names is not None:
            self._open(Opening(start, names, "act", "directives.own-limit", 0.85), place._replace(enumerator=None))
            of_thing = self.own_limits.is_of_thing(start, own.span, clause.end)
            if not names and (current.basis == "none" or of_thing) and self.course.current is not None:
                # 项目要于5月底完工,|6月上旬验收: of whom nothing was asked, nothing more is
                self.course.current.names, self.course.current.basis = (), "none"
        return names is not None
