"""Parties that bear no name of their own: 运维企业, 施工、监理、设计单位. (未具名的责任主体)"""

from __future__ import annotations

import re

from kg.directives.heads import HeadReader
from kg.directives.known_names import KnownNameReader
from kg.directives.name import SIGNS_ONLY, Name
from kg.directives.name_bounds import NameBounds
from kg.mentions.agencies.organisation_words import organisation_words
from kg.model import Span
from kg.scan import Scan

_LONGEST_FIRST = 12  # characters before the first 、 of a list that is kept whole
_LONGEST_GENERIC = 14
_LONGEST_HEAD = 6
_HAVE_STATIONS = frozenset("镇乡村区道层")  # 社区, 街道, 基层
_SHARING = re.compile("\\([一-鿿、]{1,6}\\)")
_LEVELS = frozenset("省市州县区旗乡镇村")
_ONE_IN_BRACKET = 3
_LONGEST_ACT = 2  # characters of a verb
_OFFICE = "办"
_WHOLE_TAIL = 3  # characters of a last word that is a name by itself
_CONJUNCTIONS = frozenset("、和及")
_CONJUNCTION = re.compile("[、和及]")


class UnnamedReader:
    """Reads what only its last word tells for a party. Holds only look-ups."""

    def __init__(self, scan: Scan, known: KnownNameReader, heads: HeadReader, bounds: NameBounds) -> None:
        self.scan = scan
        self.text = scan.text
        self.known = known
        self.heads = heads
        self.bounds = bounds
        self.words = heads.words
        self.party_words = heads.party_words
        self.organisations = organisation_words(scan.lexicon)
        self.acts = scan.lexicon.acts

    def read(self, at: int, limit: int) -> Name | None:
        """Who begins at ``at`` and bears no name of their own."""
        if self.levels_in_step(at, limit):
            return None
        return self.elliptic(at, limit) or self.known.short.read(at, limit) or self._generic(at, limit)

    def begins_act(self, at: int) -> bool:
        """全面排查在建工地 begins with an act, 建设单位 and 服务企业 with a noun."""
        if self.words.adverb(self.text, at, len(self.text)):
            return True
        words = self.party_words
        unit = words.kind_of_unit.match(self.text, at + 2) or words.kind_of_unit_by_two.match(self.text, at)
        return self.text[at : at + 2] in self.acts and unit is None

    def elliptic(self, at: int, limit: int) -> Name | None:
        """施工、监理、设计单位: a list that is kept whole, since its members share one head."""
        together = self.party_words.levels_together.match(self.text, at, limit)
        if together is not None:
            return Name(Span(*together.span()), "group")
        mark = self.text.find("、", at + 1, min(limit, at + _LONGEST_FIRST + 1))
        if mark < 0 or (self.begins_act(at) and mark != at + 2):  # 建设、施工、监理单位: a verb alone is a kind of unit
            return None
        found = self.party_words.elliptic.match(self.text, at, limit)
        if (
            found is None
            or found[0][0] in self.party_words.begins_none
            or self.party_words.none.search(found[0]) is not None
            or self.bounds.holds_cue(at, found.end())
        ):
            return None
        begins, items = at, _CONJUNCTION.split(found["items"] or found["few"])
        for number, item in enumerate(items, 1):
            shares = (
                number == len(items) and self.heads.kind(begins, begins + len(item)) == "place"
            )  # 矿山、化工园区|企业
            if begins in self.known.at_start or (not shares and self._names_actor(begins, begins + len(item))):
                return None  # 县住建局、施工单位: names of their own
            begins += len(item) + 1
        return Name(Span(*found.span()), "group")

    def levels_in_step(self, at: int, limit: int) -> bool:
        """市、县、乡三级联动: levels that act in step, which tells how something is to be done."""
        return self.text[at : at + 1] in _LEVELS and self.party_words.in_step.match(self.text, at, limit) is not None

    def _names_actor(self, start: int, end: int) -> bool:
        """商户, 学校, 加油站: a word for an actor that needs no head; not 农业农村 of 农业农村等部门."""
        if self.text[start:end] in self.known.short.stems:
            return False
        return self.text[end - 1] in self.party_words.actor_ends or self.heads.kind(start, end) is not None

    def _generic(self, at: int, limit: int) -> Name | None:
        """运维企业|按合同…: the shortest reading that ends with a head and is not the beginning of a longer one."""
        if at + 2 > limit or not self.party_words.begins_name(self.text, at):
            return None
        if self.begins_act(at):
            return self._office_for_act(at, limit)
        for stop in range(at + 2, min(limit, at + _LONGEST_GENERIC) + 1):
            if self.text[stop - 1] not in self.heads.ends:
                continue
            kind = self.heads.kind(at, stop)
            if (
                kind is None
                or self._cuts_word(at, stop)
                or self._before_head(stop)
                or self._goes_on_in_bracket(stop, limit)
            ):
                continue
            more = self.party_words.longer_head.match(self.text, stop, limit)
            longer = more.end() if more is not None else self._station_end(stop, limit)
            if longer is not None:
                return Name(Span(at, longer), "group")
            if self._cuts_head(at, stop) or self._before_shared_head(stop, limit):
                continue
            words = self.text[at:stop]
            if words in self.party_words.verb_objects:
                return None  # 联合企业开展招聘
            if words.count("(") != words.count(")") or words.count("“") != words.count("”"):
                continue  # 村“两委|”
            sound = "的" not in words and not self.bounds.holds_agent(at, stop)
            sound = sound and self.bounds.is_name_like(at, stop) and not self._acts_on_known(at, stop)
            return Name(Span(at, stop), kind) if sound else None
        return None

    def _office_for_act(self, at: int, limit: int) -> Name | None:
        """由|统筹办、创建办|组织验收: an office that is called after an act, before the next of a list or what it does; not 统筹办理."""
        stop = at + _LONGEST_ACT + 1
        if stop >= limit or self.text[stop - 1] != _OFFICE:
            return None
        listed = self.text[stop] in _CONJUNCTIONS or self.text.startswith(self.party_words.charges, stop)
        return Name(Span(at, stop), "organization") if listed or self.begins_act(stop) else None

    def _station_end(self, stop: int, limit: int) -> int | None:
        """乡镇|统计站|做好…, 社区|卫生服务站|备药: where the station of those before it ends; None where no act follows one."""
        if self.text[stop - 1] not in _HAVE_STATIONS or self.begins_act(stop):
            return None
        station = self.party_words.station.match(self.text, stop, limit)
        if station is None or self.bounds.holds_cue(*station.span()):
            return None
        end = station.end()
        charged = self.text.startswith(self.party_words.charges, end)
        how = self.party_words.preposition.match(self.text, end) is not None
        acts = end == limit or charged or how or self.begins_act(end)
        return end if acts and self.bounds.is_name_like(stop, end) else None

    def _acts_on_known(self, at: int, stop: int) -> bool:
        """孙三江约谈|县水利局: somebody's act on who is known."""
        return any(
            start in self.known.at_start
            and (self.text[start - 2 : start] in self.acts or self.text.endswith(self.party_words.acts_on, at, start))
            for start in range(at + 3, stop)
        )

    def _cuts_word(self, at: int, stop: int) -> bool:
        """Whether ``stop`` lies inside the name of a department, the last word of an organisation, a word that begins with a
        level (镇|乡贤联谊会 is no 镇乡), or 设计方|案."""
        if self.text[stop - 1] == "方" and self.text.startswith("案", stop):
            return True
        if self.text[stop - 1] in _LEVELS and self.text.startswith("级", stop):
            return True  # 各村|级集体经济组织
        if self.text[stop - 1] in _LEVELS and self.organisations.level_in_word.match(self.text, stop - 1) is not None:
            return True
        events = self.scan.between(max(at, stop - 6), stop)
        return any(e.kind in ("tail", "department") and e.start < stop < e.end for e in events)

    def _before_head(self, stop: int) -> bool:
        """学校|食堂, 水库|管理所, but 学校|组织演练."""
        if self.begins_act(stop):
            return False
        if self.text[stop : stop + 2] in self.heads.heads and not self.bounds.holds_cue(stop, stop + 2):
            return True  # 第三方|机构配合
        if self.bounds.holds_cue(stop, stop + 4):
            return False
        tails = self.party_words.long_short_tails
        named = self.party_words.begins_name(self.text, stop)  # not 县长|经市政府批准
        if any(event.kind == "tail" and event.end - stop >= _WHOLE_TAIL for event in self.scan.between(stop, stop + 1)):
            return True  # 驻村|工作队
        nexts = [self.text[stop : stop + more] for more in (2, 3, 4)]
        return any(
            word in self.heads.heads or (word.endswith(tails) and SIGNS_ONLY.fullmatch(word) is not None and named)
            for word in nexts
        )

    def _goes_on_in_bracket(self, stop: int, limit: int) -> bool:
        """乡镇|(街道), 乡镇|(街道)派出所, 社区|“两委”: the name goes on with a bracket, and with the head that both share, or with one in
        quotation marks."""
        if self.text.startswith("“", stop):
            closing = self.text.find("”", stop, limit)
            return closing > 0 and self.heads.kind(stop - 1, closing + 1) is not None
        bracket = _SHARING.match(self.text, stop, limit)
        if bracket is None:
            return False
        alone = (
            bracket.end() - stop == _ONE_IN_BRACKET and self.text[stop + 1] in self.party_words.actor_ends
        )  # 养殖场|(户)
        return alone or self.heads.kind(stop + 1, bracket.end() - 1) is not None

    def _before_shared_head(self, stop: int, limit: int) -> bool:
        """乡镇(街道)|派出所."""
        if self.text[stop - 1] != ")" or self.text[stop : stop + 2] in self.acts:
            return False
        return any(self.heads.kind(stop, end) for end in range(stop + 2, min(limit, stop + _LONGEST_HEAD) + 1))

    def _cuts_head(self, at: int, stop: int) -> bool:
        """Whether ``stop`` lies inside a longer head, which is none where its last character begins an adverb (餐饮企业|主动上报) or what the
        act is that a head stands before (专班|组织实施)."""
        if self.text[stop : stop + 2] in self.acts and self.text[stop - 2 : stop] in self.heads.heads:
            return False
        lows, highs = range(max(at, stop - 4), stop), range(stop + 1, stop + 5)
        return any(
            self.text[low:high] in self.heads.heads and not self.words.adverb(self.text, high - 1, len(self.text))
            for low in lows
            for high in highs
        )

    def companies(self, at: int, limit: int) -> tuple[tuple[Name, ...], int] | None:
        """昌岭煤电、汾川能源|等市属煤炭企业: proper names that nothing but what follows them tells for companies. Before 等企业 alone,
        which closes lists of trades as well (钢铁、水泥等企业), each must end as a company's name (长河油田、石门炼化)."""
        found = self.party_words.companies.match(self.text, at, limit)
        if found is None or self.begins_act(at) or self.party_words.none.search(found["list"]) is not None:
            return None
        words, name = found["list"].split("、"), self.party_words.company_name
        if found["which"] in self.party_words.company_ends and not all(map(name.fullmatch, words)):
            return None
        names = []
        for word in words:
            names.append(Name(Span(at, at + len(word)), "organization"))
            at += len(word) + 1
        return tuple(names), found.end()

    def is_plain_word(self, start: int, end: int) -> bool:
        """Whether text[start:end] is Chinese characters alone and may be a name that no word is known for."""
        words = self.text[start:end]
        return (
            SIGNS_ONLY.fullmatch(words) is not None
            and self.party_words.none.search(words) is None
            and not self.bounds.holds_cue(start, end)
        )
