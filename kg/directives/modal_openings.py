"""Directives that a modal opens: 要加强…, 县财政局要…, 连续两次排名靠后的海岱镇要…. (情态词引出的要求)"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.directives.clauses import ClauseReader
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.opening import Opening
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Event, Scan, Track
from kg.structure import Clause

_SHOULD = "应"
_SOON = "就"
_COMPARES, _MATTER, _LONGEST_SAYING = "更", "事", 3
_WORD = 2  # characters
_ALL_THAT_SHOULD = lazy("应([一-鿿]{1,2})[尽早快必]\\1")
_BOUNDARY = frozenset(",;:。\n \u3000")
_PAIR_SECOND = re.compile("[也又更还](?:要|须|应)")
_SECOND_BEGINS = frozenset("也又更还")
_PAIR_FIRST = ("既要", "既须")
_CLAUSE_END = re.compile("[,;。\n]")
_LONGEST_DESCRIPTION = 24
_SHORTEST_RELATIVE, _LONGEST_RELATIVE = 3, 18  # characters between 应 and the second modal
_LONGEST_SUBJECT = 30
_LONGEST_BEFORE_SHOULD = 12


class ModalReader:
    """Finds the modals of a text, and what a clause with one asks of whom. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, clauses: ClauseReader, names: tuple[Span, ...]) -> None:
        self.text = scan.text
        self.parties = parties
        self.clauses = clauses
        self.names = names
        self.surnames = scan.lexicon.surnames
        self.demand_words = clauses.demand_words
        self.modals = Track([e for e in scan.plain("modal", "modal-tail").events if self._counts(e)])
        self.hiding = Track(self.demand_words.inert_of(scan, self.demand_words.hide_modal))
        self.demands = scan.plain("enum-demand")
        self.points = scan.plain("enum-point")
        self.heads = NamedHeadReader(scan, parties, names)
        self.needs = scan.plain("need")
        self.events = [*self.modals.events, *self.hiding.events, *self.needs.events]

    def _counts(self, event: Event) -> bool:
        """Not in a personal name (要建国), not 应收尽收, and not 响应."""
        before = bisect_right(self.names, (event.start, len(self.text))) - 1
        if before >= 0 and event.start < self.names[before].end:
            return False
        if event.value != _SHOULD:
            return True
        if _ALL_THAT_SHOULD.match(self.text, event.start, event.start + 8) is not None or self._in_surname(event.start):
            return False
        return not event.start or self.text[event.start - 1] not in self.demand_words.should_verbs

    def _in_surname(self, at: int) -> bool:
        """赵|应龙在发言中谈到: a name at the head of a clause, though nothing else tells it for one."""
        if at < 1 or self.text[at - 1] not in self.surnames or (at > 1 and self.text[at - 2] not in _BOUNDARY):
            return False
        return self.demand_words.names_speaker.match(self.text, at + 1) is not None

    def at_head(self, start: int, clause: Clause) -> tuple[bool, Opening | None]:
        """(whether a modal begins the stretch, how it opens a directive): 7月10日前|要完成."""
        modal = self.modals.first(start, clause.end)
        if modal is None or modal.start != self.parties.past_time(start, clause.end):
            return False, None
        if self._is_relative(modal, clause.end) or self._judges(modal, clause.end):
            return True, None
        at = self.clauses.from_limit(start, modal.start)
        return True, Opening(at, (), modal.value, "directives.modal", 0.96)

    def _judges(self, modal: Event, end: int) -> bool:
        """挑花能不能走出去,|要看有没有人学: by what something is judged, and no demand."""
        return self.demand_words.judges.match(self.text, modal.start, end) is not None

    def _is_relative(self, modal: Event, end: int) -> bool:
        """应由镇落实的|要抓紧, 必须引以为戒的教训仍在身边, 应当公开的事项,|要及时公开; not 要按照省委的要求|抓好落实."""
        if self.demand_words.relative.match(self.text, modal.start, end) is not None:
            return True
        if self._names_things_meant(modal.start, end):
            return True
        low = modal.end + _SHORTEST_RELATIVE
        second = self.modals.first(low, min(end, modal.end + _LONGEST_RELATIVE))
        return second is not None and self.text[second.start - 1] == "的"

    def _names_things_meant(self, start: int, end: int) -> bool:
        """依法必须招标的项目,|县住建局要…: the whole clause names a thing, and the next one asks for something."""
        if self.demand_words.relative_topic.match(self.text, start, end + 1) is None:
            return False
        if (agent := self.parties.scan.at.get(end + 1)) is not None and agent.kind == "by":
            return True
        stop = _CLAUSE_END.search(self.text, end + 1)
        return self.modals.first(end, len(self.text) if stop is None else stop.start()) is not None

    def weighs(self, start: int) -> bool:
        """既要守住底线,|又要保障需求: the first half of a pair."""
        return self.text.startswith((*_PAIR_FIRST, *self.demand_words.prefers), start)

    def second_of_pair(self, start: int) -> bool:
        """既要考虑成本,|也要考虑承受能力: what belongs together is weighed, not asked for, unless 既要 itself opened."""
        if self.text[start : start + 1] not in _SECOND_BEGINS or _PAIR_SECOND.match(self.text, start) is None:
            return False
        low = 1 + max(self.text.rfind(mark, 0, start) for mark in "。;\n")
        before = self.text[low:start]
        return self._holds_first(before) and not self._prefers(low, start)

    def _holds_first(self, before: str) -> bool:
        return any(first in before for first in (*_PAIR_FIRST, *self.demand_words.prefers))

    def _prefers(self, low: int, start: int) -> bool:
        """会议强调,宁可十防九空,|也要转移群众, 各镇宁可十防九空,|也要…: whether the first half is no part of a demand, so that the second is all
        that asks."""
        at = max(self.text.rfind(first, low, start) for first in self.demand_words.prefers)
        return at > low and self.modals.first(low, at) is None

    def with_subject(self, start: int, clause: Clause, *, asked: bool = False, behind: bool = False) -> Opening | None:
        """县财政局要…: a party and its modal, or what carries one; ``asked``: an act alone is demanded here, and not told;
        ``behind``: a directive is being read."""
        modals = self.modals.between(start, clause.end)[:2]
        for modal in modals:
            named = self.parties.past_time(start, modal.start)
            heads = self.heads.before(named, modal.start) or self.heads.alone(named, modal.start)
            if heads:
                at = self.clauses.from_limit(start, named)
                return Opening(at, heads, modal.value, "directives.subject-modal", 0.95)
            if self.parties.party_words.that_one.fullmatch(self.text, named, modal.start) is not None:
                one = Name(Span(named, modal.start), "group")
                return Opening(named, (one,), modal.value, "directives.subject-modal", 0.9)
            if self.text[named : modal.start] in self.parties.party_words.pronouns:
                those = Name(Span(named, modal.start), "people")
                return Opening(named, (those,), modal.value, "directives.subject-modal", 0.9)
            found = self._parties_before(named, modal.start)
            if found is not None:
                at = self._past_topic(self.clauses.from_limit(start, named), found[0][0])
                return Opening(at, found[0], modal.value, "directives.subject-modal", 0.97)
        described = self._after_description(start, modals[0].start) if modals else None
        if described is not None:
            return Opening(start, described, modals[0].value, "directives.described-subject", 0.88)
        return (
            (self._behind_event(start, modals[0]) if modals else None)
            or self._with_hidden(start, clause)
            or self._in_need(start, clause, asked=asked or behind)
            or self._enumerated(start, clause, asked=asked)
        )

    def _past_topic(self, start: int, first: Name) -> int:
        """清淤任务|各镇要, 方案印发后|各镇要: a topic is outside, and so is what has to come first; what says who they are is not
        (受灾严重的|城关镇要), nor a limit (企业投产前|县环保局要)."""
        at, words = first.span.start, self.parties.party_words
        outside = self.text[at - 1] in words.topic_ends or self.text.endswith(words.after_events, start, at)
        return at if start < at and outside else start

    def _parties_before(self, at: int, modal: int) -> tuple[tuple[Name, ...], int] | None:
        """县财政局|要, and 我们|各部门|要, where who is meant stands behind the pronoun."""
        found = self.parties.before(at, modal)
        if found is not None:
            return found
        if listed := self.parties.departments_listed(at, modal):
            return listed, modal
        pronouns = self.parties.party_words.pronouns
        those = next((word for word in pronouns if self.text.startswith(word, at, modal)), None)
        return None if those is None else self.parties.before(at + len(those), modal)

    def _with_hidden(self, start: int, clause: Clause) -> Opening | None:
        """既要 and 也要看到 ask of a party what they do not ask of nobody; 消防部门|应|对… only looks like 应对."""
        event = self.hiding.first(start + 2, clause.end)
        if event is None or self.text[event.start - 1] in self.demand_words.cope:
            return None
        found = self.parties.before(start, event.start)
        if found is None:
            return None
        modality = _SHOULD if _SHOULD in self.text[event.start : event.end] else "要"
        return Opening(start, found[0], modality, "directives.subject-modal", 0.9)

    def _in_need(self, start: int, clause: Clause, *, asked: bool) -> Opening | None:
        """各村需|对危房逐一排查, and where something is demanded, 各村需|备足沙袋; 需 alone says what is lacking (县医院需|扩建)."""
        event = self.needs.first(start + 1, clause.end)
        if event is None:
            return None
        acts = self.clauses.acts_on(event.end, clause.end)
        if not acts and not (asked and self._is_bound(event.end, clause.end)):
            return None
        found = self.parties.before(self.parties.past_time(start, event.start), event.start)
        if found is None or not ((acts and asked) or all(self.parties.is_known(name) for name in found[0])):
            return None
        return Opening(start, found[0], "demand", "directives.subject-modal", 0.9)

    def _is_bound(self, at: int, end: int) -> bool:
        """Whether what somebody needs at ``at`` can only be to act: no money, means or building of theirs, and no thing that is
        told apart by what it needs (各镇需报批的|项目)."""
        words = self.demand_words
        lacking = words.lacking.match(self.text, at, end) or words.needing_thing.search(self.text, at, end)
        return lacking is None and not self.clauses.is_relative(at, end) and not self.clauses.states_fact(at, end)

    def _enumerated(self, start: int, clause: Clause, *, asked: bool) -> Opening | None:
        """各级各部门一要吃透…, 各镇一是全面排查…: the enumerator carries the modal, or the first act asked for."""
        event = self.demands.first(start + 1, clause.end)
        if event is None and asked:
            point = self.points.first(start + 1, clause.end)
            event = point if point is not None and self._asks(point.end, clause.end) else None
        found = self.parties.before(start, event.start) if event is not None else None
        return None if found is None else Opening(start, found[0], "要", "directives.subject-enumerator", 0.95)

    def _asks(self, at: int, end: int) -> bool:
        """各镇一是|认真学,二是深入查: what a point asks for, by whatever verb; not 县水利局一是|资金不足, nor 一是|项目进展缓慢."""
        told = (
            self.clauses.states_fact(at, end) or self.clauses.tells_lack(at, end) or self.clauses.tells_state(at, end)
        )
        return self.clauses.acts_on(at, end) or not (told or self.clauses.words.done.search(self.text, at, end))

    def _after_description(self, start: int, modal: int) -> tuple[Name, ...] | None:
        """连续两次排名靠后的|海岱镇、格宜镇|要…: organisations and places with a description before them."""
        stop = min(modal, start + _LONGEST_DESCRIPTION)
        at = self.text.find("的", start + 2, stop)
        while at >= 0:
            found = self.parties.before(at + 1, modal)
            if found is not None and all(n.kind == "place" or n.span.start in self.parties.at_start for n in found[0]):
                return found[0]
            at = self.text.find("的", at + 1, stop)
        return None

    def _behind_event(self, start: int, modal: Event) -> Opening | None:
        """县政府批准后|县住建局|要, 县财政局拨付资金后|各镇|要: who is to act when another has."""
        words = self.parties.party_words
        for at in words.events(self.text, start, min(modal.start, start + _LONGEST_DESCRIPTION)):
            found = self.parties.before(at, modal.start)
            if found is not None and all(map(self.parties.is_known, found[0])):
                begins = at if self.text.endswith(words.after_events, start, at) else start
                return Opening(begins, found[0], modal.value, "directives.described-subject", 0.88)
        return None

    def main(self, start: int, end: int) -> Opening | None:
        """The main modal of a sentence whose subject is no actor: the span starts at the modal."""
        modal = self.modals.first(start, end)
        if modal is None or modal.end == end:
            return None  # 不能等靠要
        before = self.text[start : modal.start]
        if self.text[modal.start] == _SOON:
            return None  # 再拖|就要误掉工期
        if before[-1:] in self.demand_words.not_main or len(before) > _LONGEST_SUBJECT:
            return None  # 守好水源|是|必须扛起的责任
        second = self.text[modal.start] in _SECOND_BEGINS or before[-1:] in _SECOND_BEGINS
        if second and self._holds_first(before):
            return None  # 和美乡村既要“面子”|更要“里子”: weighed, as in ``second_of_pair``
        if self.clauses.states_fact(self._past_relative(start, modal.start), modal.end) or (
            modal.value == _SHOULD and len(before) > _LONGEST_BEFORE_SHOULD
        ):
            return None
        if self._judges(modal, end) or self._is_said_of_thing(modal, end):
            return None
        if self.clauses.copula(modal.start, end) or self._names_things_meant(modal.start, end):
            return None  # 建设要因地制宜的思路|是正确的; 依法必须招标的项目,|要…
        at = start if self.clauses.limits(start, modal.start) else modal.start  # 改造工程9月底前|必须完工
        return Opening(at, (), modal.value, "directives.main-modal", 0.75)

    def _past_relative(self, start: int, modal: int) -> int:
        """尚未拨付的|资金要拨付到位: what is told before 的 only says which thing is spoken of; not 这是…的经验|要推广."""
        at = self.text.rfind("的", start, modal)
        return start if at < 0 or "是" in self.text[start:at] else at + 1

    def _is_said_of_thing(self, modal: Event, end: int) -> bool:
        """老毛病|必须下猛药去医, 好事|更要办好: an image, or a saying that compares; not 好事更要办好办实, 责任更要压实."""
        if self.demand_words.image.match(self.text, modal.end, end) is not None:
            return True
        at = modal.start - self.text.startswith(_COMPARES, modal.start - 1)
        compares = at < modal.start or self.text.startswith(_COMPARES, modal.start)
        if compares and self.text.endswith(self.text[at - _WORD : at], modal.end, end):
            return True  # 守着煤炭|更应走出煤炭
        short = self.text.startswith(_COMPARES, modal.start) and self.text[modal.start - 1] == _MATTER
        return short and end - modal.end <= _LONGEST_SAYING
