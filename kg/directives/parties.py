"""Who a directive names: addressees before a modal, agents after 由, co-actors after 会同, the overseen after 督促.

Known organisations, groups and places were found by ``mentions.agencies``; here position adds what only a
directive makes an actor: 燃气企业须…, 属地街道、社区要…, 企业主要负责人必须….
"""

from __future__ import annotations

import re

from kg.directives.name import BEGINS_NO_NAME, NOT_IN_NAME, PLAIN, SEPARATOR, Name, is_plain
from kg.directives.places import PlaceReader
from kg.directives.role_marks import role_marks_of
from kg.directives.short_names import ShortNameReader
from kg.directives.words import LONG_SHORT_TAILS, SHORT_TAIL_ENDS, SHORT_TAILS, kind_of_head, words_of
from kg.mentions.agencies import AgencyMention
from kg.mentions.deadlines import find_deadlines, occasions_of
from kg.model import AgencyKind, Span
from kg.patterns import lazy
from kg.scan import Marks, Scan

_LONGEST_CONJUNCT = 20
_LONGEST_WHOLE = 24
# Words after a known organisation that make people of it: 市政府党组|成员, 县财政局|主要负责人.
_PEOPLE_TAIL = re.compile(
    "(?:领导)?班子成员|领导班子|党组成员|成员|主要负责(?:人|同志)|负责(?:人|同志)|主要领导|分管领导|领导干部|党员干部|全体干部(?:职工)?|干部职工|工作人员"
)
_INCLUDES = frozenset("含包如即指")  # 各成员单位(含县水利局、县住建局): some of them, not who they are
_JOINS = frozenset("和与及")
_LONGEST_JOINED = 8  # characters of what 和 joins to a list
_SHORTEST_LAST, _LONGEST_LAST = 3, 5  # characters of a last member that nothing but its list tells for a party
_MOST_MEMBERS = 150  # separators before a modal: more are no list of parties
_SIGNS_ONLY = re.compile("[一-鿿]+")
_PREPOSITION = re.compile(
    "(?:会同|联合|协同|作为|在|对|按照?|根据|结合|针对|围绕|以|从|就|随|于|依|通过|为|把|将|与|同|向|利用|借助|站在|面对|除)"
)


