"""Times in a demand that look like its limit and are kept as none: doubts, so that no day is lost in silence. (存疑的时限)"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from kg.lexicon import Lexicon
from kg.mentions.due_days import COUNT, UNIT
from kg.model import Directive, Doubt, Span
from kg.patterns import any_of, either
from kg.scan import Scan

_RESPECTIVE: Final = re.compile("分别[于在][^,;。、]{2,10}[、和][^,;。]{2,10}?(?:[前内底末]|完成)")
_DAY: Final = r"\d\d?月\d\d?[日号]"  # ``re`` skips to a class, and not to one with a count
_OF_MOMENT: Final = r"\d?月(?:\d\d?[日号]|[底末]|[上中下]旬)?"
_MOMENT: Final = rf"\d{_OF_MOMENT}"
# 5月20日|、6月20日前; 3月|、6月|和9月底前: those before the last, which alone is read; not 分别于, which has a doubt of its own
_LISTED: Final = re.compile(rf"\d(?<!分别[于在]\d){_OF_MOMENT}(?=(?:[、和及]{_MOMENT})+(?:之|以)?前)")
# ,9月中旬|调试, beside a limit that was read: a time at the head of a part, with what happens by then
_STAGED: Final = re.compile(
    r"(?<=[,;、])[于在]?(?P<time>\d\d?月(?:[底末]|[上中下]旬|\d\d?[日号])|[上下]半年|[年月]底|第?[一二三四1-4]季度末?)"
    "(?=[一-鿿])(?![的之以至到起前后期和及份])"
)
_IN_LIKE: Final = re.compile("[月前末半底内季年节周天星上]")  # one of them is in each of these
_BEFORE_LIKE: Final = 2  # 于, 今年 and the like, with which a limit begins that was read


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """Patterns made once for a lexicon."""

    recurring: re.Pattern[str]  # 每周五, 每月5日, 每日|报送; with 前 it is a limit, which is kept
    # 6.30前, 17:00前, 12月20日至1月10日, “十四五”末, 上半年, 6月底, 五日内|答复, 2026年|建成; not 120前置, and not 3月份|完成情况
    like: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    words = lexicon.limits
    feast = either(word.removesuffix("节") for word in lexicon.occasions if word.endswith("节"))
    return _Words(
        recurring=re.compile(
            r"每(?:周|星期)[一二三四五六日](?!(?:[上中下]午)?(?:下班|\d+[时点:：]\d*分?)?之?前)|每月\d{1,2}[日号](?!之?前)|每季度末(?!之?前)"
            f"|每(?:半?[月年]|季度?|[周日天])(?=[一-鿿]{{0,4}}?{any_of(words['recurs'])})"
        ),
        like=re.compile(
            rf"(?:{_DAY}|即日)(?:起|开始)?[至到—–~～-]+(?:20\d\d年)?(?:\d{{1,2}}月)?\d{{1,2}}[日号](?![一-鿿]{{0,6}}期间)"
            r"|(?<![A-Za-z\d.:])\d+(?:[.:]\d+)*(?:[时点](?:\d{1,2}分|半)?)?前(?![后期夕沿段列提往来去赴进置端瞻述景途])"
            rf"|“[^”]{{2,4}}”期?末|[上下]半年|{_DAY}前"
            rf"|\d+月(?:份|[底末初]|[上中下]旬)(?![^,;。]{{0,8}}{any_of(words['figures'])})|[年月]底|季度末"
            rf"|{COUNT}{UNIT}(?:之|以)?内(?=[一-鿿]{{0,4}}{any_of(words['case-done'])})"
            f"|[一二三四1-4]季度(?={either((*words['quarter-done'], '前', '之前', '以前'))})|明年年?初|(?<=[于在])十一前(?!后)"
            rf"|20\d\d年(?=[一-鿿]{{0,4}}?{any_of(words['built-in'])})"
            rf"|20\d\d年(?:之|以)?前|(?:{_DAY}|{COUNT}{UNIT})左右"
            rf"|(?:{feast})?节后(?=[一-鿿]{{0,4}}?{any_of((*words['finishes'], *words['acts-soon']))})"
            rf"|{COUNT}个?(?:月|周|天|年|星期)(?:左右)?的?时间|下(?:一?次|周|个?月)[一-鿿]{{0,8}}?会议?上"
        ),
    )


def doubtful_limits(scan: Scan, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """Limits that come again, that are several parties' each, and that were not read. ``directives``: in order."""
    text, words = scan.text, _words(scan.lexicon)
    starts = [directive.span.start for directive in directives]
    yield from _recurring(text, words, directives, starts)
    yield from _respective(text, directives, starts)
    yield from _of_both(text, directives)
    yield from _unread(text, words, directives)
    yield from _staged(text, directives)


