"""Dates and deadlines: what 9日上午, 昨天 and 年底前 mean, given when the notice was published. (日期与时限)"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.lexicon import Lexicon
from kg.model import Deadline, Precision, Span

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


def chinese_number(text: str) -> int | None:
    """The number that ``text`` writes, in Arabic or Chinese numerals up to 9999 (四十二, 一百二十六, 62); None if none."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    if not text or any(char not in _DIGITS and char not in "十百千" for char in text):
        return None
    if not any(char in "十百千" for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            unit = {"十": 10, "百": 100, "千": 1000}[char]
            total += (digit or (1 if unit == 10 and total == 0 else digit or 1)) * unit
            digit = 0
    return total + digit


NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百零〇○]{1,7})"

# 2023年11月9日, 11月9日, 9日; 2024.03.22, 2023-11-13
_FULL = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})(?:\s*日)?")
_CHINESE_FULL = re.compile(
    "(?P<y>[二一][〇零○一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_MONTH_DAY = re.compile(r"(?<!\d)(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*(?:日|号)")
_CHINESE_MONTH_DAY = re.compile(
    "(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])日"
)
_DAY = re.compile(r"(?<![\d月年第])(?P<d>3[01]|[12]\d|[1-9])\s*日(?=上午|下午|晚|,|，|召开|[一-鿿])")
# Pages lose the marks between digits: 2024822上午 is 2024年8月22日, 94日 is 9月4日, 131日 1月31日.
_LOST_FULL = re.compile(r"(?<!\d)(?P<y>20[12]\d)(?P<rest>\d{2,4})日?(?=上午|下午|晚|日|,)")
_LOST_MONTH_DAY = re.compile(r"(?<!\d)(?P<rest>\d{2,4})日(?=上午|下午|晚|,|，)")
_YESTERDAY = re.compile("昨[日天]|昨(?=[上下]午|晚)")
_TODAY = re.compile("今[日天]|今(?=[上下]午|晨|晚)")


def parse_date(
    text: str, published: date | None, year: int | None, *, start: int = 0, end: int | None = None
) -> tuple[date, Span, str] | None:
    """The first date in ``text[start:end]``: (date, where, rule).

    A missing year comes from ``published`` (the latest such day not after it), else from ``year``; where neither is
    known, None. Raises nothing on impossible dates: they are skipped.
    """
    end = len(text) if end is None else end
    candidates: list[tuple[int, date, Span, str]] = []
    for pattern, rule in (
        (_FULL, "dates.full"), (_CHINESE_FULL, "dates.full-chinese"), (_LOST_FULL, "dates.lost-marks"),
        (_MONTH_DAY, "dates.month-day"), (_CHINESE_MONTH_DAY, "dates.month-day-chinese"),
        (_DAY, "dates.day"), (_LOST_MONTH_DAY, "dates.lost-marks"), (_YESTERDAY, "dates.yesterday"), (_TODAY, "dates.today"),
    ):  # fmt: skip
        for match in pattern.finditer(text, start, end):
            value = _value(match, rule, published, year)
            if value is not None:
                candidates.append((match.start(), value, Span(*match.span()), rule))
                break
    if not candidates:
        return None
    first = min(candidates, key=lambda c: (c[0], -(c[2].end - c[2].start)))
    return first[1], first[2], first[3]


def _value(match: re.Match[str], rule: str, published: date | None, year: int | None) -> date | None:
    groups = match.groupdict()
    if rule in ("dates.full", "dates.full-chinese"):
        y, m, d = (chinese_number(groups[key]) for key in "ymd")
        return _date(y, m, d)
    if rule in ("dates.month-day", "dates.month-day-chinese"):
        return _without_year(chinese_number(groups["m"]), chinese_number(groups["d"]), published, year)
    if rule == "dates.day" and published is not None:
        return _latest_day(int(groups["d"]), published)
    if rule == "dates.lost-marks" and "y" in groups:
        found = [_date(int(groups["y"]), m, d) for m, d in _splits(groups["rest"])]
        sound = [f for f in found if f is not None and (published is None or f <= published)]
        return _nearest(sound, published)
    if rule == "dates.lost-marks":
        found = [_without_year(m, d, published, year) for m, d in _splits(groups["rest"])]
        return _nearest([f for f in found if f is not None], published)
    if rule == "dates.yesterday" and published is not None:
        return published - timedelta(days=1)
    return published if rule == "dates.today" else None


def _splits(rest: str) -> list[tuple[int, int]]:
    """Ways to read run-together digits as month and day: 94 -> (9, 4); 131 -> (1, 31), (13, 1)."""
    return [
        (int(rest[:i]), int(rest[i:]))
        for i in (1, 2)
        if (i < len(rest) and rest[i] != "0") or (rest[i : i + 1] == "0" and len(rest) - i == 2)
    ]


def _nearest(found: list[date], published: date | None) -> date | None:
    if not found:
        return None
    if published is None:
        return found[0] if len(found) == 1 else None
    return max(found)


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int | None, day: int | None, published: date | None, year: int | None) -> date | None:
    if published is not None:
        this = _date(published.year, month, day)
        return this if this is not None and this <= published else _date(published.year - 1, month, day)
    return _date(year, month, day) if year is not None else None


def _latest_day(day: int, published: date) -> date | None:
    if day <= published.day:
        return _date(published.year, published.month, day)
    month = published.replace(day=1) - timedelta(days=1)
    return _date(month.year, month.month, day)


# ── deadlines ─────────────────────────────────────────────────────────────────────────────────────────────────

_YEAR = r"(?:(?:20\d{2}|今|明|本|当|次)年(?:度)?)?"
_DAY_OF = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)"
_MONTH_OF = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月"
_BEFORE = "(?:之?前|以前)"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半|数)"
_UNIT = "(?:个?工作日|个?自然日|日|天|周|个?星期|个月|月|年|个季度|小时)"
# Ordered: the first that matches at a place wins, so longer forms stand first.
_DEADLINE = re.compile(
    "|".join(
        (
            f"(?P<day>{_YEAR}(?:{_MONTH_OF}|本月|当月|下月|次月)?{_DAY_OF}(?:{_BEFORE}|[0-9零]+时{_BEFORE}))",
            f"(?P<month>{_YEAR}(?:{_MONTH_OF}|本月|当月|下月|次月)(?:底|末|中旬|上旬|下旬)?{_BEFORE})",
            f"(?P<month2>{_YEAR}(?:{_MONTH_OF}|本月|当月|下月)(?:底|末)(?:完成|实现|建成|达到)?(?=完成|实现|建成|全部|达|前))",
            f"(?P<monthend>(?:本|当|下)?月(?:底|末){_BEFORE})",
            "(?P<monthin>(?:本|当|下)月(?:内|底))",
            f"(?P<quarter>{_YEAR}(?:第?[一二三四1-4]季度|本季度|季度|季(?=[末底]))(?:末|底)?(?:{_BEFORE}|末|底|内)(?:{_BEFORE})?)",
            "(?P<next>明年[一二三四1-4]季度(?=形成|开通|完成|建成|开工|投用|启动|投产))",
            f"(?P<year>(?:(?:20\\d{{2}}|今|明|本|当|次)年(?:度)?)?年(?:度)?(?:底|末)(?:{_BEFORE})?|(?:20\\d{{2}}|今|明|本|当|次)年(?:度)?(?:底|末)(?:{_BEFORE})?)",
            "(?P<yearin>(?:20\\d{2}|今|明|本|当|次)?年(?:度)?(?:内|之内))",
            f"(?P<half>{_YEAR}(?:上|下)半年(?:{_BEFORE}|内)?)",
            f"(?P<within>(?:[自从]?会后|自?即日起|(?:两会|会议)(?:闭幕|结束)后|[一-鿿]{{1,3}}节后)?{_COUNT}{_UNIT}(?:之|以)?内)",
            "(?P<weekin>(?:本|这|下)(?:周|星期)(?:内|末|底|[一二三四五六日])?(?:之?前|内)?)",
            f"(?P<daily>每[日天月周](?:\\d{{1,2}}(?:时|点|日|号))?{_BEFORE})",
            "(?P<open>近期|尽早|短期内|日内|近日)",
        )
    )
)


