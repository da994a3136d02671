"""The last day of a deadline: which day 本月底前 or 一周内 is, seen from the day of the meeting. (到期日)"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from kg.mentions.dates import sound_date
from kg.mentions.feasts import meets_holiday
from kg.mentions.numerals import chinese_number
from kg.model import Precision

DAY_OF = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号)"
MONTH_OF = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月"
COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半|数)"
NEXT_MONTH = "(?:下个?|次)月"
HAN_YEAR = "二[〇○零][〇○零一二三四五六七八九]{2}"
"""二〇二四."""
UNIT = "(?:个?工作日|个?自然日|日|天|周|个?星期|个月|月|年|个季度|小时)"


# 8-底前: a page that lost its 月.
_LOST_MONTH = re.compile(r"\A(\d{1,2})-(?=[底末])")

_OTHER_CENTURY = re.compile("(?!20)\\d{4}年")
_HAN_YEAR = re.compile(f"{HAN_YEAR}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@lru_cache(maxsize=4096)  # 年底前 is said again and again
def resolve_deadline(words: str, kind: str, met: date | None) -> tuple[date | None, Precision]:
    """The last day on or by which the act is due; None where the words do not fix one or the meeting's day is unknown."""
    words = _HAN_YEAR.sub(lambda year: year[0].translate(_DIGITS), words)
    if met is None and kind != "plan" and re.search(r"20\d{2}[年.-]", words) is None:
        return None, "open" if kind == "open" else _PRECISIONS.get(kind, "open")
    if _OTHER_CENTURY.search(words) is not None:
        return None, _PRECISIONS.get(kind, "open")  # 9999年12月31日前 is no day of this year
    words = _LOST_MONTH.sub("\\1月", words)
    precision = _PRECISIONS.get(kind, "open")
    year = _year_of(words, met)
    if kind == "figures":
        *stated, month, day = [int(part) for part in re.findall(r"\d+", words)]
        found = sound_date(stated[0] if stated else year, month, day)
        return found if stated else _forward(found, words, met), "day"
    if kind == "stretch":
        return _stretch_deadline(end_of_stretch(*words.split("至", 1)), met)
    if kind == "tonight":
        return met + timedelta(days=words.startswith("明")) if met is not None else None, "day"
    if kind in ("day", "dayat"):
        return _day_deadline(words, year, met), "day"
    if kind in ("month", "monthat", "tenday", "month2", "monthend", "monthin"):
        return _month_deadline(words, year, met), "month"
    if kind in ("quarter", "quarterat", "next"):
        return _quarter_deadline(words, year, met), "quarter"
    if kind in ("year", "yearin", "yearat"):
        return (date(year, 12, 31) if year else None), "year"
    if kind == "half" and year:
        return (date(year, 6, 30) if "上半年" in words else date(year, 12, 31)), "quarter"
    if kind == "within" and met is not None:
        return _within(words, met), precision
    if kind == "plan":
        return date(_PLAN_YEARS[re.findall("[二三四五六]", words)[0]], 12, 31), precision
    if kind == "weekday" and met is not None:
        return met + timedelta(days=(_weekday(words, "([一二三四五六日])") - met.weekday()) % 7), precision
    if kind == "weekin" and met is not None:
        monday = met - timedelta(days=met.weekday()) + timedelta(days=7 if words.startswith("下") else 0)
        return monday + timedelta(days=_weekday(words, "(?:周|星期)([一二三四五六日])")), "day"
    return None, precision


def _stretch_deadline(last: str, met: date | None) -> tuple[date | None, Precision]:
    """The end of 6月1日至15日, whose ``last`` words are 6月15日."""
    if "年底" in last:
        return (None if met is None else date(met.year, 12, 31)), "year"
    if re.search("月[底末]", last) is not None:
        return _unless_over(_month_deadline(last, _year_of(last, met), met), last, met), "month"
    return _unless_over(_day_deadline(last, _year_of(last, met), met), last, met), "day"


def _weekday(words: str, named: str) -> int:
    """The day of the week (Monday 0) that ``words`` say by the pattern ``named``; Sunday where they say none."""
    weekday = re.search(named, words)
    return "一二三四五六日".index(weekday[1]) if weekday is not None else 6


_PRECISIONS: dict[str, Precision] = {
    "day": "day", "figures": "day", "dayat": "day", "stretch": "day", "tonight": "day", "within": "day", "weekin": "day",
    "month": "month", "monthat": "month", "quarterat": "quarter", "tenday": "month", "month2": "month", "monthend": "month", "monthin": "month",
    "quarter": "quarter", "next": "quarter", "half": "quarter",
    "year": "year", "yearin": "year", "yearat": "year",
    "weekday": "day", "plan": "year", "early": "open", "daily": "open", "open": "open",
}  # fmt: skip


# The last years of the five-year plans.
_PLAN_YEARS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}


