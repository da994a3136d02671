"""Parties whose modal stands in a later clause: 各镇、各部门:, 县水利局作为责任主体,. (待续的责任主体)"""

from __future__ import annotations

from typing import NamedTuple

from kg.directives.charge_words import charge_words, helping_in
from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.course import Place
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.model import Span
from kg.scan import Scan, Track
from kg.structure import Clause

_BINDING = frozenset({"modal", "modal-tail", "need", "oversee", "with", "by"})


class Waiting(NamedTuple):
    """Parties before a comma or a colon that what comes binds."""

    names: tuple[Name, ...]
    start: int
    goes_on: bool  # they are more of the list that waits already


class WaitingReader:
    """Reads clauses that only name parties. Holds only look-ups."""

    def __init__(
        self,
        scan: Scan,
        parties: PartyReader,
        reader: ClauseReader,
        sentences: SentenceReader,
        heads: NamedHeadReader,
    ) -> None:
        self.text = scan.text
        self.heads = heads
        self.at = scan.at
        self.parties = parties
        self.reader = reader
        self.sentences = sentences
        self.words = parties.words
        self.demand_words = reader.demand_words
        self.charge_words = charge_words(scan.lexicon)
        self.helping = helping_in(scan.text, self.charge_words)
        self.binding = scan.plain(*_BINDING)
        self.looking = Track(self.demand_words.inert_of(scan, self.demand_words.looks_at))

    def read(self, place: Place, context: Context) -> Waiting | None:
        """各镇、各部门: and X作为责任主体, wait for the modal of the next clause. Asked before a comma or a colon."""
        clause = place.clause
        if place.said and context.speech == "demand" and self._closes(place):
            return None
        if self.text.startswith(self.demand_words.whether, place.start):
            either = self._of_either(place.start, clause.end)
            return None if either is None else self._as_waiting(either, place.start, place, context)
        at = self.reader.past_adverbs(self.reader.past_conjunction(place.start), clause.end)
        if self.text.startswith(":", clause.end) and (asked := self._asked_of(at, clause.end)) is not None:
            return self._as_waiting(asked, at, place, context)
        # A modal or the like in the rest of the clause is no rest of a list; names have none inside them.
        if self._is_bound(at, clause.end) or self.looking.first(at, clause.end) is not None:
            return None
        if self._helps(at, clause.end) or self._are_members(at, clause.end):
            return None  # 各镇参与, 县财政局为成员单位
        if (office := self._office(at, clause, place.following)) is not None:
            return self._as_waiting(office, at, place, context)
        heads = self.heads.before(at, clause.end)
        if heads:
            listed = self.text.startswith(",", clause.end) and self.sentences.opens_next(clause, place.following)
            return self._as_waiting(heads, at, place, context) if listed else None
        if not self._may_be_known(at, clause.end) and not self._are_responsible(at, clause.end):
            return None
        found = self.parties.before(at, clause.end) or self._then_told(at, clause.end)
        if found is None or not self._waits(found[1], clause.end) or self._acts_alone(found[1], place):
            return None
        if not self._are_known(found[0]) and not self._are_responsible(found[1], clause.end):
            return None
        if not self._is_awaited(found[0], place):
            return None
        if self.reader.acts_by_limit(found[1], clause.end) and not self.sentences.opens_later(place.following):
            return None  # 县水利局|在6月底前开工,并于12月底前完工
        acts = self.reader.acts_loosely(found[1], clause.end) and not self.text.startswith("对照", found[1])
        if acts and self.sentences.binds_next(clause, place.following):
            return None  # 要求县林业局按照《方案》压实责任,|县公安局要…: each has its own; not 县教育局|对照清单
        if self._acts_on(found[1], place):
            return None
        # 各镇,|尤其是|城关镇,要
        singled = self.parties.party_words.above_all.match(self.text, place.start, clause.end) is not None
        both = bool(context.dangling) and (singled or self._both_are_responsible(context, found[1], clause))
        return self._as_waiting(found[0], at, place, context, beside=both)

    def _are_members(self, at: int, end: int) -> bool:
        """县财政局为|成员单位; not 县财政局等|成员单位,要抓好落实."""
        ends = next((word for word in self.demand_words.members if self.text.endswith(word, at, end)), "")
        return ends != "" and self.text[end - len(ends) - 1] != "等"

    def _acts_on(self, at: int, place: Place) -> bool:
        """县发改局|对未兑现事项逐项建账,6月底前交出答卷: what is done to something is their act, where no modal comes."""
        end = place.clause.end
        if self.text[at : at + 1] not in self.demand_words.objects or not self.text.startswith(",", end):
            return False
        return self.reader.acts_on(at, end) and not self.sentences.opens_later(place.following)

    def _office(self, at: int, clause: Clause, following: int) -> tuple[Name, ...] | None:
        """办公室|在修改过程中,|要客观反映: an office that is named without its owner, and when or in what it is to act."""
        office = self.parties.party_words.bare_office.match(self.text, at, clause.end)
        if office is None or office.end() == clause.end or not self.sentences.opens_next(clause, following):
            return None
        how = self.text[office.end() : clause.end]
        return (Name(Span(*office.span()), "organization"),) if self.reader.is_adverbial(how) else None

    def _of_either(self, start: int, end: int) -> tuple[Name, ...] | None:
        """无论是县直部门还是各镇,|都要压实责任: each of those who are named; not 无论是汛期还是平时,."""
        each = self.demand_words.either.fullmatch(self.text, start, end)
        if each is None:
            return None
        found: list[Name] = []
        for group in ("one", "other"):
            at = each.start(group)
            for word in each[group].split("、"):
                name = self.parties.whole(at, at + len(word))
                if name is None:
                    return None
                found.append(name)
                at += len(word) + 1
        return tuple(found)

    def _is_bound(self, at: int, end: int) -> bool:
        """Whether a modal or the like stands in a stretch; 配合 of 县水利局作为|配合单位 is none."""
        bound = self.binding.first(at, end)
        if bound is None:
            return False
        capacity = self.demand_words.capacity.match(self.text, at, end)
        return capacity is None or self.binding.first(at, capacity.start("what")) is not None

    def _asked_of(self, at: int, end: int) -> tuple[Name, ...] | None:
        """县水利局|要:一是…: what is asked of them comes behind the colon."""
        modal = self.binding.first(at, end)
        if modal is None or modal.end != end or modal.kind != "modal":
            return None
        found = self.parties.before(at, modal.start)
        return None if found is None else found[0]

    def _as_waiting(
        self, names: tuple[Name, ...], at: int, place: Place, context: Context, *, beside: bool = False
    ) -> Waiting:
        """``names``, which begin at ``at``, wait; ``beside``: together with those who wait already, as in one list."""
        listed = bool(context.dangling) and at == self.after_list(context.dangling, place.clause.start)
        return Waiting(names, at if place.enumerator is None else place.enumerator.start, beside or listed)

    def after_list(self, names: tuple[Name, ...], start: int) -> int:
        """Where a list that a comma parts goes on behind ``names``, in a clause from ``start`` on: 县财政局等部门,|各乡镇要."""
        return self.reader.past_conjunction(self.parties.past_others(names[-1].span.end, start) + 1)

    def _closes(self, place: Place) -> bool:
        """要求各镇压实责任,开展排查。: no modal comes, what is asked stands in this clause, which names more than parties."""
        start, clause = place.start, place.clause
        found = self.parties.after(start, clause.end) if self.at.get(start) is None else None
        if found is not None and found[1] == clause.end:
            return False
        return self.text[clause.end : clause.end + 1] != ":" and not self.sentences.opens_later(place.following)

    def _is_awaited(self, names: tuple[Name, ...], place: Place) -> bool:
        """规划建设滨海新区,|引导企业: what only ends like a place, and is followed by no demand, is what something is done to."""
        if any(name.span.start in self.parties.at_start or name.kind != "place" for name in names):
            return True
        if self.text[place.clause.end] == ":" or self.sentences.opens_later(place.following):
            return True
        onward = next(self.sentences.later(place.following), None)
        return onward is not None and onward.start in self.parties.at_start

    def _waits(self, at: int, end: int) -> bool:
        """Whether what stands behind the list does not end it: nothing, 等部门, 作为责任主体; not an act of theirs."""
        rest = self.text[self.parties.past_others(at, end) : end]
        if rest and self.demand_words.waits.match(rest) is None:
            return False
        duty = self.charge_words.duty.match(rest)
        if duty is not None and self.reader.is_act(end - len(rest) + duty.end(), end):
            return False  # 县发改局等单位|按职责分工|抓好手续办理: their act
        # 县审计局|对资金使用情况进行审计,: its act, and no topic of what comes
        return self.text[end] != "," or self.words.light.match(rest) is None

    def _acts_alone(self, at: int, place: Place) -> bool:
        """二是各镇|对缺水群众登记造册,一户不漏: what a point says of its party is its act, where no modal comes in the sentence."""
        said = self.parties.past_others(at, place.clause.end) < place.clause.end
        numbered = place.enumerator is not None and self.text.startswith(",", place.clause.end)
        return said and numbered and not self.sentences.opens_later(place.following)

    def _are_responsible(self, at: int, end: int) -> bool:
        """企业|是安全生产的第一责任主体,: whoever that is, it is bound by what comes."""
        return self.demand_words.responsible.search(self.text, at, end) is not None

    def _both_are_responsible(self, context: Context, at: int, clause: Clause) -> bool:
        """属地是防汛的责任主体,|部门是监管的责任主体,: both wait for the same modal."""
        before = self._are_responsible(context.dangling[-1].span.end, clause.start - 1)
        return before and self._are_responsible(at, clause.end)

    def _are_known(self, names: tuple[Name, ...]) -> bool:
        """各乡镇人民政府、街道办事处: 各 is of all that follow it."""
        each = False
        for name in names:
            if not self.parties.is_known(name) and not (each and self.parties.ends_as_one(name)):
                return False
            each = each or self.text[name.span.start] == "各"
        return True

    def _helps(self, at: int, end: int) -> bool:
        """各部门|参与, 各镇|参加: whether the list at ``at`` has its part already, and waits for none."""
        if self.helping.after(at) >= end:
            return False
        found = self.parties.after(at, end, generic=True)
        if found is None:
            return False
        at = self.parties.past_others(found[1], end)
        words = self.charge_words
        return words.assists.match(self.text, at) is not None or words.assists_alone.match(self.text, at) is not None

    def _then_told(self, at: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """甲区、乙县|是责任主体, 各单位|凡是会议定了的事: parties and what is said of them before their modal."""
        found = self._with_heads(self.parties.after(at, end, generic=self._are_responsible(at, end)), end)
        words = self.demand_words
        told = found is not None and (
            words.themselves.match(self.text, found[1], end) is not None
            or self.text.startswith(words.prefers, found[1])  # 各镇|宁可十防九空,也要…
        )
        return found if told else None

    def _with_heads(self, found: tuple[tuple[Name, ...], int] | None, end: int) -> tuple[tuple[Name, ...], int] | None:
        """各镇|主要负责人|是第一责任人: the heads, where these stand behind the last of a list."""
        people = None if found is None else self.parties.people_of(found[1], end)
        if found is None or people is None:
            return found
        *others, last = found[0]
        return (*others, Name(Span(last.span.start, people.end()), "people")), people.end()

    def _may_be_known(self, at: int, end: int) -> bool:
        """Whether the list at ``at`` can begin with a name that is known: most clauses do not, and a full reading
        of each of them was a quarter of this room's time."""
        while at < end and self.text[at] in " \u3000":
            at += 1
        return (
            at in self.parties.at_start
            or self.parties.party_words.group.match(self.text, at) is not None
            or self.parties.may_be_place(at, end)
        )
