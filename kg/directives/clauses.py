"""What a clause says by itself: an act, a fact, a limit, who was there. (分句的内容)"""

from __future__ import annotations

import re

from kg.directives.demand_words import demand_words
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.superiors import Superiors
from kg.mentions.deadlines import find_deadlines
from kg.mentions.limit_words import limit_words
from kg.model import Deadline
from kg.scan import Event, Marks, Scan
from kg.structure import Clause

_ENUMERATORS = frozenset(
    {"enum-demand", "enum-point", "enum-bracket", "enum-heading", "enum-arabic", "enum-arabic-bracket"}
)
_MODALS = frozenset({"modal", "modal-tail"})
_DATE = re.compile(r"(?:(?:20\d\d年|今年|明年)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[年月季]底)(?:之?前)?")
_LIMIT_SIGN = re.compile("[前内底末至旬]")
_LONGEST_TASK = 24  # characters behind a bare time, up to the act that it limits
_ANSWER_TIME = re.compile(r"[\d一二三四五六七八九十两]{1,3}个?(?:工作日|小时|[日天周月])[以之]?内")
_AND, _OF_THEM = "以及", "其中"
_HOLDER = re.compile("[一-鿿·]{2,4}?(?=表|介|反|回|答|承|建|认|提|在|汇|发)")  # the name of who holds a post
_LONGEST_CITING = 48
_BY_UNIT = re.compile("以[^,;。]{1,8}为[^,;。]{2,4}(?:、以[^,;。]{1,8}为[^,;。]{2,4})*")  # 以县为单位、以镇为主体
_SHORTEST_THING = 2
_BY = frozenset("按依根对参")


