"""Directives that name their agent: 由X牵头, 请X, 责成X, 同意X…. (指明施事的要求)"""

from __future__ import annotations

import re

from kg.directives.charge_words import charge_words
from kg.directives.clauses import ClauseReader
from kg.directives.draft import FORBIDS
from kg.directives.name import Name
from kg.directives.named_agents import LENGTH_OF_ACT, MARK, Found, NamedAgentReader
from kg.directives.opening import Opening, Setting
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Event, Scan
from kg.structure import Clause

_RULES = {"请": "directives.ask", "责成": "directives.charge"}
_LONGEST_MATTER = 14
_PART = 2  # level of a clause after ;
_LONGEST_CHAIRING = 40
_NO_THING_ENDS = "》的"
# 停车场由X承建|,已于5月完工, |,2023年6月底前已开工: how things stand
_DONE = re.compile(r",[于在]?(?:[\d年月日底末前去今][\d年月日底末前初上中下旬]*)?已(?![^,;。]*的)")
# 拟草的《甲》, 提交的《乙》(送审稿): nothing follows that somebody would do with it
_THEIR_PAPER = re.compile(r"[^,;。《》]{1,20}的(?:《[^》]{2,60}》(?:\([^()]*\))?、?)+")
_LONGEST_AT_MEETING = 9  # characters of 。会议开始前, before 由
_LONGEST_FORMERLY = 6
_SHOULD = "应"
_ASKED_TOO = "商请"  # 同意|商请|X


