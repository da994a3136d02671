"""Times that stand before a party or between it and its modal: 2009年|市政府要, 市妇联|春节前|要走访. (主体前后的时间语)"""

from __future__ import annotations

import re

from kg.directives.lexicon_index import lexicon_index
from kg.directives.party_words import party_words
from kg.mentions.deadlines import find_deadlines
from kg.scan import Marks, Scan

_LONGEST_LIMIT = 20
_LIMIT_ENDS = re.compile("[前内末]")
# 每天上午9:00前|各单位要, 各单位|17时前|要报送
_CLOCK = (
    r"(?:每[日天])?(?:[今明][日天]?)?(?:[上中下]午|早上?|晚上?)?(?:\d{1,2}[点时](?:\d{1,2}分|半)?|\d{1,2}:\d{2})之?前"
)
# 2009年|市政府要, 7月10日前|县财政局要: when, before who
_HEAD = re.compile(
    r"20\d\d年(?:年)?[底末](?:之?前|以前)?|(?:20\d\d年|[今明当本]年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|[上下]半年|第?[一二三四]季度|年[底末内])(?:之?前|以前|内)?|20\d\d年|[今明]年"
    rf"|{_CLOCK}|节(?:前(?!后)|后)|年前|[本下这]周[一二三四五六日末]?|[本下]个?月(?![底内末初上中下])"
)
# 市妇联|春节前|要走访: when, between who and the modal.
_BETWEEN = re.compile(
    r"(?:[本这下]周[内末]?|本月内?|(?:收到|接到|自)[一-鿿]{2,10}(?:后|之日起)\d{1,3}(?:个工作日|[天日])内|(?:20\d\d年|今年|明年)?\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前)?|[年月季周]度?[底末内](?:之?前)?"
    r"|[今明](?:天|日|晚|早)?\d{0,2}[点时]?(?:之?前)?|[“\"]?[一-鿿]{1,3}[”\"]?(?:节|期|季)?(?:来临|期间)?(?:之?前)|\d{1,3}(?:个工作日|[天日])内)"
    rf"|{_CLOCK}"
)
_AGAIN = "每(?:个?月|个?季度?|半?年|半个?月|[周日天]|星期)"
_ENDS_IN_TIME = re.compile(
    rf"(?:[本这下]周|[本当下]月|[今明本]年|近期|年底|月底|[今明]天|前|内|日|时|期间|{_AGAIN}[一-鿿]{{0,8}})\Z"
)  # 各单位|本周, 各镇|每月上报
_AGAIN_AT = ("每", "至少每")
_DONE_AGAIN = re.compile(f"(?:至少)?{_AGAIN}[一-鿿]{{0,8}}")  # 各镇|每月外出招商|不得少于一次


class PartyTimeReader:
    """Reads a time at a place in the text. Holds only look-ups."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.text
        self.lexicon = scan.lexicon
        self.words = lexicon_index(scan.lexicon)
        self.soon = scan.lexicon.limits["soon"]
        self.no_event_ends = party_words(scan.lexicon).no_event_ends
        self.begins = self.words.time_begins | {word[0] for word in self.soon}
        self.passed: dict[tuple[int, int], int] = {}  # the head of a clause is asked about by several rules
        self.limit_ends = Marks(_LIMIT_ENDS, scan.text)

    def past(self, start: int, limit: int) -> int:
        """Past 2009年, 春节期间 or 7月10日前 at ``start``, where a party may follow."""
        first = self.text[start : start + 1]
        if first not in self.begins or (
            first not in self.words.time_begins and not self.text.startswith(self.soon, start)
        ):
            return start
        known = self.passed.get((start, limit))
        if known is None:
            known = self.passed[start, limit] = self._past(start, limit)
        return known

    def _past(self, start: int, limit: int) -> int:
        when = _HEAD.match(self.text, start, limit) or self.words.occasion_head.match(self.text, start, limit)
        end = max(when.end() if when is not None else start, self.limit_end(start, limit))
        return end if end < limit else start

    def limit_end(self, at: int, limit: int) -> int:
        """Where a limit ends that begins at ``at``: 收到本纪要后10日内|, 5月20日24时前|; ``at`` itself where none does."""
        stop = min(limit, at + _LONGEST_LIMIT)
        if self.text.startswith(self.soon, at, limit):
            found = find_deadlines(self.text, at, stop, None, self.lexicon)  # 近期|要排查, but 近期|要抓好
            return found[0].span.end if found and found[0].span.start == at else at
        if self.text[at] not in self.words.time_begins or self.limit_ends.after(at) >= stop:
            return at
        found = find_deadlines(self.text, at, stop, None, self.lexicon)
        return found[0].span.end if found and found[0].span.start == at else at

    def between(self, at: int, end: int) -> int:
        """Where a time ends that begins at ``at`` and may stand between a party and its modal; ``at`` where none does."""
        when = _BETWEEN.match(self.text, at, end)
        if when is None and self.text.startswith(_AGAIN_AT, at):
            when = _DONE_AGAIN.fullmatch(self.text, at, end)
        if when is None or self.text.endswith(self.no_event_ends, at, when.end()):
            return at  # 县政府|门前
        return when.end()

    def ends_in_time(self, at: int, stop: int) -> bool:
        """Whether text[at:stop] ends with a time: 各单位|本周."""
        return _ENDS_IN_TIME.search(self.text, at, stop) is not None