def _year_of(words: str, met: date | None) -> int | None:
    stated = re.search(r"(20\d{2})年", words)
    if stated is not None:
        return int(stated[1])
    if met is None:
        return None
    return met.year + (
        2 if words.startswith("后年") else 1 if words.startswith(("明年", "次年", "来年", "翌年")) else 0
    )


def _month_number(words: str, met: date | None) -> int | None:
    match = re.search(f"({MONTH_OF})", words)
    if match is not None:
        return chinese_number(match[1][:-1])
    if met is None:
        return None
    return met.month % 12 + 1 if re.search(NEXT_MONTH, words) is not None else met.month


def _forward(day: date | None, words: str, met: date | None) -> date | None:
    """A limit without a year lies after the meeting: 2月底前 said in November is next year's."""
    if day is not None and met is not None and day < met and re.search("年", words) is None:
        last = calendar.monthrange(day.year + 1, day.month)[1]
        is_month_end = day.day == calendar.monthrange(day.year, day.month)[1]
        return date(day.year + 1, day.month, last if is_month_end else min(day.day, last))
    return day


def _unless_over(day: date | None, words: str, met: date | None) -> date | None:
    """1月1日至10月10日 said in November may be over: a last day without a year is next year's only where that is nearer."""
    if day is None or met is None or "年" in words or day - met <= timedelta(days=183):
        return day
    return None


def end_of_stretch(first: str, last: str) -> str:
    """The last day of a stretch, with the month and the year that only its first day has: 5月31日 of 5月1日|31日, 2025年1月10日 of
    2024年12月20日|1月10日."""
    month, year = re.search(MONTH_OF, first), re.match(r"20\d{2}年|[今明本]年", first)
    whole = last if month is None or "月" in last else f"{month[0]}{last}"
    if year is None or "年" in last:
        return whole
    ends = re.search(MONTH_OF, whole)
    begun, ended = (0 if m is None else chinese_number(m[0][:-1]) or 0 for m in (month, ends))
    if not ended or ended >= begun:
        return f"{year[0]}{whole}"
    following = {"今年": "明年", "本年": "明年", "明年": "后年"}.get(year[0]) or f"{int(year[0][:4]) + 1}年"
    return f"{following}{whole}"


def _day_deadline(words: str, year: int | None, met: date | None) -> date | None:
    match = re.search(f"({DAY_OF})", words)
    day = chinese_number(match[1][:-1]) if match is not None else None
    found = sound_date(year, _month_number(words, met), day)
    if met is not None and found is not None and found < met and not re.search("[年月]", words):
        # 5日前, said on the 8th: next month's
        found = sound_date(met.year + met.month // 12, met.month % 12 + 1, day)
    return _forward(found, words, met)


def _month_deadline(words: str, year: int | None, met: date | None) -> date | None:
    month = _month_number(words, met)
    if year is None or month is None or not 1 <= month <= 12 or "初" in words:
        return None
    if re.search(NEXT_MONTH, words) is not None and met is not None and met.month == 12:
        year += 1
    last = calendar.monthrange(year, month)[1]
    day = 10 if "上旬" in words else 20 if "中旬" in words else last
    if re.search("月份?(?:之?前|以前)", words) is not None:  # 10月前: before the month begins
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
        ends = date(year - 1, 12, 31) if month == 3 else date(year, month - 3, calendar.monthrange(year, month - 3)[1])
        # 一季度前, said in March: while it lasts
        return ends if met is None or ends >= met else date(year, month, calendar.monthrange(year, month)[1])
    return _forward(date(year, month, calendar.monthrange(year, month)[1]), words, met)


# 会后3日内: the meeting is this one. 两会闭幕后 is another.
_AFTER_MEETING = re.compile("[自从]?(?:会后|会议(?:闭幕|结束)后)")


def _working_day(met: date, count: int) -> date | None:
    """The ``count``-th working day after ``met``: weekends are none; None across a holiday, whose free days and make-up
    working days the State Council settles year by year."""
    day = met
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return None if meets_holiday(met + timedelta(days=1), day) else day


def _within(words: str, met: date) -> date | None:
    match = re.search(f"({COUNT})(?:个半(?=月))?({UNIT})", words)
    if match is None:
        return None
    unit = match[2]
    if "后" in words and _AFTER_MEETING.match(words) is None:  # counted from something else than the meeting
        return None
    if "小时" in unit:
        hours = chinese_number(match[1]) or 0
        return (
            met + timedelta(days=hours // 24) if hours and hours % 24 == 0 else None
        )  # others are too short to be a day
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
        return _working_day(met, count)
    if unit.endswith(("日", "天")):
        return met + timedelta(days=count)
    if unit.endswith(("周", "星期")):
        return met + timedelta(weeks=count)
    if "个半月" in words:
        met += timedelta(days=15)
    months = count * (12 if unit == "年" else 3 if "季度" in unit else 1)
    index = met.month - 1 + months
    year, month = met.year + index // 12, index % 12 + 1
    return date(year, month, min(met.day, calendar.monthrange(year, month)[1]))
