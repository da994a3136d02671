"""Days and times as pages print them: 2024-05-09 17:51, 二〇二四年五月九日, 20240509. (时间戳)"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)
}
_WEEKDAY, _MONTH = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", "|".join(_MONTHS)

STAMP = re.compile(
    r"(?P<y>20\d{2}|19\d{2})\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})(?:\s*日|[-./](?=\s+\d{1,2}:))?"
    r"(?:[T\s\u3000]*(?P<h>\d{1,2})[ ]*[:时][ ]*(?P<n>\d{2})(?:[ ]*[:分][ ]*(?P<s>\d{2}))?)?"
)
# 09.05.2024 17:51: the day first, as pages in other languages print it.
_DAY_FIRST = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>20\d{2})(?![\d.])"
    r"(?:[ \u3000]+(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2}))?)?"
)
# Tue Apr 21 09:05:33 CST 2020, as servers print a time that nobody gave a form: of Beijing (CST), or with its offset.
_BY_SERVER = re.compile(
    rf"{_WEEKDAY} (?P<m>{_MONTH}) (?P<d>\d{{1,2}}) (?P<h>\d{{2}}):(?P<n>\d{{2}}):(?P<s>\d{{2}}) (?:CST|GMT\+08:00) (?P<y>20\d{{2}})"
)
# 〇, ○ and the letter O all stand for zero in dates written out in Chinese.
_CHINESE_DATE = re.compile(
    "(?P<y>[二一][〇零○OＯ一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
# 03-24, 3月24日: a day whose year stands elsewhere on the page.
SHORT_STAMP = re.compile(r"(?P<m>\d{1,2})[-月/](?P<d>\d{1,2})日?(?![-/.\d])")
_RUN_TOGETHER = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


def stamps_in(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Days in digits in ``text[start:end]``, with their times, in order."""
    end = len(text) if end is None else end
    found = [
        *STAMP.finditer(text, start, end),
        *_DAY_FIRST.finditer(text, start, end),
        *_BY_SERVER.finditer(text, start, end),
    ]
    return sorted(found, key=lambda stamp: stamp.start())


def otherwise_written(text: str) -> re.Match[str] | None:
    """A day written out in Chinese, or run together."""
    return _CHINESE_DATE.search(text) or _RUN_TOGETHER.search(text)


def day_of(stamp: re.Match[str]) -> date:
    """The day of a stamp. ``ValueError`` where the calendar has none."""
    month = stamp["m"]
    return date(int(stamp["y"]), _MONTHS.get(month) or int(month), int(stamp["d"]))


def is_day(stamp: re.Match[str]) -> bool:
    """Whether the calendar has the day of a stamp."""
    try:
        day_of(stamp)
    except ValueError:
        return False
    return True


def as_iso(stamp: re.Match[str]) -> str:
    """The day of a stamp, and its time where there is one, as ISO 8601 writes them."""
    day = day_of(stamp).isoformat()
    if stamp["h"] is None or int(stamp["h"]) > 23 or int(stamp["n"]) > 59:
        return day
    seconds = f":{stamp['s']}" if stamp["s"] is not None else ""
    return f"{day}T{int(stamp['h']):02}:{stamp['n']}{seconds}"
