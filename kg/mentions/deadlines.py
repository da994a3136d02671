"""Where a deadline is stated: 年底前, 三天内, 汛期来临前. (时限)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.mentions.due_days import end_of_stretch, resolve_deadline
from kg.mentions.feasts import eve_of
from kg.mentions.limit_kinds import is_limit
from kg.mentions.limit_words import LimitWords, limit_words
from kg.model import Deadline, Span
from kg.patterns import found_from, lazy


def find_deadlines(text: str, start: int, end: int, met: date | None, lexicon: Lexicon) -> list[Deadline]:
    """Deadlines stated in ``text[start:end]`` (folded), in order. ``met`` is the day of the meeting, for relative ones."""
    words, found = limit_words(lexicon), []
    for low, high in _clauses_with_sign(text, start, end, words):
        found += _find_in(text, low, high, met, words)
    return found


# 完成时限:9月10日, 10月底, 10月: what has to stand after it to be a limit in a sentence. 10月前 would be over with September.
_DAY_WITHOUT_BEFORE = re.compile("[日号底末旬]$")
_SPAN_WITHOUT_END = re.compile(r"(?<=[\d一二三四五六七八九十今明本当下次])[月年]$")
_SPAN_WITHOUT_INSIDE = re.compile("半年$")
_QUARTER_WITHOUT_END = re.compile("季度$")
# 2024-12-31, 2024.12: as tables have it.
_IN_FIGURES = re.compile(r"(?P<year>20\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?")
# 2024年5月至12月, 5月-12月: the last day is what counts.
_UP_TO = re.compile("[至到—–~～-]+")


def day_of_label(label: Deadline, text: str, met: date | None, lexicon: Lexicon) -> Deadline:
    """A label's limit (完成时限:9月10日) with its day: after the label no 前 is needed. As it was where it fixes no day."""
    words = _as_limit(text[label.span.start : label.span.end])
    for found in find_deadlines(words, 0, len(words), met, lexicon) if words else ():
        if found.span == (0, len(words)) and found.date is not None:
            return label._replace(date=found.date, precision=found.precision)
    return label


def _as_limit(words: str) -> str:
    """A date or a stretch of time as a limit in a sentence has it; empty where it is neither."""
    figures = _IN_FIGURES.fullmatch(words)
    if figures is not None:
        day = f"{figures['day']}日" if figures["day"] else ""
        words = f"{figures['year']}年{figures['month']}月{day}"
    else:
        first, *others = _UP_TO.split(words)
        if others:
            words = end_of_stretch(first, others[-1]) if others[-1] else ""
    for ending, tail in (
        (_DAY_WITHOUT_BEFORE, "前"),
        (_QUARTER_WITHOUT_END, "末前"),
        (_SPAN_WITHOUT_INSIDE, "内"),
        (_SPAN_WITHOUT_END, "底前"),
    ):
        if ending.search(words) is not None:
            return words + tail
    return words if words.endswith(("前", "内")) else ""


_MARK = re.compile(r"[,;。]|:(?!(?<=\d:)\d)")  # the colon of 17:00前 parts nothing
_BEFORE_IN_SIGN = 2


def _clauses_with_sign(text: str, start: int, end: int, words: LimitWords) -> Iterator[tuple[int, int]]:
    """The stretches between marks that may hold a deadline; none goes across a mark."""
    at = start
    while (near := words.in_sign.search(text, at, end)) is not None:
        sign = words.sign.search(text, max(at, near.start() - _BEFORE_IN_SIGN), end)
        if sign is None:
            return
        low, stop = at, sign.start()
        for part in ",;:。":
            low = _after_last(part, text, low, stop)
        mark = _MARK.search(text, sign.end(), end)
        at = end if mark is None else mark.start()
        yield low, at


def _after_last(mark: str, text: str, at: int, stop: int) -> int:
    """Where the stretch begins that follows the last ``mark`` before ``stop``; ``at`` where there is none."""
    found = text.rfind(mark, at, stop)
    while found > at and _MARK.match(text, found) is None:
        found = text.rfind(mark, at, found)
    return max(at, found + 1)


def _find_in(text: str, start: int, end: int, met: date | None, words: LimitWords) -> list[Deadline]:
    found: list[Deadline] = []
    for span, kind, told, after_event in _limits(text, start, end, words):
        if kind == "occasion":
            eve = _eve(told, met, words)
            found.append(Deadline(told, span, eve, "day" if eve else "season", "deadlines.occasion"))
            continue
        day, precision = resolve_deadline(told, kind, None if after_event else met)
        stated = day.isoformat() if day is not None else None
        surface = text[span.start : span.end]
        found.append(Deadline(surface, span, stated, precision if stated is not None else "open", f"deadlines.{kind}"))
    return found


class _Limit(NamedTuple):
    """A limit as it is written, whatever the day of the meeting."""

    span: Span
    kind: str
    words: str  # what tells the day: without the event from which it counts
    after_event: bool