class ClauseReader:
    """Tells what stretches of a text say. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.words = parties.words
        self.demand_words = demand_words(scan.lexicon)
        self.superiors = Superiors(scan)
        self.acts = scan.lexicon.acts
        self.modals = scan.plain(*_MODALS)
        self.limit_signs = Marks(self.demand_words.limit_sign, self.text)
        self.enumerators = {event.start: event for event in scan.of_kinds(*_ENUMERATORS) if not self._is_decimal(event)}
        """By their starts."""
        self.skipped: dict[tuple[int, int], int] = {}

    # ── what it begins with ──

    def _is_decimal(self, event: Event) -> bool:
        """3.5万 begins with no enumerator."""
        return event.kind == "enum-arabic" and self.text[event.end : event.end + 1].isdigit()

    def past_conjunction(self, at: int) -> int:
        """Past 以及 at the head of a clause: 县财政局等部门,|以及各乡镇要."""
        if self.text.startswith(_OF_THEM, at) and at + len(_OF_THEM) in self.parties.at_start:
            return at + len(_OF_THEM)  # 其中|县气象局要
        return at + len(_AND) if self.text.startswith(_AND, at) else at

    def past_adverbs(self, start: int, end: int) -> int:
        """Past spaces and sentence adverbs: 同时要…, 当前,… Remembered: each clause is asked about by several rules."""
        if self.text[start : start + 1] not in self.words.before_adverbs:
            return start  # half of all
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
            if adverb and self.text.startswith(self.parties.party_words.begins_yet, start):
                return start  # 未来科技城
            if adverb and self.parties.past_time(start, end) >= start + len(adverb):
                return start  # 本月|底前, 近期|要排查
            if not adverb or start in self.parties.at_start or adverb in self.demand_words.adverbs_of_act:
                return start
            start += len(adverb)
        return start

    def past_collective(self, start: int, end: int) -> int:
        """Past what the meeting calls itself: 会议|同意, 经研究|由."""
        if self.text[start : start + 1] not in self.demand_words.collective_begins:
            return start
        lead_in = self.demand_words.collective.match(self.text, start, end)
        return lead_in.end() if lead_in is not None else start

    def is_adverb(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but sentence adverbs: 同时, 当前."""
        return self.past_adverbs(start, end) == end

    # ── limits ──

    def limits(self, start: int, end: int) -> list[Deadline]:
        """By when, as a stretch says it; without a day of the meeting."""
        if self.limit_signs.after(start) >= end:
            return []
        return find_deadlines(self.text, start, end, None, self.scan.lexicon)

    def is_limit(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but a limit: 9月底前, 国庆节前."""
        limits = self.limits(start, end)
        if not limits:
            return False
        at = start + (self.text[start] in "在于自从")
        return any(deadline.span == (at, end) for deadline in limits)

    def acts_loosely(self, at: int, end: int) -> bool:
        """县住建局|支付工程款, 县住建局|6月底前支付: whether an act or a limit and an act follow a party, and no fact."""
        return (self.acts_on(at, end) or self.acts_by_limit(at, end)) and not self.states_fact(at, end)

    def treasury(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """县财政|安排县文明办经费60万元: a department by what it deals with, that gives an amount of money."""
        name = self.parties.department_called(start, end)
        if name is None or self.demand_words.gives_amount.match(self.text, name.span.end, end) is None:
            return None
        return (name,), name.span.end

    def acts_by_limit(self, at: int, end: int) -> bool:
        """县水利局|6月底前开工建设水库, whatever the verb: whether a limit and an act follow a party; not 6月底前完成的项目."""
        limits = self.limits(at, end)
        if not limits:
            return self._answers_in_time(at, end)
        if self.demand_words.urged_by.fullmatch(self.text, at, limits[0].span.start) is None:
            return False
        return self.may_act(at, limits[0].span.end, end)

    def _answers_in_time(self, at: int, end: int) -> bool:
        """县信访局|五日内给群众准信: a time for each answer to come is no limit, but says all the same that who stands before it is to answer."""
        time = _ANSWER_TIME.match(self.text, at, end)
        return time is not None and limit_words(self.scan.lexicon).answers.match(self.text, time.end()) is not None

    def may_act(self, at: int, act: int, end: int) -> bool:
        """Whether what begins at ``act`` may be done by the party that ends at ``at``: something that nothing tells for done, and that
        is not done to a house."""
        words = self.text[act:end]
        if not words:
            return False
        house = words.startswith(self.words.built) and self.text.endswith(
            self.words.houses, 0, at
        )  # 县医院|6月底前竣工
        told = house or self.words.done.search(words) is not None or self.tells_fact(words)
        return not told and not self.is_relative(act, end)

    def from_limit(self, start: int, end: int) -> int:
        """Where a directive begins that a time stands before: at a limit, which is part of it (7月10日前|县财政局要), else after."""
        if start == end:
            return end
        near = self.text[start:end] in self.scan.lexicon.limits["soon"]  # 近期|要排查
        if near or _LIMIT_SIGN.search(self.text, start, end) is not None:
            return start
        bare = self.limits(start, end + _LONGEST_TASK)  # 三季度|县财政局要完成
        return start if bare and bare[0].span == (start, end) else end

    # ── acts ──

    def is_act(self, start: int, end: int) -> bool:
        """Whether a stretch begins with the verb of an act and states no fact: 加快兑现…, 全面排查….

        在, 对, 把 and the like begin an act only when a verb of the list follows.
        """
        words = self.text[self._verb(start, end) : end]
        if not words or self.names_matter(end - len(words), end) or self.tells_fact(words):
            return False
        if self.is_adverbial(words) or self.words.telling.match(words) is not None:
            return False
        acts = self.words.acts.get(words[:2], ())
        return any(words.startswith(act) and not words.startswith(self.demand_words.no_verb, len(act)) for act in acts)

    def _verb(self, start: int, end: int) -> int:
        """Where the verb of a stretch stands, if it has one: past adverbs and times, but for 抓紧|储煤."""
        at = self.parties.past_time(self.past_adverbs(start, end), end)
        if at > start and self.text[start : start + 2] in self.demand_words.urges:
            at = start
        how = self.demand_words.act_prefix.match(self.text, at, end) or self._by(at, end)
        at = how.end() if how is not None else at
        when = self.demand_words.time_prefix.match(self.text, at, end)
        return when.end() if when is not None and self.text[at : at + 2] not in self.acts else at

    def _by(self, at: int, end: int) -> re.Match[str] | None:
        """按程序|拨付, 按照《…规则》|抓好落实: by what an act is done."""
        return self.demand_words.by_paper.match(self.text, at, end) if self.text[at : at + 1] in _BY else None

    def acts_within(self, start: int, end: int) -> bool:
        """雨雪天气|及时除雪: whether a thing or a time and an adverb that asks stand before what is to be done."""
        urged = self.demand_words.urged_within.search(self.text, start + _SHORTEST_THING, end)
        return urged is not None and not self.states_fact(start, end) and not self.tells_state(start, end)

    def names_matter(self, start: int, end: int) -> bool:
        """水源保护方面, 停水避峰工作; not 做好停水避峰工作, 解决资金问题, nor 向市水利局汇报."""
        words = self.text[start:end]
        return self.words.matter_end.search(words) is not None and self.demand_words.works.fullmatch(words) is None

    def acts_by(self, start: int, end: int) -> bool:
        """依据《…条例》|严查压级压价: whether a stretch says by what an act is done, and the act."""
        by = self._by(start, end)
        return by is not None and self.is_act(by.end(), end)

    def acts_on(self, start: int, end: int) -> bool:
        """Whether what follows a party is its act: 对问题突出的单位逐家约谈, 严格执行…"""
        when = _DATE.match(self.text, start, end)
        start = when.end() if when is not None else start
        by = self._by(start, end)
        start = by.end() if by is not None else start  # 县林业局|按照《…规则》|把责任落到地块
        if self.is_relative(start, end):
            return False  # 县水利局6月底前|完成的|项目
        words = self.demand_words
        begins = any(
            how.match(self.text, start, end) is not None
            for how in (words.able, words.begins_act, words.puts_forward, words.with_other)
        )
        return begins or self._shares_out(start, end) or self.is_act(start, end)

    def _shares_out(self, start: int, end: int) -> bool:
        """各镇|各安排一名干部: how much of something each of those before it gives; not 县水利局|各项目."""
        share = self.demand_words.shares_out.match(self.text, start, end) if self.text.startswith("各", start) else None
        return share is not None and share["act"] in self.acts

    def is_adverbial(self, words: str) -> bool:
        """Whether a clause only says when or in what (在重大事项请示报告上)."""
        return self.demand_words.adverbial.search(words) is not None

    def is_background(self, start: int, end: int) -> bool:
        """在摸清底数的基础上, 整改中发现的问题, 群众期盼尽快通水: whether a clause only says how, on what or why the next one is asked for."""
        if self.is_adverbial(self.text[start:end]) or _BY_UNIT.fullmatch(self.text, start, end) is not None:
            return True
        if self.names_matter(start, end):
            return True
        return self.demand_words.wished.match(self.text, start, end) is not None

    # ── what is told ──

    def states_fact(self, start: int, end: int) -> bool:
        """Whether a clause appraises or reports (X是…的保障, …取得成效) and so asks for nothing."""
        return self.tells_fact(self.text[start:end])

    def tells_fact(self, words: str) -> bool:
        """Whether the words appraise or report; not what is told of an object before its 的: 对去年以来形成的|资产逐笔登记."""
        if self.words.fact_sign.search(words) is None or (fact := self.words.fact.search(words)) is None:
            return False
        if fact[0] in self.words.facts_of and self._tells_which(words, fact):
            return False
        return words[0] not in self.demand_words.objects or not self._acts_behind(words[fact.end() :])

    def _acts_behind(self, words: str) -> bool:
        """对去年以来形成的资产|逐笔登记, 对去年以来未兑现事项|建账销账: whether what is told is told of what an act is done to."""
        if "的" in words[:-1]:
            return True
        act = max((at for at in range(len(words) - 1) if words[at : at + 2] in self.words.acts), default=-1)
        return act >= 0 and self.words.fact.search(words, act) is None

    def _tells_which(self, words: str, fact: re.Match[str]) -> bool:
        """抓好|已达|交付条件的小区验收, 地处|山区的各镇, 不是|特殊情况不得请假: whether the words only tell which thing or case is
        spoken of; not 数字政府建设|不是|买设备的事."""
        if self.words.forbids.search(words, fact.end()) is not None:
            return True
        before = words[: fact.start()]
        acted = any(
            before[at : at + 2] in self.words.acts or before[at] in self.demand_words.objects
            for at in range(len(before))
        )
        return "的" in words[fact.end() : -1] and (acted or not before)

    def tells_of(self, at: int, end: int) -> bool:
        """由县水利局|承建的水库已完工, 县发改局|牵头编制完成了规划: whether what follows a party tells what it did or does."""
        if self.demand_words.came_about.match(self.text, at) is not None:
            return True
        if self.demand_words.will.match(self.text, at) is not None:
            return True
        thing = self.demand_words.their_thing.match(self.text, at, end)
        return thing is not None and self.states_fact(thing.end(), end)

    def will_finish(self, at: int, end: int) -> bool:
        """县交通局|将在6月底前完成修复: whether what is to come is to be finished by a limit, so that it may be a task."""
        if self.demand_words.will.match(self.text, at, end) is None:
            return False
        limits = self.limits(at, end)
        return bool(limits) and self.demand_words.finished.match(self.text, limits[-1].span.end, end) is not None

    def tells_lack(self, start: int, end: int) -> bool:
        """措施不到位, 加强监管不够, 个别乡镇|监管不力: what is wrong; 着力解决能力不足 is what is to be done about it."""
        against = self.words.mends.match(self.text, self.past_adverbs(start, end), end) is not None
        return not against and self.words.lacks.search(self.text[start:end]) is not None

    def tells_state(self, at: int, end: int) -> bool:
        """企业|融资难, 县水利局|经费紧张: whether what follows a party ends with how it stands; not 企业|解决融资难, but 企业|解决难."""
        state = self.demand_words.stands.search(self.text, at, end)
        if state is None:
            return False
        against = self.demand_words.overcomes.match(self.text, self.past_adverbs(at, end), end)
        return against is None or against.end() > state.start()

    def tells_how_it_is(self, start: int, end: int) -> bool:
        """当前形势严峻, 距开学仅剩10天, 部分乡镇重视不够: whether the first clause of a sentence tells how it is and begins no act;
        not 对形势严峻的河段加密巡查, 做到任务再重也不推."""
        if not self.tells_lack(start, end) and self.words.how_it_is.search(self.text, start, end) is None:
            return False
        at = self.past_adverbs(start, end)
        return (
            self.text[at] not in self.demand_words.objects
            and not self.is_act(start, end)
            and not self.acts_within(start, end)
        )

    def is_acted_on(self, at: int) -> bool:
        """新进人员|由县人社局培训: whether who stands before ``at`` is whom somebody else's act is about."""
        event = self.scan.at.get(at)
        return event is not None and event.kind == "by"

    def is_relative(self, at: int, end: int) -> bool:
        """由X|承建的|停车场, 由X|牵头编制的|方案, 责成X|整改的|事项要销号: whether what follows a party only says which thing is
        spoken of; not 责成X制定|切实可行的|方案, where an act of theirs has its object before 的."""
        which = self.demand_words.of_thing
        charge = self.demand_words.does_thing.match(self.text, at, end)
        act = at if charge is None else charge.end()
        if which.match(self.text, at, end) is not None or which.match(self.text, act, end) is not None:
            return True
        thing = self.demand_words.their_thing.match(self.text, at, end)
        if thing is None:
            return False
        act += self.text[act] in "在于" and self.parties.past_time(act + 1, end) > act + 1  # 在|6月底前|拨付的资金
        verb = self.parties.past_time(self.past_adverbs(act, thing.end() - 1), thing.end() - 1)
        return self.text[verb : thing.end() - 1] in self.acts or self.modals.first(thing.end(), end) is not None

    def copula(self, start: int, end: int) -> bool:
        """Whether a stretch says of what stands before its 的 what it is: 要因地制宜的思路|是正确的."""
        found = self.words.copula.search(self.text, start, end)
        return found is not None and "的" in self.text[start : found.start()]

    def tells_attendance(self, start: int, end: int) -> bool:
        """Whether a stretch says who was there: it asks for nothing, whatever surnames it holds (要士杰, 应龙)."""
        ends = self.text.endswith("会议", start, end)  # one clause of twenty
        return ends and self.demand_words.attends.search(self.text, start, end) is not None

    def cites(self, clause: Clause) -> bool:
        """Whether a clause only says that a paper lays something down (草案规定, 《办法》明确), or that somebody speaks (县住建局表示)."""
        return (
            self.text[clause.end - 1] in self.demand_words.cite_ends
            and self.text[clause.end : clause.end + 1] in (",", ":")
            and clause.end - clause.start <= _LONGEST_CITING
            and (
                self.demand_words.cites.fullmatch(self.text, clause.start, clause.end) is not None
                or self._tells_view(clause)
            )
        )

    def _tells_view(self, clause: Clause) -> bool:
        """县住建局表示, 居民代表钱二河表示, 县水利局局长孙三江汇报说: whether somebody else than who chaired speaks."""
        if self.demand_words.others_view.fullmatch(self.text, clause.start, clause.end) is not None:
            return True
        found = self.parties.after(clause.start, clause.end, generic=True)
        if found is None:
            return False
        at = self._past_holder(found[0][-1], clause.end)
        return self.demand_words.own_view.fullmatch(self.text, at or found[1], clause.end) is not None

    def _past_holder(self, organ: Name, end: int) -> int:
        """Past 局长甲, 负责人 behind 县水利局, whose words are no demand of the meeting's; 0 where none stands there. The heads of a
        government or a Party committee (县委书记甲) speak for it."""
        post = self.scan.at.get(organ.span.end)
        if organ.kind != "organization" or self.parties.party_words.governs.search(self.text, *organ.span) is not None:
            return 0
        if post is None or post.kind != "post":
            people = self.parties.people_of(organ.span.end, end)
            return 0 if people is None else people.end()
        named = _HOLDER.match(self.text, post.end, end)
        return post.end if named is None else named.end()
