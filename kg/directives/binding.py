"""Whom a directive binds: who is named in it, who waited for its modal, or who was bound before. (责任主体的确定)"""

from __future__ import annotations

from kg.directives.course import Course
from kg.directives.draft import Draft
from kg.directives.name import Name, told_apart
from kg.directives.opening import Opening
from kg.directives.readers import Readers
from kg.model import Basis
from kg.scan import PARTY_TAKERS
from kg.structure import Clause

_ONE_BY_ONE = frozenset(
    {"directives.in-charge", "directives.act-of", "directives.subject-modal", "directives.demanded-of"}
)
_POINTS = frozenset({"enum-demand", "enum-point"})


_LONGEST_BESIDE = 12  # characters of who is named between 、 and a modal


class Binder:
    """Begins directives in a course of reading."""

    def __init__(self, course: Course, readers: Readers) -> None:
        self.course = course
        self.text = readers.clauses.text
        self.clauses = readers.clauses
        self.parties = readers.parties
        self.sentences = readers.sentences
        self.waiting = readers.waiting
        self.charges = readers.charges
        self.assists = readers.assists
        self.demand_words = readers.clauses.demand_words

    def open(self, opening: Opening, clause: Clause, *, numbered: bool) -> None:
        """Begin a directive that ``clause`` opens; ``numbered``: an enumerator stands before."""
        course, context = self.course, self.course.context
        if course.current is not None and course.current.end + 1 == clause.start:
            course.current.end = self.sentences.before_case(course.current.start, course.current.end)
        course.close()
        course.begun = None
        opening, names, helpers, basis = self._bound(opening, clause)
        if self._leads_points(opening, clause):
            context.lead(names)
        elif basis == "explicit":
            context.note(names)
        if basis == "explicit":
            context.sees_to = opening.modality == "由" and self.sentences.tells_outcome(clause)
            context.outcome = context.sees_to and context.matters > 1
        context.dangling = ()
        context.fresh = False
        at = opening.start if course.limited is None else course.limited
        draft = course.current = Draft(at, clause.end, opening, names, basis, numbered)
        draft.parties.extend(map(self.assists.helper, helpers))
        if opening.names and names[-1].span.end < clause.end:
            self._open_beside(opening.names[-1].span.end, clause)
        if opening.names and opening.rule == "directives.subject-modal" and course.current is draft:
            self._open_behind_mark(opening.names[-1].span.end, clause, draft)

    def _bound(self, opening: Opening, clause: Clause) -> tuple[Opening, tuple[Name, ...], tuple[Name, ...], Basis]:
        """Whom a directive binds, who helps them, and why; with the opening as those who waited make it."""
        if not opening.names:
            opening, names, basis = self._bound_before(opening, clause)
            return opening, *told_apart(names), basis
        if all(map(self._stands_for_all, opening.names)):
            return opening._replace(names=()), (), (), "none"
        names, helpers = told_apart(opening.names)
        opening, names = self._with_waiting(opening, names, clause)
        return opening, names, helpers, "explicit"

    def _stands_for_all(self, name: Name) -> bool:
        """我们|要, 大家|要: those who are there, of whom nobody is named."""
        return self.text[name.span.start : name.span.end] in self.parties.party_words.pronouns

    def _leads_points(self, opening: Opening, clause: Clause) -> bool:
        """Whether who is named stands right before a point: 各镇|一要排查隐患, 各镇、各部门|一是要排查隐患."""
        if not opening.names:
            return False
        point = self.parties.scan.at.get(self.parties.past_others(opening.names[-1].span.end, clause.end))
        return point is not None and point.kind in _POINTS

    def _bound_before(self, opening: Opening, clause: Clause) -> tuple[Opening, tuple[Name, ...], Basis]:
        """Who is bound where the opening names nobody: those who wait for it, else who was bound before."""
        context = self.course.context
        if context.dangling:
            start, modality = context.dangling_start, opening.modality
            return Opening(start, (), modality, "directives.subject-before-comma", 0.93), context.dangling, "explicit"
        heirs = self._all_before(clause) or (() if self._goes_on_with_subject(clause) else context.heirs())
        if heirs and (opening.rule != "directives.main-modal" or self._has_topic(opening, clause)):
            return opening, heirs, "inherited"
        return opening, (), "none"

    def _all_before(self, clause: Clause) -> tuple[Name, ...]:
        """县水利局负责巡查,县住建局负责排查,|都要在6月底前完成: all who were bound one by one in the sentence; nobody where the clause does
        not say that all are meant."""
        if not self.text.startswith(self.demand_words.all_of_them, clause.start):
            return ()
        found: dict[str, Name] = {}
        at = clause.start
        for before in reversed(self.course.done):
            if self.text[before.end : at].strip(",; ") != "" or before.opening.rule not in _ONE_BY_ONE:
                break
            at = before.start
            found = {self.text[name.span.start : name.span.end]: name for name in before.names} | found
        return tuple(sorted(found.values()))

    def _goes_on_with_subject(self, clause: Clause) -> bool:
        """项目建设要加快进度,|不得重复建设: whether the clause before has a subject of its own that is no party."""
        before = self.course.done[-1] if self.course.done else None
        return (
            before is not None
            and before.basis == "none"
            and before.opening.rule == "directives.main-modal"
            and before.end + 1 == clause.start
            and self.text[before.end] == ","
        )

    def _has_topic(self, opening: Opening, clause: Clause) -> bool:
        """对…要…, 在…上要…: a topic before the modal, so the subject is still the one before."""
        return self.demand_words.topics.match(self.text, clause.start, opening.start) is not None

    def _with_waiting(
        self, opening: Opening, names: tuple[Name, ...], clause: Clause
    ) -> tuple[Opening, tuple[Name, ...]]:
        """各部门,|各企业要: who waits belongs to the same list, or acts itself in the clause before."""
        context = self.course.context
        if not context.dangling:
            return opening, names
        self._own_act_before(opening.start)
        if opening.start != self.waiting.after_list(context.dangling, clause.start):
            return opening, names
        return opening._replace(start=context.dangling_start), (*context.dangling, *names)

    def _own_act_before(self, start: int) -> None:
        """县安委办|对问题突出的单位逐家约谈,|各部门要: parties that waited for a modal act themselves, where the next clause has its own."""
        context, end = self.course.context, start - 1
        at = self.parties.past_others(context.dangling[-1].span.end, end)
        acts = self.text.startswith(self.demand_words.on_others, at) and not self.text.startswith("对照", at)
        if not acts or "," in self.text[at:end]:
            return
        opening = Opening(context.dangling_start, context.dangling, "act", "directives.act-of", 0.8)
        self.course.done.append(Draft(opening.start, end, opening, context.dangling, "explicit", numbered=False))

    def _open_behind_mark(self, at: int, clause: Clause, current: Draft) -> None:
        """主管部门要牵头、|属地要负责、|企业要落实: a directive each, though no comma parts them."""
        start = at
        while (at := self.text.find("、", at, clause.end) + 1) > 0:
            if any(event.kind in PARTY_TAKERS for event in self.parties.scan.between(start, at)):
                return  # 要督促施工、|监理单位…
            modal = self.clauses.modals.first(at, clause.end)
            if modal is None or modal.start - at > _LONGEST_BESIDE:
                return
            own = self.clauses.modals.first(start, at)
            if own is None:
                return  # 县水利局对新华镇、|城关镇要加强指导: the modal is that of who stands first
            if self.clauses.modals.first(own.end, at) is not None:
                return  # 各镇要健全部门要牵头、|乡镇要负责的机制: 要 inside of what is to be done
            if self.clauses.is_relative(modal.end, clause.end):
                return  # 要完善部门牵头、|乡镇要负责的|机制
            found = self.parties.before(at, modal.start)
            if found is not None and found[1] == modal.start and not self.parties.ends_name(at - 1):
                current.end = at - 1
                opening = Opening(at, found[0], modal.value, "directives.subject-modal", 0.9)
                self.open(opening, clause, numbered=False)
                return

    def _open_beside(self, at: int, clause: Clause) -> None:
        """由甲于6月底前完成设计、|乙于7月底前落实资金: a directive each."""
        beside = self.charges.beside(at, clause.end)
        if beside is None or self.course.current is None:
            return
        start, names = beside
        if self.clauses.is_relative(names[-1].span.end, clause.end):
            return  # 要汇总甲5月25日前、|乙5月底前报送的|数据: which data
        self.course.current.end = start - 1
        self.open(Opening(start, names, "act", "directives.act-of", 0.8), clause, numbered=False)