@lru_cache(maxsize=256)  # who opens a directive, who goes on with it and who ends it ask for the same clauses
def _limits(text: str, start: int, end: int, words: LimitWords) -> tuple[_Limit, ...]:
    """The limits that ``text[start:end]`` states, in order."""
    found: list[_Limit] = []
    if words.telling.search(text, start, end) is not None:
        for match in _candidates(text, start, end, words):
            kind = match.lastgroup or ""
            if is_limit(text, match, words):
                span = _after_event(text, match, start) if kind == "within" else Span(*match.span())
                after_event = kind == "within" and (
                    text[match.start() - 1 : match.start()] == "后"
                    or ("之日起" in match[0] and _FROM_MEETING.match(match[0]) is None)
                )
                found.append(_Limit(span, kind, match[0], after_event))
    for match in (
        found_from(words.occasion_begins, words.occasion, text, start, end)
        if _HAS_OCCASION.search(text, start, end) is not None
        else ()
    ):
        if text.endswith(words.over, 0, match.start()):
            continue  # 结合|节前|检查, 去年|汛期前
        if match[0].startswith(words.nightly) or text.endswith(words.nightly, 0, match.start()):
            continue
        if text.endswith(words.holds, 0, match.start()) and _NAMES_THING.match(text, match.end()) is not None:
            continue  # 抓好|汛前|隐患排查: which thing it is
        if words.bars.match(text, match.end()) is not None or _is_where_done(text, match, start):
            continue
        if words.describes.match(text, match.end()) is None and words.describes_noun.match(text, match.end()) is None:
            who = words.who_acts.match(text, match.start(), match.end())
            span = Span(match.start() if who is None else who.end(), match.end())
            if not any(other.span.start < span.end and span.start < other.span.end for other in found):
                found.append(_Limit(span, "occasion", text[span.start : span.end], False))
    if not found and _HAS_OCCASION.search(text, start, end) is not None:
        own = words.before_their_act.search(text, start, end)
        if own is not None and words.bars.match(text, own.end()) is None:
            found.append(_Limit(Span(*own.span(1)), "occasion", own[1], False))
    return tuple(sorted(found))


def _is_where_done(text: str, event: re.Match[str], low: int) -> bool:
    """把问题解决在|考核之前: how an act is done, and no limit; 在考核之前,|把问题解决 is one."""
    if text[event.start() - 1 : event.start()] != "在" or _GOES_ON.match(text, event.end()) is not None:
        return False
    return _BROUGHT.search(text, low, event.start()) is not None


_GOES_ON = lazy('[一-鿿“"《]')
# 把…放|在, 矛盾化解|在
_BROUGHT = lazy("[把将][^,;。]+在$|[做放想抓走挺解除消解决化到]在$")
_NAMES_THING = re.compile("[一-鿿“]")
_HAS_OCCASION = re.compile("前|汛末|期内")
# 自会议召开之日起: counted from the meeting; 自纪要印发之日起 is not.
_FROM_MEETING = re.compile("自(?:本次|此次)?会议")


def _candidates(text: str, start: int, end: int, words: LimitWords) -> Iterator[re.Match[str]]:
    """What ``words.forms.finditer`` finds, in a third of its time."""
    if text.find("节后", start, end) >= 0 or text.find("束后", start, end) >= 0:
        return words.forms.finditer(text, start, end)
    return found_from(words.begins, words.forms, text, start, end)


# 首笔资金到账后|一个月内: from when on it counts; 会后 and 即日起 are read with the number itself.
_PLAIN_EVENT = lazy("[一-鿿]{2,10}后")
_LONGEST_EVENT = 12
# What stands before an event; 响应, 合并, 纪要 are parts of one.
_BEFORE_EVENT = lazy(
    r"[在须,;:。|\s]|(?<![由终])于|(?<![需主重纪摘])要|(?<![响反供对相])应(?![急用对])|(?<![合兼归])并(?![网购轨])"
)
_RECEIVED = re.compile("[收接]到")


def _after_event(text: str, within: re.Match[str], low: int) -> Span:
    """The limit with the event that it counts from, from ``low`` on: 签约后|5个工作日内 has no day of its own."""
    start = within.start()
    if text[start - 1 : start] != "后":
        return Span(*within.span())
    low = max(low, start - _LONGEST_EVENT)
    low = max([low, *(mark.end() for mark in _BEFORE_EVENT.finditer(text, low, start))])
    event = _PLAIN_EVENT.fullmatch(text, low, start)
    received = _RECEIVED.search(text, low, start)
    return Span(start if event is None else low if received is None else received.start(), within.end())


def _eve(limit: str, met: date | None, words: LimitWords) -> str | None:
    """The day before a feast: 国庆节前 is 30 September; None for seasons, and where the feast of that year is over."""
    limit = _PLAIN_QUOTES.sub("“\\1”", limit)
    feast, fixed = next(((word, day) for word, day in words.eves if word in limit), ("", ""))
    stated = _STATED_YEAR.match(limit)
    if "、" in limit or (met is None and stated is None):
        return None
    year = int(stated[1]) if stated is not None else None
    if year is None and met is not None and limit.startswith(_RELATIVE_YEARS):
        year = met.year + limit.startswith("明年")
    eve = _fixed_eve(fixed, year, met) if fixed else eve_of(feast, year, met)
    return None if eve is None or (met is not None and eve < met) else eve.isoformat()


def _fixed_eve(day: str, year: int | None, met: date | None) -> date | None:
    """``day`` (MM-DD) of ``year``, or else the next from ``met`` on."""
    if year is not None or met is None:
        return None if year is None else date.fromisoformat(f"{year:04}-{day}")
    this_year = date.fromisoformat(f"{met.year:04}-{day}")
    return this_year if this_year >= met else date.fromisoformat(f"{met.year + 1:04}-{day}")


_RELATIVE_YEARS = ("今年", "本年度", "明年")
_STATED_YEAR = re.compile(r"(20\d{2})年")
_PLAIN_QUOTES = re.compile('"([^"]*)"')
