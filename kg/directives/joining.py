"""Who else is bound by the directive being read, or acts beside it: 由X牵头,|Y负责; 由X、Y,|Z抓紧完成. (同句中的其他主体)"""

from __future__ import annotations

from kg.directives.acts import ActReader
from kg.directives.assisting import AssistReader
from kg.directives.charges import ChargeReader
from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.course import Place
from kg.directives.draft import Draft
from kg.directives.name import told_apart
from kg.directives.opening import Opening
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.directives.waiting import WaitingReader

# How somebody is named who is to act: 由X, 请X, 责成X.
_AGENTS = frozenset({"由", "请", "责成"})
# Speech after which the act of somebody named is asked for.
_ASKING = frozenset({"demand", "stress", "decide"})
# How an act of somebody is told, and how a demand of nobody, which it may belong to.
_TOLD = frozenset({"directives.in-charge", "directives.together", "directives.act-of"})
# How the acts of several, each told in turn, begin.
_IN_TURN = frozenset(
    {
        "directives.demanded-of",
        "directives.act-of",
        "directives.by-agent",
        "directives.in-charge",
        "directives.charge",
        "directives.subject-modal",
    }
)
_SENTENCE = 3  # level of a clause that begins one
_DEMANDS = frozenset({"directives.modal", "directives.enumerator", "directives.main-modal"})


