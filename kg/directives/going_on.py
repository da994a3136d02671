"""Whether a clause goes on with the directive before it, or leaves it. (承接与收束)"""

from __future__ import annotations

from kg.directives.binding import Binder
from kg.directives.course import Course, Place
from kg.directives.draft import Draft
from kg.directives.name import Name
from kg.directives.opening import Opening
from kg.directives.prefaces import Preface
from kg.directives.readers import Readers


class GoingOn:
    """Reads whether clauses go on. Holds look-ups, the course, and what opens directives in it."""

    def __init__(self, readers: Readers, course: Course, binder: Binder) -> None:
        self.text = readers.clauses.text
        self.course = course
        self.reader = readers.clauses
        self.parties = readers.parties
        self.joining = readers.joining
        self.sentences = readers.sentences
        self.own_limits = readers.own_limits
        self.needs = readers.openings.modals.needs
        self.binder = binder

    def continues(self, current: Draft, opening: Opening, place: Place) -> bool:
        """Whether what opens in a clause is a part of ``current``."""
        joining = self.joining
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

    def take(self, current: Draft, place: Place) -> None:
        """A clause without opening goes on with the directive before, or ends it."""
        if self.sentences.ends(place.start, place.clause, place.following):
            self.course.close()
        elif self._leaves_to_another(current, place) or self._needs_of_another(current, place):
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
        return self._are_others(current, found[0])

    def _needs_of_another(self, current: Draft, place: Place) -> bool:
        """各镇需拆除违建,|县消防大队需增配车辆: what another needs, or is to do, is no part of what 各镇 are asked for."""
        need = self.needs.first(place.start + 1, place.clause.end) if current.names else None
        found = self.parties.before(place.start, need.start) if need is not None else None
        return found is not None and self._are_others(current, found[0])

    def _are_others(self, current: Draft, names: tuple[Name, ...]) -> bool:
        bound = {self.text[name.span.start : name.span.end] for name in current.names}
        return all(self.text[name.span.start : name.span.end] not in bound for name in names)

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
            self.binder.open(Opening(start, names, "act", "directives.own-limit", 0.85), clause, numbered=False)
            of_thing = self.own_limits.is_of_thing(start, own.span, clause.end)
            if not names and (current.basis == "none" or of_thing) and self.course.current is not None:
                # 项目要于5月底完工,|6月上旬验收: of whom nothing was asked, nothing more is
                self.course.current.names, self.course.current.basis = (), "none"
        return names is not None
