"""What opens a directive. (交办事项的起点)

A clause opens one with a modal (要加强…), a party and a modal (县财政局要…), an agent (由X牵头, 请X, 责成X, 同意X…), or a
numbered heading that is itself a demand ((一)加快兑现惠企政策).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.mentions.deadlines import find_deadlines, occasions_of
from kg.model import Deadline, Span
from kg.patterns import lazy
from kg.scan import Event, Marks, Scan, Track
from kg.structure import Clause

_ENUMERATORS = frozenset(
    {"enum-demand", "enum-point", "enum-bracket", "enum-heading", "enum-arabic", "enum-arabic-bracket"}
)
# A modal right after these is inside a relative clause or a set phrase: 是必须扛起的责任, 所要, 对…的要.
_NOT_MAIN = re.compile("(?:是|的|所|有|没有|不|最|而|才|仍|一定不|并不)$")
_COLLECTIVE_LEAD = re.compile("(?:会议|会上|并|同时|还|经研究|,)*")
_COLLECTIVE_BEGINS = frozenset("会并同还经,")
_ALL_THAT_SHOULD = lazy("应([一-鿿]{1,2})(?:尽|早|快)\\1")
_MODALS = frozenset({"modal", "modal-tail"})
# Events without which a clause opens nothing; treat is 原则同意.
_OPENERS = frozenset({"ask", "by", "agree", "treat", "enum-demand"})
# In every match of _LEAD_ACT.
_IN_CHARGE = re.compile("负总责|负责|牵头|抓总|主抓|主办")
_OUTCOME_NEXT = re.compile(
    "(?:提交|提出|起草|拟定|拟订|呈报|报送|制定|所提|关于|的|《|该|此|上述|本|报来|汇报|编制|修订|上报|牵头起草|起草的|意见|方案|请示|建议|申请|报告)"
)
_LEAD_ACT = re.compile(
    "(?:会后)?(?:具体|全面|统一|共同|分别|牵头)?(?:负总责|负责|牵头|总牵头|抓总|主抓|主办)(?!人|同志|的)"
)
ASSIST_ACT = re.compile(
    "(?:按照?(?:各自|部门)?职[责能](?:分工|范围)?)?(?:积极|全力|主动|做好|予以|给予|密切|共同)?(?:配合|协助|协同|派员|参与|支持配合)|各负其责|各司其职|(?:做好|提供|给予)[一-鿿]{0,4}(?:指导|服务|保障|支持|协调)"
)
_WHEN = lazy("^[一-鿿0-9]{0,10}(?:期内|期间|之?前|之?后|以内|阶段)$")
_ACTS_ON = re.compile(
    "于|在|按|会同|组织|进行|尽快|抓紧|统一|负责|牵头|根据|与[^,;。]{1,12}(?:签订|对接|协商|衔接)|修改|完善|进一步|统筹|审核|印发|解决|承担|垫付|落实|分别|跟踪|督办|全程|具体|统筹"
)
_WORK = re.compile(
    ".*(?:做好|抓好|抓实|抓紧|加强|开展|推进|完成|启动|承担|加快).*工作"
)  # 做好停水避峰工作 is an act, 停水避峰工作 a topic
# A sentence that says who was there asks for nothing, whatever surnames it holds (要士杰, 应龙).
_ROLL_CALL = re.compile("(?:参加|列席|出席)(?:了)?会议$")
# 必须引以为戒的教训仍在身边, 要由企业自己跑的环节还有7个: a relative clause, and a fact told of its head.
_RELATIVE = re.compile(
    "(?:必须|应当|应|要|须)[^,。;]{2,16}的[^,。;的]{1,8}(?:还有|仍在|仍有|仍然|不多|不少|越来越|就是|却是|还是|依然|已经)"
)
_CHAIRS = re.compile("(?:召集|主持)(?:了|并主持|召开)?$|主持会议")
_PROCEEDS = re.compile("传达|领学|宣读|汇报|通报|介绍|解读|作(?:了)?[^,。;]{0,12}(?:报告|汇报|说明|讲话)")
# Before a post: which of those who hold it.
_WHICH_POST = re.compile("各?(?:位|分管|联系|包保|挂联)+|各")
_THE_PAPER = re.compile(
    "(?:该|上述|此)?(?:实施|工作|行动)?(?:方案|办法|规划|意见|草案|文件|措施|细则|清单|请示|纪要)稿?"
)
_DATE = re.compile(r"(?:(?:20\d\d年|今年|明年)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[年月季]底)(?:之?前)?")
_LONGEST_MATTER = 14
# 各单位在|应对|突发事件中的职责: after a preposition 应对 is the verb it looks like.
_OBJECT_NEXT = frozenset("对把将就")
_URGES = frozenset({"抓紧", "加紧", "尽快"})  # 抓紧|储煤: asks whatever verb follows
_COPES = frozenset("在为对以从向把将于")
_PAIR_SECOND = re.compile("[也又更还](?:要|须|应)")
_LONGEST_DESCRIPTION = 24
_CITES = re.compile(
    "(?:(?:该|上述)?(?:草案|条例|办法|规定|方案|规划|意见稿?)|《[^》]{1,40}》)(?:还|同时)?(?:规定|明确|提出)了?"
)
_CITING = frozenset("定确出了")  # last characters of what _CITES matches
_LONGEST_CITING = 48
_LIMIT_SIGN = re.compile("[前内底末]")
_MARK = re.compile("[,;:。]")


class Opening(NamedTuple):
    """Where a directive starts, whom it names there, and why."""

    start: int
    names: tuple[Name, ...]
    modality: str
    rule: str
    confidence: float
    assisting: tuple[Name, ...] = ()  # named as helpers in the opening itself: X牵头,Y配合 in one clause


class OpeningReader:
    """Decides for one clause whether it opens a directive."""

    def __init__(self, scan: Scan, parties: PartyReader, names: tuple[Span, ...] = ()) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.names = names
        self.skipped: dict[tuple[int, int], int] = {}
        self.acts = scan.lexicon.acts
        self.words = parties.words
        self.longest_act = self.words.longest_act
        self.modals = Track([e for e in scan.plain("modal", "modal-tail").events if self._counts(e)])
        self.agents = scan.plain("ask", "by")
        self.hiding = Track([e for e in scan.plain("inert").events if self.text.startswith(("既要", "应对"), e.start)])
        self.demands = scan.plain("enum-demand")
        self.needs = scan.plain("need")
        openers = [*self.modals.events, *self.hiding.events, *scan.of_kinds(*_OPENERS), *self.needs.events]
        self.together = scan.track("with")
        self.openers = Track(sorted(openers))
        self.limit_signs = Marks(_LIMIT_SIGN, self.text)
        self.charges = Marks(_IN_CHARGE, self.text)

    def enumerator(self, clause: Clause) -> Event | None:
        """The enumerator at the start of the clause; after an addressee too (各部门一要…) it is found by ``opening``."""
        event = self.scan.at.get(clause.start)
        if event is not None and event.kind in _ENUMERATORS and not self._is_decimal(event):
            return event
        return None

    def _is_decimal(self, event: Event) -> bool:
        """3.5万 begins with no enumerator."""
        return event.kind == "enum-arabic" and self.text[event.end : event.end + 1].isdigit()

    def opening(
        self, start: int, clause: Clause, *, first: bool, decides: bool, numbered: bool, demands: bool = False,
        going: bool = False,
    ) -> Opening | None:  # fmt: skip
        """How the stretch from ``start`` to the clause's end opens a directive, or None.

        ``first``: the clause begins a sentence (after 。 or ;), so its main modal counts after any subject.
        ``decides``: the meeting decides here (minutes), so X负责 opens too. ``numbered``: an enumerator stands before.
        ``demands``: the meeting demands here, so 请X汇报 asks for a report and tells of none. ``going``: a directive is
        being read, so 费用由X垫付 after it is the next and tells of nothing.
        """
        if self._second_of_pair(start):
            return None
        start = self._skip(self.past_conjunction(start), clause.end)
        if self.openers.first(start, clause.end) is None and not self._is_charged(start, clause.end):
            return None  # half of all clauses
        if tells_attendance(self.text, start, clause.end):
            return None
        modals = self.modals.between(start, clause.end)
        if modals and modals[0].start == self.parties.past_time(start, clause.end):
            modal = modals[0]
            if _RELATIVE.match(self.text, modal.start, clause.end) is not None:
                return None
            return Opening(self._limited(start, modal.start), (), modal.value, "directives.modal", 0.96)
        return (
            self._with_subject(start, clause, modals)
            or self._by_agent(start, clause, numbered=numbered, decides=decides, demands=demands, going=going)
            or self._agreed(start, clause)
            or self._in_charge(
                start,
                clause,
                decides=decides,
                numbered=numbered,
                asked=decides or (clause.level < 3 and (demands or going)),
            )
            or (self._main_modal(start, modals) if first else None)
        )

    def past_conjunction(self, at: int) -> int:
        """Past 以及 at the head of a clause: 县财政局等部门,|以及各乡镇要."""
        return at + 2 if self.text.startswith("以及", at) else at

    def _limited(self, start: int, end: int) -> int:
        """Where a directive begins that a time stands before: at a limit, which is part of it (7月10日前|县财政局要), else after."""
        if start == end:
            return end
        return start if _LIMIT_SIGN.search(self.text, start, end) is not None else end

    def _second_of_pair(self, start: int) -> bool:
        """既要考虑成本,|也要考虑承受能力: what belongs together is weighed, not asked for, unless 既要 itself opened."""
        if _PAIR_SECOND.match(self.text, start) is None:
            return False
        before = self.text[1 + max(self.text.rfind(mark, 0, start) for mark in "。;\n") : start]
        return "既要" in before or "既须" in before

    def _is_charged(self, start: int, end: int) -> bool:
        """Whether 负责, 牵头 or 会同 stands in the stretch: without it ``_in_charge`` need not look for a party."""
        return self.charges.after(start) < end or self.together.first(start, end) is not None

    def is_adverb(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but sentence adverbs: 同时, 当前."""
        return self._skip(start, end) == end

    def cites(self, clause: Clause) -> bool:
        """Whether a clause only says that a paper lays something down: 草案规定, 《办法》明确."""
        return (
            self.text[clause.end - 1] in _CITING
            and self.text[clause.end : clause.end + 1] in (",", ":")
            and clause.end - clause.start <= _LONGEST_CITING
            and _CITES.fullmatch(self.text, clause.start, clause.end) is not None
        )

    def limits(self, start: int, end: int) -> list[Deadline]:
        """By when, as a stretch says it; without a day of the meeting."""
        if self.limit_signs.after(start) >= end:
            return []
        return find_deadlines(self.text, start, end, None, self.scan.lexicon, occasions_of(self.scan.lexicon))

    def is_limit(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but a limit: 9月底前, 国庆节前."""
        limits = self.limits(start, end)
        if not limits:
            return False
        at = start + (self.text[start] in "在于")
        return any(deadline.span == (at, end) for deadline in limits)

    def _skip(self, start: int, end: int) -> int:
        """Past spaces and sentence adverbs: 同时要…, 当前,… Remembered: each clause is asked about by several rules."""
        known = self.skipped.get((start, end))
        if known is None:
            known = self.skipped[start, end] = self._past_adverbs(start, end)
        return known

    def _past_adverbs(self, start: int, end: int) -> int:
        while start < end:
            if self.text[start] in " \u3000":
                start += 1
                continue
            event = self.scan.at.get(start)
            if event is not None and event.kind in _MODALS:
                return start
            adverb = self.parties.adverb(start, end)
            if adverb and self.parties.past_time(start, end) > start + len(adverb):
                return start  # 本月|底前
            if not adverb or start in self.parties.at_start or adverb in ("依法", "统一", "共同"):
                return start
            start += len(adverb)
        return start

    def _counts(self, event: Event) -> bool:
        """Not in a personal name (要建国), not in brackets or quotation marks, not 应收尽收, not 是必须…的."""
        before = bisect_right(self.names, (event.start, len(self.text))) - 1
        if before >= 0 and event.start < self.names[before].end:
            return False
        if event.value != "应":
            return True
        if _ALL_THAT_SHOULD.match(self.text, event.start, event.start + 8) is not None:
            return False
        return not event.start or self.text[event.start - 1] not in "一相对反供响适"

    def _sentence_before(self, at: int) -> str:
        start = max(self.text.rfind("。", 0, at), self.text.rfind("\n", 0, at))
        return self.text[start + 1 : at]

    def _with_subject(self, start: int, clause: Clause, modals: list[Event]) -> Opening | None:
        for modal in modals[:2]:
            named = self.parties.past_time(start, modal.start)
            found = self.parties.before(named, modal.start)
            if found is not None:
                start = self._limited(start, named)
                return Opening(start, found[0], modal.value, "directives.subject-modal", 0.97)
        for modal in modals[:1]:
            after = self._after_description(start, modal.start)
            if after is not None:
                return Opening(start, after, modal.value, "directives.described-subject", 0.88)
        # 既要 asks of a party what it does not ask of nobody; 消防部门|应|对… only looks like 应对.
        event = self.hiding.first(start + 2, clause.end)
        if event is not None and self.text[event.start - 1] not in _COPES:
            found = self.parties.before(start, event.start)
            if found is not None:
                return Opening(
                    start, found[0], "应" if self.text[event.start] == "应" else "要", "directives.subject-modal", 0.9
                )
        # 各村需|对危房逐一排查; 需 alone says what is lacking.
        event = self.needs.first(start + 1, clause.end)
        if event is not None and self.acts_on(event.end, clause.end):
            found = self.parties.before(start, event.start)
            if found is not None and all(self.parties.is_known(name) for name in found[0]):
                return Opening(start, found[0], "demand", "directives.subject-modal", 0.9)
        # 各级各部门一要吃透…: the enumerator carries the modal.
        event = self.demands.first(start + 1, clause.end)
        if event is not None:
            found = self.parties.before(start, event.start)
            if found is not None:
                return Opening(start, found[0], "要", "directives.subject-enumerator", 0.95)
        return None

    def _after_description(self, start: int, modal: int) -> tuple[Name, ...] | None:
        """连续两次排名靠后的|海岱镇、格宜镇|要…: organisations and places with a description before them."""
        at = self.text.find("的", start + 2, min(modal, start + _LONGEST_DESCRIPTION))
        while at >= 0:
            found = self.parties.before(at + 1, modal)
            if found is not None and all(
                name.kind == "place" or name.span.start in self.parties.at_start for name in found[0]
            ):
                return found[0]
            at = self.text.find("的", at + 1, min(modal, start + _LONGEST_DESCRIPTION))
        return None

    def _by_agent(
        self, start: int, clause: Clause, *, numbered: bool, decides: bool, demands: bool, going: bool
    ) -> Opening | None:
        """由X牵头…, 请X…, 责成X…; inside a numbered or first clause also …由X负责."""
        agents = self.agents.between(start, clause.end)
        if not agents:
            return None
        at = self._past_collective(start, clause.end)
        for event in agents:
            if event.start < at:
                continue
            if (event.kind == "ask" and event.start != at) or self._is_chaired(event, clause):
                continue
            found = self.parties.after(event.end, clause.end, generic=event.start == at or decides or demands or going)
            if found is None or found[0][0].kind == "people":  # 由副县长|甲牵头: the name tells more than the post
                found = self._person(event.end, clause.end, found) or found
            else:
                found = self._in_office(found, event.end, clause.end) or found
            if found is None:
                continue
            names, end = found
            person = any(name.kind == "people" for name in names)
            asked = (demands or decides) and not self.text.startswith("会", start)  # 会议由X汇报 tells
            if (person and event.start != at) or (not asked and self._proceeds(end)):
                continue
            if event.start == at:
                if event.kind == "by" and re.match("[“”的]|组成|变", self.text[end : end + 3]) is not None:
                    continue
                rule = {"请": "directives.ask", "责成": "directives.charge"}.get(event.value, "directives.by-agent")
                return Opening(event.start, names, event.value, rule, 0.96)
            if _LEAD_ACT.match(self.text, end) is not None or numbered:
                return Opening(start, names, "由", "directives.by-agent-inside", 0.9)
            # 过渡期内由X…, ;储备情况由X于近期…: the words before 由 only say when, or what it is about
            before = self.text[at : event.start]
            decided = clause.level >= 2 or before.endswith("》") or _THE_PAPER.fullmatch(before) is not None
            called_for = decides or going or (demands and clause.level < 3)  # 强调,…。项目由X实施 tells
            thing = called_for and self._names_thing(at, event.start)
            if _WHEN.search(before) is not None or (
                (decided or thing) and (_ACTS_ON.match(self.text, end) is not None or self.acts_on(end, clause.end))
            ):
                # 费用|由县财政局分担: what somebody is to act on belongs to what is asked for
                opens = at if thing and clause.level < 3 else event.start
                return Opening(opens, names, "由", "directives.by-agent", 0.88)
        return None

    def _names_thing(self, start: int, end: int) -> bool:
        """费用, 试点期间减免的摊位费, 手续类: a noun before 由, and no paper, matter (储备情况) or case (逾期未完成的, 末位的县)."""
        words, first = self.text[start:end], self.scan.at.get(start)
        return (
            1 < len(words) <= _LONGEST_MATTER
            and (first is None or first.kind not in ("agree", "treat"))
            and words[-1] not in "》的"
            and _THE_PAPER.fullmatch(words) is None
            and self.words.matter_end.search(words) is None
            and self.parties.party_words.none.search(words) is None
            and not self.parties.ends_as_one(Name(Span(start, end), "group"))
        )

    def _is_chaired(self, event: Event, clause: Clause) -> bool:
        """会议由市长甲召集并主持 tells who chaired."""
        return (
            event.kind == "by"
            and clause.end - event.end <= 40
            and _CHAIRS.search(self.text, event.end, clause.end) is not None
        )

    def _proceeds(self, end: int) -> bool:
        """会议由副县长甲|传达学习…: the agent has a part in the meeting itself."""
        return _PROCEEDS.match(self.text, end) is not None

    def _person(
        self, start: int, end: int, post: tuple[tuple[Name, ...], int] | None
    ) -> tuple[tuple[Name, ...], int] | None:
        """由副县长甲|牵头, 由副县长甲、乙|任副组长: named people in charge, with the post of the first.

        ``post``: what was read as people there; where the name follows right behind, it is theirs whatever the act.
        """
        index = bisect_right(self.names, (start, start))
        if index == len(self.names) or self.names[index].end >= end or self.names[index].start - start > 20:
            return None
        first, stop = self.names[index]
        if _MARK.search(self.text, start, stop) is not None:
            return None
        several = "、" in self.text[start:first]  # 县政府副县长、县公安局局长|甲: the name alone
        people = [Name(Span(first if several else start, stop), "people")]
        for name in self.names[index + 1 :]:
            if name.start != stop + 1 or self.text[stop] != "、":
                break
            people.append(Name(Span(*name), "people"))
            stop = name.end
        named = post is not None and post[0][0].span.end == first
        return (tuple(people), stop) if named or _LEAD_ACT.match(self.text, stop) is not None else None

    def _in_office(
        self, found: tuple[tuple[Name, ...], int], start: int, limit: int
    ) -> tuple[tuple[Name, ...], int] | None:
        """由县政府|副县长、县公安局局长甲牵头, 由市政府|各分管副市长牵头: who holds a post there, not the whole of it."""
        names, end = found
        which = _WHICH_POST.match(self.text, end, limit)
        event = self.scan.at.get(end if which is None else which.end())
        if event is None or event.kind != "post" or len(names) > 1:
            return None
        holders = Name(Span(names[0].span.start, event.end), "people")
        return self._person(start, limit, ((holders,), event.end)) or ((holders,), event.end)

    def _agreed(self, start: int, clause: Clause) -> Opening | None:
        """同意X做…, 同意…由X…; 同意 and a document or a matter is an outcome."""
        event = self.scan.at.get(self._past_collective(start, clause.end))
        if event is None or not (
            event.kind == "agree" or (event.kind == "treat" and event.value.startswith("原则同意"))
        ):
            return None
        at = event.end + 2 * self.text.startswith("商请", event.end)
        found = self.parties.after(at, clause.end)
        if found is not None and found[1] < clause.end and _OUTCOME_NEXT.match(self.text, found[1]) is None:
            return Opening(event.start, found[0], "同意", "directives.agree", 0.93)
        for by in self.agents.between(event.end, clause.end):
            if by.kind == "by":
                agent = self.parties.after(by.end, clause.end, generic=True)
                if agent is not None:
                    return Opening(event.start, agent[0], "同意", "directives.agree-by-agent", 0.92)
        return None

    def _past_collective(self, start: int, end: int) -> int:
        if self.text[start : start + 1] not in _COLLECTIVE_BEGINS:
            return start
        lead_in = _COLLECTIVE_LEAD.match(self.text, start, end)
        return lead_in.end() if lead_in is not None else start

    def _in_charge(self, start: int, clause: Clause, *, decides: bool, numbered: bool, asked: bool) -> Opening | None:
        """X负责…, X会同Y负责…, 3.X会同Y全程监督: in minutes and lists an act without modal."""
        found = self.parties.after(start, clause.end)
        if found is None and (asked or numbered):
            found = self._short_named(start, clause.end)
        if found is not None and (asked or numbered) and any(name.role == "lead" for name in found[0]):
            return Opening(start, found[0], "负责", "directives.in-charge", 0.93)  # 甲牵头、乙配合
        if found is None or found[1] >= clause.end:
            return None
        names, end = found
        if _LEAD_ACT.match(self.text, end) is not None:
            return Opening(start, names, "负责", "directives.in-charge", 0.93)
        companion = self.scan.at.get(end)
        if companion is not None and companion.kind == "with":
            others = self.parties.after(companion.end, clause.end)
            if others is not None and (numbered or decides or _LEAD_ACT.match(self.text, others[1]) is not None):
                return Opening(start, names, "会同", "directives.together", 0.88)
        return None

    def _short_named(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """农业服务中心|负责质量监督: an organisation that is named without its place, right before its charge."""
        found = self.parties.after(start, end, generic=True)
        known = found is not None and all(
            name.kind != "people" and "由" not in self.text[name.span.start : name.span.end] for name in found[0]
        )
        return found if found is not None and known and _LEAD_ACT.match(self.text, found[1]) is not None else None

    def act_of(self, start: int, clause: Clause, *, numbered: bool) -> Opening | None:
        """1.市发展改革委每周调度…, ;县安委办对问题突出的单位逐家约谈: a known party and its act, no modal.

        Asked only where the meeting demands or decides, at the start of a sentence or a numbered point.
        """
        start = self._skip(start, clause.end)
        found = self.parties.after(start, clause.end)
        if found is None or found[1] >= clause.end or self.states_fact(found[1], clause.end):
            return None
        names, end = found
        if not numbered and any(name.kind != "organization" for name in names):
            return None
        if (
            self.words.matter_end.search(self.text[start : clause.end]) is not None
            or re.match("[的主分等]|负责人|负责同志|汇报|提出|提交|作了|介绍|通报|列席|参加|出席", self.text[end:])
            is not None
        ):
            return None
        if numbered or self.acts_on(end, clause.end):
            return Opening(start, names, "act", "directives.act-of", 0.8)
        return None

    def acts_on(self, start: int, end: int) -> bool:
        """Whether what follows a party is its act: 对问题突出的单位逐家约谈, 严格执行…"""
        when = _DATE.match(self.text, start, end)
        start = when.end() if when is not None else start
        return re.match(
            "对|每|于|按|把|将|分头|分别|配合|会同|联合|及时|先行|立即|牵头|负责", self.text[start:end]
        ) is not None or self.is_act(start, end)

    def _main_modal(self, start: int, modals: list[Event]) -> Opening | None:
        """The main modal of a sentence whose subject is no actor: the span starts at the modal."""
        for modal in modals[:1]:
            before = self.text[start : modal.start]
            if _NOT_MAIN.search(before) is not None or len(before) > 30 or self.tells_fact(before):
                return None  # 守好水源|是全县|必须扛起的责任
            if modal.value in ("应",) and len(before) > 12:
                return None
            at = start if self.limits(start, modal.start) else modal.start  # 改造工程9月底前|必须完工
            return Opening(at, (), modal.value, "directives.main-modal", 0.75)
        return None

    # ── acts without a modal ──

    def is_act(self, start: int, end: int) -> bool:
        """Whether a stretch begins with the verb of an act and states no fact: 加快兑现…, 全面排查….

        在, 对, 把 and the like begin an act only when a verb of the list follows.
        """
        at = self.parties.past_time(self._skip(start, end), end)
        if at > start and self.text[start : start + 2] in _URGES:
            at = start
        when = _TIME_PREFIX.match(self.text, at, end)
        if when is not None and self.text[at : at + 2] not in self.acts:
            at = when.end()
        words = self.text[at:end]
        if (
            not words
            or (self.words.matter_end.search(words) is not None and _WORK.fullmatch(words) is None)
            or self.tells_fact(words)
        ):
            return False
        if _ADVERBIAL.search(words) is not None:
            return False
        if words.startswith(self.words.telling):
            return False
        return any(
            words[:length] in self.acts and words[length : length + 1] not in ("性", "化")
            for length in range(min(self.longest_act, len(words)), 1, -1)
        )

    def is_adverbial_clause(self, words: str) -> bool:
        """Whether a clause only says when or in what (在重大事项请示报告上)."""
        return _ADVERBIAL.search(words) is not None

    def states_fact(self, start: int, end: int) -> bool:
        """Whether a clause appraises or reports (X是…的保障, …取得成效) and so asks for nothing."""
        return self.tells_fact(self.text[start:end])

    def tells_fact(self, words: str) -> bool:
        """Whether the words appraise or report; not what is told of an object before its 的: 对去年以来形成的|资产逐笔登记."""
        if self.words.fact_sign.search(words) is None or (fact := self.words.fact.search(words)) is None:
            return False
        return words[0] not in _OBJECT_NEXT or "的" not in words[fact.end() : -1]


# 在重大事项请示报告上, 在新方案批准之前: the clause only says when or in what.
_ADVERBIAL = re.compile(
    "^(?:在|对|从|为|以|按照?|根据|结合|针对|围绕|向|将).*(?:上|中|下|方面|时|之?后|之?前|里|内|过程中|基础上|部署|要求|精神|为目标|为抓手|为契机|为重点|为牵引|为主线|为导向)$"
)
_TIME_PREFIX = lazy("[一-鿿]{2,5}(?:期间|阶段|过程中|之?前|之?后)(?![一-鿿]?的)")


def tells_attendance(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] says who was there: it asks for nothing, whatever it holds."""
    return _ROLL_CALL.search(text, start, end) is not None