def occasion_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """国庆节前, 今年汛期来临之前, 秋季开学前: words of ``occasions.tsv`` before 前."""
    words = "|".join(map(re.escape, sorted(lexicon.occasions, key=len, reverse=True)))
    year = "(?:今年|明年|本年度|20\\d{2}年)?"
    return re.compile(
        f"{year}(?:(?:{words})[、和]?){{0,2}}(?:{words})节?(?:来临|到来|假期|期间)?(?:之?前|以前)(?!后)"
        # an event that ends, opens or comes: 高校毕业生离校前, 供暖期结束前, 强降雨来临前
        f"|(?<=[在于,;。:])[一-鿿]{{2,10}}?(?:来临|到来|召开|结束|离校|返校|封山|开园|投产|放假|开幕|闭幕)(?:之?前|以前)(?!后)"
        # 节前完成…: only at the start of a clause
        f"|(?<![一-鿿])节前(?=完成|全部|兑现|组织|开展一次|到位)"
    )


# 开展一次节前联合检查, 春节前后: the words after show that the time only describes, or is no limit.
_ATTRIBUTIVE = re.compile("后|的(?!前提)|未|仍|尚|有效")
_ACTS_SOON = re.compile("(?:开展|组织|召开|完成|启动|集中|进行|拿出|提出|制定|报送|予以|研究)")


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