class AgentOpeningReader:
    """Reads a clause that says by whom something is to be done. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, clauses: ClauseReader, names: tuple[Span, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.clauses = clauses
        self.words = parties.words
        self.demand_words = clauses.demand_words
        self.charge_words = charge_words(scan.lexicon)
        self.named = NamedAgentReader(scan, parties, clauses, names)
        self.agents = scan.plain("ask", "by")

    def by_agent(self, start: int, clause: Clause, setting: Setting) -> Opening | None:
        """由X牵头…, 请X…, 责成X…; inside a numbered or first clause also …由X负责."""
        agents = self.agents.between(start, clause.end)
        if not agents:
            return None
        at = self.clauses.past_collective(start, clause.end)
        for event in agents:
            asks_later = event.kind == "ask" and event.start != at and not self._is_asked_on(at, event.start, setting)
            told = self._is_chaired(event, clause) or self._is_made_up(event) or self._is_over(event)
            if event.start < at or asks_later or told:
                continue
            opening = self._by_one(event, start, at, clause, setting)
            if opening is not None:
                return opening
        return None

    def _by_one(self, event: Event, start: int, at: int, clause: Clause, setting: Setting) -> Opening | None:
        """How the agent behind ``event`` opens one; ``at``: where the stretch from ``start`` begins but for 会议 and the like."""
        called_for = setting.decides or setting.demands or setting.going
        of_known = self.demand_words.asks_known.match(self.text, event.start) is not None
        if of_known and setting.going and clause.level < _PART:
            return None  # 市水利局要做好清淤,|委托县水文局测量: what the addressee does
        found = self.named.read(event.end, clause, generic=not of_known and (event.start == at or called_for))
        if found is None:
            return None
        names, end = found
        if self._is_present(event, clause, end, decides=setting.decides):
            return None
        on_the_way = clause.level < _PART and (setting.going or not called_for)
        if event.kind == "ask" and on_the_way and self._asks_in(names):
            return None  # 要办好培训,|请农技专家授课: how the addressee does it; 险情发生后,|请专家勘测: what was done
        if self.clauses.tells_of(end, clause.end) or self.clauses.is_relative(end, clause.end):
            return None
        if event.kind == "by" and (self._is_replaced(end, clause.end) or self._is_kept(found, clause, setting)):
            return None
        person = any(name.kind == "people" for name in names)
        asked = (setting.demands or setting.decides) and not self.text.startswith("会", start)  # 会议由X汇报 tells
        shared = any(name.role is not None for name in names)  # 新站由甲|牵头|、乙|监督
        leads = shared or self.charge_words.leads.match(self.text, end) is not None
        takes_role = leads or self.demand_words.agent_role.match(self.text, end) is not None
        then = (asked or setting.going) and self._acts_then(at, event.start, end, clause)
        bound = then or (asked and takes_role)
        if (person and event.start != at and not bound) or (not asked and self._proceeds(end)):
            return None
        if event.start == at:
            return self._at_head(event, names, end, clause)
        return self._inside(event, found, start, at, clause, setting, leads=leads)

    def _at_head(self, event: Event, names: tuple[Name, ...], end: int, clause: Clause) -> Opening | None:
        """由县水利局牵头…, 请各镇…, at the head of a stretch; ``end``: behind those who are named."""
        no_agent = self.demand_words.no_agent.match(self.text, end) is not None
        if event.kind == "by" and (no_agent or _DONE.match(self.text, clause.end) is not None):
            return None
        return Opening(event.start, names, event.value, _RULES.get(event.value, "directives.by-agent"), 0.96)

    def _inside(
        self, event: Event, found: tuple[tuple[Name, ...], int], start: int, at: int, clause: Clause, setting: Setting,
        *, leads: bool,
    ) -> Opening | None:  # fmt: skip
        """新站|由县交投集团负责: behind what it is about."""
        names, _ = found
        if event.kind == "ask":
            opens = at if setting.numbered or self._names_thing(at, event.start) else event.start
            return Opening(opens, names, event.value, _RULES.get(event.value, "directives.ask"), 0.9)
        if setting.numbered:
            return Opening(start, names, "由", "directives.by-agent-inside", 0.9)
        if leads:
            # 新站|由县交投集团负责, but 上述文件|由…, 养殖等问题|由…: a paper or a matter is only what it is about
            opens = start if self._names_thing(at, event.start, by=True) else event.start
            return Opening(opens, names, "由", "directives.by-agent-inside", 0.9)
        return self._on_matter(event, found, at, clause, setting)

    def behind_modal(self, opening: Opening, clause: Clause) -> Opening:
        """要|由县水利局|牵头整改, 费用必须|由施工单位|承担: ``opening`` with whom its modal binds; not 不得由…, nor 要由粗放转向集约."""
        at = self.text.find("由", opening.start, clause.end)
        if at < 0 or opening.modality in FORBIDS or not self.text.endswith(opening.modality, opening.start, at):
            return opening
        by = self.scan.at.get(at)
        if (by is None or by.kind != "by") and opening.modality != _SHOULD:  # 应由 is one word
            return opening
        found = self.named.read(at + 1, clause, generic=True)
        if found is None or found[1] == clause.end or self.clauses.is_relative(found[1], clause.end):
            return opening
        if self.demand_words.no_agent.match(self.text, found[1]) is not None:
            return opening
        if not self.named.acts(found[1], clause.end) and not all(map(self.parties.is_known, found[0])):
            return opening
        return Opening(opening.start, found[0], "由", "directives.by-agent", 0.93)

    def _asks_in(self, names: tuple[Name, ...]) -> bool:
        last = names[-1].span.end
        return all(not self.parties.is_known(name) for name in names) and self.text.endswith(
            self.demand_words.asked_in, 0, last
        )

    def _is_made_up(self, event: Event) -> bool:
        """成立|由X牵头,Y参加的专班: who is in what is set up, and nobody's task."""
        return event.kind == "by" and self.text.endswith(self.demand_words.sets_up, 0, event.start)

    def _is_replaced(self, at: int, end: int) -> bool:
        """业主由县水利局|调整为|县水投公司: whether who ends at ``at`` is whom another takes over from; 由县财政局|调整为|专项资金 is its act."""
        becomes = self.demand_words.becomes.match(self.text, at, end)
        return becomes is not None and self.parties.after(becomes.end(), end, generic=True) is not None

    def _is_kept(self, found: Found, clause: Clause, setting: Setting) -> bool:
        """要办好实事,|由每名党组成员|领办一件, 县道由县级路长|包抓: how what is asked of those before is shared out among people."""
        within = setting.going and clause.level < _PART and all(name.kind == "people" for name in found[0])
        return within and self.charge_words.keeps.match(self.text, found[1]) is not None

    def _is_over(self, event: Event) -> bool:
        """停车场原|由X承建, 此前|由X负责, 会前,|由X作讲座: who did it before, or at the meeting, and is asked for nothing now."""
        if event.kind != "by":
            return False
        begin = max(0, event.start - _LONGEST_FORMERLY)
        if self.demand_words.formerly.search(self.text, begin, event.start) is not None:
            return True
        before = self.text[max(0, event.start - _LONGEST_AT_MEETING) : event.start]
        return self.demand_words.at_meeting.search(before) is not None

    def _is_present(self, event: Event, clause: Clause, end: int, *, decides: bool) -> bool:
        """停车场目前|由X代管, 目前|由X负责: who does it now; but 目前|由X牵头排查 is asked of them, as is all that 会议决定 stands before."""
        before = self.text[max(clause.start, event.start - _LONGEST_FORMERLY) : event.start]
        now = self.demand_words.at_present.search(before) if event.kind == "by" else None
        if now is None:
            return False
        heads = event.start - (now.end() - now.start()) == self.clauses.past_collective(clause.start, clause.end)
        return not heads or (not decides and self.demand_words.standing.match(self.text, end) is not None)

    def _is_asked_on(self, start: int, end: int, setting: Setting) -> bool:
        """所需资金|请县财政局统筹, 遗留问题|责成县住建局解决: a thing or a matter alone stands before who is asked."""
        if not (setting.decides or setting.demands or setting.going) or end - start > _LONGEST_MATTER:
            return False
        words = self.text[start:end]
        topic = (
            self.words.matter_end.search(words) is not None or self.demand_words.the_paper.fullmatch(words) is not None
        )
        return self._names_thing(start, end) or topic

    def _on_matter(self, event: Event, found: Found, at: int, clause: Clause, setting: Setting) -> Opening | None:
        """过渡期内由X…, ;储备情况由X于近期…: the words before 由 only say when, or what it is about."""
        names, end = found
        first = self.scan.at.get(at)
        if first is not None and first.kind == "agree":
            return None  # 同意|由县住建局组织: it opens with 同意
        before = self.text[at : event.start]
        if before.endswith(")"):
            before = before[: before.rfind("(")]  # 第一阶段(5月底前)|由
        when = self.demand_words.when.search(before) is not None
        thing = not when and self._is_called_for(clause, setting) and self._names_thing(at, event.start, by=True)
        toward = before[:1] in self.demand_words.objects  # 对困难群众|由县民政局给予救助
        told = (self.demand_words.the_paper, self.demand_words.the_matter)
        named = clause.level >= 2 or before.endswith("》") or any(w.fullmatch(before) is not None for w in told)
        handed = self._is_handed(event, before) and self._is_called_for(clause, setting)
        acts = (named or thing or handed) and (
            self.named.acts(end, clause.end) or (thing and not toward and self._does(found, clause, setting))
        )
        given = (thing or handed) and self._takes_role(end, clause, setting)
        # 会议要求,逾期未完成的|由县政府督查室约谈: who acts in a case; behind another's demand it goes on with that one
        case = before.endswith("的") and 2 < len(before) <= _LONGEST_MATTER and not setting.going
        in_case = case and self._is_called_for(clause, setting) and self.named.acts(end, clause.end)
        if not (acts or given or in_case or when):
            return None
        # 费用|由县财政局分担: what somebody is to act on belongs to what is asked for
        # 第一阶段(5月底前)|由, 6月底前|由县财政局拨付资金
        limited = (when or before != self.text[at : event.start]) and bool(self.clauses.limits(at, event.start))
        opens = at if (thing and clause.level < 3) or limited else event.start
        return Opening(opens, names, "由", "directives.by-agent", 0.88)

    def _does(self, found: Found, clause: Clause, setting: Setting) -> bool:
        """资金由县财政局解决,|用地由县自然资源局|优先保障: whatever the verb, where others' tasks stand before; not what may be told of a
        thing (承建)."""
        names, end = found
        if not setting.going or clause.end - end < LENGTH_OF_ACT or not all(map(self.parties.is_known, names)):
            return False
        told = self.demand_words.does_thing.match(self.text, end) or self.demand_words.no_agent.match(self.text, end)
        return (
            told is None
            and not self.clauses.states_fact(end, clause.end)
            and self.words.done.search(self.text, end, clause.end) is None
        )

    def _is_handed(self, event: Event, before: str) -> bool:
        """将停车场|交由|县城投公司运营, 资产统一|由|县国资委管理; not 停车场已|交由|县城投公司运营."""
        hands = event.end - event.start > 1 or self.demand_words.hands_over.search(before) is not None
        return hands and self.demand_words.over.search(before) is None

    def _is_called_for(self, clause: Clause, setting: Setting) -> bool:
        """Whether what is told is asked for here; 强调,…。项目由X实施 tells."""
        return setting.decides or setting.going or (setting.demands and clause.level < 3)

    def _is_named_alone(self, start: int, end: int) -> bool:
        """Not 同意|对供水公司实施改制, nor 同意县住建局|局长人选."""
        holder = self.scan.at.get(end)
        return self.parties.party_words.begins_name(self.text, start) and (holder is None or holder.kind != "post")

    def _names_paper(self, at: int, end: int) -> bool:
        """同意县教育局|招聘计划, 同意县教育局|拟草的《招聘计划》: a paper of theirs; 同意县教育局|制定招聘计划 is an act."""
        if _THEIR_PAPER.fullmatch(self.text, at, end) is not None:
            return not self.clauses.acts_on(at, end)
        paper = self.demand_words.own_paper.fullmatch(self.text, at, end) is not None
        return paper and self.text[at : at + 2] not in self.scan.lexicon.acts

    def _acts_then(self, at: int, by: int, end: int, clause: Clause) -> bool:
        """评估结果出来后|由分管副县长|召集专题会: whether words before 由 say after what, and an act follows the party."""
        return self.demand_words.when.search(self.text[at:by]) is not None and self.named.acts(end, clause.end)

    def _takes_role(self, at: int, clause: Clause, setting: Setting) -> bool:
        """会议明确,项目由X|作为业主: the meeting itself gives it to them; elsewhere it is background, but for what has a limit
        (各镇要加强巡查,停车场由X|承建,务于7月1日前投用)."""
        if self.demand_words.agent_role.match(self.text, at) is None or _DONE.match(self.text, clause.end):
            return False
        if setting.decides:
            return True
        # 停车场由X|承建,总投资3亿元: what may be told of a thing is asked for where it has a limit
        may_be_told = setting.going or self.demand_words.does_thing.match(self.text, at) is not None
        return setting.demands and clause.level < 3 and (not may_be_told or self._is_limited(clause))

    def _is_limited(self, clause: Clause) -> bool:
        """由X承建,|务于7月1日前投用: whether the part behind the comma begins with a limit."""
        if not self.text.startswith(",", clause.end):
            return False
        at = self.demand_words.urged_by.match(self.text, clause.end + 1)
        mark = MARK.search(self.text, clause.end + 1)
        if at is None or mark is None:
            return False
        return any(limit.span.start == at.end() for limit in self.clauses.limits(at.end(), mark.start()))

    def _names_thing(self, start: int, end: int, *, by: bool = False) -> bool:
        """费用, 试点期间减免的摊位费, 手续类: a noun before 由, and no paper, matter (储备情况) or case (逾期未完成的, 末位的县)."""
        words, first = self.text[start:end], self.scan.at.get(start)
        return (
            1 < len(words) <= _LONGEST_MATTER
            and (first is None or first.kind not in ("agree", "treat"))
            and words[-1] not in _NO_THING_ENDS
            and self.demand_words.the_paper.fullmatch(words) is None
            and self.words.matter_end.search(words) is None
            and self.parties.party_words.none.search(words) is None
            and not self._names_actor(start, end, by=by)
        )

    def _names_actor(self, start: int, end: int, *, by: bool) -> bool:
        """县水利局, 各镇 before 请; ``by``: before 由, all but an organisation (新进人员|由县人社局培训) are who it is about."""
        kind = self.parties.head_kind(start, end)
        about = by and kind != "organization" and "的" not in self.text[start:end]  # 末位的县 is a case
        return kind is not None and not about

    def _is_chaired(self, event: Event, clause: Clause) -> bool:
        """会议由市长甲召集并主持 tells who chaired."""
        return (
            event.kind == "by"
            and clause.end - event.end <= _LONGEST_CHAIRING
            and self.demand_words.chairs.search(self.text, event.end, clause.end) is not None
        )

    def _proceeds(self, end: int) -> bool:
        """会议由副县长甲|传达学习…: the agent has a part in the meeting itself."""
        return self.demand_words.proceeds.match(self.text, end) is not None

    def gives_charge(self, start: int, clause: Clause) -> bool:
        """由县城管局|牵头通报, 由县城管局|定期通报: whether a clause says at its head by whom and with what charge, or how."""
        event = self.scan.at.get(start)
        found = self.named.read(event.end, clause, generic=True) if event is not None and event.kind == "by" else None
        if found is None or found[1] >= clause.end:
            return False
        return self.charge_words.leads.match(self.text, found[1]) is not None or bool(
            self.parties.adverb(found[1], clause.end)
        )

    def agreed(self, start: int, clause: Clause) -> Opening | None:
        """同意X做…, 同意…由X…; 同意 and a document or a matter is an outcome."""
        event = self.scan.at.get(self.clauses.past_collective(start, clause.end))
        if event is None or not (
            event.kind == "agree" or (event.kind == "treat" and event.value.startswith("原则同意"))
        ):
            return None
        at = event.end + len(_ASKED_TOO) * self.text.startswith(_ASKED_TOO, event.end)
        found = self.parties.after(at, clause.end)
        if (
            found is not None
            and found[1] < clause.end
            and self._is_named_alone(at, found[1])
            and not self.clauses.is_relative(found[1], clause.end)
            and not self._names_paper(found[1], clause.end)
            and self.demand_words.outcome_object.match(self.text, found[1]) is None
            and (found[0][-1].kind != "place" or self.named.acts(found[1], clause.end))  # 同意城东新区|规划
        ):
            return Opening(event.start, found[0], "同意", "directives.agree", 0.93)
        for by in self.agents.between(event.end, clause.end):
            if self.demand_words.ends_it.search(self.text, event.end, by.start) is not None:
                return None  # 同意终止|由县城投公司承建停车场
            agent = self.parties.after(by.end, clause.end, generic=True) if by.kind == "by" else None
            if agent is not None and not self.clauses.is_relative(agent[1], clause.end):
                return Opening(event.start, agent[0], "同意", "directives.agree-by-agent", 0.92)
        return None