def _is_inside(span: Span, directives: tuple[Directive, ...], starts: list[int]) -> bool:
    """Whether a stretch lies in a directive."""
    index = bisect_right(starts, span.start)
    return index > 0 and span.end <= directives[index - 1].span.end


def _recurring(text: str, words: _Words, directives: tuple[Directive, ...], starts: list[int]) -> Iterator[Doubt]:
    """每周五|通报: a day that comes again is no limit, and must not be lost."""
    for time in words.recurring.finditer(text) if "每" in text else ():
        span = Span(*time.span())
        if _is_inside(span, directives, starts):
            yield Doubt("deadline-recurring", span, f"{time[0]} comes again and again, so it is kept as no limit")


def _respective(text: str, directives: tuple[Directive, ...], starts: list[int]) -> Iterator[Doubt]:
    """县水利局、县住建局分别于5月底、6月底前: which limit is whose is told by their order alone."""
    for limits in _RESPECTIVE.finditer(text) if "分别" in text else ():
        span = Span(*limits.span())
        if _is_inside(span, directives, starts):
            yield Doubt("limits-respective", span, f"{limits[0]}: each limit is another party's")


def _of_both(text: str, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """X要保障资金,Y要加快施工,均于10月底前完成: read for the last, and asked of those before as well."""
    for before, last in pairwise(directives):
        if before.deadline is not None or last.deadline is None or text[before.span.end : last.span.start] not in ",;":
            continue
        limit = last.deadline.span
        if _ALL.search(text, last.span.start, limit.start) is not None:
            note = f"{text[limit.start : limit.end]} may be the limit of the demand before as well"
            yield Doubt("deadline-unread", limit, note)


_ALL: Final = re.compile("[,;](?:以上)?(?:均|都)[^,;。]{0,3}\\Z")


def _unread(text: str, words: _Words, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """What looks like the limit of a directive for which none was read."""
    read = {d.deadline.span.start for d in directives if d.deadline is not None}
    listed = _LISTED.search(text) is not None  # one notice of fifty
    for directive in directives:
        for first in _LISTED.finditer(text, *directive.span) if listed else ():
            note = f"{first[0]} is listed before another day, and was not read as a limit"
            yield Doubt("deadline-unread", Span(*first.span()), note)
        if directive.deadline is not None or _IN_LIKE.search(text, *directive.span) is None:
            continue
        for limit in words.like.finditer(text, *directive.span):
            if read.isdisjoint(range(limit.start() - _BEFORE_LIKE, limit.end())):
                note = f"{limit[0]} looks like a limit, and none was read"
                yield Doubt("deadline-unread", Span(*limit.span()), note)


def _staged(text: str, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """要于5月底开工,9月中旬|调试,确保10月1日前投用: a time beside a limit, so that the stages are not lost."""
    for directive in directives:
        if directive.deadline is None or _IN_LIKE.search(text, *directive.span) is None:
            continue
        read = [limit.span for limit in (directive.deadline, *directive.other_deadlines)]
        for stage in _STAGED.finditer(text, *directive.span):
            span = Span(*stage.span("time"))
            if not any(limit.start < span.end and span.start < limit.end for limit in read):
                yield Doubt("second-deadline", span, f"{stage['time']} is stated besides {directive.deadline.surface}")
