"""Dates: what 9日上午, 昨天 and 2024822上午 mean, given when the notice was published. (日期)"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.mentions.numerals import chinese_number
from kg.model import Span

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
_LOST_ALL = re.compile(r"(?<!\S)(?P<rest>\d{3,4})(?=[上下]午)")  # 1220上午
_LOST_SIGNS = re.compile(r"(?<!\S)(?P<m>1[0-2]|0?[1-9])-(?P<d>3[01]|[12]\d|0?[1-9])(?=上午|下午|晚|,|，)")  # 7-28,县长…
# 昨天(7月7日) says itself which day.
_YESTERDAY = re.compile(r"昨[日天](?!\(\d)|昨(?=[上下]午|晚)")
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
        (_DAY, "dates.day"), (_LOST_MONTH_DAY, "dates.lost-marks"), (_LOST_ALL, "dates.lost-marks"), (_LOST_SIGNS, "dates.lost-signs"),
        (_YESTERDAY, "dates.yesterday"), (_TODAY, "dates.today"),
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
        return sound_date(y, m, d)
    if rule in ("dates.month-day", "dates.month-day-chinese", "dates.lost-signs"):
        return _without_year(chinese_number(groups["m"]), chinese_number(groups["d"]), published, year)
    if rule == "dates.day" and published is not None:
        return _latest_day(int(groups["d"]), published)
    if rule == "dates.lost-marks" and "y" in groups:
        found = [sound_date(int(groups["y"]), m, d) for m, d in _splits(groups["rest"])]
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


def sound_date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int | None, day: int | None, published: date | None, year: int | None) -> date | None:
    if published is not None:
        this = sound_date(published.year, month, day)
        return this if this is not None and this <= published else sound_date(published.year - 1, month, day)
    return sound_date(year, month, day) if year is not None else None


def _latest_day(day: int, published: date) -> date | None:
    if day <= published.day:
        return sound_date(published.year, published.month, day)
    month = published.replace(day=1) - timedelta(days=1)
    return sound_date(month.year, month.month, day)
