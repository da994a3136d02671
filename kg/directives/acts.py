"""Acts of somebody named that are asked for without a modal: 县安委办对…逐家约谈, 拨付资金(责任单位:X). (有主体而无情态词的要求)"""

from __future__ import annotations

import re

from kg.directives.clauses import ClauseReader
from kg.directives.context import Context
from kg.directives.course import Place
from kg.directives.labels import LabelReader
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.opening import Opening
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.scan import Event, Scan
from kg.structure import Clause

# Speech after which a named organisation's act is asked for: GUIDELINE.md, Directives 2.
_ASKING = frozenset({"demand", "stress", "decide"})
# 24小时内, 于7月15日前, 在3个工作日内
_OWN_LIMIT = re.compile(
    "(?:要)?(?:于|在)?[0-9一二三四五六七八九十两年月]{1,12}(?:个?(?:小时|工作日|月|周)|[天日周月])?(?:内|以内|之内|前|底前|之前)"
)
_WITH_LIMIT = re.compile("[前内底]")
_HELPS_OR_OVERSEES = frozenset({"with", "oversee"})
_SHORTEST_ACT = 2  # characters
_BARE_WORD = 2  # characters: 社区, 企业
_AGREES = "同意"


class ActReader:
    """Decides for one clause without a modal whether it asks for something all the same. Holds only look-ups."""

    def __init__(
        self,
        scan: Scan,
        parties: PartyReader,
        clauses: ClauseReader,
        labels: LabelReader,
        sentences: SentenceReader,
        item_starts: frozenset[int],
        heads: NamedHeadReader,
    ) -> None:
        self.heads = heads
        self.text = scan.text
        self.parties = parties
        self.words = parties.words
        self.clauses = clauses
        self.demand_words = clauses.demand_words
        self.labels = labels
        self.sentences = sentences
        self.item_starts = item_starts
        self.treats = scan.plain("treat")

    def act(self, place: Place, context: Context, *, going: bool, limited: bool) -> Opening | None:
        """An act of somebody named, or a sentence that says who answers for it. ``going``: a directive is being read.
        ``limited``: a limit stands before, in a clause of its own."""
        start, clause, numbered = place.start, place.clause, place.enumerator is not None
        if not numbered and clause.level < 2 and not (limited or place.said or start in self.parties.at_start):
            return None  # most clauses: none of the rules below is for them
        if self.clauses.tells_attendance(start, clause.end):
            return None
        begins = not going and (clause.level >= 2 or numbered or place.said)
        labelled = self._labelled(place) if begins else None
        if labelled is not None:
            return labelled
        found = self._act_of(place, context, going=going)
        if found is None and limited and not numbered and context.speech in _ASKING:
            found = self._party_and_act(start, clause, numbered=False, limited=True)  # 年底前,|县住建局完成验收
        return found

    def _act_of(self, place: Place, context: Context, *, going: bool) -> Opening | None:
        start, clause, enumerator = place.start, place.clause, place.enumerator
        if enumerator is None:
            if clause.level < 2 or context.speech not in ("demand", "decide"):
                return self._dated_act(start, clause) if going else None
            act = self._party_and_act(start, clause, numbered=False)
            return act or (self._dated_act(start, clause) if going else None)
        if self._begins_item(clause, enumerator) or not context.speech:
            return None
        act = self._party_and_act(start, clause, numbered=True) or self._unnamed_and_act(start, clause)
        return None if act is None else act._replace(start=enumerator.start)

    def _begins_item(self, clause: Clause, enumerator: Event) -> bool:
        """一、 before an item of the agenda is its number."""
        return enumerator.kind == "enum-heading" and clause.start in self.item_starts

    def _dated_act(self, start: int, clause: Clause) -> Opening | None:
        """;县防指办24小时内将预警信息发至村组: after a directive, an organisation and its own limit are the next one."""
        begins = clause.level == 3  # 。疾控机构|24小时内完成流调
        if start not in self.parties.at_start and not begins:
            return None
        found = self.parties.after(start, clause.end, generic=begins)
        if found is None or any(name.kind != "organization" and not begins for name in found[0]):
            return None
        if _OWN_LIMIT.match(self.text, found[1], clause.end) is None or self.clauses.states_fact(found[1], clause.end):
            return None
        return Opening(start, found[0], "act", "directives.act-of", 0.8)

    def of_point(self, start: int, clause: Clause) -> Opening | None:
        """一要|各镇抓好值守: who is asked for an act by the enumerator's modal; not 一要|县水利局项目加快推进."""
        at = self.clauses.past_adverbs(start, clause.end)
        found = self.parties.after(at, clause.end)
        if found is None or not self.clauses.acts_on(found[1], clause.end):
            return None
        if self.parties.levels_in_step(at, clause.end):
            return None  # 一要|镇村协同
        return Opening(start, found[0], "要", "directives.enumerator", 0.9)

    def _party_and_act(self, start: int, clause: Clause, *, numbered: bool, limited: bool = False) -> Opening | None:
        """1.市发展改革委每周调度…, ;县安委办对问题突出的单位逐家约谈: a known party and its act, no modal.

        Asked only where the meeting demands or decides, at the start of a sentence or a numbered point.
        """
        start = self.clauses.past_adverbs(start, clause.end)
        found = self.parties.after(start, clause.end) or self.clauses.treasury(start, clause.end)
        if found is None or found[1] >= clause.end or self.clauses.states_fact(found[1], clause.end):
            return None
        names, end = found
        if not numbered and any(name.kind != "organization" for name in names):
            return None
        if self.words.matter_end.search(self.text[start : clause.end]) is not None:
            return None
        if self.clauses.tells_of(end, clause.end) or self.clauses.tells_lack(end, clause.end):
            return None
        puts_forward = self.demand_words.puts_forward.match(self.text, end, clause.end) is not None
        if self.demand_words.no_act.match(self.text, end) is not None and not puts_forward:
            return None
        if self.demand_words.own_paper.fullmatch(self.text, end, clause.end) and not self.clauses.acts_on(
            end, clause.end
        ):
            return None  # 1.县教育局|招聘方案
        acts = self.clauses.acts_on(end, clause.end) or self.clauses.acts_by_limit(end, clause.end)
        acts = acts or (numbered and self.words.thing_at_end.search(self.text, end, clause.end) is None)
        acts = acts or (limited and self.clauses.may_act(end, end, clause.end))
        return Opening(start, names, "act", "directives.act-of", 0.8) if acts else None

    def _unnamed_and_act(self, start: int, clause: Clause) -> Opening | None:
        """(一)施工单位|加强巡查, (二)各分管领导|每周调度: the same of who bears no name, where nothing but an act follows."""
        start = self.clauses.past_adverbs(start, clause.end)
        found = self.parties.after(start, clause.end, generic=True)
        if found is None or found[1] >= clause.end or self.words.matter_end.search(self.text[start : clause.end]):
            return None
        if self.text.startswith(":", clause.end):
            return None  # 1.城南小学|改造:
        at, end = found[1], clause.end
        told = self.clauses.tells_of(at, end) or self.clauses.tells_lack(at, end) or self.clauses.tells_state(at, end)
        if told or not self.clauses.acts_loosely(at, end) or self._names_thing(found[0], at):
            return None
        return Opening(start, found[0], "act", "directives.act-of", 0.75)

    def _names_thing(self, names: tuple[Name, ...], at: int) -> bool:
        """社区|服务设施用地优先保障, 企业|完成投资2亿元: a thing or a figure, by what it is of; not 施工单位|加强巡查, nor 企业|按月报数."""
        short = all(name.span.end - name.span.start <= _BARE_WORD for name in names)
        return short and self.text[at : at + 2] in self.clauses.acts

    def _labelled(self, place: Place) -> Opening | None:
        """县人社局年内新建就业车间(责任单位:…), 1.拨付改造资金。 before a line 责任单位:…: a sentence is asked for that somebody
        answers for, in brackets, at its end or in the line after it."""
        start, clause, enumerator = place.start, place.clause, place.enumerator
        told = self.labels.follow(clause.start, self._end_of_point(place)) or self.labels.seals(clause)
        if self.text[start : start + 1] in ("(", "[", "【") or self.labels.begins(clause.start) or not told:
            return None
        if self.text[clause.end : clause.end + 1] == ":" or self.sentences.opens_later(place.following):
            return None  # 联系单位:县人社局 asks for nothing
        if self.text.startswith(self.demand_words.agreed, start) and not self._agrees_to_act(start, clause.end):
            return None  # 1.原则同意该意见
        if self.text.startswith("会议", start) and self.treats.between(start, clause.end):
            return None  # 会议还研究了其他事项: what the meeting did
        found = self.parties.after(start, clause.end)
        acts = found is not None and found[1] < clause.end and self.clauses.acts_on(found[1], clause.end)
        at = enumerator.start if enumerator is not None else start
        return Opening(at, found[0] if found is not None and acts else (), "demand", "directives.labelled", 0.85)

    def _agrees_to_act(self, start: int, end: int) -> bool:
        """同意|按现行单价续签一年合同, 同意|将车辆报废: what somebody is to do; not 同意|该方案, 同意《甲》, 同意|补助标准."""
        if not self.text.startswith(_AGREES, start) or self.text.find("《", start, end) >= 0:
            return False
        return self.demand_words.by_which.match(self.text, start + len(_AGREES), end) is not None

    def _end_of_point(self, place: Place) -> int:
        """Where a sentence ends, or a numbered point before the next: 1.甲;2.乙。(责任单位:X) says who answers for the last."""
        end = self.sentences.sentence_end(place.clause)
        if place.enumerator is None:
            return end
        return min(end, self.sentences.part_end(place.clause, place.following))

    def beside_agent(self, start: int, clause: Clause) -> Opening | None:
        """由X负责…,|Y做好停水工作; X要…,|Y督促…: another organisation with an act of its own is the next directive, be it only 办公室."""
        start = self.clauses.past_adverbs(start, clause.end)  # 灾后|各镇
        heads = self.heads.at_head(start, clause.end)
        if heads is not None and heads[1] < clause.end:
            asked = self.clauses.acts_loosely(heads[1], clause.end) and not self._is_told(heads[1], clause)
            return Opening(start, heads[0], "act", "directives.act-of", 0.8) if asked else None
        bare = self.parties.party_words.bare_office.match(self.text, start, clause.end) is not None
        words = self.parties.party_words
        guides = (
            event := self.parties.scan.at.get(start)
        ) is not None and event.kind in _HELPS_OR_OVERSEES  # 指导|单位落实责任
        in_matter = words.role_unit.match(self.text, start, clause.end) or words.capacity.match(
            self.text, start, clause.end
        )
        role = not guides and in_matter is not None  # 配合单位, 施工单位
        group = words.group.match(self.text, start, clause.end) or words.level_group.match(self.text, start, clause.end)
        each = bare or role or group is not None
        if not each and start not in self.parties.at_start and not self.parties.begins_place(start, clause.end):
            return None
        found = self.parties.after(start, clause.end, generic=each)
        if found is None or found[1] >= clause.end or not (bare or all(map(self._can_be_told, found[0]))):
            return None
        if not self.clauses.acts_loosely(found[1], clause.end):
            return None
        if self._is_told(found[1], clause) or any(map(self._is_above, found[0])):
            return None
        if bare and self.clauses.modals.first(found[1], clause.end) is not None:
            return None  # 办公室|改造要加快
        return Opening(start, found[0], "act", "directives.act-of", 0.8)

    def in_turn(self, start: int, clause: Clause) -> Opening | None:
        """会议要求,县教育局选址,|县住建局设计图纸: where the act of one organisation is asked for, what stands behind the next one is its act,
        whatever its verb; not |县住建局经费不足, nor |县住建局设计的图纸."""
        start = self.clauses.past_adverbs(start, clause.end)
        mention = self.parties.at_start.get(start)
        found = self.parties.after(start, clause.end) if mention is not None else None
        if found is None or not all(map(self._has_own_name, found[0])) or any(map(self._is_above, found[0])):
            return None
        if any(self.parties.party_words.shares_heads.search(self.text, *name.span) is not None for name in found[0]):
            return None  # 县委|高度重视, 县政府|大力支持
        at = found[1]
        holder = self.parties.scan.at.get(at)
        if holder is not None and holder.kind == "post":
            return None  # 县水利局|局长甲抓落实
        if clause.end - at < _SHORTEST_ACT or self.text.startswith(self.demand_words.attributive, at):
            return None
        if not all(self.demand_words.offices.search(self.text, *name.span) is not None for name in found[0]):
            return None
        if self.demand_words.of_theirs.match(self.text, at, clause.end) is not None:
            return None
        words = self.clauses.demand_words
        acts = self.parties.adverb(at, clause.end) or words.puts_forward.match(
            self.text, at
        )  # 主动|汇报, but 主要负责人
        if self.clauses.tells_state(at, clause.end) or (words.no_act.match(self.text, at) and not acts):
            return None
        if self.clauses.modals.first(at, clause.end) is not None:
            return None
        paid = words.pays.match(self.text, at, clause.end) is not None
        told = (self._is_told(at, clause) and not paid) or self.clauses.states_fact(at, clause.end)
        told = told or self._says_how_it_is(at, clause.end)
        told = told or self.clauses.tells_of(at, clause.end) or self.clauses.names_matter(at, clause.end)
        return None if told else Opening(start, found[0], "act", "directives.act-of", 0.8)

    def _says_how_it_is(self, at: int, end: int) -> bool:
        """县住建局|位于老城区, 县住建局|意见不一: how it is with somebody, where no known act stands first; not 县住建局|选址于城南."""
        return (
            self.text[at : at + 2] not in self.clauses.acts
            and self.demand_words.how_it_is.search(self.text, at, end) is not None
        )

    def _has_own_name(self, name: Name) -> bool:
        """县财政局, 各镇, 县直有关部门, and nobody who only ends like one."""
        return name.kind != "people" and self.parties.is_known(name)

    def _is_told(self, at: int, clause: Clause) -> bool:
        """市住建局|完成整改15个, 市住建局|牵头的项目进展缓慢, 个别乡镇|监管不力: what somebody did or answers for is told, not asked."""
        words = self.text[at : clause.end]
        if (
            self.clauses.tells_lack(at, clause.end)
            or self.clauses.is_relative(at, clause.end)
            or self.words.done.search(words) is not None
        ):
            return True
        return self.demand_words.counted.search(words) is not None and _WITH_LIMIT.search(words) is None

    def _is_above(self, name: Name) -> bool:
        """省财政厅安排资金支持: an organ above the meeting has no task from it; 今年以来各镇 tells what was."""
        words = self.text[name.span.start : name.span.end]
        if words.startswith(self.demand_words.so_far) or (
            name.kind == "place" and words.endswith(("省", "市", "自治区"))
        ):
            return True
        return self.clauses.superiors.has_office(*name.span)

    def _can_be_told(self, name: Name) -> bool:
        """县财政局, 各乡镇, 县直有关部门: who can have a task told without a modal; not 企业, of whom facts are told."""
        words, party_words = self.text[name.span.start : name.span.end], self.parties.party_words
        if any(how.fullmatch(words) is not None for how in (party_words.capacity, party_words.level_group)):
            return True  # 施工单位, 县直部门
        listed = "、" in words and not words.endswith("部门")  # 大良、容桂两个镇街|先行试点 goes on
        return name.kind in ("organization", "place") or (not listed and self.parties.is_known(name))
