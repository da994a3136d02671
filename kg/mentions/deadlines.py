"""Where a deadline is stated: 年底前, 三天内, 汛期来临前. (时限)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.mentions.due_days import COUNT, DAY_OF, MONTH_OF, UNIT, resolve_deadline
from kg.model import Deadline, Span
from kg.patterns import lazy

_YEAR = r"(?:(?:20\d{2}|今|明|本|当|次)年(?:度)?)?"
_BEFORE = "(?:之?前|以前)"
# 确保8月底完工率提升: after these an end of a month or year is a limit, whatever follows.
_AIMS = "确保|力争|争取|务求|保证"
_AIMING = frozenset(_AIMS.split("|"))
# 于5月20日|完成: the day itself is the limit.
_FINISHES = "完成(?![的了])|报送|上报|提交|办结|竣工|通车|投用|到位"
# Ordered: the first that matches at a place wins, so longer forms stand first.
_DEADLINE = lazy(
    "|".join(
        (
            f"(?P<stretch>(?:(?<=[自从于在])|(?<=[要须争保])(?=[^,;。]{{6,16}}(?:开展|组织|集中|进行|{_FINISHES}))){_YEAR}{MONTH_OF}{DAY_OF}(?:起|开始)?至(?:{MONTH_OF})?{DAY_OF}(?:止|前)?)",
            f"(?P<dayat>(?:(?<=[于在要须]){_YEAR}{MONTH_OF}{DAY_OF}(?={_FINISHES}))|(?<=晚于|迟于|超过|最迟){_YEAR}{MONTH_OF}{DAY_OF}(?!{_BEFORE}))",
            f"(?P<monthat>(?<=[于在要须争保]){_YEAR}{MONTH_OF}份?(?={_FINISHES})|{_YEAR}{MONTH_OF}份?(?:以|之)?内)",
            f"(?P<quarterat>(?<=[于在]){_YEAR}第?[一二三四1-4]季度(?={_FINISHES}))",
            f"(?P<day>{_YEAR}(?:{MONTH_OF}|本月|当月|下月|次月)?{DAY_OF}(?:\\(含\\)|[0-9零]+[时点]|下班|[上中下]午(?:[0-9]+[时点])?)?{_BEFORE})",
            f"(?P<figures>20\\d\\d[.-]\\d{{1,2}}[.-]\\d{{1,2}}日?{_BEFORE})",
            f"(?P<month>{_YEAR}(?:{MONTH_OF}|本月|当月|下月|次月)(?:底|末|中旬|上旬|下旬)?{_BEFORE})",
            f"(?P<tenday>{_YEAR}(?:{MONTH_OF}|本月|当月|下月|次月)[上中下]旬)",
            f"(?P<month2>{_YEAR}(?:{MONTH_OF}|本月|当月|下月)(?:底|末)(?:完成|实现|建成|达到)?(?=完成|实现|建成|全部|达|前|上线|关停|应|公布|出台|启用|投用|通车|开工|竣工|验收|报送|提交|印发|上会)|(?<=[于在])(?:{MONTH_OF}|本月|当月|下月)(?:底|末)(?=[将把对向])|(?<={_AIMS}){_YEAR}(?:{MONTH_OF}|本月|当月|下月)(?:底|末)(?!{_BEFORE}))",
            f"(?P<monthend>(?:本|当|下)?月(?:底|末){_BEFORE})",
            "(?P<monthin>(?:本|当|下)月(?:内|底))",
            f"(?P<quarter>{_YEAR}(?:第?[一二三四1-4]季度|本季度|季度|季(?=[末底]))(?:末|底)?(?:{_BEFORE}|末|底|内)(?:{_BEFORE})?)",
            "(?P<next>明年[一二三四1-4]季度(?=形成|开通|完成|建成|开工|投用|启动|投产))",
            f"(?P<year>(?:(?:20\\d{{2}}|今|明|本|当|次)年(?:度)?)?年(?:度)?(?:底|末)(?:{_BEFORE})?|(?:20\\d{{2}}|今|明|本|当|次)年(?:度)?(?:底|末)(?:{_BEFORE})?)",
            "(?P<yearin>(?:20\\d{2}|今|明|本|当|次)?年(?:度)?(?:内|之内))",
            f"(?P<half>{_YEAR}(?:上|下)半年(?:{_BEFORE}|内)?)",
            f"(?P<within>(?:[自从]?会后|自?即日起|自[一-鿿]{{2,12}}之日起|(?:两会|会议)(?:闭幕|结束)后|[一-鿿]{{1,3}}节后|[一-鿿]{{2,4}}结束后)?{COUNT}{UNIT}(?:之|以)?内)",
            "(?P<weekin>(?:本|这|下)(?:周|星期)(?:内|末|底|[一二三四五六日])?(?:之?前|内)?)",
            rf"(?P<tonight>[今明](?:天|日|晚|早)?\d{{1,2}}[点时](?:之?前)|[今明][天日](?={_FINISHES}))",
            f"(?P<daily>每(?:[日天月周](?:\\d{{1,2}}(?:时|点|日|号))?|(?:周|星期)[一二三四五六日]|(?:月|季度?|年)[底末]?){_BEFORE})",
            "(?P<open>近期|尽早|短期内|日内|近日)",
        )
    )
)


@cache
def occasions_of(lexicon: Lexicon) -> re.Pattern[str]:
    """国庆节前, 今年汛期来临之前, 秋季开学前: words of ``occasions.tsv`` before 前."""
    words = "|".join(map(re.escape, sorted(lexicon.occasions, key=len, reverse=True)))
    words = words.replace("“", '[“"]').replace("”", '[”"]')
    year = "(?:今年|明年|本年度|20\\d{2}年)?"
    return lazy(
        f'{year}(?:(?:{words})[、和]?){{0,2}}(?:{words})[”"]?节?(?:来临|到来|假期|期间)?(?:之?前|以前)(?!后)'
        # an event that ends, opens or comes: 高校毕业生离校前, 供暖期结束前, 强降雨来临前
        f"|(?<=[在于,;。:])(?:(?![在于])[一-鿿]){{2,10}}?(?:来临|到来|召开|结束|离校|返校|封山|开园|投产|放假|开幕|闭幕|开工|竣工|验收|通车|投用)(?:之?前|以前)(?!后)"
        # 在泡田期前, 于汛末
        f"|(?<=[在于])(?:[一-鿿]{{1,4}}?(?<![长中短近远])[期季](?:之?前|以前)(?![后景途沿提列瞻端])|汛末)"
        # 汛前; 防汛前期 is no limit
        f"|(?<![防抗])汛前(?![后期])"
        # 节前完成…: at the start of a clause; 于节前
        f"|(?<![一-鿿])节前(?=完成|全部|兑现|组织|开展一次|到位|整改|办结|落实|拨付|发放|报送|恢复|结清|清零)|(?<=[在于])节前"
    )


# 开展一次节前联合检查, 春节前后: the words after show that the time only describes, or is no limit.
_ATTRIBUTIVE = re.compile("后|的(?!前提)|未|仍|尚|有效")
# 力争上半年|完工
_REACHES = re.compile("完成|建成|完工|开工|竣工|投用|投产|通车|启动|实现|达到|全部|全面|落地")
_ACTS_SOON = re.compile(
    "(?:要|必?须|应当?|务必)?(?:开展|组织|召开|完成|启动|集中|进行|拿出|提出|制定|报送|予以|研究|印发|出台|提交|上报|开工|开业|交付|投用)"
)


def find_deadlines(
    text: str, start: int, end: int, met: date | None, lexicon: Lexicon, occasions: re.Pattern[str]
) -> list[Deadline]:
    """Deadlines stated in ``text[start:end]`` (folded), in order. ``met`` is the day of the meeting, for relative ones."""
    return list(deadlines_in(text, start, end, met, lexicon, occasions))


def deadlines_in(
    text: str, start: int, end: int, met: date | None, lexicon: Lexicon, occasions: re.Pattern[str]
) -> Iterator[Deadline]:
    """The same one by one, for who wants the first."""
    for low, high in _clauses_with_sign(text, start, end):
        yield from _find_in(text, low, high, met, lexicon, occasions)


# 完成时限:9月10日, 10月底, 10月: what has to stand after it to be a limit in a sentence. 10月前 would be over with September.
_DAY_WITHOUT_BEFORE = re.compile("[日号底末旬]$")
_SPAN_WITHOUT_END = re.compile(r"(?<=[\d一二三四五六七八九十今明本当下次])[月年]$")
_SPAN_WITHOUT_INSIDE = re.compile("半年$")
_QUARTER_WITHOUT_END = re.compile("季度$")
# 2024-12-31, 2024.12: as tables have it.
_IN_FIGURES = re.compile(r"(?P<year>20\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?")
# 2024年5月至12月, 5月-12月: the last day is what counts.
_UP_TO = re.compile("[至到—–~～-]+")
_YEAR_STATED = re.compile(r"20\d\d年")


def day_of_label(label: Deadline, text: str, met: date | None, lexicon: Lexicon) -> Deadline:
    """A label's limit (完成时限:9月10日) with its day: after the label no 前 is needed. As it was where it fixes no day."""
    words = _as_limit(text[label.span.start : label.span.end])
    for found in find_deadlines(words, 0, len(words), met, lexicon, occasions_of(lexicon)) if words else ():
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
        year, parts = _YEAR_STATED.match(words), _UP_TO.split(words)
        words = parts[-1]
        if len(parts) > 1 and year is not None and "年" not in words:
            words = f"{year[0]}{words}"
    for ending, tail in (
        (_DAY_WITHOUT_BEFORE, "前"),
        (_QUARTER_WITHOUT_END, "末前"),
        (_SPAN_WITHOUT_INSIDE, "内"),
        (_SPAN_WITHOUT_END, "底前"),
    ):
        if ending.search(words) is not None:
            return words + tail
    return words if words.endswith(("前", "内")) else ""


