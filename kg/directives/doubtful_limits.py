"""Times in a demand that look like its limit and are kept as none: doubts, so that no day is lost in silence. (存疑的时限)"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kg.mentions.due_days import COUNT, UNIT
from kg.model import Directive, Doubt, Span

# 每周五, 每月5日, 每日|报送; with 前 it is a limit, which is kept
_RECURRING: Final = re.compile(
    r"每(?:周|星期)[一二三四五六日](?!之?前)|每月\d{1,2}[日号](?!之?前)|每季度末(?!之?前)"
    "|每(?:半?[月年]|季度?|[周日天])(?=[一-鿿]{0,4}?(?:报送|上报|报告|通报|调度))"
)
_RESPECTIVE: Final = re.compile("分别[于在][^,;。、]{2,10}[、和][^,;。]{2,10}?(?:[前内底末]|完成)")
_DAY: Final = r"\d{1,2}月\d{1,2}[日号]"
# 6.30前, 17:00前, 12月20日至1月10日, “十四五”末, 上半年, 6月底, 五日内|答复, 2026年|建成; not 120前置, and not 3月份|完成情况
_LIKE: Final = re.compile(
    rf"(?:{_DAY}|即日)(?:起|开始)?[至到—–~～-]+(?:20\d\d年)?(?:\d{{1,2}}月)?\d{{1,2}}[日号]"
    r"(?![一-鿿]{0,6}期间)|(?<![A-Za-z\d.:])\d+(?:[.:]\d+)*(?:[时点](?:\d{1,2}分|半)?)?前(?![后期夕沿段列提往来去赴进置端瞻述景途])"
    r"|“[^”]{2,4}”期?末|[上下]半年|\d+月(?:份|[底末初]|[上中下]旬)(?![^,;。]{0,8}(?:情况|数据|指标))|[年月]底|季度末"
    rf"|{COUNT}{UNIT}(?:之|以)?内(?=[一-鿿]{{0,4}}(?:办结|答复|回复|反馈|处置))|[一二三四1-4]季度(?=完成|建成|组织实施)|明年年?初|(?<=[于在])十一前(?!后)"
    r"|20\d\d年(?=[一-鿿]{0,4}?(?:建成|竣工|完工|投用))"
)
# 5月20日|、6月20日前: the first of two days, where the last alone is read
_LISTED: Final = re.compile(rf"{_DAY}(?=[、和及]{_DAY}(?:之|以)?前)")
_IN_LIKE: Final = re.compile("[月前末半底内季年]")  # one of them is in each of these
_BEFORE_LIKE: Final = 2  # 于, 今年 and the like, with which a limit begins that was read


def doubtful_limits(text: str, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """Limits that come again, that are several parties' each, and that were not read. ``directives``: in order."""
    starts = [directive.span.start for directive in directives]
    yield from _recurring(text, directives, starts)
    yield from _respective(text, directives, starts)
    yield from _of_both(text, directives)
    yield from _unread(text, directives)


def _is_inside(span: Span, directives: tuple[Directive, ...], starts: list[int]) -> bool:
    """Whether a stretch lies in a directive."""
    index = bisect_right(starts, span.start)
    return index > 0 and span.end <= directives[index - 1].span.end


def _recurring(text: str, directives: tuple[Directive, ...], starts: list[int]) -> Iterator[Doubt]:
    """每周五|通报: a day that comes again is no limit, and must not be lost."""
    for time in _RECURRING.finditer(text) if "每" in text else ():
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


def _unread(text: str, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """What looks like the limit of a directive for which none was read."""
    read = {d.deadline.span.start for d in directives if d.deadline is not None}
    for directive in directives:
        for first in _LISTED.finditer(text, *directive.span) if "月" in text else ():
            note = f"{first[0]} is listed before another day, and was not read as a limit"
            yield Doubt("deadline-unread", Span(*first.span()), note)
        if directive.deadline is not None or _IN_LIKE.search(text, *directive.span) is None:
            continue
        for limit in _LIKE.finditer(text, *directive.span):
            if read.isdisjoint(range(limit.start() - _BEFORE_LIKE, limit.end())):
                note = f"{limit[0]} looks like a limit, and none was read"
                yield Doubt("deadline-unread", Span(*limit.span()), note)