_NAMES_A_KIND = re.compile("单位|部门|企业|机构|主体|方|人员|公司|学校|站|中心|队伍|组织|场所")
# 物业|服务企业, 在建项目|施工单位: a head that only begins a longer one.
_GENERIC_GOES_ON = re.compile("(?:服务|经营|运营|管理|施工|监理|建设|生产|承包|养护|使用)(?:企业|单位|机构|公司|方)")
# 江铜集团、江西国控|等省属企业|应当…: the list goes on with nobody in particular.
_AND_OTHERS = lazy(
    "等(?=负责|牵头|配合|协助|按照?职|分别|共同|,)|等[一-鿿]{0,8}?(?:部门|单位|企业|机构|组织|公司|银行|高校|院校|团体|地区|市县|县区|地)(?![一-鿿]*?(?:负责(?:人|同志)|列席))"
)
_OTHERS_INSIDE = re.compile("(?<![平同高中初])等(?!级)")
_OWNED_GROUP = re.compile("(?:各|有关|相关)(?:部门|单位)|系统(?:各(?:级|部门|单位)+)?|各?成员单位")
# First characters of what _OWNED_GROUP and _PEOPLE_TAIL match; a new word there needs its own here.
_OWNED_BEGINS = frozenset("各有相系成")
_PEOPLE_BEGINS = frozenset("领班党成主负分全干工")
_EACH = re.compile("各|任何|所有|与会各|全体")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TWO_PARTIES = re.compile(".(?:及|和|与|以及)各|(?:单位|部门)[和及与](?:单位|部门)\\Z")  # 晋能控股区域公司及各煤矿
# 村级工业园|管理方, 高新区|运营公司: who runs it, not the place.
_RUNS = re.compile("(?:管理|运营|经营|建设)(?:方|单位|公司|企业)")
# 市妇联|春节前|要走访: when, between who and the modal.
_WHEN = re.compile(
    r"(?:[本这下]周[内末]?|本月内?|(?:收到|接到|自)[一-鿿]{2,10}(?:后|之日起)\d{1,3}(?:个工作日|[天日])内|(?:20\d\d年|今年|明年)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前)?|[年月季周]度?[底末内](?:之?前)?"
    r"|[今明](?:天|日|晚|早)?\d{0,2}[点时]?(?:之?前)|[“\"]?[一-鿿]{1,3}[”\"]?(?:节|期|季)?(?:来临|期间)?(?:之?前)|\d{1,3}(?:个工作日|[天日])内)"
)
# 施工、监理、设计单位; 财政、审计等部门; 东、西两镇: one head for a list whose members are no names without it
_ELLIPTIC = re.compile(
    "(?P<items>[一-鿿]{2,12}(?:、[一-鿿]{2,8}){0,5}、[一-鿿]{2,6}?(?:[和及][一-鿿]{2,6}?)?)(?:等(?:有关|相关)?)?(?P<head>单位|部门|企业|机构)"
    "|(?P<few>[一-鿿]{1,3}(?:、[一-鿿]{1,3}){1,5})(?:两|三|四|五|六|七|八)[个家]?(?:镇|乡|县|区|市|旗|街道|村|社区|园区|保护区管理局|管理局|管委会|公司)(?![一-鿿]?[长级])"
)
# 市、县两级水利部门; 县、乡、村三级
_LEVELS_TOGETHER = lazy(
    "[省市州县区旗乡镇村](?:、[省市州县区旗乡镇村]){1,3}[两三四]级(?:[一-鿿]{2,6}?(?:部门|单位|机关|政府|党委|干部))?"
)
_INCLUSION = re.compile("包括(?P<who>[^,;。:]{2,24}?)在内的")
_YET_NAMES = ("地方", "在建")  # what begins a name all the same
_ACTOR_ENDS = frozenset("户主者员人站校院所厂店场园矿区县市镇乡村")
# 2009年|市政府要, 7月10日前|县财政局要: when, before who
_TIME_HEAD = re.compile(
    r"(?:20\d\d年|[今明当本]年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[上下]半年|第?[一二三四]季度|年[底末内])(?:之?前|以前|内)?|20\d\d年|[今明]年"
)
# 中国盐湖集团、西部矿业|等龙头企业要…: the last of a list, whose name nothing else tells
_LAST_COMPANY = re.compile(
    "(?P<name>[一-鿿]{3,10}?)等(?:[省市县区州盟旗]属|国有|重点|骨干|龙头|规上)[一-鿿]{0,4}(?:企业|公司|国企)"
)
_COMPANIES = re.compile(
    "(?P<list>[一-鿿]{2,8}(?:、[一-鿿]{2,8}){0,4})等(?:[省市县区州盟旗]属|国有|重点|骨干|龙头|规上)[一-鿿]{0,4}(?:企业|公司|国企)"
)
_ENDS_IN_TIME = re.compile(
    r"(?:[本这下]周|[本当下]月|[今明本]年|近期|年底|月底|[今明]天|前|内|日|时|期间)\Z"
)  # 各单位|本周
_ITS_THINGS = re.compile('(?!面|[一-鿿]{1,8}方面)[“”"一-鿿]{1,10}(?:账目|工作|项目|资金|费用|数据|信息)')
# 《报告》起草组: who writes a paper, named by it
_DRAFTERS = re.compile("《[^》]{1,30}》[一-鿿]{0,4}(?:起草|编制|编写|修订|审查)(?:小?组|专班|单位|部门)")
_WITH_EACH_OTHER = re.compile("(?:做好|加强|积极|主动|及时)?(?:对接|衔接|沟通|协商|签订|联系|商定)")
KNOWN_GROUP = re.compile("各|有关|相关|全体|所有|任何|与会")
# 施工单位|中铁建设公司, 业主单位|县城投公司: what somebody is in the matter, before the name.
_CAPACITY = re.compile(
    "涉及的|所涉|(?:施工|建设|业主|设计|监理|代建|运营|承建|实施|牵头|责任|承办|主管|管理|中标)(?:单位|部门|主体|方)"
)
_BRANCH = re.compile(
    "(?![和及与、])(?:(?![向对为把将由给])[一-鿿]){2,4}?(?:分局|支局|分公司|支行|分行|分院|工作站|派出所)"
)
_PARTS = frozenset(" \u3000/")
_LONGEST_LIMIT = 20
_LIMIT_ENDS = re.compile("[前内末]")
_LEVELS = frozenset("省市县区州旗镇")
_DEPARTMENT_ENDS = frozenset("局委厅")
_SMALL_PLACES = frozenset("镇乡村组")
_AFTER_PLACE = frozenset("以对按于均在把将根围")
_ABOVE_ALL = re.compile("(?:特别|尤其)是")
EXCEPTION = re.compile("除了?[^,;。:除]{2,24}?(?:之|以)?外的?")
"""除县水务局、县财政局外的: who of a group is not meant; 除…外 before 也 or 还 says who is meant besides."""
_IS_OR_MUST = re.compile("[是要]")
_GROUP_WORD = re.compile("各|有关|相关|涉|沿|受灾|重点|属")
_CUES = frozenset({"modal", "modal-tail", "speech", "verb-speech", "with", "oversee", "by", "ask", "agree", "treat"})


