"""What opens in a clause where it stands among those before it. (就位起句)"""

from __future__ import annotations

from kg.directives.course import Course, Place
from kg.directives.draft import FORBIDS
from kg.directives.opening import Opening, Setting
from kg.directives.readers import Readers
from kg.scan import Event
from kg.structure import Clause

_MAY_COME_FIRST = frozenset({"由", "负责"})  # 县水利局牵头验收后,|各镇接管
_PAIR = len("既要")
# Speech after which a bare act or a topic with its modal is a demand.
DEMANDING = frozenset({"demand", "stress"})


class PlaceOpenings:
    """Reads openings by what was demanded before and how. Holds look-ups and the course."""

    def __init__(self, readers: Readers, course: Course) -> None:
        self.text = readers.clauses.text
        self.course = course
        self.reader = readers.clauses
        self.parties = readers.parties
        self.openings = readers.openings
        self.sentences = readers.sentences
        self.acts = readers.acts

    def opening(self, place: Place) -> Opening | None:
        """The directive that opens in a clause; None where none does."""
        start, clause, enumerator = place.start, place.clause, place.enumerator
        if enumerator is not None and enumerator.kind == "enum-demand":
            return self._demanded_point(place, enumerator)
        opening = self._weighed(place) or self.openings.opening(start, clause, self._setting(place))
        if opening is None or (opening.modality in _MAY_COME_FIRST and self._only_told(place)):
            return None
        if (
            opening.names
            and self.openings.modals.weighs(opening.names[-1].span.end)
            and self.sentences.appraises(place.following)
        ):
            return None  # 公司|既要挣得到钱、更要守得住海,这是合作的前提
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
        first = place.said and self.course.context.speech in DEMANDING
        act = first and self.reader.is_act(place.start + _PAIR, place.clause.end)
        if not (goes_on or act) or self.sentences.appraises(place.following):
            return None
        return Opening(place.start, (), "要", "directives.modal", 0.9)

    def _setting(self, place: Place) -> Setting:
        current, level, numbered = self.course.current, place.clause.level, place.enumerator is not None
        begins = self.begins(place)
        # 甲工作要…;乙工作要…: what goes on in the same way; 县财政局要…;干部作风要…: what is asked of nobody, and not of them
        alike = current is not None and (current.opening.rule == "directives.main-modal" or bool(current.names))
        beside = (level == 2 and alike) or self._of_another(place)
        return Setting(
            first=(begins and current is None) or level == 3 or numbered or beside,
            decides=self.course.context.speech == "decide",
            numbered=numbered,
            demands=self.course.context.speech in DEMANDING,
            behind=current is not None,
            going=current is not None and level < 3,
        )

    def begins(self, place: Place) -> bool:
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
