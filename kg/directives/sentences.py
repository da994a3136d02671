"""What the rest of a sentence does with a directive: goes on with it, opens another, or tells an outcome. (句内接续)"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from kg.directives.clauses import ClauseReader
from kg.directives.opening import Setting
from kg.directives.openings import OpeningReader
from kg.scan import Track
from kg.structure import Clause, Outline

# 水毁道路5月底前具备通行条件: a clause with a limit is part of what is asked.
_HAS_LIMIT = re.compile("[月日底末年]前|[日周月年]内")
_END = re.compile("[。\n]")
_AGENTS = frozenset({"by", "ask"})
_BY_MODAL = frozenset({"directives.subject-modal", "directives.described-subject"})
_LONGEST_SENTENCE = 400  # characters before ,提出要…, at most
_OF_MEETING = ("会议", "会上")
_LONGEST_CLOSE = 40  # characters of what ends a sentence by saying who was there


class _Outlook:
    """Whether something comes in the rest of a sentence. What was seen from one clause on holds for all up to where it came.

    ``comes``, which says so of a clause, is the same for each question. It is no attribute: a reader that holds what holds the
    reader would keep the whole notice in memory until Python looks for such circles.
    """

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses
        # Number of the first clause asked about; where it came or the sentence ended; which of the two.
        self.seen = (0, -1, False)

    def holds(self, following: int, comes: Callable[[Clause], bool]) -> bool:
        """Whether one of the clauses from number ``following`` on is so, up to the next 。 or ; or paragraph."""
        return self._look(following, comes)[1]

    def reach(self, following: int, comes: Callable[[Clause], bool]) -> int:
        """The number of that clause, or of the first that no longer belongs to the sentence."""
        return self._look(following, comes)[0]

    def _look(self, following: int, comes: Callable[[Clause], bool]) -> tuple[int, bool]:
        low, high, came = self.seen
        if not low <= following <= high:
            high, came = following, False
            while not came and high < len(self.clauses) and self.clauses[high].level < 2:
                came = comes(self.clauses[high])
                high += not came
            self.seen = following, high, came
        return high, came


class SentenceReader:
    """Looks ahead in a sentence, and remembers what it saw there."""

    def __init__(
        self, outline: Outline, reader: ClauseReader, openings: OpeningReader, treated: frozenset[int]
    ) -> None:
        self.clauses = outline.clauses
        self.text = reader.text
        self.at = reader.scan.at
        self.reader = reader
        self.openings = openings
        self.words = reader.words
        self.demand_words = reader.demand_words
        self.treated = treated
        self.treats = sorted(treated)
        treated_by = reader.scan.of_kinds("treat")
        self.met = Track([event for event in treated_by if "了" in self.text[event.start : event.end + 1]])
        self.opens: dict[int, bool] = {}  # by start of clause
        self.demands = _Outlook(outline.clauses)
        self.commands = _Outlook(outline.clauses)
        self.copulas = _Outlook(outline.clauses)
        self.outcomes = _Outlook(outline.clauses)
        self.parts = _Outlook(outline.clauses)
        self.sentence = (0, -1)  # the stretch that was asked for last, up to where its sentence ends

    def ends(self, start: int, clause: Clause, following: int) -> bool:
        """Whether a clause without opening ends the directive before it, and belongs to none."""
        if clause.level == 3:
            return not self.continues(start, clause, following)
        if self.names_case(clause, following):
            return False
        if self._regards(start, clause.end):
            return True
        if clause.level == 2:
            return self.opens_later(following) and not self.reader.is_act(start, clause.end)
        if self.text.startswith(self.demand_words.the_more, start):
            return False
        if self.arranges(clause) or self.announces(clause) or self._agrees_now(start) or self._meets(clause):
            return True
        if self.text.endswith(self.demand_words.members, start, clause.end):
            return True
        # 要提高认识,|汛期很快就到,|各镇要加强值守: a fact before another demand belongs to neither
        if not self.opens_later(following) or self.reader.is_act(start, clause.end):
            return False
        # 要排查隐患,|排查出的隐患较多,|要逐项销号
        return self.reader.states_fact(start, clause.end) or self.reader.tells_state(start, clause.end)

    def _regards(self, start: int, end: int) -> bool:
        """县委|高度重视此项工作: what an organ does already, and nobody is asked for."""
        named = self.reader.parties.at_start.get(start)
        if named is None or named.kind != "organization":
            return False
        return self.demand_words.regards.match(self.text, named.span.end, end) is not None

    def _meets(self, clause: Clause) -> bool:
        """,|按照有关要求研究|了|其他事项: the meeting goes on with what it did."""
        return self.met.first(clause.start, clause.end) is not None

    def _agrees_now(self, start: int) -> bool:
        """由县统计局负责培训,|原则同意经费列入预算: what came of a matter; 同意 alone may as well be an act."""
        return self.text.startswith(self.demand_words.outcome_now, start)

    def continues(self, start: int, clause: Clause, following: int) -> bool:
        """A sentence without opening goes on with the directive before it, unless it appraises or tells an outcome."""
        end = self.sentence_end(clause)
        if self._regards(start, clause.end):
            return False
        if self.reader.states_fact(start, clause.end) or self._is_outcome(clause) or self._tells_of_meeting(start):
            return False
        if self.announces(clause) or self.demand_words.asks.search(self.text, start, end) is not None:
            return False  # 成效好不好,由群众说了算; 并就下一步工作提出以下要求:
        if self.reader.tells_how_it_is(start, clause.end) or self._names_crux(start, clause):
            return False  # 当前形势严峻。
        if self.tells_attendance(start, clause) or self.words.reason.match(self.text, start) is not None:
            return False
        part = min(end, self.part_end(clause, following))  # not 预警一响,人员转移;二|是…
        if self.reader.states_fact(start, part) and not self._begins_act(start, clause.end):
            return False  # 气温回升较快,防汛形势不容乐观
        if self.opens_later(following):
            if self.demand_words.what_for.match(self.text, start) is not None:
                # 对照《条例》,|要… belongs to what comes; not 依据《条例》严查掺假
                return self.reader.acts_by(start, clause.end)
            if self.demand_words.spirit.fullmatch(self.text, start, clause.end) is not None:
                # 深入贯彻全会精神,|各镇要…; 深入贯彻全会精神,|一要…
                return not (self.binds_next(clause, following) or self._numbers_next(following))
            if self.demand_words.by_means.match(self.text, start) is not None and self.opens_next(clause, following):
                return False  # 依托平台,|要…
            if self.reader.acts_within(start, clause.end):
                return True
            if self.reader.is_act(start, clause.end) or _HAS_LIMIT.search(self.text, start, clause.end) is not None:
                return True
            return bool(self.reader.limits(start, clause.end))  # 元旦前对取暖户逐户走访,|坚决杜绝…
        return True

    def _names_crux(self, start: int, clause: Clause) -> bool:
        """土壤污染防治|重在|管住源头, 成败关键在落实: what a matter hangs on, of which nobody is asked anything; not 抓好整改,|重在见效."""
        crux = self.words.crux.match(self.text, start, clause.end)
        return crux is not None and not self.reader.is_act(start, clause.end)

    def _begins_act(self, start: int, end: int) -> bool:
        """抓好防汛; not 根据气象部门预测, by which nothing is done."""
        if self.text.startswith(self.demand_words.by, start):
            return self.reader.acts_by(start, end)
        return self.reader.is_act(start, end)

    def before_case(self, start: int, end: int) -> int:
        """Where a stretch ends without the case that closes it: 要加强排查|,对工作不力的, before 由县纪委监委问责."""
        text = self.text
        at = max(text.rfind(",", start, end), text.rfind(";", start, end), text.rfind("。", start, end))
        return at if at > start and self.words.case.fullmatch(text, at + 1, end) is not None else end

    def names_case(self, clause: Clause, following: int) -> bool:
        """;对到期未整改的,|要查清原因: a case, and what is to be done in it, which 对…的要… opens no directive for (GUIDELINE.md, Settled
        cases); not where somebody is named for it, or 不得 stands there."""
        whole = self.text.endswith("的", clause.start, clause.end) and self.text.startswith(",", clause.end)
        if not whole or self.reader.states_fact(clause.start, clause.end):
            return False
        event = self.at.get(clause.end + 1)
        return event is not None and event.kind == "modal" and self.opens_next(clause, following)

    def tells_attendance(self, start: int, clause: Clause) -> bool:
        """区领导甲、乙,各镇负责人参加会议: whether the sentence ends by saying who was there."""
        end = self.sentence_end(clause)
        return self.demand_words.attends_any.search(self.text, max(start, end - _LONGEST_CLOSE), end) is not None

    def sentence_end(self, clause: Clause) -> int:
        """Where the sentence of a clause ends: before its full stop, or with its paragraph."""
        low, high = self.sentence
        if not low <= clause.start <= high:  # each clause of a sentence is asked about
            stop = _END.search(self.text, clause.start)
            high = len(self.text) if stop is None else stop.start()
            self.sentence = clause.start, high
        return max(clause.end, high)

    def _tells_of_meeting(self, start: int) -> bool:
        """会议将45项任务分解到各部门: what the meeting did itself."""
        return self.text.startswith(_OF_MEETING, start)

    def _is_outcome(self, clause: Clause) -> bool:
        sentence = self.text[clause.start : self.sentence_end(clause)]
        return self.demand_words.outcome.match(sentence) is not None and "由" not in sentence[:12]

    def tells_outcome(self, clause: Clause) -> bool:
        """会议原则通过该预案,|由县水利局印发: whether the sentence of a clause began by telling what came of a paper."""
        begins = 1 + max(self.text.rfind(mark, 0, clause.start) for mark in "。;\n")
        return self.demand_words.outcome.match(self.text, begins, clause.start) is not None

    def treats_before(self, clause: Clause) -> bool:
        """审议《…》,|提出要…: whether a verb of the meeting's own begins one of the clauses before ``clause`` in its sentence."""
        low = max(0, clause.start - _LONGEST_SENTENCE)
        begins = max(low, 1 + max(self.text.rfind(mark, low, clause.start) for mark in "。\n"))
        at = bisect_left(self.treats, begins)
        return at < len(self.treats) and self.treats[at] < clause.start

    def announces(self, clause: Clause) -> bool:
        """,具体分工如下:; 并提出以下要求: what comes is told of, and nothing asked."""
        return self.text[clause.end : clause.end + 1] == ":" and self.text.endswith(
            self.demand_words.announces, clause.start, clause.end
        )

    def arranges(self, clause: Clause) -> bool:
        """并对近期工作进行安排部署: the meeting goes on with what it did, and asks for nothing."""
        return (
            self.text.startswith(self.demand_words.goes_on_to, clause.start)
            and self.demand_words.arranges.search(self.text, clause.start, clause.end) is not None
        )

    def only_forbids(self, following: int) -> bool:
        """Whether what opens later in the sentence are tails alone: 用好资源,|严禁…"""
        return not self.commands.holds(following, self._commands)

    def _commands(self, clause: Clause) -> bool:
        """Whether a clause opens a directive that does more than forbid."""
        event = self.at.get(clause.start)
        return self._opens_one(clause) and (event is None or event.kind != "modal-tail")

    def agrees_later(self, following: int) -> bool:
        """1.结合实际,|原则同意该方案: an outcome."""
        return self.outcomes.holds(following, self._agrees)

    def _agrees(self, clause: Clause) -> bool:
        return self.text.startswith(self.demand_words.agreed, clause.start)

    def opens_later(self, following: int) -> bool:
        """Whether one of the clauses from number ``following`` on, up to the next 。, ; or paragraph, opens a directive."""
        return self.demands.holds(following, self._opens_one)

    def hands_on(self, following: int) -> bool:
        """县财政局审查把关,|由县政府办印发: whether what opens next in the sentence begins with 由 or 请, and so names who acts then."""
        onward = next(filter(self._opens_one, self.later(following)), None)
        event = None if onward is None else self.at.get(onward.start)
        return event is not None and event.kind in _AGENTS

    def opens_next(self, clause: Clause, following: int) -> bool:
        """Whether the clause right after this one's comma opens a directive."""
        onward = next(self.later(following), None)
        return (
            self.text[clause.end : clause.end + 1] == ","
            and onward is not None
            and onward.start == clause.end + 1
            and self._opens_one(onward)
        )

    def binds_next(self, clause: Clause, following: int) -> bool:
        """Whether the clause right after this one's comma opens a directive of somebody named."""
        if not self.opens_next(clause, following):
            return False
        onward = self.clauses[following]
        opening = self.openings.opening(onward.start, onward, Setting(behind=True, going=True))
        return opening is not None and bool(opening.names) and opening.rule in _BY_MODAL

    def _numbers_next(self, following: int) -> bool:
        """Whether the next clause of the sentence is a numbered point."""
        onward = next(self.later(following), None)
        return onward is not None and onward.start in self.reader.enumerators

    def only_prefaces(self, clause: Clause, following: int) -> bool:
        """…,|同时,|要加强值守; …,|特别是国庆假期前后,|要…: a clause that belongs to the demand behind its comma, not to the one before."""
        prefaces = self.reader.is_adverb(clause.start, clause.end) or (
            self.demand_words.above_all_when.fullmatch(self.text, clause.start, clause.end) is not None
        )
        prefaces = prefaces or self._names_object(clause)
        return prefaces and self.opens_next(clause, following)

    def waits_for_act(self, clause: Clause, following: int) -> bool:
        """县财政局审核后,|县住建局支付; 对排查出的隐患,|各镇抓紧销号; 对照清单,|各镇抓紧整改: whether a clause only says after what, on what or by
        what the next one is asked for."""
        if self.comes_first(clause, following) or self._names_object(clause):
            return True
        words = self.demand_words
        by_what = any(how.match(self.text, clause.start) is not None for how in (words.what_for, words.guided_by))
        in_spirit = words.spirit.fullmatch(self.text, clause.start, clause.end) is not None
        return (by_what or in_spirit) and self._another_next(clause, following)

    def leads_to(self, start: int, clause: Clause) -> bool:
        """会议要求,深入贯彻全会精神,|各镇要…; 围绕目标,|要…: what belongs to the demand behind it; 会议要求,加强调度,|各镇要… asks for both."""
        words = self.demand_words
        in_spirit = words.spirit.fullmatch(self.text, start, clause.end) is not None
        begins = any(
            how.match(self.text, start) is not None
            for how in (words.what_for, words.waits, words.topics, words.guided_by)
        )
        return in_spirit or begins or self.words.topic_only.search(self.text[start : clause.end]) is not None

    def _names_object(self, clause: Clause) -> bool:
        """对进展滞后的13个项目, 针对排查出的隐患, 关于资金问题: a clause that only says what the next is about; not 对隐患立即整改."""
        named = self.demand_words.on_object.fullmatch(self.text, clause.start, clause.end)
        if named is None:
            return False
        thing = named["thing"]
        return thing is None or all(thing[at : at + 2] not in self.reader.acts for at in range(len(thing) - 1))

    def appraises(self, following: int) -> bool:
        """Whether a clause that still belongs to the sentence says what all before it is (…,|是符合实际的模式; not 是否…), or what it
        is good for (…,|对防洪意义重大)."""
        return self.copulas.holds(following, self._appraises)

    def _appraises(self, clause: Clause) -> bool:
        at = clause.start + self.text.startswith("这", clause.start)  # 这|是双方合作的前提
        return (
            self.words.copula.match(self.text, at) is not None
            or self.words.worth.match(self.text, clause.start) is not None
        )

    def comes_first(self, clause: Clause, following: int) -> bool:
        """工程款由县财政局支付后,|县水利局要及时销账; 县财政局审核后,|县住建局支付工程款; 县财政局审核后,|要及时支付: whether a clause only says
        after what another must act. 县财政局修改完善后,|要及时印发 says what the same must do."""
        if not self.text.endswith(self.demand_words.when_ends, clause.start, clause.end):
            return False
        if self.binds_next(clause, following):
            return True
        event = self.at.get(clause.start)
        if event is not None and event.kind == "by":
            return False  # 由县司法局审核后,|由县政府办印发: steps of several
        if self._another_next(clause, following):
            return True
        checked = self.demand_words.checked.search(self.text, clause.start, clause.end) is not None
        return checked and self.opens_next(clause, following)

    def _another_next(self, clause: Clause, following: int) -> bool:
        """Whether the clause right after this one's comma begins with another who is known and acts: |县住建局支付, |由县住建局支付."""
        onward = next(self.later(following), None)
        if onward is None or onward.start != clause.end + 1 or self.text[clause.end] != ",":
            return False
        event = self.at.get(onward.start)
        start = onward.start if event is None or event.kind != "by" else event.end
        found = self.reader.parties.after(start, onward.end)
        if found is None or not all(map(self.reader.parties.is_known, found[0])):
            return False
        first = found[0][0].span
        another = self.text.find(self.text[first.start : first.end], clause.start, clause.end) < 0
        may = self.text.startswith(self.demand_words.only_then, found[1])
        return another and (may or self.reader.acts_loosely(found[1], onward.end))

    def appraises_owner(self, clause: Clause, following: int) -> bool:
        """由X控股,|是符合实际的模式: who owns is told and appraised. 由X负责改造,|是会议确定的任务 stays asked for."""
        holds = self.words.holding.search(self.text, clause.start, clause.end) is not None
        charged = self.openings.charges.charges.after(clause.start) < clause.end  # 由X牵头组建控股公司
        return holds and not charged and self.appraises(following)

    def part_end(self, clause: Clause, following: int) -> int:
        """Where the part of a sentence that a clause is in ends: before the next 。 or ;."""
        last = self.parts.reach(following, lambda _: False) - 1
        return max(clause.end, self.clauses[last].end) if last >= following else clause.end

    def later(self, following: int) -> Iterator[Clause]:
        """The clauses from number ``following`` on that still belong to the sentence, up to the next 。 or ;."""
        for number in range(following, len(self.clauses)):
            if self.clauses[number].level >= 2:  # as the first of a paragraph is
                return
            yield self.clauses[number]

    def _opens_one(self, clause: Clause) -> bool:
        """Whether a clause would open a directive by itself. Remembered: each clause before it in the sentence asks."""
        known = self.opens.get(clause.start)
        if known is None:
            known = self.opens[clause.start] = (
                clause.start in self.reader.enumerators
                or clause.start in self.treated
                or self.openings.opening(clause.start, clause, Setting(behind=True, going=True)) is not None
            )
        return known