_MARK = re.compile("[,;:。]")
# What every match of _DEADLINE that is a limit holds. Nine clauses of ten hold nothing of it, and _DEADLINE begins with
# what any text has: over a whole directive it took 60 µs.
_TELLING = re.compile(
    f"日(?:(?:起|开始)?至|{_FINISHES})|半年|汛末|月份?(?:{_FINISHES})|天(?:{_FINISHES})|{MONTH_OF}{DAY_OF}|[日天周期月年度时号点份班午)底末旬一二三四五六\\d](?:之|以)?[前内]|[年月周期度季][底末]|[上中下]旬|季度|近期|尽早|[本下这]周"
)


# An occasion has 前.
_SIGN = re.compile(f"{_TELLING.pattern}|前")
# One of these is in every sign, behind two characters at most: a search for one class of characters is ten times as fast.
_IN_SIGN = re.compile("[前内底末旬度期早周日半月天]")
_BEFORE_IN_SIGN = 2


def _clauses_with_sign(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks that may hold a deadline; none goes across a mark."""
    at = start
    while (near := _IN_SIGN.search(text, at, end)) is not None:
        sign = _SIGN.search(text, max(at, near.start() - _BEFORE_IN_SIGN), end)
        if sign is None:
            return
        stop = sign.start()
        low = max(at, *[text.rfind(mark, at, stop) + 1 for mark in ",;:。"])
        mark = _MARK.search(text, sign.end(), end)
        at = end if mark is None else mark.start()
        yield low, at


def _find_in(
    text: str, start: int, end: int, met: date | None, lexicon: Lexicon, occasions: re.Pattern[str]
) -> list[Deadline]:
    found: list[Deadline] = []
    for span, kind, words, after_event in _limits(text, start, end, occasions):
        if kind == "occasion":
            eve = _eve(words, met, lexicon)
            found.append(Deadline(words, span, eve, "day" if eve else "season", "deadlines.occasion"))
            continue
        day, precision = resolve_deadline(words, kind, None if after_event else met)
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
def _limits(text: str, start: int, end: int, occasions: re.Pattern[str]) -> tuple[_Limit, ...]:
    """The limits that ``text[start:end]`` states, in order."""
    found: list[_Limit] = []
    if _TELLING.search(text, start, end) is not None:
        for match in _candidates(text, start, end):
            kind = match.lastgroup or ""
            if _is_limit(text, match, kind):
                span = _after_event(text, match, start) if kind == "within" else Span(*match.span())
                after_event = kind == "within" and (
                    text[match.start() - 1 : match.start()] == "后"
                    or ("之日起" in match[0] and _FROM_MEETING.match(match[0]) is None)
                )
                found.append(_Limit(span, kind, match[0], after_event))
    for match in occasions.finditer(text, start, end) if _HAS_OCCASION.search(text, start, end) is not None else ():
        if _ATTRIBUTIVE.match(text, match.end()) is None and not _describes_noun(text, match.end()):
            span = Span(*match.span())
            if not any(other.span.start < span.end and span.start < other.span.end for other in found):
                found.append(_Limit(span, "occasion", match[0], False))
    return tuple(sorted(found))


_HAS_OCCASION = re.compile("前|汛末")
# 自会议召开之日起: counted from the meeting; 自纪要印发之日起 is not.
_FROM_MEETING = re.compile("自(?:本次|此次)?会议")


# What a limit begins with, unless 节后 or 结束后 stands in it, which any character may precede.
_BEGINS = re.compile(r"[\d今明本当次下上第一二两三四五六七八九十半数月季年自从会即这每近尽短日]")


def _candidates(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``_DEADLINE.finditer`` finds, in a third of its time: asked only where one can begin."""
    if text.find("节后", start, end) >= 0 or text.find("束后", start, end) >= 0:
        yield from _DEADLINE.finditer(text, start, end)
        return
    at = start
    for begin in _BEGINS.finditer(text, start, end):
        if begin.start() >= at and (match := _DEADLINE.match(text, begin.start(), end)) is not None:
            yield match
            at = match.end()


@cache
def _longest_first(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """The occasions, each with the day before it."""
    return tuple(sorted(lexicon.occasions.items(), key=lambda row: len(row[0]), reverse=True))


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


def _eve(words: str, met: date | None, lexicon: Lexicon) -> str | None:
    """The day before a feast that the calendar fixes: 国庆节前 is 30 September; None for lunar feasts and seasons."""
    words = _PLAIN_QUOTES.sub("“\\1”", words)
    eve = next((day for word, day in _longest_first(lexicon) if word in words), "")
    if met is None or not eve or "、" in words:
        return None
    day = date.fromisoformat(f"{met.year + (words.startswith('明年'))}-{eve}")
    later = day if day >= met else date(day.year + 1, day.month, day.day)
    return later.isoformat()


_PLAIN_QUOTES = re.compile('"([^"]*)"')


def _is_limit(text: str, match: re.Match[str], kind: str) -> bool:
    end = match.end()
    if _ATTRIBUTIVE.match(text, end) is not None:
        return False
    # A standing response time (三天内办结, 两小时内到场) limits every case to come, not this act.
    if (
        kind == "within"
        and re.match("(?:办结|响应|答复|处置)(?:[,。;、]|$)|到场|到达|赶到|电话报告|书面报告", text[end : end + 4])
        is not None
    ):
        return False
    if kind == "within" and ("数" in match[0] or _is_standing(text, match.start())):
        return False
    if kind == "half":
        aimed = text[max(0, match.start() - 2) : match.start()].endswith((*_AIMING, "于", "在"))
        return match[0].endswith(("前", "内")) or (aimed and _REACHES.match(text, end) is not None)
    if kind == "weekin":
        return match[0].endswith(("内", "前", "末", "底")) or _ACTS_SOON.match(text, end) is not None
    if kind == "open":
        return match[0] != "近日" and (
            text[match.start() - 1 : match.start()] in ("于", "在") or _ACTS_SOON.match(text, end) is not None
        )
    if kind == "quarter" and match[0] in ("季度", "季"):
        return False
    if kind == "year":
        # 年底前 and 2025年底 before an act are limits; 年底考核 describes.
        return (
            match[0].endswith("前")
            or text[max(0, match.start() - 2) : match.start()] in _AIMING
            or re.match("完成|实现|建成|达到|全部|力争|确保|基本|要|,", text[end : end + 3]) is not None
        )
    if kind == "month":
        return match[0].endswith("前")
    if kind == "tenday":  # 于11月上旬印发 is a limit, 11月上旬的检查 describes
        return text[match.start() - 1 : match.start()] in ("于", "在") or _ACTS_SOON.match(text, end) is not None
    return True


def _is_standing(text: str, at: int) -> bool:
    """发现问题半日内移交, 遇有险情两小时内处置: how fast to act each time, and no limit to one act."""
    start = 1 + max(text.rfind(mark, max(0, at - 24), at) for mark in ",;:。\n")
    return _EACH_TIME.search(text, max(start, at - 24), at) is not None


_EACH_TIME = re.compile("遇有|发现|接到(?!本|通知|纪要|文件)|接报|舆情|重要信息|一旦|发生|出现|凡是?")


def _describes_noun(text: str, end: int) -> bool:
    """国庆节前联合检查 as the object of a verb is a description: a noun of inspection right after; 春节前和节日期间 is a time."""
    return (
        re.match(
            "(?:[和及、][一-鿿]{1,4}期间)|(?:联合|安全|专项|大)?(?:检查|巡查|督查|慰问|走访)(?:行动|活动|工作)?(?:[,。;]|$)",
            text[end : end + 12],
        )
        is not None
    )