# Every deadline has one of these characters. Nine clauses of ten have none, and the patterns begin with what any text
# holds: over a whole directive they took 60 µs.
_SIGN = re.compile("[前末底内近尽季]")
_MARK = re.compile("[,;:。]")
# What every match of _DEADLINE that is a limit holds; an occasion has 前. Most clauses with a sign have neither (内容, 尽快).
_TELLING = re.compile("[日天周期月年度时号点底末旬一二三四五六](?:之|以)?[前内]|[年月周期度季][底末]|季度|近期|尽早")


def _clauses_with_sign(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks that may hold a deadline; none goes across a mark."""
    at = start
    while (sign := _SIGN.search(text, at, end)) is not None:
        low = max(at, 1 + max(text.rfind(mark, at, sign.start()) for mark in ",;:。"))
        mark = _MARK.search(text, sign.end(), end)
        at = end if mark is None else mark.start()
        yield low, at


def _find_in(
    text: str, start: int, end: int, met: date | None, lexicon: Lexicon, occasions: re.Pattern[str]
) -> list[Deadline]:
    found: list[Deadline] = []
    telling = _TELLING.search(text, start, end) is not None
    for match in _DEADLINE.finditer(text, start, end) if telling else ():
        kind = match.lastgroup or ""
        if _is_limit(text, match, kind):
            span = Span(*match.span())
            day, precision = _resolve(match[0], kind, met)
            stated = day.isoformat() if day is not None else None
            found.append(
                Deadline(match[0], span, stated, precision if stated is not None else "open", f"deadlines.{kind}")
            )
    for match in occasions.finditer(text, start, end) if text.find("前", start, end) >= 0 else ():
        if _ATTRIBUTIVE.match(text, match.end()) is None and not _describes_noun(text, match.end()):
            span = Span(*match.span())
            if not any(d.span.start < span.end and span.start < d.span.end for d in found):
                eve = _eve(match[0], met, lexicon)
                found.append(Deadline(match[0], span, eve, "day" if eve else "season", "deadlines.occasion"))
    return sorted(found, key=lambda deadline: deadline.span)


def _eve(words: str, met: date | None, lexicon: Lexicon) -> str | None:
    """The day before a feast that the calendar fixes: 国庆节前 is 30 September; None for lunar feasts and seasons."""
    eve = next((lexicon.occasions[w] for w in sorted(lexicon.occasions, key=len, reverse=True) if w in words), "")
    if met is None or not eve or "、" in words:
        return None
    day = date.fromisoformat(f"{met.year + (words.startswith('明年'))}-{eve}")
    later = day if day >= met else date(day.year + 1, day.month, day.day)
    return later.isoformat()


def _is_limit(text: str, match: re.Match[str], kind: str) -> bool:
    end = match.end()
    if _ATTRIBUTIVE.match(text, end) is not None:
        return False
    # A standing response time (三天内办结, 两小时内到场) limits every case to come, not this act.
    if (
        kind == "within"
        and re.match("(?:办结|到场|响应|答复|处置)(?:[,。;、]|$)|到达|赶到", text[end : end + 4]) is not None
    ):
        return False
    if kind == "within" and "数" in match[0]:
        return False
    if kind == "half":
        return match[0].endswith(("前", "内"))
    if kind == "weekin":
        return match[0].endswith(("内", "前", "末", "底"))
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
            or re.match("完成|实现|建成|达到|全部|力争|确保|基本|要|,", text[end : end + 3]) is not None
        )
    if kind == "month":
        return match[0].endswith("前")
    return True


def _describes_noun(text: str, end: int) -> bool:
    """国庆节前联合检查 as the object of a verb is a description: a noun of inspection right after."""
    return (
        re.match(
            "(?:联合|安全|专项|大)?(?:检查|巡查|督查|慰问|走访)(?:行动|活动|工作)?(?:[,。;]|$)", text[end : end + 12]
        )
        is not None
    )


def _resolve(words: str, kind: str, met: date | None) -> tuple[date | None, Precision]:
    """The last day on or by which the act is due; None where the words do not fix one or the meeting's day is unknown."""
    if met is None and re.search(r"20\d{2}年", words) is None:
        return None, "open" if kind == "open" else _PRECISIONS.get(kind, "open")
    precision = _PRECISIONS.get(kind, "open")
    year = _year_of(words, met)
    if kind == "day":
        return _day_deadline(words, year, met), "day"
    if kind in ("month", "month2", "monthend", "monthin"):
        return _month_deadline(words, year, met), "month"
    if kind in ("quarter", "next"):
        return _quarter_deadline(words, year, met), "quarter"
    if kind in ("year", "yearin"):
        return (date(year, 12, 31) if year else None), "year"
    if kind == "half" and year:
        return (date(year, 6, 30) if "上半年" in words else date(year, 12, 31)), "quarter"
    if kind == "within" and met is not None:
        return _within(words, met), precision
    if kind == "weekin" and met is not None:
        monday = met - timedelta(days=met.weekday()) + timedelta(days=7 if words.startswith("下") else 0)
        weekday = re.search("(?:周|星期)([一二三四五六日])", words)
        return monday + timedelta(days="一二三四五六日".index(weekday[1]) if weekday is not None else 6), "day"
    return None, precision


_PRECISIONS: dict[str, Precision] = {
    "day": "day", "within": "day", "weekin": "day",
    "month": "month", "month2": "month", "monthend": "month", "monthin": "month",
    "quarter": "quarter", "next": "quarter", "half": "quarter",
    "year": "year", "yearin": "year",
    "daily": "open", "open": "open",
}  # fmt: skip


def _year_of(words: str, met: date | None) -> int | None:
    stated = re.search(r"(20\d{2})年", words)
    if stated is not None:
        return int(stated[1])
    if met is None:
        return None
    return met.year + (1 if re.match("明年|次年", words) is not None else 0)


def _month_number(words: str, met: date | None) -> int | None:
    match = re.search(f"({_MONTH_OF})", words)
    if match is not None:
        return chinese_number(match[1][:-1])
    if met is None:
        return None
    return met.month % 12 + 1 if re.search("下月|次月", words) is not None else met.month


def _forward(day: date | None, words: str, met: date | None) -> date | None:
    """A limit without a year lies after the meeting: 2月底前 said in November is next year's."""
    if day is not None and met is not None and day < met and re.search("年", words) is None:
        last = calendar.monthrange(day.year + 1, day.month)[1]
        is_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
        return date(day.year + 1, day.month, last if is_month_end else min(day.day, last))
    return day


def _day_deadline(words: str, year: int | None, met: date | None) -> date | None:
    match = re.search(f"({_DAY_OF})", words)
    day = chinese_number(match[1][:-1]) if match is not None else None
    return _forward(_date(year, _month_number(words, met), day), words, met)


def _month_deadline(words: str, year: int | None, met: date | None) -> date | None:
    month = _month_number(words, met)
    if year is None or month is None or not 1 <= month <= 12:
        return None
    if re.search("下月|次月", words) is not None and met is not None and met.month == 12:
        year += 1
    last = calendar.monthrange(year, month)[1]
    day = 10 if "上旬" in words else 20 if "中旬" in words else last
    if re.search("月(?:之?前|以前)", words) is not None:  # 10月前: before the month begins
        first = _forward(date(year, month, 1), words, met)
        return first - timedelta(days=1) if first is not None else None
    return _forward(date(year, month, day), words, met)


def _quarter_deadline(words: str, year: int | None, met: date | None) -> date | None:
    match = re.search("([一二三四1-4])季度", words)
    number = chinese_number(match[1]) if match is not None else (None if met is None else (met.month - 1) // 3 + 1)
    if year is None or number is None:
        return None
    month = number * 3
    if words.startswith("明年") and re.search("20\\d{2}年", words) is None and met is not None:
        return date(met.year + 1, month, calendar.monthrange(met.year + 1, month)[1])
    if re.search("季度(?:之?前|以前)", words) is not None:
        month -= 3
        if month == 0:
            return date(year - 1, 12, 31)
    return _forward(date(year, month, calendar.monthrange(year, month)[1]), words, met)


def _within(words: str, met: date) -> date | None:
    match = re.search(f"({_COUNT})({_UNIT})", words)
    if match is None:
        return None
    unit = match[2]
    if "后" in words or "小时" in unit:  # counted from something else than the meeting, or too short to be a day
        return None
    if match[1] == "半":
        return (
            met + timedelta(days=15 if "月" in unit else 182 if "年" in unit else 0)
            if unit.endswith(("月", "年"))
            else None
        )
    count = chinese_number(match[1])
    if count is None:
        return None
    if "工作日" in unit:
        day = met
        while count > 0:  # weekends are no working days; public holidays are not known here, so this is the earliest
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day
    if unit.endswith(("日", "天")):
        return met + timedelta(days=count)
    if unit.endswith(("周", "星期")):
        return met + timedelta(weeks=count)
    months = count * (12 if unit == "年" else 3 if "季度" in unit else 1)
    index = met.month - 1 + months
    year, month = met.year + index // 12, index % 12 + 1
    return date(year, month, min(met.day, calendar.monthrange(year, month)[1]))