class PartyReader:
    """Reads lists of parties at a place in the text. Holds only look-ups; every answer depends on its arguments."""

    def __init__(self, scan: Scan, agencies: tuple[AgencyMention, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        self.at_start = {mention.span.start: mention for mention in agencies}
        self.words = words_of(scan.lexicon)
        self.heads = scan.lexicon.heads
        self.places = PlaceReader(scan)
        self.short = ShortNameReader(scan)
        self.role_marks = role_marks_of(scan.lexicon)
        self.cues = scan.track(*_CUES)
        self.limit_ends = Marks(_LIMIT_ENDS, self.text)
        self.inert_ends = frozenset([event.end for event in scan.plain("inert").events])  # 跟踪督办 is no 办
        # Each clause is asked about by several rules, each member of a list by those before it.
        self.known: dict[tuple[int, int], Name | None] = {}
        self.conjuncts: dict[tuple[int, int], list[Name]] = {}
        self.onward: dict[tuple[Span, int], bool] = {}

    def adverb(self, at: int, end: int) -> str:
        """The adverb that begins at ``at``; empty where none does."""
        return self.words.adverb(self.text, at, end)

    def past_time(self, start: int, limit: int) -> int:
        """Past 2009年, 春节期间 or 7月10日前 at ``start``, where a party may follow."""
        if self.text[start : start + 1] not in self.words.time_begins:
            return start
        when = _TIME_HEAD.match(self.text, start, limit) or self.words.occasion_head.match(self.text, start, limit)
        end = max(when.end() if when is not None else start, self._limit_end(start, limit))
        return end if end < limit else start

    def _limit_end(self, at: int, limit: int) -> int:
        """Where a limit ends that begins at ``at``: 收到本纪要后10日内|, 5月20日24时前|; ``at`` itself where none does."""
        stop = min(limit, at + _LONGEST_LIMIT)
        if self.text[at] not in self.words.time_begins or self.limit_ends.after(at) >= stop:
            return at
        found = find_deadlines(self.text, at, stop, None, self.scan.lexicon, occasions_of(self.scan.lexicon))
        return found[0].span.end if found and found[0].span.start == at else at

    # ── before a modal ──

    def before(self, start: int, modal: int) -> tuple[tuple[Name, ...], int] | None:
        """Parties that begin at ``start`` and are the subject of the modal at ``modal``.

        Returns the names and the end of the list; None when the stretch is no subject. What stands between the list
        and the modal must be adverbial (同时, 作为牵头部门, 对此).
        """
        if self.text.count("、", start, modal) > _MOST_MEMBERS:
            return None  # no list of parties
        at = self._past_exception(start, modal)
        names: list[Name] = []
        if (included := self._included(at, modal)) is not None:
            names, at = list(included[0]), included[1]
        while True:
            pieces = self._conjuncts(at, modal)
            found = next((piece for piece in pieces if self._leads_on(piece, modal)), None)
            if found is None:
                return None
            marked, rest = self._marked(found, modal)
            names.append(marked)
            onward = self._next_member(rest, modal)
            if onward < 0 or not self._conjuncts(onward, modal):
                last = self._last_member(found, modal) if rest == found.span.end else None
                if last is not None:
                    names.append(last)
                    rest = last.span.end
                if not self.is_adverbial(rest, modal):
                    return None
                names = [inner for name in names for inner in self._in_its_bracket(name)]
                return (*names, *self._above_all(rest, modal)), rest
            at = onward

    def _leads_on(self, found: Name, modal: int) -> bool:
        """After this conjunct comes another one, or nothing but adverbials up to the modal."""
        end = self._marked(found, modal)[1]
        onward = self._next_member(end, modal)
        if onward >= 0 and any(self._leads_on(piece, modal) for piece in self._conjuncts(onward, modal)):
            return True
        return self.is_adverbial(end, modal) or self._last_member(found, modal) is not None

    def _next_member(self, end: int, limit: int) -> int:
        """Where the next member of a list begins behind one that ends at ``end``, also past 县教育局|等部门及; -1 where none does."""
        separator = SEPARATOR.match(self.text, end, limit)
        if separator is None and self.text.startswith("等", end):
            separator = SEPARATOR.match(self.text, self.past_others(end, limit), limit)
        if separator is None and self.text.startswith(("特别是", "尤其是"), end):
            named = end + 3 in self.at_start or self.begins_place(end + 3, limit)
            return end + 3 if named else -1
        if separator is None and self.text[end : end + 1] in _PARTS and end + 1 in self.at_start:
            return end + 1  # 县水利局 县财政局, 县水利局/县财政局
        mention = self.at_start.get(end) if self.text[end - 1] in _DEPARTMENT_ENDS else None
        if separator is None and mention is not None and mention.rule == "agencies.register-bare":
            return end  # 县发改委|财政局|自然资源局
        return -1 if separator is None else separator.end()

    def _in_its_bracket(self, name: Name) -> tuple[Name, ...]:
        """县水利局, 县住建局 of 相关责任单位(县水利局、县住建局): who they are, where all are organisations; else the name itself."""
        if name.kind != "group" or self.text[name.span.end - 1] != ")":
            return (name,)
        at = self.text.find("(", name.span.start, name.span.end) + 1
        members: list[Name] = []
        for word in self.text[at : name.span.end - 1].split("、"):
            members.append(Name(Span(at, at + len(word)), "organization"))
            at += len(word) + 1
        named = all(
            m.span.end - m.span.start > 2
            and self.text[m.span.start] not in _INCLUDES
            and self._head_ending(*m.span) == "organization"
            for m in members
        )
        return tuple(members) if named and len(members) > 1 else (name,)

    def _above_all(self, end: int, modal: int) -> tuple[Name, ...]:
        """县直有关单位|特别是县住建局|要: organisations that are named besides the group that they belong to."""
        word = _ABOVE_ALL.match(self.text, end, modal)
        found = self.before(word.end(), modal) if word is not None else None
        named = found is not None and all(n.kind == "organization" or n.span.start in self.at_start for n in found[0])
        return found[0] if found is not None and named else ()

    def _included(self, at: int, modal: int) -> tuple[tuple[Name, ...], int] | None:
        """包括县水利局在内的|各单位: who is named of the group, and where it begins."""
        inclusion = _INCLUSION.match(self.text, at, modal) if self.text.startswith("包括", at) else None
        found = self.after(*inclusion.span("who")) if inclusion is not None else None
        return (found[0], inclusion.end()) if inclusion is not None and found is not None else None

    def _past_exception(self, start: int, limit: int) -> int:
        """Past 除县水务局外 before 各单位: who is named there is not bound."""
        if not self.text.startswith("除", start):
            return start
        exception = EXCEPTION.match(self.text, start, limit)
        return start if exception is None else exception.end()

    def _last_member(self, before: Name, modal: int) -> Name | None:
        """各乡镇、|村组|要, 甲、乙和|国网天津电力|要: what ends a list of parties may be one that no word is known for; else the list
        would be lost."""
        at = before.span.end + 1
        mark, begins = self.text[at - 1 : at], self.text[before.span.start - 1 : before.span.start]
        closes = mark in _JOINS and begins == "、"  # the last of a list by the grammar of lists
        longest = _LONGEST_JOINED if closes else _LONGEST_LAST
        short = modal - at <= longest + 4 and (mark == "、" or closes)
        if not short or before.span.start not in self.at_start or self._begins_act(at):
            return None
        for end in range(min(modal, at + longest), at + _SHORTEST_LAST - 1, -1):
            words = self.text[at:end]
            if (
                (words[-1] in self.words.member_ends or (closes and end == modal))
                and self.is_adverbial(end, modal)
                and _SIGNS_ONLY.fullmatch(words) is not None
                and NOT_IN_NAME.search(words) is None
                and self.words.thing_end.search(words) is None
                and not self._holds_cue(at, end)
            ):
                return Name(Span(at, end), "group")
        return None

    def is_adverbial(self, start: int, end: int) -> bool:
        """Whether text[start:end] can stand between a subject and its modal."""
        at = start
        text = self.text
        while at < end:
            if at > start or end - at > 3:
                thing = _ITS_THINGS.fullmatch(text, at, end)
                if thing is not None and not self._holds_cue(at, end):
                    return True  # 各村(社区)|“三资”账目|须公布: what of theirs
            if (above_all := _ABOVE_ALL.match(text, at)) is not None and (
                end - at <= 18 or above_all.end() in self.at_start
            ):
                return True  # 党员干部|特别是领导干部|必须
            stated = self._limit_end(at, end)  # 县水利局|5月20日24时前|要
            if stated > at:
                at = stated
                continue
            adverb = self.adverb(at, end)
            if adverb:
                at += len(adverb)
                continue
            if _PREPOSITION.match(text, at, end) is not None and end - at <= 30:
                inner = text[at:end]
                return "," not in inner and _IS_OR_MUST.search(inner) is None
            if text[at] in " \u3000":
                at += 1
                continue
            when = _WHEN.match(text, at, end)
            if when is not None or (text[at] == "等" and at + 1 == end):  # 各商业银行|等|要
                at = at + 1 if when is None else when.end()
                continue
            others = _AND_OTHERS.match(text, at, end)
            if others is not None:
                at = others.end()
                continue
            event = self.scan.at.get(at)
            if event is not None and event.kind == "enum-point":
                at = event.end
                continue
            return False
        return True

    def _marked(self, name: Name, limit: int) -> tuple[Name, int]:
        """县住建局|(牵头): a name with what the mark behind it says that it does, and where both end."""
        end = name.span.end
        mark = self.role_marks.beside.match(self.text, end, limit) if self.text[end : end + 1] == "(" else None
        if mark is None and name.kind == "organization" and self.text[end : end + 1] == "(":
            other = _IN_BRACKETS.match(self.text, end, limit)  # 县水利局(县河长办): under another name
            if other is not None and end + 1 in self.at_start and self.at_start[end + 1].span.end == other.end() - 1:
                return name, other.end()
        return (name, end) if mark is None else (name._replace(role=self.role_marks.roles[mark["word"]]), mark.end())

    def _chained(self, names: list[Name], end: int, limit: int) -> int | None:
        """由县住建局|牵头|、县财政局、各镇|配合: past a word that says what the names before it do, which is put into ``names``, where the
        list goes on after it or was told apart by such words before."""
        if end == limit or self.text[end] not in self.role_marks.begins:
            return None
        word = self.role_marks.chained.match(self.text, end, limit)
        if word is None:
            return None
        first = next((n for n in range(len(names), 0, -1) if names[n - 1].role is not None), 0)
        goes_on = self.text[word.end() : word.end() + 1] == "、" and self._known(word.end() + 1, limit) is not None
        if first == len(names) or (not goes_on and first == 0):
            return None  # each is marked already: 由甲(牵头)、乙(配合)|组织实施
        names[first:] = [name._replace(role=self.role_marks.roles[word["word"]]) for name in names[first:]]
        return word.end()

    def _conjuncts(self, at: int, limit: int) -> list[Name]:
        """Readings of the conjunct that begins at ``at``, the likeliest first."""
        known = self.conjuncts.get((at, limit))
        if known is None:
            known = self.conjuncts[at, limit] = self._read_conjuncts(at, limit)
        return known

    def _read_conjuncts(self, at: int, limit: int) -> list[Name]:
        while at < limit and self.text[at] in " \u3000":
            at += 1
        capacity = _CAPACITY.match(self.text, at, limit)
        if capacity is not None and (named := self._named_after(capacity.end(), limit)):
            return named
        found: list[Name] = []
        mention = self.at_start.get(at)
        prefixed = self._prefixed_group(at, limit) if mention is None else None
        if prefixed is not None:
            found.append(prefixed)
        if mention is not None and mention.span.end <= limit:
            people = self._people_after(mention.span.end, limit)
            if people is not None:
                found.append(Name(Span(at, people.end()), "people"))
            else:
                longer = self._longer_group(mention, limit) or self._branch(mention, limit)
                found.append(longer if longer is not None else Name(mention.span, mention.kind))
        place = self.places.place(at, limit)
        if place is not None:
            found.append(place)
        if self.text[at] == "全" and self.text[at + 1 : at + 2] in _LEVELS:
            found.append(Name(Span(at, at + 2), "group"))  # 全市|要
        elliptic = self._elliptic(at, limit) if mention is None else None
        if elliptic is not None:
            found.append(elliptic)
        listed = _LAST_COMPANY.match(self.text, at, limit) if self.text[at - 1 : at] == "、" else None
        if listed is not None and mention is None:
            found.append(Name(Span(*listed.span("name")), "organization"))
        reach = self._reach(at, limit)
        drafters = _DRAFTERS.match(self.text, at, limit)
        if drafters is not None:
            found.append(Name(Span(*drafters.span()), "organization"))
        if reach < at + 2:
            return found
        stop = min(limit, at + _LONGEST_CONJUNCT)
        separator = self._separator(at + 1, stop)
        each = _EACH.match(self.text, at, at + 3) is not None
        floor = at + 1
        for end in (stop,) if separator is None else (separator.start(), stop):
            generic = self._generic(at, floor, end, reach, each=each)
            if generic is not None and generic not in found:
                found.append(generic)
            if not each:
                floor = end  # what ends before has been read
        return found

    def _named_after(self, at: int, limit: int) -> list[Name]:
        """Readings of an organisation by name right after what it is in the matter."""
        return [name for name in self._read_conjuncts(at, limit) if name.kind == "organization"] if at < limit else []

    def _elliptic(self, at: int, limit: int) -> Name | None:
        """施工、监理、设计单位: a list that is kept whole, since its members share one head."""
        together = _LEVELS_TOGETHER.match(self.text, at, limit)
        if together is not None:
            return Name(Span(*together.span()), "group")
        mark = self.text.find("、", at + 1, min(limit, at + 13))
        if mark < 0 or (self._begins_act(at) and not self._names_work(at, mark)):
            return None
        found = _ELLIPTIC.match(self.text, at, limit)
        if (
            found is None
            or found[0][0] in BEGINS_NO_NAME
            or NOT_IN_NAME.search(found[0]) is not None
            or self._holds_cue(at, found.end())
        ):
            return None
        begins = at
        for item in re.split("[、和及]", found["items"] or found["few"]):
            if begins in self.at_start or self._names_actor(begins, begins + len(item)):
                return None  # 县住建局、施工单位: names of their own
            begins += len(item) + 1
        return Name(Span(*found.span()), "group")

    def _names_actor(self, start: int, end: int) -> bool:
        """商户, 学校, 加油站: a word for an actor that needs no head; not 农业农村 of 农业农村等部门."""
        if self.text[start:end] in self.short.stems:
            return False
        return self.text[end - 1] in _ACTOR_ENDS or self._head_ending(start, end) is not None

    def _names_work(self, at: int, mark: int) -> bool:
        """建设、施工、监理单位: a verb of two characters alone before 、 is a kind of unit."""
        return mark == at + 2

    def _separator(self, at: int, stop: int) -> re.Match[str] | None:
        """The first separator that stands outside brackets: 各县(市、区)党政主要负责同志 is one."""
        for found in SEPARATOR.finditer(self.text, at, stop):
            if self.text.count("(", at, found.start()) == self.text.count(")", at, found.start()):
                return found
        return None

    def begins_place(self, at: int, limit: int) -> bool:
        """Whether a place that can act begins at ``at``: 城关镇, but not 指导各镇."""
        acts = self.scan.at.get(at) is not None or self.text[at : at + 2] in self.scan.lexicon.acts
        return not acts and self.may_be_place(at, limit) and self.places.place(at, limit) is not None

    def may_be_place(self, at: int, limit: int) -> bool:
        """Whether the words at ``at`` name a place, or hold a character that could end a kind of place (镇, 开发区)."""
        if not self.places.may_begin(at, limit) and self.words.place_tail_ends.isdisjoint(
            self.text[at + 1 : min(limit, at + _LONGEST_CONJUNCT)]
        ):
            return False  # most clauses
        words = self.text[at + 1 : self._reach(at, limit)]
        return not self.words.place_tail_ends.isdisjoint(words) or self.places.place(at, limit) is not None

    def _people_after(self, at: int, limit: int) -> re.Match[str] | None:
        """县财政局|主要负责人: words that make people of the organisation before them."""
        return _PEOPLE_TAIL.match(self.text, at, limit) if self.text[at : at + 1] in _PEOPLE_BEGINS else None

    def _longer_group(self, mention: AgencyMention, limit: int) -> Name | None:
        """市政府|有关部门, 市安委会|成员单位: a group of whom the organisation is only the owner."""
        if self.text[mention.span.end : mention.span.end + 1] not in _OWNED_BEGINS:
            return None
        match = _OWNED_GROUP.match(self.text, mention.span.end, limit)
        return Name(Span(mention.span.start, match.end()), "group") if match is not None else None

    def _branch(self, mention: AgencyMention, limit: int) -> Name | None:
        """市自然资源局|城区分局: a branch that is named behind its parent, which it would be taken for."""
        branch = _BRANCH.match(self.text, mention.span.end, limit) if mention.kind == "organization" else None
        if branch is None or branch[0][:2] in self.scan.lexicon.acts or self._holds_cue(*branch.span()):
            return None
        return (
            None
            if NOT_IN_NAME.search(branch[0]) is not None
            else Name(Span(mention.span.start, branch.end()), "organization")
        )

    def _prefixed_group(self, at: int, limit: int) -> Name | None:
        """汾湖沿岸|各镇(街道), 政府系统|各部门: up to six characters that say which."""
        for start in range(at + 2, min(at + 7, limit)):
            mention = self.at_start.get(start)
            if mention is not None and mention.kind == "group" and mention.span.end <= limit:
                words = self.text[at:start]
                if (
                    NOT_IN_NAME.search(words) is None
                    and is_plain(words)
                    and not self._holds_cue(at, start)
                    and SEPARATOR.search(words) is None
                ):
                    return Name(Span(at, mention.span.end), "group")
        return None

    def _reach(self, at: int, limit: int) -> int:
        """How far a name that begins at ``at`` can go at most: up to what no name contains, or a word that makes
        sentences. Found once, it spares three patterns at each place where a name might end."""
        text, stop = self.text, min(limit, at + _LONGEST_CONJUNCT)
        if at >= stop or (text[at] in BEGINS_NO_NAME and not text.startswith(_YET_NAMES, at)):
            return at
        plain = PLAIN.match(text, at, stop)
        words = plain[0] if plain is not None else ""
        bar = NOT_IN_NAME.search(words)
        reach = at + (len(words) if bar is None else bar.end() - 1)
        cue = self.cues.first(at, reach)
        return reach if cue is None or cue.end > reach else cue.end - 1

    def _generic(self, at: int, floor: int, end: int, reach: int, *, each: bool) -> Name | None:
        """The longest reading of text[at:…] that ends with a head (企业, 单位, 干部, 局) after ``floor`` and before ``end``.

        ``reach``: how far a name can go. ``each``: it begins with 各 or its like.
        """
        text, ends = self.text, self.words.tail_ends
        whole = end if each and end - at <= 12 else -1
        whole_list: Name | None = None  # 江西国控等省属企业, where 江西国控 alone cannot be told for a name
        for stop in range(min(end, reach), floor, -1):
            if text[stop - 1] not in ends and stop != whole:
                continue
            kind = self._head_ending(at, stop)
            named = stop == whole and _ENDS_IN_TIME.search(text, at, stop) is None
            if kind is None and named and self.words.thing_end.search(text, at, stop) is None:
                kind = "group"  # 各村(居)“两委”要…: 各 before a modal is a group whatever its head
            if kind is not None and self._is_one(at, stop):
                if _OTHERS_INSIDE.search(text, at + 1, stop) is None:
                    return Name(Span(at, stop), kind)
                whole_list = whole_list or Name(Span(at, stop), kind)
        return whole_list

    def _acts_within(self, at: int, stop: int) -> bool:
        """各乡镇|负责征地: whether an act or a charge follows the group that is known, so that it is no part of its name."""
        known = self.at_start.get(at)
        if known is None or known.span.end >= stop:
            return False
        follows = self.text[known.span.end : known.span.end + 2]
        return follows in self.scan.lexicon.acts or follows in ("负责", "牵头", "配合")

    def _is_one(self, at: int, stop: int) -> bool:
        """Whether text[at:stop] is no list and no sentence, and has at most one 的."""
        words = self.text[at:stop]
        if self._acts_within(at, stop) or words.count("的") > 1 or _TWO_PARTIES.search(words) is not None:
            return False
        return "、" not in words or "、" not in _IN_BRACKETS.sub("", words)

    def _holds_cue(self, start: int, end: int) -> bool:
        """Whether a word that makes sentences lies inside: then it is no name."""
        return any(e.end <= end for e in self.cues.between(start, end))

    def is_known(self, name: Name) -> bool:
        """A mention or a place, or a group that says so itself: what merely ends like one may be any clause."""
        if name.span.start in self.at_start or name.kind == "place":
            return True
        return KNOWN_GROUP.match(self.text, name.span.start) is not None and self.ends_as_one(name)

    def is_in_name(self, at: int) -> bool:
        """Whether ``at`` lies inside the name of an organisation or a group, and not at its head."""
        starts = range(max(0, at - _LONGEST_WHOLE), at)
        return any((known := self.at_start.get(start)) is not None and known.span.end > at for start in starts)

    def ends_as_one(self, name: Name) -> bool:
        """Whether the last word of a name is one of actors."""
        return self._head_ending(name.span.start, name.span.end) is not None

    def _head_ending(self, at: int, stop: int) -> AgencyKind | None:
        """The kind of the longest head that ends at ``stop`` and begins no earlier than ``at``."""
        text = self.text
        if text[stop - 1] == ")":  # 村(社区), 镇(街道)
            opener = text.rfind("(", at, stop)
            if text[opener + 1 : stop - 1] in self.role_marks.roles:
                return None  # 县住建局|(牵头)
            if opener > at and text[opener - 1] in "村镇乡县区街":
                return "group"
            return self._head_ending(at, opener) if opener > at else None
        if text[stop - 1] == "”":  # 村“两委”
            opener = text.rfind("“", at, stop)
            quoted = self.heads.get(text[opener + 1 : stop - 1]) if opener > at else None
            return kind_of_head(quoted) if quoted is not None else None
        for head, kind in self.words.heads.get(text[stop - 2 : stop], ()):
            if text.endswith(head, at, stop):
                return kind_of_head(kind)
        last = text[stop - 1]
        single = self.words.single_heads.get(last)
        if single is not None:
            # 县, 区, 地 and 村 alone are heads only in a group: 有关地, 受灾县.
            return kind_of_head(single) if _GROUP_WORD.match(text, at, stop) is not None else None
        if last in SHORT_TAIL_ENDS and stop - at >= 3 and text.endswith(SHORT_TAILS, at, stop):
            return None if stop in self.inert_ends and not text.endswith(LONG_SHORT_TAILS, at, stop) else "organization"
        return None

    # ── after 由, 请, 会同, 督促 ──

    def after(
        self, start: int, limit: int, *, generic: bool = False, marks: bool = True
    ) -> tuple[tuple[Name, ...], int] | None:
        """Parties that begin at ``start`` and are followed by their act; ``generic`` allows 企业, 景区 and the like.

        ``marks``: what stands in brackets behind a name and says what it does (牵头) is passed over, and kept with it.
        """
        names: list[Name] = []
        at = end = start
        while at < limit:
            found = self._known(at, limit) or (self._unnamed(at, limit) if generic else None)
            if found is None:
                found = self._last_place(names, at, limit) or self._last_before_act(names, at, limit)
            if found is None:
                break
            marked, end = self._marked(found, limit) if marks else (found, found.span.end)
            names.append(marked)
            if marks and (said := self._chained(names, end, limit)) is not None:
                end = said
            onward = self._next_member(end, limit)
            if onward < 0:
                break
            at = onward
        if not names:
            return self._with_others(start, limit) if generic else None
        if len(names) > 1 and _WITH_EACH_OTHER.match(self.text, end, limit) is not None:
            before = names[-2].span.end
            if self.text[before] in "与同和":  # 县供电公司|与项目公司对接
                return self._in_company(names[:-1]), before
        return self._in_company(names), self.past_others(end, limit)

    def whole(self, start: int, end: int) -> Name | None:
        """text[start:end] as one name, where nothing but names can stand (a cell under 责任单位): it must end as one."""
        words = self.text[start:end]
        if not 2 <= len(words) <= _LONGEST_WHOLE or NOT_IN_NAME.search(words) is not None or not is_plain(words):
            return None
        if not self._is_one(start, end) or words.count("(") != words.count(")") or self._holds_cue(start, end):
            return None
        kind = self._head_ending(start, end)
        return None if kind is None else Name(Span(start, end), kind)

    def past_others(self, at: int, limit: int) -> int:
        """Past 等相关单位 behind a list, which names nobody more."""
        others = _AND_OTHERS.match(self.text, at, limit) if self.text.startswith("等", at) else None
        return at if others is None else others.end()

    def _last_place(self, before: list[Name], at: int, limit: int) -> Name | None:
        """各乡镇、|村|以…: a place of one character after a group of them."""
        if not before or before[-1].kind != "group" or self.text[at : at + 1] not in _SMALL_PLACES:
            return None
        goes_on = self.text[at + 1 : at + 2] in _AFTER_PLACE or self.scan.at.get(at + 1) is not None
        return Name(Span(at, at + 1), "group") if at + 1 < limit and goes_on else None

    def _last_before_act(self, before: list[Name], at: int, limit: int) -> Name | None:
        """喀拉苏乡、|种蜂场|做好: what ends a list right before an act, though no word is known for it."""
        if not before or not self.text.startswith("、", at - 1) or self._begins_act(at):
            return None
        for end in range(min(limit - 2, at + _LONGEST_LAST), at + _SHORTEST_LAST - 1, -1):
            words = self.text[at:end]
            if (
                words[-1] in self.words.member_ends
                and self.text[end : end + 2] in self.scan.lexicon.acts
                and _SIGNS_ONLY.fullmatch(words) is not None
                and NOT_IN_NAME.search(words) is None
                and not self._holds_cue(at, end)
            ):
                return Name(Span(at, end), "group")
        return None

    def _in_company(self, names: list[Name]) -> tuple[Name, ...]:
        """The names of one list, where a site beside a venue is a place like it: 景区及群众性活动场所, but 景区、民宿."""
        if len(names) < 2:
            return tuple(names)
        heads = [self._head_of(name) for name in names]
        if "head-venue" not in heads or "head-site" not in heads:
            return tuple(names)
        beside = {k + step for k, head in enumerate(heads) if head == "head-venue" for step in (-1, 1)}
        return tuple(
            name._replace(kind="people") if head == "head-site" and k in beside else name
            for k, (name, head) in enumerate(zip(names, heads, strict=True))
        )

    def _head_of(self, name: Name) -> str | None:
        """The kind of head (``kg.lexicon.SUFFIX_KINDS``) that the name ends with, the longest; None where it has none."""
        heads = self.words.heads.get(self.text[name.span.end - 2 : name.span.end], ())
        return next((kind for head, kind in heads if self.text.endswith(head, *name.span)), None)

    def _with_others(self, start: int, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """昌岭煤电、汾川能源|等市属煤炭企业: proper names that nothing but what follows them tells for companies."""
        found = _COMPANIES.match(self.text, start, limit)
        if found is None or self._begins_act(start) or NOT_IN_NAME.search(found["list"]) is not None:
            return None
        names, at = [], start
        for word in found["list"].split("、"):
            names.append(Name(Span(at, at + len(word)), "organization"))
            at += len(word) + 1
        return tuple(names), found.end()

    def _known(self, at: int, limit: int) -> Name | None:
        """The organisation, group or place that begins at ``at``."""
        asked = (at, limit)
        if asked not in self.known:
            self.known[asked] = self._read_known(at, limit)
        return self.known[asked]

    def _read_known(self, at: int, limit: int) -> Name | None:
        mention = self.at_start.get(at)
        if mention is not None and mention.span.end <= limit:
            short = self.short.read(at, mention.span.end)
            if short is not None and self.text[short.span.end + 2] in _LEVELS:
                return short  # 县财政|安排|县文明办…: two names and an act
            people = self._people_after(mention.span.end, limit)
            if people is not None and "成员" in people[0]:
                return Name(Span(at, people.end()), "people")
            return (
                self._longer_group(mention, limit) or self._branch(mention, limit) or Name(mention.span, mention.kind)
            )
        place = self.places.place(at, limit)
        more = _RUNS.match(self.text, place.span.end, limit) if place is not None else None
        return Name(Span(at, more.end()), "group") if more is not None else place

    def _begins_act(self, at: int) -> bool:
        """全面排查在建工地 begins with an act, 建设单位 and 服务企业 with a noun."""
        if self.adverb(at, len(self.text)):
            return True
        return self.text[at : at + 2] in self.scan.lexicon.acts and _NAMES_A_KIND.match(self.text, at + 2) is None

    def _unnamed(self, at: int, limit: int) -> Name | None:
        """Who bears no name of their own: 运维企业, 施工、监理、设计单位."""
        return self._elliptic(at, limit) or self.short.read(at, limit) or self._shortest_generic(at, limit)

    def _shortest_generic(self, at: int, limit: int) -> Name | None:
        """运维企业|按合同…: the shortest reading that ends with a head and is not the beginning of a longer one."""
        if (
            at + 2 > limit
            or self._begins_act(at)
            or (self.text[at] in BEGINS_NO_NAME and not self.text.startswith(_YET_NAMES, at))
        ):
            return None
        for stop in range(at + 2, min(limit, at + 14) + 1):
            kind = self._head_ending(at, stop)
            if kind is None or stop - at < 2:
                continue
            if any(
                e.kind in ("tail", "department") and e.start < stop < e.end
                for e in self.scan.between(max(at, stop - 6), stop)
            ):
                continue
            if any(self.text[stop : stop + m] in self.heads for m in (2, 3, 4)):
                continue  # 学校|食堂
            more = _GENERIC_GOES_ON.match(self.text, stop, limit)
            if more is not None:
                return Name(Span(at, more.end()), "group")
            if any(
                self.text[stop - n : stop + m] in self.heads
                for m in (1, 2, 3, 4)
                for n in range(1, 5)
                if stop - n >= at
            ):
                continue
            words = self.text[at:stop]
            if (
                NOT_IN_NAME.search(words) is None
                and "的" not in words
                and is_plain(words)
                and SEPARATOR.search(words) is None
                and words.count("(") == words.count(")")
            ):
                return Name(Span(at, stop), kind)
            return None
        return None