class JoinReader:
    """Reads a clause that names more parties, without modal. Holds only look-ups."""

    def __init__(
        self,
        parties: PartyReader,
        clauses: ClauseReader,
        charges: ChargeReader,
        acts: ActReader,
        waiting: WaitingReader,
        sentences: SentenceReader,
        assists: AssistReader,
    ) -> None:
        self.text = parties.text
        self.assists = assists
        self.sentences = sentences
        self.parties = parties
        self.clauses = clauses
        self.charges = charges
        self.acts = acts
        self.waiting = waiting

    def shares_charge(self, current: Draft, place: Place) -> bool:
        """县农业农村局牵头,|县供销社负责: in one sentence both answer for the same. They are put into ``current``."""
        joining = self.charges.joining(current, place.start, place.clause)
        if joining:
            current.names, current.end = (*current.names, *joining), place.clause.end
        return bool(joining)

    def takes_charge(self, current: Draft, opening: Opening, place: Place) -> bool:
        """要抓好抗旱,|县水利局牵头,: nothing but who leads, where the demand itself names nobody. They are put into ``current``."""
        if (
            opening.rule != "directives.in-charge"
            or current.basis == "explicit"
            or current.end + 1 != place.clause.start
        ):
            return False
        if not self.charges.only_charges(opening.names, place.clause.end):
            return False
        current.names, current.basis, current.end = opening.names, "explicit", place.clause.end
        return True

    def is_subject_of(self, current: Draft, opening: Opening, place: Place) -> bool:
        """要用好资金,|县财政局每月通报一次: a demand that names nobody, and in the same sentence an act of somebody, without a modal of
        its own: it is they who are asked (GUIDELINE.md, Directives 1 and 2). They are put into ``current``."""
        near = place.clause.level == 1 and place.enumerator is None and current.end + 1 == place.clause.start
        if opening.rule not in _TOLD or opening.start != place.start or not near or current.basis == "explicit":
            return False
        if (
            current.opening.names
            or current.opening.rule not in _DEMANDS
            or "。" in self.text[current.start : current.end]
        ):
            return False
        if self.clauses.limits(place.start, place.clause.end):
            return False  # 县财政局6月底前拨付: a limit of theirs, and not of the whole
        if self._another_acts(current):
            return False  # 要坚持过程管理,项目单位每周报进度,|县发改局每月通报: it is asked for its own act alone
        if current.parties or self._supervises(opening, place.clause.end):
            return (
                False  # 要压实责任,县财政局配合,|县审计局核查; 要按时完工,|县政府督查室跟踪督办: the doers are others
            )
        if opening.rule == "directives.in-charge" and self._acts_besides(current, place):
            return False  # 要守牢底线,县住建局负责房屋,|县交通局负责道路: each has its part, and none the whole
        if current.basis == "inherited" and self.text[current.start - 1] in ",;":
            return False  # 各镇要加强巡查,要备足物资,|县水利局做好指导: 各镇 are still asked for the second
        current.names, helpers = told_apart(opening.names)
        current.basis, current.end = "explicit", place.clause.end
        current.parties.extend(map(self.assists.helper, helpers))
        return True

    def _another_acts(self, current: Draft) -> bool:
        """Whether the last clause of ``current``, behind its first, begins with somebody who acts in it."""
        mark = self.text.rfind(",", current.start, current.end)
        found = None if mark < 0 else self.parties.after(mark + 1, current.end, generic=True)
        return found is not None and found[1] < current.end

    def _acts_besides(self, current: Draft, place: Place) -> bool:
        """Whether the next clause begins with one more who is known, and who does not only help."""
        onward = next(self.sentences.later(place.following), None)
        if onward is None or onward.start not in self.parties.at_start:
            return False
        return self.text.startswith(",", place.clause.end) and not self.assists.helps(current, onward)

    def _supervises(self, opening: Opening, end: int) -> bool:
        """县政府督查室|每周督办, 县审计局|加强监督: what those of ``opening`` do is to see to it that others act."""
        named = max(name.span.end for name in opening.names)
        return self.clauses.demand_words.supervises.search(self.text, named, end) is not None

    def answers_for(self, current: Draft, opening: Opening, place: Place) -> bool:
        """一要摸清家底。|县国资局牵头,逐一登记。: a point of one sentence that names nobody, and who sees to it. They are put into ``current``."""
        point = current.numbered and current.basis != "explicit" and not current.parties
        if opening.rule != "directives.in-charge" or not point or current.end + 1 != place.clause.start:
            return False
        if "。" in self.text[current.start : current.end]:
            return False
        current.names, helpers = told_apart(opening.names)
        current.basis, current.end = "explicit", place.clause.end
        current.parties.extend(map(self.assists.helper, helpers))
        return True

    def is_led(self, current: Draft, opening: Opening, place: Place) -> bool:
        """县农业农村局牵头,|本月底前要分解任务: a demand of nobody, where all that was said before its comma is who leads. It is what they
        are to do."""
        clause = place.clause
        if opening.names or opening.rule != "directives.modal" or place.spoke or place.enumerator is not None:
            return False
        near = clause.level == 1 and bool(current.names) and current.end + 1 == clause.start
        return near and self.charges.only_shares(current)

    def is_in_case(self, current: Draft, opening: Opening, place: Place) -> bool:
        """要逐宗认领;对到期未整改的,|要查清原因: what is to be done in a case that ``current`` already reaches over."""
        before = place.following - 2
        if (
            opening.names
            or opening.rule != "directives.modal"
            or place.spoke
            or place.enumerator is not None
            or before < 0
        ):
            return False
        case = self.sentences.clauses[before]
        return case.end == current.end == place.clause.start - 1 and self.sentences.names_case(case, before + 1)

    def goes_on(self, current: Draft, place: Place) -> bool:
        """由县水利局、各乡镇,|县公安局抓紧完成: a list of agents that a comma parts. They are put into ``current``."""
        clause = place.clause
        if not current.names or current.opening.modality not in _AGENTS:
            return False
        if self.parties.past_others(current.names[-1].span.end, clause.start) != current.end:
            return False
        at = self.clauses.past_conjunction(place.start)
        goes_on = at == self.waiting.after_list(current.names, clause.start)
        joined = self.parties.after(at, clause.end) if goes_on else None
        if joined is None or joined[1] == clause.end:
            return False
        current.names, current.end = (*current.names, *joined[0]), clause.end
        return True

    def act_after_list(self, place: Place, context: Context) -> Opening | None:
        """县水利局、各乡镇,|县公安局于6月底前完成: parties that waited, and the act of the last of their list."""
        if not context.dangling or context.speech not in _ASKING:
            return None
        at = self.clauses.past_conjunction(place.start)
        listed = at == self.waiting.after_list(context.dangling, place.clause.start)
        act = self.acts.beside_agent(at, place.clause) if listed else None
        return self._act_awaited(place) if act is None else act

    def _act_awaited(self, place: Place) -> Opening | None:
        """县人社局、县住建局按照分工,|于1月10日前完成排查: the act of parties that waited, where no modal comes."""
        start, clause = place.start, place.clause
        if clause.level != 1 or self.sentences.opens_later(place.following):
            return None
        if self.clauses.states_fact(start, clause.end) or not self._is_act_of_theirs(start, clause.end):
            return None
        return Opening(start, (), "act", "directives.act-of", 0.8)

    def _is_act_of_theirs(self, start: int, end: int) -> bool:
        limits = self.clauses.limits(start, end)
        at = limits[0].span.end if limits and limits[0].span.start <= start + 1 else start
        agent = self.clauses.demand_words.agent_act.match(self.text, at, end) is not None
        return at < end and (agent or self.clauses.acts_on(at, end))

    def act_beside(self, current: Draft, place: Place) -> Opening | None:
        """由X负责改造,|Y做好停水工作; not 10月底前,|X拨付资金, where X is bound already."""
        if self.sentences.comes_first(place.clause, place.following):
            return None  # 县财政局审核后,|县住建局支付
        beside = self.acts.beside_agent(place.start, place.clause) or self.in_turn(current, place)
        return None if beside is None or beside.names[0] in current.names else beside

    def in_turn(self, current: Draft, place: Place) -> Opening | None:
        """会议要求,县教育局选址,|县住建局设计图纸,|县财政局筹资, 各镇要做好转移,|县应急局调拨物资: each in turn, where no modal comes."""
        near = place.clause.level < _SENTENCE and place.enumerator is None
        if not near or current.opening.rule not in _IN_TURN or self.sentences.opens_later(place.following):
            return None
        if self.text.endswith(self.clauses.demand_words.when_ends, place.start, place.clause.end):
            return None  # 县住建局要编制方案,|县司法局审查后,提请县政府审议
        return self.acts.in_turn(place.start, place.clause)
