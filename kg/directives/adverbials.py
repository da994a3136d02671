"""What may stand between a party and its modal: 同时, 作为牵头部门, 对此, 5月20日24时前. (主体与情态词之间的状语)"""

from __future__ import annotations

import re

from kg.directives.coordination import CoordinationReader
from kg.directives.demand_words import demand_words
from kg.directives.name_bounds import NameBounds
from kg.directives.party_times import PartyTimeReader
from kg.scan import Scan

_LONGEST_ADVERB = 3
_LONGEST_ORGAN = 5  # 县人民政府
_LONGEST_POST = 8
_LONGEST_SINGLED_OUT = 18
_LONGEST_PHRASE = 30
_LONGEST_EVENT = 14
_DURING = "期间"
_LONGEST_OWNER = 8  # characters of 县人大常委会
_EVENT = re.compile("(?:(?![的是])[一-鿿“”])+")
_IS_OR_MUST = re.compile("是|要(?!求)")


class AdverbialReader:
    """Tells whether a stretch is adverbial. Holds only look-ups."""

    def __init__(self, scan: Scan, times: PartyTimeReader, lists: CoordinationReader, bounds: NameBounds) -> None:
        self.scan = scan
        self.text = scan.text
        self.times = times
        self.lists = lists
        self.bounds = bounds
        self.words = lists.words
        self.checks = demand_words(scan.lexicon).checks
        self.visits = demand_words(scan.lexicon).visits
        self.drafts = scan.lexicon.demands["drafts"]

    def is_adverbial(self, start: int, end: int) -> bool:
        """Whether text[start:end] can stand between a subject and its modal."""
        at = start
        while at < end:
            if self._is_theirs(at, end, first=at == start) or self._singles_out(at, end):
                return True
            onward = self._past_adverb(at, end)
            if onward <= at + 1 and self._begins_phrase(at, end):  # be it an adverb, too: 就|欠薪问题
                inner = self.text[at:end]
                if self._with_whose(at, inner):
                    return False
                return "," not in inner and _IS_OR_MUST.search(inner) is None
            if onward == at:
                onward = self._past_sum(at, end) if at == start else at
            if onward == at and at == start:
                onward = self._past_event(at, end)
            if onward == at:
                onward = self._past_other(at, end)
            if onward == at:
                return False
            at = onward
        return True

    def _is_theirs(self, at: int, end: int, *, first: bool) -> bool:
        """各村(社区)|“三资”账目|须公布: what of theirs."""
        if (first and end - at <= _LONGEST_ADVERB) or self._tells_which(at, end):
            return False
        if first and self.words.governs.search(self.text, max(0, at - _LONGEST_ORGAN), at) is not None:
            return False  # 省政府|重点项目要加快推进: which project, and not what the government is to do
        if self._ends_post(at):
            return False  # 副县长|甲包联的项目要加快推进
        return self.words.belonging.fullmatch(self.text, at, end) is not None and not self.bounds.holds_cue(at, end)

    def _ends_post(self, at: int) -> bool:
        return any(
            event.kind == "post" and event.end == at for event in self.scan.between(max(0, at - _LONGEST_POST), at)
        )

    def _tells_which(self, at: int, end: int) -> bool:
        """县财政局|拨付的|资金要用好, 县水利局|支付工程款的|项目要加快: an act of theirs says only which thing is spoken of."""
        acts, text = self.times.words.acts, self.text
        which = text.find("的", at, end)
        if which < 0:
            return False  # most stretches
        made = text.startswith(self.drafts, at) or text.startswith(self.words.charges, at) or text[at : at + 2] in acts
        if made and which > at:
            return True  # 县住建局|负责的|项目要完工
        return any(
            text.startswith(f"{act}的", verb, end)
            for verb in range(at, end)
            for act in acts.get(text[verb : verb + 2], ())
        )

    def _singles_out(self, at: int, end: int) -> bool:
        """党员干部|特别是领导干部|必须."""
        above_all = self.words.above_all.match(self.text, at)
        if above_all is None:
            return False
        return end - at <= _LONGEST_SINGLED_OUT or above_all.end() in self.lists.at_start

    def _past_adverb(self, at: int, end: int) -> int:
        """Past 5月20日24时前 or 同时; ``at`` where neither stands."""
        stated = self.times.limit_end(at, end)
        return stated if stated > at else at + len(self.times.words.adverb(self.text, at, end))

    def _begins_phrase(self, at: int, end: int) -> bool:
        """作为牵头部门, 对此."""
        return end - at <= _LONGEST_PHRASE and self.words.preposition.match(self.text, at, end) is not None

    def _with_whose(self, at: int, inner: str) -> bool:
        """县水利局|会同县财政局制定的方案|要: what two made, and not how one of them acts."""
        event = self.scan.at.get(at)
        return event is not None and event.kind == "with" and "的" in inner

    def _past_event(self, at: int, end: int) -> int:
        """Past 竣工验收前 or 高考期间 behind 县住建局; ``at`` where no event stands there, or one that those before it bring about
        themselves (县政府|批准后|要及时印发) or that is called after them (县人大|会议期间)."""
        stop = next((stop for stop in range(min(end, at + _LONGEST_EVENT), at + 2, -1) if self._ends(at, stop)), at)
        holder = self.scan.at.get(at)
        if (holder is not None and holder.kind == "post") or self._ends_post(at):
            return at  # 县财政局|局长|甲汇报后
        if stop == at or not self._is_plain(at, stop) or self.words.governed.match(self.text, at):
            return at  # 各镇村|级换届期间
        if self.words.shares_heads.search(self.text, max(0, at - _LONGEST_OWNER), at) is not None:
            return at
        acts = self.text[at : at + 2] in self.times.words.acts
        after = self.text.endswith(self.words.after_events, at, stop)
        if self.text.startswith(self.checks, at) or (acts and after) or self.text[stop - 1] == "时":
            return at  # 县财政局、县住建局|座谈时
        if self.text.startswith(self.visits, at) and self.text.endswith(_DURING, at, stop):
            return at  # 市委巡察组|进驻期间要做好保障
        return at if any(start in self.lists.at_start for start in range(at, stop)) else stop

    def _is_plain(self, at: int, stop: int) -> bool:
        return _EVENT.fullmatch(self.text, at, stop) is not None and not self.bounds.holds_cue(at, stop)

    def _ends(self, at: int, stop: int) -> bool:
        return self.text[stop - 1] in self.words.event_last and self.words.ends_event(self.text, at, stop)

    def _past_sum(self, at: int, end: int) -> int:
        """县工信局、县商务局|两部门|要: past how many they are; ``at`` where that is not said right before what is asked."""
        told = self.words.all_told.match(self.text, at, end)
        return at if told is None else told.end()

    def _past_other(self, at: int, end: int) -> int:
        """Past a blank, a time, 等部门 or 一是; ``at`` where none of them stands."""
        if self.text[at] in " \u3000" or (self.text[at] == "等" and at + 1 == end):  # 各商业银行|等|要
            return at + 1
        when = self.times.between(at, end)
        others = when if when > at else self.lists.past_others(at, end)
        event = self.scan.at.get(at) if others == at else None
        return event.end if event is not None and event.kind == "enum-point" else others
